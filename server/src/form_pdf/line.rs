//! Glyphs to lines.
//!
//! Lines break by UAX #14, which keeps closing punctuation off the start of a line and opening
//! punctuation off its end.

/// One set line.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) size: f32,
    pub(super) width: f32,
}

/// One character on the line.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// Where the character stands in its paragraph, in bytes.
    pub(super) at: usize,
    pub(super) character: char,
    pub(super) ink: Ink,
    pub(super) advance: f32,
}

/// What is seen of a character.
#[derive(Debug, Clone)]
pub(super) enum Ink {
    /// A glyph of the face with this position in [`Fonts::faces`].
    Face { face: usize, id: u32 },
    /// No face has it: its code point in a frame.
    Frame(Line),
}

impl Line {
    /// A line of these glyphs; spaces at its end do not count.
    pub(super) fn new(mut glyphs: Vec<Glyph>, size: f32) -> Self {
        while glyphs.last().is_some_and(|glyph| glyph.character.is_whitespace()) {
            glyphs.pop();
        }
        let width = glyphs.iter().map(|glyph| glyph.advance).sum();
        Self { glyphs, size, width }
    }

    /// Spreads what is missing to `width` over the gaps beside Chinese characters.
    pub(super) fn justify(&mut self, width: f32) {
        let latin = |glyph: &Glyph| glyph.character.is_ascii_graphic();
        let open = |pair: &[Glyph]| !pair.iter().all(latin);
        let gaps = self.glyphs.windows(2).filter(|pair| open(pair)).count();
        let missing = width - self.width;
        if gaps == 0 || missing <= 0.0 {
            return;
        }
        let share = missing / gaps as f32;
        for first in 0..self.glyphs.len() - 1 {
            if self.glyphs.get(first..first + 2).is_some_and(open)
                && let Some(glyph) = self.glyphs.get_mut(first)
            {
                glyph.advance += share;
            }
        }
        self.width = width;
    }
}

/// For each glyph: may a line start with it?
pub(super) fn starts(text: &str, glyphs: &[Glyph]) -> Vec<bool> {
    let breaks: Vec<usize> = unicode_linebreak::linebreaks(text).map(|(at, _)| at).collect();
    glyphs.iter().map(|glyph| breaks.binary_search(&glyph.at).is_ok()).collect()
}

/// Where the line that starts at `start` ends: after as many glyphs as have room.
pub(super) fn end(glyphs: &[Glyph], may_start: &[bool], start: usize, room: f32) -> usize {
    let mut used = 0.0;
    let mut last_chance = None;
    for (position, glyph) in glyphs.iter().enumerate().skip(start) {
        if position > start && may_start.get(position) == Some(&true) {
            last_chance = Some(position);
        }
        used += glyph.advance;
        // A space at the end of a line may hang over.
        if used <= room + 0.01 || glyph.character.is_whitespace() {
            continue;
        }
        if let Some(chance) = last_chance {
            return chance;
        }
        // A word longer than the line is cut, but its closing punctuation keeps company.
        let mut cut = position.max(start + 1);
        while cut > start + 1 && glyphs.get(cut).is_some_and(|glyph| is_closing(glyph.character)) {
            cut -= 1;
        }
        return cut;
    }
    glyphs.len()
}

fn is_closing(character: char) -> bool {
    matches!(
        character,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '」'
            | '』'
            | '》'
            | '〉'
            | '】'
            | '〕'
            | '”'
            | '’'
            | ','
            | '.'
            | ';'
            | ':'
            | '?'
            | '!'
            | ')'
            | ']'
            | '}'
            | '%'
    )
}
