//! What is signed: the promise, and the boxes for signatures and stamps.

use super::blocks::{Block, Mark, set, text_height};
use super::measures::{LEADING, MM, PAD, TEXT, WIDTH};
use super::typeset::Typesetter;

/// The height of a box: a round seal of 42 mm may reach over its edge, a signature not.
const STAMP: f32 = 34.0 * MM;

/// The promise, line by line.
pub(super) fn promise(typesetter: &Typesetter<'_>, paragraphs: &[String]) -> Vec<Block> {
    let lines = paragraphs.iter().flat_map(|text| paragraph(typesetter, text));
    let mut blocks: Vec<Block> = lines.collect();
    for block in blocks.iter_mut().skip(1) {
        block.continues = true;
    }
    if let Some(first) = blocks.first_mut() {
        pad_top(first, PAD);
    }
    if let Some(last) = blocks.last_mut() {
        last.height += PAD;
    }
    blocks
}

/// The boxes, up to three side by side.
pub(super) fn stamps(typesetter: &Typesetter<'_>, captions: &[String]) -> Vec<Block> {
    let columns = if captions.len() == 4 { 2 } else { 3 };
    captions.chunks(columns).map(|row| boxes(typesetter, row)).collect()
}

/// A paragraph of the promise: first line indented by two characters, flush on both sides.
fn paragraph(typesetter: &Typesetter<'_>, text: &str) -> Vec<Block> {
    let width = WIDTH - 4.0 * PAD;
    let indent = 2.0 * TEXT.size;
    let mut lines = typesetter.lines(text, TEXT, width, indent);
    let last = lines.len().saturating_sub(1);
    let mut blocks = Vec::new();
    for (position, mut line) in lines.drain(..).enumerate() {
        let x = if position == 0 { indent } else { 0.0 };
        if position < last {
            line.justify(width - x);
        }
        let marks = set(vec![line], 2.0 * PAD + x, 0.0).collect();
        let height = TEXT.size * LEADING;
        // A signature belongs on the page of what is signed.
        blocks.push(Block { height, marks, framed: true, keep: true, ..Block::default() });
    }
    blocks
}

/// One row of boxes.
fn boxes(typesetter: &Typesetter<'_>, captions: &[String]) -> Block {
    let width = WIDTH / captions.len() as f32;
    let mut marks = Vec::new();
    let mut x = 0.0;
    for caption in captions {
        if x > 0.0 {
            marks.push(Mark::Rule { from: (x, 0.0), to: (x, STAMP) });
        }
        let (head, foot) = caption.split_once('\n').unwrap_or((caption, ""));
        let head = typesetter.lines(head, TEXT, width - 2.0 * PAD, 0.0);
        let foot = typesetter.lines(foot, TEXT, width - 2.0 * PAD, 0.0);
        marks.extend(set(head, x + PAD, 1.5 * MM));
        let mut y = STAMP - 1.5 * MM - text_height(&foot);
        for line in foot {
            let left = x + width - PAD - line.width;
            marks.extend(set(vec![line], left, y));
            y += TEXT.size * LEADING;
        }
        x += width;
    }
    Block { height: STAMP, marks, framed: true, ..Block::default() }
}

fn pad_top(block: &mut Block, by: f32) {
    block.height += by;
    for mark in &mut block.marks {
        if let Mark::Text { y, .. } = mark {
            *y += by;
        }
    }
}
