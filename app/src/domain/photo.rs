//! The photo (报名照片): the rule of a programme, judged line by line, the same in browser and server.

mod header;

pub use header::{facts_from_header, read_photo};

use super::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// The most pixels that are ever decoded: more than any phone makes, little enough for the memory of a server.
pub const MAX_PIXELS: u64 = MAX_MEGAPIXELS as u64 * 1_000_000;
/// [`MAX_PIXELS`] in the unit that people know.
pub const MAX_MEGAPIXELS: u32 = 40;
/// The share of the border that must be near white; hair and shadows take the rest.
pub const WHITE_BORDER: f32 = 0.8;

/// What a programme asks of a photo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhotoRule {
    /// The least width in pixels.
    pub min_width: u32,
    /// The least height in pixels.
    pub min_height: u32,
    /// The smallest file in kB; 0 = any, for programmes that encode every picture anew.
    #[serde(default)]
    pub min_kb: u32,
    /// The largest file that may be uploaded, in kB.
    pub max_kb: u32,
    /// Width to height.
    #[serde(default = "id_photo")]
    pub ratio: (u32, u32),
    /// How far the ratio may be off, in percent.
    #[serde(default = "ten")]
    pub tolerance: u32,
    /// The background.
    #[serde(default)]
    pub background: Background,
    /// The types of file.
    #[serde(default = "both")]
    pub formats: Vec<PhotoFormat>,
}

impl Default for PhotoRule {
    /// The rule of the profile, where no programme is chosen yet: an ID photo of any size of file that a phone makes.
    fn default() -> Self {
        Self {
            min_width: 295,
            min_height: 413,
            min_kb: 0,
            max_kb: 10 * 1024,
            ratio: id_photo(),
            tolerance: ten(),
            background: Background::White,
            formats: both(),
        }
    }
}

fn both() -> Vec<PhotoFormat> {
    vec![PhotoFormat::Jpeg, PhotoFormat::Png]
}

/// 一寸: 295 × 413 pixels at 300 dpi.
const fn id_photo() -> (u32, u32) {
    (295, 413)
}

/// Wide enough for 小二寸 and for the 3:4 of cameras.
const fn ten() -> u32 {
    10
}

/// What a photo's background must be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Background {
    /// Not looked at.
    #[default]
    Any,
    /// White.
    White,
}

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
    /// The format's own name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
        }
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
}

/// A line of the rule.
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

impl PhotoRule {
    /// All lines of the rule, met or not, in the order in which people look. A line that asks for nothing is
    /// left out, and so is the background while nobody has measured it: nothing unseen is called met.
    #[must_use]
    pub fn judge(&self, facts: &PhotoFacts) -> Vec<Judgement> {
        self.lines(facts).into_iter().map(|(judgement, _)| judgement).collect()
    }

    /// The refusals of the lines that are not met.
    #[must_use]
    pub fn refusals(&self, facts: &PhotoFacts) -> Vec<Refusal> {
        self.lines(facts).into_iter().filter(|(judgement, _)| !judgement.met).map(|(_, refusal)| refusal).collect()
    }

    /// Each line with the refusal that is due where it is not met.
    fn lines(&self, facts: &PhotoFacts) -> Vec<(Judgement, Refusal)> {
        let &PhotoFacts { bytes, format, width, height, background } = facts;
        let line = |rule, met, found, refusal| (Judgement { rule, met, found }, refusal);
        let size = format!("{} kB", bytes.div_ceil(1024));
        let pixels = format!("{width} × {height}");
        let mut lines = vec![
            line(PhotoRuleName::Format, self.formats.contains(&format), format.name().to_owned(), header::wrong_type()),
            line(
                PhotoRuleName::LargestFile,
                bytes <= u64::from(self.max_kb) * 1024,
                size.clone(),
                Refusal::FileTooLarge { max_kb: self.max_kb },
            ),
        ];
        if self.min_kb > 0 {
            let met = bytes >= u64::from(self.min_kb) * 1024;
            // Rounded down here, so that a file that is a byte too small does not show the size it should have.
            let found = format!("{} kB", bytes / 1024);
            lines.push(line(PhotoRuleName::SmallestFile, met, found, Refusal::FileTooSmall { min_kb: self.min_kb }));
        }
        lines.push(line(
            PhotoRuleName::MostPixels,
            u64::from(width) * u64::from(height) <= MAX_PIXELS,
            pixels.clone(),
            Refusal::PictureTooManyPixels { max_megapixels: MAX_MEGAPIXELS },
        ));
        lines.push(line(
            PhotoRuleName::FewestPixels,
            width >= self.min_width && height >= self.min_height,
            pixels.clone(),
            Refusal::PictureTooSmall { width: self.min_width, height: self.min_height },
        ));
        lines.push(line(PhotoRuleName::Shape, self.fits_shape(width, height), pixels, Refusal::PictureShape));
        if let (Background::White, Some(share)) = (self.background, background) {
            let found = format!("{} %", (share.clamp(0.0, 1.0) * 100.0).floor());
            lines.push(line(PhotoRuleName::Background, share >= WHITE_BORDER, found, Refusal::PictureBackground));
        }
        lines
    }

    /// Whether width to height is near enough to the ratio; in whole numbers, so that browser and server
    /// never disagree about a rounding.
    fn fits_shape(&self, width: u32, height: u32) -> bool {
        let (ratio_width, ratio_height) = (u128::from(self.ratio.0), u128::from(self.ratio.1));
        let (is, should) = (u128::from(width) * ratio_height, u128::from(height) * ratio_width);
        width > 0 && height > 0 && is.abs_diff(should) * 100 <= should * u128::from(self.tolerance)
    }
}

#[cfg(test)]
mod tests;
