//! The pen: text, rules and areas on one page.

use krilla::color::luma;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

use super::blocks::Area;
use super::line::{Glyph, Ink, Line};
use super::typeset::Typesetter;

/// Width of the rules between cells.
pub(super) const HAIRLINE: f32 = 0.4;
/// Width of the table's frame.
pub(super) const FRAME: f32 = 0.9;
/// Grey that a laser printer still prints evenly (0 black, 255 white).
pub(super) const TINT: u8 = 240;
/// The grey of rules: quieter than the text.
const RULE: u8 = 60;

/// Draws on one page.
pub(super) struct Pen<'p, 's, 't> {
    pub(super) surface: &'p mut Surface<'s>,
    pub(super) typesetter: &'p Typesetter<'t>,
}

impl Pen<'_, '_, '_> {
    /// Draws a line of text; neighbours in one face go out together, so they are copied and
    /// searched as one word.
    pub(super) fn line(&mut self, line: &Line, x: f32, y: f32) {
        let mut x = x;
        let together = |a: &Glyph, b: &Glyph| match (&a.ink, &b.ink) {
            (Ink::Face { face: a, .. }, Ink::Face { face: b, .. }) => a == b,
            _ => false,
        };
        for run in line.glyphs.chunk_by(together) {
            match run {
                [Glyph { ink: Ink::Frame(label), advance, .. }] => {
                    self.code_point(label, line.size, *advance, x, y);
                }
                _ => self.run(run, line.size, x, y),
            }
            x += run.iter().map(|glyph| glyph.advance).sum::<f32>();
        }
    }

    fn run(&mut self, run: &[Glyph], size: f32, x: f32, y: f32) {
        let mut text = String::new();
        let mut glyphs = Vec::with_capacity(run.len());
        let mut used = None;
        for glyph in run {
            let Ink::Face { face, id } = glyph.ink else {
                continue;
            };
            used = Some(face);
            let start = text.len();
            text.push(glyph.character);
            let (id, advance) = (GlyphId::new(id), glyph.advance / size);
            glyphs.push(KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, start..text.len(), None));
        }
        if let Some(face) = used.and_then(|face| self.typesetter.face(face)) {
            self.ink(Some(0), None);
            let start = Point::from_xy(x, y);
            self.surface.draw_glyphs(start, &glyphs, face.font.clone(), &text, size, false);
        }
    }

    /// A character no font has: its code point in a frame as high as the text.
    fn code_point(&mut self, label: &Line, size: f32, advance: f32, x: f32, y: f32) {
        let gap = size * 0.06;
        let frame = Area { x: x + gap, y: y - size * 0.8, width: advance - 2.0 * gap, height: size };
        self.outline(frame, HAIRLINE);
        self.line(label, x + (advance - label.width) / 2.0, y - size * 0.08);
    }

    /// Fills areas in a grey.
    pub(super) fn fill(&mut self, areas: &[Area], grey: u8) {
        if let Some(path) = path(areas) {
            self.ink(Some(grey), None);
            self.surface.draw_path(&path);
        }
    }

    /// Draws the edge of an area.
    pub(super) fn outline(&mut self, area: Area, width: f32) {
        if let Some(path) = path(&[area]) {
            self.ink(None, Some(width));
            self.surface.draw_path(&path);
        }
    }

    /// Draws a straight rule.
    pub(super) fn rule(&mut self, from: (f32, f32), to: (f32, f32), width: f32) {
        let mut path = PathBuilder::new();
        path.move_to(from.0, from.1);
        path.line_to(to.0, to.1);
        if let Some(path) = path.finish() {
            self.ink(None, Some(width));
            self.surface.draw_path(&path);
        }
    }

    /// Chooses between filling in a grey and stroking a rule.
    fn ink(&mut self, fill: Option<u8>, stroke: Option<f32>) {
        self.surface.set_fill(fill.map(|grey| Fill {
            paint: luma::Color::new(grey).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::NonZero,
        }));
        self.surface.set_stroke(stroke.map(|width| Stroke {
            paint: luma::Color::new(RULE).into(),
            width,
            ..Stroke::default()
        }));
    }
}

/// Rectangles as one path.
pub(super) fn path(areas: &[Area]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for area in areas {
        path.push_rect(Rect::from_xywh(area.x, area.y, area.width, area.height)?);
    }
    path.finish()
}
