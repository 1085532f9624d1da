//! From blocks to slabs: each kind of block measures and draws itself at a given width.

mod bars;
mod facts;
mod lead;
mod line_chart;
mod people;
mod prose;
mod table;

use super::ReportError;
use super::canvas::Fragment;
use super::flow::{Anchor, Body, Overline, Slab, stacked};
use super::style::{CONTENT_HEIGHT, GUTTER};
use crate::document::{Block, Column, Heading, Level};

/// Space above and below a kind of block, in points; neighbours share the larger.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Air {
    before: f32,
    after: f32,
}

impl Air {
    const fn new(before: f32, after: f32) -> Self {
        Self { before, after }
    }
}

/// Space above a section, the line that parts it included.
const SECTION_AIR: f32 = 28.0;

/// Turns blocks into slabs; counts headings on the way.
#[derive(Debug, Default)]
pub struct Layouter {
    section: u32,
    sub: u32,
    headings: usize,
    /// Title of the heading last seen, named again where a table goes on.
    heading: String,
}

impl Layouter {
    /// The slabs of a column of blocks.
    pub fn blocks(&mut self, blocks: &[Block], width: f32) -> Result<Vec<Slab>, ReportError> {
        let mut slabs: Vec<Slab> = Vec::new();
        let mut after = 0.0_f32;
        let mut behind_heading = false;
        for block in blocks {
            let (mut own, air) = self.block(block, width)?;
            if let Some(first) = own.first_mut() {
                first.before = if behind_heading {
                    after
                } else {
                    air.before.max(after)
                };
            }
            if !own.is_empty() {
                after = air.after;
                behind_heading = matches!(block, Block::Heading(_));
            }
            slabs.append(&mut own);
        }
        Ok(slabs)
    }

    fn block(&mut self, block: &Block, width: f32) -> Result<(Vec<Slab>, Air), ReportError> {
        Ok(match block {
            Block::Title(band) => (lead::title(band, width)?, Air::new(0.0, 10.0)),
            Block::Verdict(verdict) => (lead::verdict(verdict, width)?, Air::new(10.0, 10.0)),
            Block::Figures(figures) => (lead::figures(figures, width)?, Air::new(10.0, 10.0)),
            Block::Heading(heading) => self.heading(heading, width)?,
            Block::Paragraph(text) => (prose::paragraph(text, width)?, Air::new(4.0, 6.0)),
            Block::Note(text) => (prose::note(text, width)?, Air::new(4.0, 8.0)),
            Block::PageNote(text) => (prose::page_note(text, width)?, Air::new(0.0, 0.0)),
            Block::List(list) => (prose::list(list, width)?, Air::new(4.0, 6.0)),
            Block::NoData { section, reason } => (
                prose::no_data(section.as_deref(), reason, width)?,
                Air::new(4.0, 8.0),
            ),
            Block::Facts(facts) => (facts::facts(facts, width)?, Air::new(4.0, 8.0)),
            Block::Checklist(list) => (facts::checklist(list, width)?, Air::new(4.0, 8.0)),
            Block::Writing(writing) => (facts::writing(writing, width)?, Air::new(6.0, 10.0)),
            Block::Table(table) => (
                table::table(table, &self.heading, width)?,
                Air::new(4.0, 12.0),
            ),
            Block::People(people) => (people::people(people, width)?, Air::new(4.0, 12.0)),
            Block::LineChart(chart) => {
                (vec![line_chart::chart(chart, width)?], Air::new(6.0, 12.0))
            }
            Block::BarChart(chart) => (vec![bars::bars(chart, width)?], Air::new(6.0, 12.0)),
            Block::Waterfall(chart) => (vec![bars::waterfall(chart, width)?], Air::new(6.0, 12.0)),
            Block::Shares(shares) => (bars::shares(shares, width)?, Air::new(6.0, 12.0)),
            Block::Columns(columns) => {
                let slabs = self.columns(columns, width)?;
                let sections = slabs.first().is_some_and(|slab| slab.overline.is_some());
                let before = if sections { SECTION_AIR } else { 8.0 };
                (slabs, Air::new(before, 12.0))
            }
            Block::Together(blocks) => {
                let slabs = self.together(blocks, width)?;
                let sections = slabs.first().is_some_and(|slab| slab.overline.is_some());
                let before = if sections { SECTION_AIR } else { 8.0 };
                (slabs, Air::new(before, 14.0))
            }
            Block::PageBreak => (vec![Slab::page_break()], Air::new(0.0, 0.0)),
            Block::Spacer(steps) => (
                vec![Slab::solid(0.0, Fragment::default())],
                Air::new(f32::from(*steps) * 4.0, 0.0),
            ),
        })
    }

    fn heading(&mut self, heading: &Heading, width: f32) -> Result<(Vec<Slab>, Air), ReportError> {
        let number = self.count(heading);
        let (mut slab, air) = match heading.level {
            Level::Section => (
                prose::section(heading, &number, width)?,
                Air::new(SECTION_AIR, 8.0),
            ),
            Level::Sub => (prose::sub(heading, &number, width)?, Air::new(14.0, 4.0)),
        };
        slab.anchor = Some(Anchor {
            order: self.headings,
            depth: u8::from(heading.level == Level::Sub),
            number,
            title: heading.title.clone(),
        });
        self.headings += 1;
        self.heading.clone_from(&heading.title);
        Ok((vec![slab], air))
    }

    /// The heading's number, empty where it has none.
    fn count(&mut self, heading: &Heading) -> String {
        if !heading.numbered {
            return String::new();
        }
        match heading.level {
            Level::Section => {
                self.section += 1;
                self.sub = 0;
                self.section.to_string()
            }
            Level::Sub => {
                self.sub += 1;
                format!("{}.{}", self.section.max(1), self.sub)
            }
        }
    }

    fn columns(&mut self, columns: &[Column], width: f32) -> Result<Vec<Slab>, ReportError> {
        let weights: f32 = columns
            .iter()
            .map(|column| f32::from(column.weight.max(1)))
            .sum();
        let free = width - GUTTER * columns.len().saturating_sub(1) as f32;
        let mut x = 0.0;
        let mut set = Vec::with_capacity(columns.len());
        let mut slabs = Vec::new();
        for column in columns {
            let share = free * f32::from(column.weight.max(1)) / weights;
            let (notes, flowing) = self
                .blocks(&column.blocks, share)?
                .into_iter()
                .partition(|slab| slab.pinned);
            // Notes stand at the foot of the page, not of the column; a column cannot end the page.
            slabs.extend::<Vec<Slab>>(notes);
            let mut flowing: Vec<Slab> = flowing;
            flowing.retain(|slab| !matches!(slab.body, Body::PageBreak));
            for slab in &mut flowing {
                slab.to_page_end = false;
            }
            set.push((x, flowing));
            x += share + GUTTER;
        }
        // Sections side by side are parted from what is above by one line over all of them.
        let line = set
            .iter()
            .find_map(|(_, slabs)| slabs.first().and_then(|first| first.overline));
        slabs.insert(
            0,
            Slab {
                overline: line.map(|line| Overline { width, ..line }),
                ..Slab::columns(set)
            },
        );
        Ok(slabs)
    }

    fn together(&mut self, blocks: &[Block], width: f32) -> Result<Vec<Slab>, ReportError> {
        let mut slabs = self.blocks(blocks, width)?;
        if stacked(&slabs) <= CONTENT_HEIGHT
            && let Some((_, all_but_last)) = slabs.split_last_mut()
        {
            for slab in all_but_last {
                slab.keep_next = true;
            }
        }
        Ok(slabs)
    }
}
