//! The faces a form is set in: found, parsed once, shared by every form.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use krilla::text::Font;
use skrifa::raw::{FileRef, ReadError};
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};

use super::PdfError;

/// Where Debian keeps the fonts: text and headings (`fonts-noto-cjk`, required), then the rare
/// characters of names and villages (`fonts-hanazono`, used where installed).
pub const DEFAULT_FONTS: &[&str] = &[
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf",
    "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
];

/// From this weight on a face is for headings.
const SEMI_BOLD: f32 = 600.0;

/// The faces, in order of preference; a clone shares them.
#[derive(Clone)]
pub struct Fonts {
    faces: Arc<[Face]>,
}

/// One face of one file.
pub(super) struct Face {
    pub(super) font: Font,
    pub(super) bold: bool,
    data: Arc<Vec<u8>>,
    index: u32,
}

impl Fonts {
    /// Reads the fonts. The first must be there; of the others, those that are. A collection
    /// gives its Simplified Chinese face.
    pub fn load<P: AsRef<Path>>(paths: &[P]) -> Result<Self, PdfError> {
        let mut faces = Vec::new();
        for (position, path) in paths.iter().map(AsRef::as_ref).enumerate() {
            match std::fs::read(path) {
                Ok(data) => faces.push(Face::new(path, data)?),
                Err(source) if position == 0 => {
                    return Err(PdfError::FontMissing { path: path.to_path_buf(), source });
                }
                // A fallback that is not installed: its characters are drawn as code points.
                Err(_) => {}
            }
        }
        if !faces.iter().any(|face| !face.bold && face.knows_chinese()) {
            return Err(PdfError::FontNotChinese);
        }
        Ok(Self { faces: faces.into() })
    }

    /// The faces, in order of preference.
    pub(super) fn faces(&self) -> &[Face] {
        &self.faces
    }
}

impl Face {
    fn new(path: &Path, data: Vec<u8>) -> Result<Self, PdfError> {
        let unusable = || PdfError::FontUnreadable { path: PathBuf::from(path) };
        let index = chinese_face(&data).map_err(|_| unusable())?;
        let data = Arc::new(data);
        let font = Font::new(Arc::clone(&data).into(), index).ok_or_else(unusable)?;
        let bold = FontRef::from_index(&data, index).map_err(|_| unusable())?.attributes().weight.value() >= SEMI_BOLD;
        Ok(Self { font, bold, data, index })
    }

    /// A view of the tables; costs no more than reading the table directory.
    pub(super) fn view(&self) -> Result<FontRef<'_>, ReadError> {
        FontRef::from_index(&self.data, self.index)
    }

    fn knows_chinese(&self) -> bool {
        self.view().is_ok_and(|font| font.charmap().map('\u{4E00}').is_some())
    }
}

/// Which face of a file to take. Noto's collections hold one face a region, and the glyphs of
/// the others look wrong to a reader in mainland China.
fn chinese_face(data: &[u8]) -> Result<u32, ReadError> {
    let mut first = None;
    for (index, font) in (0u32..).zip(FileRef::new(data)?.fonts()) {
        let Ok(font) = font else { continue };
        first.get_or_insert(index);
        let family = font.localized_strings(StringId::FAMILY_NAME).english_or_first();
        if family.is_some_and(|name| name.to_string().ends_with(" SC")) {
            return Ok(index);
        }
    }
    first.ok_or(ReadError::InvalidCollectionIndex(0))
}
