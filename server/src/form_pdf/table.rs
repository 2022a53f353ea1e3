//! The table: sections, and in them labels with their values.

use super::Section;
use super::blocks::{Area, Block, Mark, centred, set, text_height};
use super::line::Line;
use super::measures::{HEADING, MM, PAD, TEXT, WIDTH};
use super::typeset::Typesetter;

/// The width of a label, and the least height of a row.
const LABEL: f32 = 28.0 * MM;
const ROW: f32 = 7.6 * MM;
/// A value of so many lines stays on one page.
const LINES: usize = 12;

/// A section: its heading, then its rows.
pub(super) fn blocks(typesetter: &Typesetter<'_>, section: &Section) -> Vec<Block> {
    let mut blocks = Vec::new();
    let heading = typesetter.lines(&section.title, HEADING, WIDTH - 2.0 * PAD, 0.0);
    if !heading.is_empty() {
        let height = text_height(&heading) + 1.8 * MM;
        let mut marks = vec![Mark::Tint(Area { x: 0.0, y: 0.0, width: WIDTH, height })];
        marks.extend(set(heading, PAD, 0.9 * MM));
        blocks.push(Block { height, marks, framed: true, keep: true, ..Block::default() });
    }
    let half = WIDTH / 2.0 - LABEL - 2.0 * PAD;
    let short = |value: &str| typesetter.lines(value, TEXT, half, 0.0).len() <= 1;
    let mut rows = section.rows.iter().peekable();
    while let Some((label, value)) = rows.next() {
        let beside = if short(value) { rows.next_if(|(_, next)| short(next)) } else { None };
        match beside {
            Some((next_label, next_value)) => {
                let cells = [(0.0, label, value), (WIDTH / 2.0, next_label, next_value)];
                blocks.push(row(cells.map(|(x, label, value)| Cell {
                    x,
                    label: typesetter.balanced(label, TEXT, LABEL - 2.0 * PAD),
                    value: typesetter.lines(value, TEXT, half, 0.0),
                })));
            }
            None => blocks.extend(long_row(typesetter, label, value)),
        }
    }
    blocks
}

/// A label with its value, set.
struct Cell {
    x: f32,
    label: Vec<Line>,
    value: Vec<Line>,
}

/// A row over the whole width, in as many blocks as it takes.
fn long_row(typesetter: &Typesetter<'_>, label: &str, value: &str) -> Vec<Block> {
    let value = typesetter.lines(value, TEXT, WIDTH - LABEL - 2.0 * PAD, 0.0);
    let label = typesetter.balanced(label, TEXT, LABEL - 2.0 * PAD);
    if value.len() <= LINES {
        return vec![row([Cell { x: 0.0, label, value }])];
    }
    // Line by line, so that a page can end anywhere; the label stands beside the first line.
    let last = value.len() - 1;
    let blocks = value.into_iter().enumerate().map(|(position, line)| {
        let above = if position == 0 { MM } else { 0.0 };
        let below = if position == last { MM } else { 0.0 };
        let lines = [line];
        let height = above + text_height(&lines) + below;
        let mut marks = vec![Mark::Rule { from: (LABEL, 0.0), to: (LABEL, height) }];
        if position == 0 {
            marks.extend(centred(label.clone(), LABEL / 2.0, above));
        }
        marks.extend(set(lines.into(), LABEL + PAD, above));
        Block { height, marks, framed: true, continues: position > 0, ..Block::default() }
    });
    blocks.collect()
}

fn row<const N: usize>(cells: [Cell; N]) -> Block {
    let tallest =
        cells.iter().flat_map(|cell| [text_height(&cell.label), text_height(&cell.value)]).fold(0.0, f32::max);
    let height = ROW.max(tallest + 2.0 * MM);
    let mut marks = Vec::new();
    for Cell { x, label, value } in cells {
        if x > 0.0 {
            marks.push(Mark::Rule { from: (x, 0.0), to: (x, height) });
        }
        marks.push(Mark::Rule { from: (x + LABEL, 0.0), to: (x + LABEL, height) });
        let (label_top, value_top) = ((height - text_height(&label)) / 2.0, (height - text_height(&value)) / 2.0);
        marks.extend(centred(label, x + LABEL / 2.0, label_top));
        marks.extend(set(value, x + LABEL + PAD, value_top));
    }
    Block { height, marks, framed: true, ..Block::default() }
}
