//! Measures of the sheet, in points: A4, margins, sizes of type.

use super::typeset::Style;

/// Points in a millimetre.
pub(super) const MM: f32 = 72.0 / 25.4;
/// A4.
pub(super) const PAGE: (f32, f32) = (210.0 * MM, 297.0 * MM);
/// Left and right margin: room for two punched holes.
pub(super) const SIDE: f32 = 20.0 * MM;
/// Baseline of the running head.
pub(super) const HEAD: f32 = 13.0 * MM;
/// Where the content starts.
pub(super) const TOP: f32 = 17.0 * MM;
/// Baseline of the foot note's last line, counted from the lower edge.
pub(super) const FOOT: f32 = 10.0 * MM;
/// The width of the content.
pub(super) const WIDTH: f32 = PAGE.0 - 2.0 * SIDE;
/// Space between a cell's edge and its text.
pub(super) const PAD: f32 = 2.0 * MM;
/// Distance of baselines as a multiple of the size.
pub(super) const LEADING: f32 = 1.45;

/// Labels and values: 五号, the size of official forms.
pub(super) const TEXT: Style = Style { size: 10.5, bold: false, tracking: 0.0 };
/// What stands in the margins.
pub(super) const SMALL: Style = Style { size: 8.0, bold: false, tracking: 0.0 };
/// Headings of sections.
pub(super) const HEADING: Style = Style { size: 10.5, bold: true, tracking: 0.0 };
/// The form's title.
pub(super) const TITLE: Style = Style { size: 22.0, bold: true, tracking: 5.0 };
/// The examination above it.
pub(super) const EXAM: Style = Style { size: 12.0, bold: false, tracking: 0.0 };
/// The large form code. Wider spacing would tear it into letters when copied out of the PDF.
pub(super) const CODE: Style = Style { size: 18.0, bold: true, tracking: 1.7 };
