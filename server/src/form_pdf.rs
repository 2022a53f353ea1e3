//! The printed form (报名申请表): texts, a photo and a form code go in, an A4 PDF comes out.
//!
//! Pure and synchronous: no clock, no file, no text of its own, so the same form gives the same
//! bytes. What a candidate typed is only ever drawn glyph by glyph, never read as markup.
//!
//! - `fonts`: which faces there are, parsed once and shared
//! - `typeset`: characters to glyphs; `line`: glyphs to lines
//! - `blocks`: the form as blocks (`masthead`, `table`, `closing`), each a height and what is drawn
//! - `measures`: the sheet in points
//! - `paginate`: blocks to pages
//! - `draw`: pages to PDF, with a `pen`

mod blocks;
mod closing;
mod draw;
mod fonts;
mod line;
mod masthead;
mod measures;
mod paginate;
mod pen;
mod table;
#[cfg(test)]
mod tests;
mod typeset;

pub use fonts::{DEFAULT_FONTS, Fonts};

use std::path::PathBuf;

/// Everything that is printed; every word comes from the caller.
#[derive(Debug, Clone, Default)]
pub struct PrintedForm {
    /// The large title, e.g. the name of the form.
    pub title: String,
    /// The examination, above the title.
    pub exam: String,
    /// The form code: large under the title, and small at the head of every page.
    pub form_code: String,
    /// The form version; also stands in the PDF's metadata.
    pub form_version: u32,
    /// The small words that stand beside something; an empty one is left out.
    pub captions: Captions,
    /// What the QR code says.
    pub qr_text: String,
    /// The photo, a JPEG of 295:413; without one its frame stays empty.
    pub photo_jpeg: Option<Vec<u8>>,
    /// The table, section by section.
    pub sections: Vec<Section>,
    /// The promise the candidate signs, paragraph by paragraph.
    pub promise: Vec<String>,
    /// The boxes for signatures and stamps. The first line is the caption; further lines stand
    /// at the box's foot, at the right (for the date).
    pub stamps: Vec<String>,
    /// A note at the foot of every page.
    pub footer: String,
}

/// The small words that stand beside something; an empty one is left out.
#[derive(Debug, Clone, Default)]
pub struct Captions {
    /// Before the large form code.
    pub form_code: String,
    /// Under the large form code, e.g. which submission this is.
    pub form_version: String,
    /// In the photo frame while there is no photo.
    pub photo: String,
}

/// One part of the table.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// The heading; without one the rows follow directly.
    pub title: String,
    /// Label and value. Two short ones share a line, a long one has the line to itself.
    pub rows: Vec<(String, String)>,
}

/// Why there is no PDF. For the operator's log; a candidate sees an error number.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The first font is not there.
    #[error("font {path} cannot be read ({source}): install the Debian package fonts-noto-cjk or name another font")]
    FontMissing {
        /// Where it was looked for.
        path: PathBuf,
        /// What the file system said.
        source: std::io::Error,
    },
    /// A file is there but is no font that can be used.
    #[error("{path} is not a usable OpenType font: the Debian package fonts-noto-cjk has one")]
    FontUnreadable {
        /// The file.
        path: PathBuf,
    },
    /// No font of normal weight knows Chinese.
    #[error("none of the fonts has Chinese characters: install the Debian package fonts-noto-cjk")]
    FontNotChinese,
    /// The photo is no JPEG that can be embedded.
    #[error("the photo cannot be embedded: {0}")]
    Photo(String),
    /// The text for the QR code is too long for one.
    #[error("the QR code cannot be made: {0}")]
    Qr(String),
    /// The PDF could not be put together.
    #[error("the PDF cannot be written: {0}")]
    Write(String),
}

/// Sets the form and returns the PDF's bytes.
pub fn render(form: &PrintedForm, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let typesetter = typeset::Typesetter::new(fonts)?;
    let footer = blocks::footer(&typesetter, &form.footer);
    let pages = paginate::paginate(blocks::form(&typesetter, form), blocks::room(&footer));
    draw::document(&typesetter, form, &pages, &footer)
}
