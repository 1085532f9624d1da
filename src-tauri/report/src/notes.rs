//! What to heed in a document before it is used: what it says is missing, and what is out of date.

use crate::compose::{can_be_mended, says_no_data};
use crate::document::{Block, Level};

/// One thing to heed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub kind: NoteKind,
    /// The section it concerns, as [`crate::OutlineEntry::order`]; `None`: the whole document.
    pub section: Option<u32>,
    /// One sentence for the user.
    pub text: String,
}

/// Why something is to be heeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// Figures older than the limit.
    Stale,
    /// Printed as 暂无数据.
    Missing,
}

/// What each section says is missing and the user can fill, a note a section, in reading order.
pub fn missing(blocks: &[Block]) -> Vec<Note> {
    let mut reading = Reading::default();
    reading.blocks(blocks);
    let notes = reading.sections.into_iter().map(|section| Note {
        kind: NoteKind::Missing,
        section: section.order,
        text: section.told(),
    });
    notes.collect()
}

/// Walks the blocks in the order in which the engine counts headings.
#[derive(Default)]
struct Reading {
    headings: u32,
    current: Option<(u32, String)>,
    /// The heading right above, which names what a bare 暂无数据 is about.
    above: String,
    sections: Vec<Section>,
}

struct Section {
    order: Option<u32>,
    title: String,
    /// Label and reason of each thing that is missing.
    gaps: Vec<(String, String)>,
}

impl Section {
    fn told(&self) -> String {
        let [(label, reason)] = self.gaps.as_slice() else {
            let labels: Vec<&str> = self.gaps.iter().map(|(label, _)| label.as_str()).collect();
            return format!("“{}”缺：{}。", self.title, labels.join("、"));
        };
        if *label == self.title {
            format!("“{label}”暂无数据：{reason}。")
        } else {
            format!("“{}”缺{label}：{reason}。", self.title)
        }
    }
}

impl Reading {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => {
                // Behind an ideographic space stands a date or the like, which names nothing.
                let name = heading.title.split('　').next().unwrap_or_default();
                if heading.level == Level::Section {
                    self.current = Some((self.headings, name.to_owned()));
                }
                name.clone_into(&mut self.above);
                self.headings += 1;
            }
            Block::NoData { section, reason } => {
                let label = section.clone().unwrap_or_else(|| self.above.clone());
                self.gap(label, reason.clone());
            }
            Block::Facts(facts) => {
                for (label, value) in &facts.items {
                    if let Some(reason) = says_no_data(value) {
                        self.gap(label.clone(), reason.to_owned());
                    }
                }
            }
            Block::Columns(columns) => {
                for column in columns {
                    self.blocks(&column.blocks);
                }
            }
            Block::Together(blocks) => self.blocks(blocks),
            _ => {}
        }
    }

    fn gap(&mut self, label: String, reason: String) {
        if !can_be_mended(&reason) {
            return;
        }
        let (order, title) = match &self.current {
            Some((order, title)) => (Some(*order), title.clone()),
            None => (None, String::new()),
        };
        match self.sections.last_mut() {
            Some(last) if last.order == order => last.gaps.push((label, reason)),
            _ => self.sections.push(Section {
                order,
                title,
                gaps: vec![(label, reason)],
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Column, Facts, Heading, Text};

    fn gap(reason: &str) -> Block {
        Block::NoData {
            section: None,
            reason: reason.into(),
        }
    }

    #[test]
    fn what_the_product_does_not_keep_is_nothing_to_heed() {
        let blocks = vec![
            Block::Heading(Heading::section("需求")),
            gap(&crate::compose::not_kept_reason("需求")),
            Block::Heading(Heading::section("目标")),
            gap("尚未填写本次目标"),
        ];
        let told: Vec<String> = missing(&blocks).into_iter().map(|n| n.text).collect();
        assert_eq!(told, ["“目标”暂无数据：尚未填写本次目标。"]);
    }

    #[test]
    fn a_note_a_section_named_by_the_heading_above() {
        let blocks = vec![
            Block::Heading(Heading::section("人物")),
            gap("尚未导入联系人"),
            Block::Heading(Heading::section("业务")),
            Block::Columns(vec![Column {
                weight: 1,
                blocks: vec![Block::Heading(Heading::sub("存款")), gap("没有台账")],
            }]),
            Block::Facts(Facts {
                columns: 1,
                items: vec![
                    ("账户".into(), Text::new("暂无数据（尚未导入）")),
                    ("产品".into(), Text::new("协定存款")),
                ],
            }),
        ];
        let told: Vec<(Option<u32>, String)> = missing(&blocks)
            .into_iter()
            .map(|note| (note.section, note.text))
            .collect();
        assert_eq!(
            told,
            [
                (Some(0), "“人物”暂无数据：尚未导入联系人。".to_owned()),
                (Some(1), "“业务”缺：存款、账户。".to_owned()),
            ]
        );
    }
}
