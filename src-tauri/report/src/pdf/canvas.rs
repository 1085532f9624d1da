//! What is drawn, before it becomes a file: marks with coordinates in points from the top left of
//! whatever holds them.

use super::font::Face;
use super::style::Color;

/// One glyph of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    pub id: u16,
    /// The character it stands for, for search and copying.
    pub character: char,
    /// Moves the next glyph left, in thousandths of an em.
    pub kern: f32,
}

/// A run of glyphs in one face, size and colour on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    pub x: f32,
    pub y: f32,
    pub face: Face,
    pub size: f32,
    pub ink: Color,
    pub glyphs: Vec<Glyph>,
    /// The character that the run describes, where the faces lack it.
    pub stands_for: Option<char>,
}

/// A piece of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    Move(f32, f32),
    Line(f32, f32),
    Curve([f32; 6]),
}

/// How a line is broken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Dash {
    Solid,
    Dashed,
    Dotted,
}

/// Colour, thickness and dash of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pen {
    pub ink: Color,
    pub width: f32,
    pub dash: Dash,
}

impl Pen {
    pub const fn new(ink: Color, width: f32) -> Self {
        Self {
            ink,
            width,
            dash: Dash::Solid,
        }
    }

    pub const fn dashed(ink: Color, width: f32) -> Self {
        Self {
            ink,
            width,
            dash: Dash::Dashed,
        }
    }

    pub const fn dotted(ink: Color, width: f32) -> Self {
        Self {
            ink,
            width,
            dash: Dash::Dotted,
        }
    }
}

/// One mark on the paper.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    Run(Run),
    Box {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        ink: Color,
    },
    /// An open path.
    Stroke {
        path: Vec<Segment>,
        pen: Pen,
    },
    /// A closed path, filled, outlined or both.
    Shape {
        path: Vec<Segment>,
        fill: Option<Color>,
        pen: Option<Pen>,
    },
}

/// Marks relative to a top left corner.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fragment {
    pub marks: Vec<Mark>,
}

impl Fragment {
    /// A filled rectangle.
    pub fn fill(&mut self, x: f32, y: f32, width: f32, height: f32, ink: Color) {
        self.marks.push(Mark::Box {
            x,
            y,
            width,
            height,
            ink,
        });
    }

    /// A straight line.
    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), pen: Pen) {
        self.marks.push(Mark::Stroke {
            path: vec![Segment::Move(from.0, from.1), Segment::Line(to.0, to.1)],
            pen,
        });
    }

    /// A horizontal line.
    pub fn rule(&mut self, x: f32, y: f32, width: f32, pen: Pen) {
        self.line((x, y), (x + width, y), pen);
    }

    /// A line through points.
    pub fn polyline(&mut self, points: &[(f32, f32)], pen: Pen) {
        let path = points
            .iter()
            .enumerate()
            .map(|(index, &(x, y))| {
                if index == 0 {
                    Segment::Move(x, y)
                } else {
                    Segment::Line(x, y)
                }
            })
            .collect();
        self.marks.push(Mark::Stroke { path, pen });
    }

    /// A closed figure through points.
    pub fn polygon(&mut self, points: &[(f32, f32)], fill: Option<Color>, pen: Option<Pen>) {
        let path = points
            .iter()
            .enumerate()
            .map(|(index, &(x, y))| {
                if index == 0 {
                    Segment::Move(x, y)
                } else {
                    Segment::Line(x, y)
                }
            })
            .collect();
        self.marks.push(Mark::Shape { path, fill, pen });
    }

    /// A rectangle with round corners.
    pub fn rounded(&mut self, area: Area, radius: f32, fill: Option<Color>, pen: Option<Pen>) {
        self.marks.push(Mark::Shape {
            path: rounded_path(area, radius),
            fill,
            pen,
        });
    }

    /// A circle.
    pub fn circle(
        &mut self,
        centre: (f32, f32),
        radius: f32,
        fill: Option<Color>,
        pen: Option<Pen>,
    ) {
        let mut path = Vec::with_capacity(5);
        arc(&mut path, centre, radius, 0.0, 360.0);
        self.marks.push(Mark::Shape { path, fill, pen });
    }

    /// A part of a circle; degrees clockwise from the top.
    pub fn arc(&mut self, centre: (f32, f32), radius: f32, from: f32, to: f32, pen: Pen) {
        let mut path = Vec::with_capacity(5);
        arc(&mut path, centre, radius, from, to);
        self.marks.push(Mark::Stroke { path, pen });
    }

    /// Adds the marks of another fragment, moved.
    pub fn place(&mut self, other: &Self, x: f32, y: f32) {
        self.marks
            .extend(other.marks.iter().map(|mark| moved(mark.clone(), x, y)));
    }

    /// Takes over the marks of another fragment, moved.
    pub fn take(&mut self, other: Self, x: f32, y: f32) {
        self.marks
            .extend(other.marks.into_iter().map(|mark| moved(mark, x, y)));
    }
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

fn moved(mut mark: Mark, dx: f32, dy: f32) -> Mark {
    match &mut mark {
        Mark::Run(run) => {
            run.x += dx;
            run.y += dy;
        }
        Mark::Box { x, y, .. } => {
            *x += dx;
            *y += dy;
        }
        Mark::Stroke { path, .. } | Mark::Shape { path, .. } => {
            for segment in path {
                match segment {
                    Segment::Move(x, y) | Segment::Line(x, y) => {
                        *x += dx;
                        *y += dy;
                    }
                    Segment::Curve([a, b, c, d, e, f]) => {
                        *a += dx;
                        *b += dy;
                        *c += dx;
                        *d += dy;
                        *e += dx;
                        *f += dy;
                    }
                }
            }
        }
    }
    mark
}

/// Distance of a curve's handles that makes it a quarter of a circle.
const QUARTER: f32 = 0.552_284_8;

fn rounded_path(area: Area, radius: f32) -> Vec<Segment> {
    let Area {
        x,
        y,
        width,
        height,
    } = area;
    let r = radius.min(width / 2.0).min(height / 2.0);
    let k = r * (1.0 - QUARTER);
    let (right, bottom) = (x + width, y + height);
    vec![
        Segment::Move(x + r, y),
        Segment::Line(right - r, y),
        Segment::Curve([right - k, y, right, y + k, right, y + r]),
        Segment::Line(right, bottom - r),
        Segment::Curve([right, bottom - k, right - k, bottom, right - r, bottom]),
        Segment::Line(x + r, bottom),
        Segment::Curve([x + k, bottom, x, bottom - k, x, bottom - r]),
        Segment::Line(x, y + r),
        Segment::Curve([x, y + k, x + k, y, x + r, y]),
    ]
}

fn arc(path: &mut Vec<Segment>, centre: (f32, f32), radius: f32, from: f32, to: f32) {
    let pieces = ((to - from).abs() / 90.0).ceil().max(1.0);
    let step = (to - from) / pieces;
    let handle = 4.0 / 3.0 * (step.to_radians() / 4.0).tan() * radius;
    // Degrees run clockwise from the top, y points down.
    let point = |degrees: f32| {
        let (sin, cos) = degrees.to_radians().sin_cos();
        (
            (centre.0 + radius * sin, centre.1 - radius * cos),
            (cos, sin),
        )
    };
    let mut angle = from;
    let ((x, y), mut direction) = point(angle);
    let mut last = (x, y);
    path.push(Segment::Move(x, y));
    for _ in 0..pieces as usize {
        angle += step;
        let (next, ahead) = point(angle);
        path.push(Segment::Curve([
            last.0 + handle * direction.0,
            last.1 + handle * direction.1,
            next.0 - handle * ahead.0,
            next.1 - handle * ahead.1,
            next.0,
            next.1,
        ]));
        last = next;
        direction = ahead;
    }
}
