//! Characters to glyphs.
//!
//! Glyphs come straight from a face's character map: Chinese and Latin need no shaping. The first
//! face that has a character sets it.

use skrifa::charmap::{Charmap, MapVariant};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{GlyphId, MetadataProvider};

use super::PdfError;
use super::fonts::{Face, Fonts};
use super::line::{self, Glyph, Ink, Line};

/// How a text is set; lengths in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) bold: bool,
    /// Extra space after each glyph.
    pub(super) tracking: f32,
}

/// The faces with their tables opened, for the length of one form.
pub(super) struct Typesetter<'a> {
    faces: Vec<Open<'a>>,
}

struct Open<'a> {
    face: &'a Face,
    characters: Charmap<'a>,
    metrics: GlyphMetrics<'a>,
}

impl<'a> Typesetter<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Result<Self, PdfError> {
        let open = |face: &'a Face| {
            let view = face.view().map_err(|error| PdfError::Write(error.to_string()))?;
            let metrics = view.glyph_metrics(Size::unscaled(), LocationRef::default());
            Ok(Open { face, characters: view.charmap(), metrics })
        };
        Ok(Self { faces: fonts.faces().iter().map(open).collect::<Result<_, _>>()? })
    }

    pub(super) fn face(&self, position: usize) -> Option<&'a Face> {
        self.faces.get(position).map(|open| open.face)
    }

    /// Sets a text that stays on one line.
    pub(super) fn line(&self, text: &str, style: Style) -> Line {
        Line::new(self.glyphs(text, style), style.size)
    }

    /// Sets a text in lines of at most `width`; the first line of each paragraph is shorter by
    /// `indent`. An empty text has no line.
    pub(super) fn lines(&self, text: &str, style: Style, width: f32, indent: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        for paragraph in text.trim_end().lines() {
            let glyphs = self.glyphs(paragraph, style);
            let may_start = line::starts(paragraph, &glyphs);
            let mut start = 0;
            let mut room = width - indent;
            loop {
                let end = line::end(&glyphs, &may_start, start, room);
                let line = glyphs.get(start..end).unwrap_or_default();
                lines.push(Line::new(line.to_vec(), style.size));
                if end >= glyphs.len() {
                    break;
                }
                (start, room) = (end, width);
            }
        }
        lines
    }

    /// Sets a label or title in as few lines as `lines`, but of about equal length: no single
    /// character is left over for the last.
    pub(super) fn balanced(&self, text: &str, style: Style, width: f32) -> Vec<Line> {
        let mut best = self.lines(text, style, width, 0.0);
        let mut narrower = width - style.size / 2.0;
        while best.len() > 1 && narrower > style.size {
            let lines = self.lines(text, style, narrower, 0.0);
            if lines.len() > best.len() {
                break;
            }
            best = lines;
            narrower -= style.size / 2.0;
        }
        best
    }

    fn glyphs(&self, text: &str, style: Style) -> Vec<Glyph> {
        let mut glyphs = Vec::new();
        let mut rest = text.char_indices().peekable();
        while let Some((at, character)) = rest.next() {
            let selector = rest.next_if(|&(_, next)| is_variation_selector(next));
            // A tab has no glyph but means a gap.
            let character = if character == '\t' { ' ' } else { character };
            if !is_invisible(character) {
                let selector = selector.map(|(_, selector)| selector);
                let (ink, advance) = self.ink(character, selector, style);
                glyphs.push(Glyph { at, character, ink, advance: advance + style.tracking });
            }
        }
        glyphs
    }

    fn ink(&self, character: char, selector: Option<char>, style: Style) -> (Ink, f32) {
        let matching = |bold: bool| self.faces.iter().enumerate().filter(move |(_, open)| open.face.bold == bold);
        // Better a rare character in the wrong weight than none.
        let found = matching(style.bold)
            .chain(matching(!style.bold))
            .find_map(|(face, open)| Some((face, open, open.find(character, selector)?)));
        match found {
            Some((face, open, id)) => {
                let units = open.metrics.advance_width(id).unwrap_or_default();
                let advance = units / open.face.font.units_per_em() * style.size;
                (Ink::Face { face, id: id.to_u32() }, advance)
            }
            None => self.frame(character, style),
        }
    }

    /// The stand-in for a character nobody has: an officer can look it up and write it in.
    fn frame(&self, character: char, style: Style) -> (Ink, f32) {
        let small = Style { size: style.size * 0.6, bold: false, tracking: 0.0 };
        let code = format!("U+{:04X}", u32::from(character));
        // A font without Latin letters must not ask for a frame in the frame.
        let drawable = self.faces.iter().any(|open| code.chars().all(|c| open.find(c, None).is_some()));
        let label = if drawable { self.line(&code, small) } else { Line::new(Vec::new(), small.size) };
        let advance = label.width.max(style.size * 0.7) + style.size * 0.3;
        (Ink::Frame(label), advance)
    }
}

impl Open<'_> {
    fn find(&self, character: char, selector: Option<char>) -> Option<GlyphId> {
        let variant = selector.and_then(|selector| self.characters.map_variant(character, selector));
        match variant {
            Some(MapVariant::Variant(id)) => Some(id),
            // Without that variant the plain character is still the right one.
            _ => self.characters.map(character).filter(|id| id.to_u32() != 0),
        }
    }
}

fn is_variation_selector(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Characters that say how to set others and have no picture of their own.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}' | '\u{FEFF}'
    )
}
