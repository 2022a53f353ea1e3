//! The form as blocks from top to bottom: each a height and what is drawn in it.
//!
//! A block never splits. What may be long (a value, a paragraph) becomes several blocks, so that
//! every block is shorter than a page.

use super::line::Line;
use super::measures::{FOOT, LEADING, MM, PAGE, SMALL, TOP, WIDTH};
use super::typeset::Typesetter;
use super::{PrintedForm, closing, masthead, table};

/// Something drawn, placed from the block's upper left corner.
#[derive(Debug, Clone)]
pub(super) enum Mark {
    /// A line of text; `y` is its baseline.
    Text { x: f32, y: f32, line: Line },
    /// A hairline.
    Rule { from: (f32, f32), to: (f32, f32) },
    /// A lightly tinted area.
    Tint(Area),
    /// The photo or its empty frame.
    Photo(Area),
    /// The QR code; the room around it is the quiet zone.
    Qr(Area),
}

/// A rectangle: left, top, width, height.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// A part of the form that stays on one page.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub(super) height: f32,
    pub(super) marks: Vec<Mark>,
    /// Stands inside the table's frame.
    pub(super) framed: bool,
    /// Continues the block before: no rule between them.
    pub(super) continues: bool,
    /// Must not be the last on its page.
    pub(super) keep: bool,
}

/// The height there is for blocks on a page.
pub(super) fn room(footer: &[Line]) -> f32 {
    PAGE.1 - TOP - FOOT - footer.len() as f32 * SMALL.size * LEADING - 3.0 * MM
}

/// The note at the foot of a page.
pub(super) fn footer(typesetter: &Typesetter<'_>, note: &str) -> Vec<Line> {
    let mut lines = typesetter.lines(note, SMALL, WIDTH, 0.0);
    // A foot note is no place for an essay; it must not push the form off the page.
    lines.truncate(4);
    lines
}

/// All blocks of the form.
pub(super) fn form(typesetter: &Typesetter<'_>, form: &PrintedForm) -> Vec<Block> {
    let mut blocks = vec![masthead::block(typesetter, form)];
    for section in &form.sections {
        blocks.extend(table::blocks(typesetter, section));
    }
    blocks.extend(closing::promise(typesetter, &form.promise));
    blocks.extend(closing::stamps(typesetter, &form.stamps));
    blocks
}

/// The height of lines under each other.
pub(super) fn text_height(lines: &[Line]) -> f32 {
    lines.iter().map(|line| line.size * LEADING).sum()
}

/// Lines under each other from `top`, flush left at `x`.
pub(super) fn set(lines: Vec<Line>, x: f32, top: f32) -> impl Iterator<Item = Mark> {
    place(lines, top).map(move |(y, line)| Mark::Text { x, y, line })
}

/// Lines under each other from `top`, centred on `x`.
pub(super) fn centred(lines: Vec<Line>, x: f32, top: f32) -> impl Iterator<Item = Mark> {
    place(lines, top).map(move |(y, line)| Mark::Text { x: x - line.width / 2.0, y, line })
}

/// Each line with its baseline: a Chinese glyph stands 0.88 above and 0.12 below it.
fn place(lines: Vec<Line>, top: f32) -> impl Iterator<Item = (f32, Line)> {
    let mut y = top;
    lines.into_iter().map(move |line| {
        let baseline = y + line.size * ((LEADING - 1.0) / 2.0 + 0.88);
        y += line.size * LEADING;
        (baseline, line)
    })
}
