//! The photo (报名照片): the rule of a programme, judged line by line, the same in browser and server.

mod header;
mod rule;

pub use header::{facts_from_header, read_photo};
pub use rule::{Background, PhotoRule};

use serde::{Deserialize, Serialize};

/// The most pixels that are ever decoded: more than any phone makes, little enough for the memory of a server.
pub const MAX_PIXELS: u64 = MAX_MEGAPIXELS as u64 * 1_000_000;
/// [`MAX_PIXELS`] in the unit that people know.
pub const MAX_MEGAPIXELS: u32 = 40;
/// The share of the border that must be near white; hair and shadows take the rest.
pub const WHITE_BORDER: f32 = 0.8;
/// The share of the picture that must differ from its background: a head alone makes more of an ID photo.
pub const LEAST_CONTENT: f32 = 0.1;

/// The types of pictures that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PhotoFormat {
    /// JPEG; `jpg` as files are called.
    #[serde(rename = "jpg")]
    Jpeg,
    /// PNG.
    Png,
}

impl PhotoFormat {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Jpeg, Self::Png];

    /// The format's own name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
        }
    }

    /// The names of some.
    #[must_use]
    pub fn names(formats: &[Self]) -> Vec<String> {
        formats.iter().map(|format| format.name().to_owned()).collect()
    }
}

/// What is known of a photo, as it is seen: a camera held upright may store it lying.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhotoFacts {
    /// The size of the file.
    pub bytes: u64,
    /// The type, by content.
    pub format: PhotoFormat,
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// The share of border pixels that are near white, 0–1; nothing where nobody decoded the picture.
    pub background: Option<f32>,
    /// The share of all pixels that differ from the background, 0–1; nothing where nobody decoded the picture.
    pub content: Option<f32>,
}

/// A line of the rule, in the order in which people look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PhotoRuleName {
    /// JPEG or PNG.
    Format,
    /// Not too large a file.
    LargestFile,
    /// Not too small a file.
    SmallestFile,
    /// Not more pixels than can be decoded.
    MostPixels,
    /// Enough pixels.
    FewestPixels,
    /// Upright, in the shape of an ID photo.
    Shape,
    /// White behind the head.
    Background,
    /// Something before the background: a blank picture is of nobody.
    Content,
}

impl PhotoRuleName {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Format,
        Self::LargestFile,
        Self::SmallestFile,
        Self::MostPixels,
        Self::FewestPixels,
        Self::Shape,
        Self::Background,
        Self::Content,
    ];
}

/// How one line of the rule was judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// Which line.
    pub rule: PhotoRuleName,
    /// Whether it is met.
    pub met: bool,
    /// What was found, in figures: `295 × 413`, `46 kB`, `JPEG`, `93 %`.
    pub found: String,
}

#[cfg(test)]
mod tests;
