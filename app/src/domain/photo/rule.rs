//! What a programme asks of a photo: the lines of its rule, how each is judged, what is refused where one is not met.

use super::{
    Judgement, LEAST_CONTENT, MAX_MEGAPIXELS, MAX_PIXELS, PhotoFacts, PhotoFormat, PhotoRuleName, WHITE_BORDER,
    header::read_photo,
};
use crate::domain::refusal::Refusal;
use serde::{Deserialize, Serialize};

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
    /// Files are smaller than this, in kB (小于30kb, notice 003).
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
    PhotoFormat::ALL.to_vec()
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

impl PhotoRule {
    /// The lines of the rule in order; one that asks for nothing is left out.
    pub fn lines(&self) -> impl Iterator<Item = PhotoRuleName> {
        let asks = move |line: &PhotoRuleName| match line {
            PhotoRuleName::SmallestFile => self.min_kb > 0,
            PhotoRuleName::Background => self.background == Background::White,
            _ => true,
        };
        PhotoRuleName::ALL.into_iter().filter(asks)
    }

    /// Whether a file of this size is small enough.
    #[must_use]
    pub fn takes_size(&self, bytes: u64) -> bool {
        bytes < u64::from(self.max_kb) * 1024
    }

    /// Whether a photo that the profile takes may be too large for it, so that a smaller copy is made.
    #[must_use]
    pub fn may_need_a_copy(&self) -> bool {
        self.max_kb < Self::default().max_kb
    }

    /// All lines of the rule, met or not. What only the decoded picture tells is left out while nobody has measured it:
    /// nothing unseen is called met.
    #[must_use]
    pub fn judge(&self, facts: &PhotoFacts) -> Vec<Judgement> {
        let judge = |rule| self.measure(rule, facts).map(|(met, found)| Judgement { rule, met, found });
        self.lines().filter_map(judge).collect()
    }

    /// The refusals of the lines that are not met.
    #[must_use]
    pub fn refusals(&self, facts: &PhotoFacts) -> Vec<Refusal> {
        self.judge(facts).iter().filter(|line| !line.met).map(|line| self.refusal(line.rule)).collect()
    }

    /// What is due where this line is not met: it names the limit.
    #[must_use]
    pub fn refusal(&self, line: PhotoRuleName) -> Refusal {
        match line {
            PhotoRuleName::Format => Refusal::FileType { accepted: PhotoFormat::names(&self.formats) },
            PhotoRuleName::LargestFile => Refusal::FileTooLarge { max_kb: self.max_kb },
            PhotoRuleName::SmallestFile => Refusal::FileTooSmall { min_kb: self.min_kb },
            PhotoRuleName::MostPixels => Refusal::PictureTooManyPixels { max_megapixels: MAX_MEGAPIXELS },
            PhotoRuleName::FewestPixels => Refusal::PictureTooSmall { width: self.min_width, height: self.min_height },
            PhotoRuleName::Shape => Refusal::PictureShape,
            PhotoRuleName::Background => Refusal::PictureBackground,
            PhotoRuleName::Content => Refusal::PictureEmpty,
        }
    }

    /// What can be said of a whole file before anybody decodes it: the browser says it before the upload.
    ///
    /// # Errors
    /// Why it cannot be read, or every line that it does not meet.
    pub fn check(&self, file: &[u8]) -> Result<PhotoFacts, Vec<Refusal>> {
        let facts = read_photo(file).map_err(|refusal| vec![refusal])?;
        let refusals = self.refusals(&facts);
        if refusals.is_empty() { Ok(facts) } else { Err(refusals) }
    }

    /// Whether a line is met, and what was found; nothing where nobody has measured it.
    fn measure(&self, line: PhotoRuleName, facts: &PhotoFacts) -> Option<(bool, String)> {
        let &PhotoFacts { bytes, format, width, height, background, content } = facts;
        let (size, pixels) = (format!("{} kB", bytes / 1024), format!("{width} × {height}"));
        Some(match line {
            PhotoRuleName::Format => (self.formats.contains(&format), format.name().to_owned()),
            // Rounded down: no file that is too small shows the size it should have, none that is smaller the limit.
            PhotoRuleName::LargestFile => (self.takes_size(bytes), size),
            PhotoRuleName::SmallestFile => (bytes >= u64::from(self.min_kb) * 1024, size),
            PhotoRuleName::MostPixels => (u64::from(width) * u64::from(height) <= MAX_PIXELS, pixels),
            PhotoRuleName::FewestPixels => (width >= self.min_width && height >= self.min_height, pixels),
            PhotoRuleName::Shape => (self.fits_shape(width, height), pixels),
            PhotoRuleName::Background => {
                let share = background?;
                (share >= WHITE_BORDER, percent(share))
            }
            PhotoRuleName::Content => {
                let share = content?;
                (share >= LEAST_CONTENT, percent(share))
            }
        })
    }

    /// Whether width to height is near enough to the ratio; in whole numbers, so that browser and server
    /// never disagree about a rounding.
    fn fits_shape(&self, width: u32, height: u32) -> bool {
        let (ratio_width, ratio_height) = (u128::from(self.ratio.0), u128::from(self.ratio.1));
        let (is, should) = (u128::from(width) * ratio_height, u128::from(height) * ratio_width);
        width > 0 && height > 0 && is.abs_diff(should) * 100 <= should * u128::from(self.tolerance)
    }
}

/// Rounded down: none that is below the limit shows it.
fn percent(share: f32) -> String {
    format!("{} %", (share.clamp(0.0, 1.0) * 100.0).floor())
}
