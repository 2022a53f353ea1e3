//! Pictures: told by content, guarded against bombs, decoded once. Photos are judged rule by rule and re-encoded
//! without metadata.

mod measure;

use crate::turns::in_turn;
use app::{
    domain::{
        photo::{Judgement, MAX_PIXELS, PhotoFacts, PhotoRule, read_photo},
        refusal::Refusal,
    },
    error::Error,
};
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, codecs::jpeg::JpegEncoder, imageops::FilterType};
use measure::measure;
use std::{
    io::Cursor,
    sync::{Arc, LazyLock},
};
use tokio::sync::Semaphore;

/// Pictures decoded at a time: each may take some 200 MB.
static DECODERS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));
/// The height that stored photos are scaled down to, in pixels: sharp on paper at 35 × 49 mm and 600 dpi.
const TALLEST: u32 = 1200;
/// The JPEG quality of stored photos, 1–100.
const QUALITY: u8 = 90;
/// The heights below its own, in pixels, that are tried for a programme with a small limit, best first.
const HEIGHTS: [u32; 3] = [826, 626, 441];
/// The qualities that are tried at each height, and those that only the last height gets.
const QUALITIES: [u8; 4] = [QUALITY, 80, 70, 60];
const COARSE: [u8; 2] = [50, 40];

/// A judged photo; `jpeg` only where every rule is met.
#[derive(Debug)]
pub struct Judged {
    /// What is known of it.
    pub facts: PhotoFacts,
    /// All rules, met or not.
    pub judgements: Vec<Judgement>,
    /// The stored form of the photo.
    pub jpeg: Option<Vec<u8>>,
}

/// Judges a photo rule by rule.
///
/// # Errors
/// A refusal where it is no picture, too large to be decoded safely, or broken.
pub async fn judge_photo(rule: PhotoRule, bytes: Vec<u8>) -> Result<Judged, Error> {
    Ok(in_turn(&DECODERS, move || judge(&rule, &bytes)).await??)
}

/// The photo as this programme wants it: the best JPEG within its limit; nothing where it is within it already.
///
/// # Errors
/// The first line of the rule that it does not meet, whatever its size.
pub async fn fit_photo(rule: PhotoRule, bytes: Vec<u8>) -> Result<Option<Vec<u8>>, Error> {
    Ok(in_turn(&DECODERS, move || fit(&rule, &bytes)).await??)
}

/// Gives a picture back that can be decoded, so that nobody has to open a bomb or a broken one.
///
/// # Errors
/// A refusal where it is no picture, too large to be decoded safely, or broken.
pub async fn decodable(bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
    let decoded = in_turn(&DECODERS, move || {
        read_photo(&bytes)?;
        decode(&bytes)?;
        Ok::<_, Refusal>(bytes)
    });
    Ok(decoded.await??)
}

fn fit(rule: &PhotoRule, bytes: &[u8]) -> Result<Option<Vec<u8>>, Refusal> {
    let (facts, picture) = look(bytes)?;
    let size = |refusal: &Refusal| matches!(refusal, Refusal::FileTooLarge { .. });
    let refusals = rule.refusals(&facts);
    if let Some(refusal) = refusals.iter().find(|refusal| !size(refusal)) {
        return Err(refusal.clone());
    }
    if refusals.is_empty() {
        return Ok(None);
    }
    let heights = heights(rule, &picture);
    for height in &heights {
        let scaled = scaled(&picture, *height);
        // Coarse at last, rather than not at all.
        let coarse = COARSE.iter().filter(|_| heights.last() == Some(height));
        for quality in QUALITIES.iter().chain(coarse) {
            let jpeg = encode(&scaled, *quality)?;
            if rule.takes_size(jpeg.len() as u64) {
                return Ok(Some(jpeg));
            }
        }
    }
    Err(Refusal::FileTooLarge { max_kb: rule.max_kb })
}

/// The heights to try, best first: its own, then smaller ones that still have the pixels of the rule.
fn heights(rule: &PhotoRule, picture: &DynamicImage) -> Vec<u32> {
    let own = picture.height().min(TALLEST);
    let width = |height: u32| u64::from(picture.width()) * u64::from(height) / u64::from(picture.height().max(1));
    let enough = |height: &u32| *height >= rule.min_height && width(*height) >= u64::from(rule.min_width);
    let smaller = HEIGHTS.into_iter().filter(|height| *height < own).filter(enough);
    std::iter::once(own).chain(smaller).collect()
}

fn judge(rule: &PhotoRule, bytes: &[u8]) -> Result<Judged, Refusal> {
    let (facts, picture) = look(bytes)?;
    let judgements = rule.judge(&facts);
    let jpeg = judgements.iter().all(|j| j.met).then(|| encode(&scaled(&picture, TALLEST), QUALITY)).transpose()?;
    Ok(Judged { facts, judgements, jpeg })
}

/// The decoded picture, and everything that is known of it.
fn look(bytes: &[u8]) -> Result<(PhotoFacts, DynamicImage), Refusal> {
    let facts = read_photo(bytes)?;
    let picture = decode(bytes)?;
    let measured = measure(&picture);
    let (background, content) = (Some(measured.white_border), Some(measured.content));
    Ok((PhotoFacts { background, content, ..facts }, picture))
}

/// The picture as it is seen: phones store it lying and note in the metadata how to turn it.
fn decode(bytes: &[u8]) -> Result<DynamicImage, Refusal> {
    let broken = |_| Refusal::PictureBroken;
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Refusal::PictureBroken)?;
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_PIXELS * 6);
    decoder.set_limits(limits).map_err(broken)?;
    let orientation = decoder.orientation().map_err(broken)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// The picture, no taller than this.
fn scaled(picture: &DynamicImage, tallest: u32) -> DynamicImage {
    if picture.height() > tallest { picture.resize(u32::MAX, tallest, FilterType::Lanczos3) } else { picture.clone() }
}

/// Pixels only: whatever else was in the file (place, device, comments) is gone.
fn encode(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, Refusal> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, quality)
        .encode_image(&picture.to_rgb8())
        .map_err(|_| Refusal::PictureBroken)?;
    Ok(jpeg)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Noise over a white border: hard to compress, like hair and striped clothes.
    fn portrait(width: u32, height: u32) -> Result<Vec<u8>, Refusal> {
        let mut seed = 1_u32;
        let picture = image::RgbImage::from_fn(width, height, |x, y| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let border = x < width / 8 || x >= width - width / 8 || y < height / 10;
            if border { image::Rgb([255; 3]) } else { image::Rgb([(seed >> 24) as u8 / 3 + 80; 3]) }
        });
        encode(&DynamicImage::ImageRgb8(picture), QUALITY)
    }

    #[test]
    fn a_photo_is_made_as_small_as_a_programme_wants_it() -> Result<(), Refusal> {
        let rule = PhotoRule { max_kb: 30, ..PhotoRule::default() };
        // The smallest that the profile takes can only be made coarser.
        for (width, height) in [(600, 840), (413, 579), (295, 413)] {
            let large = portrait(width, height)?;
            assert!(!rule.takes_size(large.len() as u64), "{width} × {height}: {}", large.len());
            let small = fit(&rule, &large)?.ok_or(Refusal::FileMissing)?;
            assert!(small.len() < 30 * 1024, "{width} × {height}: {}", small.len());
            let (facts, _) = look(&small)?;
            assert!(rule.judge(&facts).iter().all(|line| line.met), "{facts:?}");
            assert_eq!(fit(&rule, &small)?, None, "it is within the limit already");
        }
        Ok(())
    }

    #[test]
    fn heights_begin_with_its_own_and_keep_the_pixels_of_the_rule() {
        let rule = PhotoRule::default();
        for (width, height, expected) in [
            (1714, 2400, vec![1200, 826, 626, 441]),
            (600, 840, vec![840, 826, 626, 441]),
            (590, 826, vec![826, 626, 441]),
            (295, 413, vec![413]),
            (315, 441, vec![441]),
            // At 441 it would be 294 pixels wide.
            (600, 900, vec![900, 826, 626]),
        ] {
            assert_eq!(heights(&rule, &DynamicImage::new_rgb8(width, height)), expected, "{width} × {height}");
        }
    }

    #[test]
    fn what_no_size_can_mend_is_refused() -> Result<(), Refusal> {
        let rule = PhotoRule { min_width: 700, max_kb: 30, ..PhotoRule::default() };
        let refused = Err(Refusal::PictureTooSmall { width: 700, height: 413 });
        assert_eq!(fit(&rule, &portrait(600, 840)?), refused);
        Ok(())
    }
}
