//! From slabs to pages: blocks are cut into slabs that are never divided, and slabs are stacked.
//!
//! A slab may ask to stay with the next one (headings, first and last lines of a paragraph), bring a
//! header along when it opens a page (table rows), or stand at the foot of its page (notes).

use super::canvas::{Fragment, Pen};
use super::style::CONTENT_HEIGHT;
use std::collections::VecDeque;
use std::rc::Rc;

/// A piece of a block that is never divided.
#[derive(Debug, Clone)]
pub struct Slab {
    /// Space above; dropped at the top of a page.
    pub before: f32,
    pub height: f32,
    pub body: Body,
    /// Must not be the last on a page.
    pub keep_next: bool,
    /// Drawn above the slab where it opens a page.
    pub repeat: Option<Rc<Repeat>>,
    pub anchor: Option<Anchor>,
    /// Stands at the foot of the page.
    pub pinned: bool,
    /// A line in the space above; there is none at the top of a page.
    pub overline: Option<Overline>,
    /// As the last of all, stands again and again down to the foot of the page.
    pub to_page_end: bool,
}

/// A line that parts a slab from the one before it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overline {
    pub width: f32,
    /// Distance above the slab.
    pub above: f32,
    pub pen: Pen,
}

/// What a slab holds.
#[derive(Debug, Clone)]
pub enum Body {
    Solid(Fragment),
    /// Slabs side by side: left edge of each column, and its slabs.
    Columns(Vec<(f32, Vec<Slab>)>),
    PageBreak,
}

/// The header of a table, as it stands on its later pages.
#[derive(Debug)]
pub struct Repeat {
    pub height: f32,
    pub fragment: Fragment,
}

/// A place that a bookmark leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// Position in reading order.
    pub order: usize,
    /// 0 for sections, 1 below.
    pub depth: u8,
    /// `2.1`, empty where the heading has none.
    pub number: String,
    pub title: String,
}

impl Anchor {
    /// `2.1 授信与到期`, as the bookmark reads.
    pub fn words(&self) -> String {
        format!("{} {}", self.number, self.title)
            .trim_start()
            .to_owned()
    }
}

/// A filled page or column: its marks, and how far down its anchors are.
#[derive(Debug, Default)]
pub struct Region {
    pub fragment: Fragment,
    pub anchors: Vec<(Anchor, f32)>,
}

impl Slab {
    /// A slab of marks.
    pub fn solid(height: f32, fragment: Fragment) -> Self {
        Self {
            before: 0.0,
            height,
            body: Body::Solid(fragment),
            keep_next: false,
            repeat: None,
            anchor: None,
            pinned: false,
            overline: None,
            to_page_end: false,
        }
    }

    /// Columns side by side, as high as the highest.
    pub fn columns(columns: Vec<(f32, Vec<Self>)>) -> Self {
        let height = columns
            .iter()
            .map(|(_, slabs)| stacked(slabs))
            .fold(0.0, f32::max);
        Self {
            body: Body::Columns(columns),
            ..Self::solid(height, Fragment::default())
        }
    }

    /// The end of a page.
    pub fn page_break() -> Self {
        Self {
            body: Body::PageBreak,
            ..Self::solid(0.0, Fragment::default())
        }
    }
}

/// Height of slabs stacked at the top of a page.
pub fn stacked(slabs: &[Slab]) -> f32 {
    let above = |index: usize, slab: &Slab| match (index, &slab.repeat) {
        (0, Some(repeat)) => repeat.height,
        (0, None) => 0.0,
        _ => slab.before,
    };
    slabs
        .iter()
        .enumerate()
        .map(|(index, slab)| above(index, slab) + slab.height)
        .sum()
}

/// Stacks slabs on pages; there is always at least one page.
pub fn paginate(slabs: Vec<Slab>) -> Vec<Region> {
    let mut queue: VecDeque<Slab> = slabs.into();
    let mut pages = Vec::new();
    loop {
        pages.push(fill(&mut queue, CONTENT_HEIGHT, true));
        while queue
            .front()
            .is_some_and(|slab| matches!(slab.body, Body::PageBreak))
            && queue.len() == 1
        {
            queue.pop_front();
        }
        if queue.is_empty() {
            return pages;
        }
    }
}

/// Room that columns need before they are begun at the foot of a page.
const LEAST_COLUMN: f32 = 120.0;
/// Columns up to this height are not divided.
const WHOLE_COLUMN: f32 = 240.0;
/// Space above notes at the foot of a page.
const PINNED_GAP: f32 = 10.0;

/// Stacks as many slabs as the room takes. On a `fresh` page at least one is placed.
fn fill(queue: &mut VecDeque<Slab>, room: f32, fresh: bool) -> Region {
    let mut stack = Stack::default();
    let mut overflow = false;
    while let Some(slab) = queue.pop_front() {
        if matches!(slab.body, Body::PageBreak) {
            if stack.is_empty() {
                continue;
            }
            stack.settle();
            break;
        }
        if stack.takes(&slab, room) {
            stack.push(slab);
            continue;
        }
        overflow = true;
        let left = room - stack.height - stack.pinned - slab.before;
        match slab.body {
            Body::Columns(columns)
                if (left >= LEAST_COLUMN && slab.height > WHOLE_COLUMN)
                    || (fresh && stack.is_empty()) =>
            {
                let (part, rest) = split(columns, slab.before, left, fresh && stack.is_empty());
                let placed = part.is_some();
                if let Some(part) = part {
                    stack.push(part);
                    stack.settle();
                }
                queue.push_front(Slab {
                    before: if placed { 0.0 } else { rest.before },
                    ..rest
                });
            }
            _ => queue.push_front(slab),
        }
        break;
    }
    if overflow {
        stack.retreat(queue, fresh);
    } else {
        stack.settle();
        if queue.is_empty() {
            stack.rule_to_the_end(room);
        }
    }
    stack.region(room)
}

/// Fills each column as far as the room goes: the part that is placed, and the rest.
fn split(
    columns: Vec<(f32, Vec<Slab>)>,
    before: f32,
    room: f32,
    fresh: bool,
) -> (Option<Slab>, Slab) {
    let whole: Vec<(f32, Vec<Slab>)> = columns.clone();
    let mut part = Fragment::default();
    let mut rest = Vec::with_capacity(columns.len());
    let mut progress = false;
    let mut anchors = Vec::new();
    for (x, slabs) in columns {
        let mut queue: VecDeque<Slab> = slabs.into();
        let count = queue.len();
        let region = fill(&mut queue, room, fresh);
        progress |= queue.len() < count;
        part.take(region.fragment, x, 0.0);
        anchors.extend(region.anchors);
        rest.push((x, Vec::from(queue)));
    }
    if !progress {
        return (
            None,
            Slab {
                before,
                ..Slab::columns(whole)
            },
        );
    }
    // Anchors inside a divided column lead to the top of the part.
    let mut slab = Slab {
        before,
        ..Slab::solid(room, part)
    };
    slab.anchor = anchors.into_iter().map(|(anchor, _)| anchor).next();
    (Some(slab), Slab::columns(rest))
}

/// The slabs on one page while it is filled.
#[derive(Default)]
struct Stack {
    slabs: Vec<Slab>,
    /// Height of what stands in the flow, and of what stands at the foot.
    height: f32,
    pinned: f32,
    /// How many of the slabs may stay if the next one does not fit.
    settled: usize,
}

impl Stack {
    fn is_empty(&self) -> bool {
        self.slabs.is_empty()
    }

    fn flowing(&self) -> bool {
        self.slabs
            .iter()
            .any(|slab| !slab.pinned && slab.height > 0.0)
    }

    fn need(&self, slab: &Slab) -> f32 {
        if slab.pinned {
            return slab.height + PINNED_GAP;
        }
        if self.flowing() {
            slab.before + slab.height
        } else {
            slab.repeat.as_ref().map_or(0.0, |repeat| repeat.height) + slab.height
        }
    }

    fn takes(&self, slab: &Slab, room: f32) -> bool {
        self.height + self.pinned + self.need(slab) <= room + 0.01
    }

    fn push(&mut self, slab: Slab) {
        let need = self.need(&slab);
        if slab.pinned {
            self.pinned += need;
        } else {
            self.height += need;
        }
        let settles = !slab.keep_next;
        self.slabs.push(slab);
        if settles {
            self.settle();
        }
    }

    /// Repeats a last slab that asks for it as long as the room goes.
    fn rule_to_the_end(&mut self, room: f32) {
        let Some(mut again) = self.slabs.last().filter(|last| last.to_page_end).cloned() else {
            return;
        };
        again.before = 0.0;
        while self.takes(&again, room) {
            self.push(again.clone());
        }
    }

    fn settle(&mut self) {
        self.settled = self.slabs.len();
    }

    /// Gives back what must not end the page.
    fn retreat(&mut self, queue: &mut VecDeque<Slab>, fresh: bool) {
        if self.settled == 0 && fresh {
            // Nothing may stay by the rules: keep what fits, or force one slab, so that pages end.
            if self.slabs.is_empty()
                && let Some(slab) = queue.pop_front()
            {
                self.push(slab);
            }
            return self.settle();
        }
        while self.slabs.len() > self.settled {
            if let Some(slab) = self.slabs.pop() {
                queue.push_front(slab);
            }
        }
    }

    fn region(self, room: f32) -> Region {
        let mut region = Region::default();
        let mut y = 0.0;
        let mut foot = room
            - self
                .slabs
                .iter()
                .filter(|slab| slab.pinned)
                .map(|slab| slab.height)
                .sum::<f32>();
        let mut first = true;
        for slab in self.slabs {
            if slab.pinned {
                let height = slab.height;
                place(&mut region, slab, foot);
                foot += height;
                continue;
            }
            if first {
                if let Some(repeat) = &slab.repeat {
                    region.fragment.place(&repeat.fragment, 0.0, y);
                    y += repeat.height;
                }
            } else {
                y += slab.before;
                if let Some(line) = slab.overline {
                    region
                        .fragment
                        .rule(0.0, y - line.above, line.width, line.pen);
                }
            }
            first &= slab.height <= 0.0;
            let height = slab.height;
            place(&mut region, slab, y);
            y += height;
        }
        region
    }
}

fn place(region: &mut Region, slab: Slab, y: f32) {
    if let Some(anchor) = slab.anchor {
        region.anchors.push((anchor, y));
    }
    match slab.body {
        Body::Solid(fragment) => region.fragment.take(fragment, 0.0, y),
        Body::Columns(columns) => {
            for (x, slabs) in columns {
                let mut queue: VecDeque<Slab> = slabs.into();
                let inner = fill(&mut queue, f32::MAX, true);
                region.fragment.take(inner.fragment, x, y);
                region.anchors.extend(
                    inner
                        .anchors
                        .into_iter()
                        .map(|(anchor, at)| (anchor, y + at)),
                );
            }
        }
        Body::PageBreak => {}
    }
}
