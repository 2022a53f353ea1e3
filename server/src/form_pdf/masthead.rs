//! The head of the form: QR code, titles with the form code, photo.

use super::PrintedForm;
use super::blocks::{Area, Block, Mark, centred, text_height};
use super::line::Line;
use super::measures::{CODE, EXAM, MM, PAD, SMALL, TEXT, TITLE, WIDTH};
use super::typeset::Typesetter;

/// A photo of 295:413, 25 mm wide.
const PHOTO: (f32, f32) = (25.0 * MM, 25.0 * MM * 413.0 / 295.0);
/// The QR code without its quiet zone.
const QR: f32 = 28.0 * MM;
/// The quiet zone: four modules of the smallest code, 21 modules wide.
const QUIET: f32 = QR * 4.0 / 21.0;

/// The head of the form, on the first page.
pub(super) fn block(typesetter: &Typesetter<'_>, form: &PrintedForm) -> Block {
    let photo = Area { x: WIDTH - PHOTO.0, y: 0.0, width: PHOTO.0, height: PHOTO.1 };
    // Flush with the table; on the left and above, the quiet zone is the margin of the page.
    let qr = Area { x: 0.0, y: (PHOTO.1 - QR) / 2.0, width: QR, height: QR };
    let mut marks = vec![Mark::Qr(qr), Mark::Photo(photo)];
    if form.photo_jpeg.is_none() {
        let lines = typesetter.lines(&form.captions.photo, SMALL, PHOTO.0 - PAD, 0.0);
        let top = (PHOTO.1 - text_height(&lines)) / 2.0;
        marks.extend(centred(lines, photo.x + PHOTO.0 / 2.0, top));
    }

    let centre = WIDTH / 2.0;
    let width = 2.0 * (centre - QR - QUIET);
    let mut y = 0.0;
    for (text, style) in [(&form.exam, EXAM), (&form.title, TITLE)] {
        let lines = typesetter.balanced(text, style, width);
        y += 1.0 * MM;
        let height = text_height(&lines);
        // The space after the last character is not seen.
        marks.extend(centred(lines, centre + style.tracking / 2.0, y));
        y += height;
    }
    // However short the titles, the code stands level with the foot of the QR code.
    let baseline = (y + 8.0 * MM).max(qr.y + QR - 5.0 * MM);
    marks.extend(code_line(typesetter, form, centre, baseline));
    let version = typesetter.lines(&form.captions.form_version, SMALL, width, 0.0);
    let below = baseline + 2.0 * MM;
    let end = below + text_height(&version);
    marks.extend(centred(version, centre, below));
    Block { height: end.max(PHOTO.1).max(qr.y + QR + QUIET) + 2.0 * MM, marks, ..Block::default() }
}

/// The caption in the size of text, beside it the code in large type.
fn code_line(typesetter: &Typesetter<'_>, form: &PrintedForm, centre: f32, y: f32) -> [Mark; 2] {
    let caption = typesetter.line(&form.captions.form_code, TEXT);
    let code: Line = typesetter.line(&form.form_code, CODE);
    let gap = if caption.glyphs.is_empty() { 0.0 } else { PAD };
    let x = centre - (caption.width + gap + code.width) / 2.0;
    let after = x + caption.width + gap;
    [Mark::Text { x, y, line: caption }, Mark::Text { x: after, y, line: code }]
}
