//! Pictures: told by content, guarded against bombs, decoded once. Photos are judged rule by rule and re-encoded
//! without metadata.

use app::{
    domain::{
        photo::{Judgement, MAX_PIXELS, PhotoFacts, PhotoRule, read_photo},
        refusal::Refusal,
    },
    error::Error,
};
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, codecs::jpeg::JpegEncoder, imageops::FilterType};
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
/// The heights, in pixels, and the qualities that are tried for a programme with a small limit, best first.
const HEIGHTS: [u32; 4] = [TALLEST, 826, 626, 441];
const QUALITIES: [u8; 4] = [QUALITY, 80, 70, 60];
/// A border pixel with all channels at or above this counts as white.
const NEARLY_WHITE: u8 = 215;

/// A judged photo; `jpeg` only where every rule is met.
#[derive(Debug)]
pub struct Judged {
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
    let place = DECODERS.clone().acquire_owned().await.map_err(|e| crate::desk::unexpected(&e))?;
    let judged = tokio::task::spawn_blocking(move || {
        // Given back when the work is done, not when the browser is gone.
        let _place = place;
        judge(&rule, &bytes)
    });
    Ok(judged.await.map_err(|e| crate::desk::unexpected(&e))??)
}

/// The photo as this programme wants it: the best JPEG within its limit; nothing where it is within it already.
///
/// # Errors
/// The first line of the rule that it does not meet, whatever its size.
pub async fn fit_photo(rule: PhotoRule, bytes: Vec<u8>) -> Result<Option<Vec<u8>>, Error> {
    let place = DECODERS.clone().acquire_owned().await.map_err(|e| crate::desk::unexpected(&e))?;
    let fitted = tokio::task::spawn_blocking(move || {
        let _place = place;
        fit(&rule, &bytes)
    });
    Ok(fitted.await.map_err(|e| crate::desk::unexpected(&e))??)
}

/// Gives a picture back that can be decoded, so that nobody has to open a bomb or a broken one.
///
/// # Errors
/// A refusal where it is no picture, too large to be decoded safely, or broken.
pub async fn decodable(bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
    let place = DECODERS.clone().acquire_owned().await.map_err(|e| crate::desk::unexpected(&e))?;
    let decoded = tokio::task::spawn_blocking(move || {
        let _place = place;
        read_photo(&bytes)?;
        decode(&bytes)?;
        Ok::<_, Refusal>(bytes)
    });
    Ok(decoded.await.map_err(|e| crate::desk::unexpected(&e))??)
}

fn fit(rule: &PhotoRule, bytes: &[u8]) -> Result<Option<Vec<u8>>, Refusal> {
    let facts = read_photo(bytes)?;
    let picture = decode(bytes)?;
    let facts = PhotoFacts { background: Some(white_border(&picture)), ..facts };
    let size = |refusal: &Refusal| matches!(refusal, Refusal::FileTooLarge { .. });
    let refusals = rule.refusals(&facts);
    if let Some(refusal) = refusals.iter().find(|refusal| !size(refusal)) {
        return Err(refusal.clone());
    }
    if refusals.is_empty() {
        return Ok(None);
    }
    let max = rule.max_kb as usize * 1024;
    let heights = HEIGHTS.into_iter().filter(|height| *height <= picture.height() && *height >= rule.min_height);
    let ways = heights.flat_map(|height| QUALITIES.map(|quality| (height, quality)));
    for (height, quality) in ways {
        let jpeg = encode(&picture, height, quality)?;
        if jpeg.len() <= max {
            return Ok(Some(jpeg));
        }
    }
    Err(Refusal::FileTooLarge { max_kb: rule.max_kb })
}

fn judge(rule: &PhotoRule, bytes: &[u8]) -> Result<Judged, Refusal> {
    let facts = read_photo(bytes)?;
    let picture = decode(bytes)?;
    let facts = PhotoFacts { background: Some(white_border(&picture)), ..facts };
    let judgements = rule.judge(&facts);
    let jpeg = judgements.iter().all(|j| j.met).then(|| encode(&picture, TALLEST, QUALITY)).transpose()?;
    Ok(Judged { judgements, jpeg })
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

/// The share of nearly white pixels along the top and the upper half of both sides.
fn white_border(picture: &DynamicImage) -> f32 {
    let small = picture.resize_exact(100, 140, FilterType::Triangle).to_rgb8();
    let border = small.enumerate_pixels().filter(|(x, y, _)| *y < 6 || (*y < 70 && (*x < 6 || *x >= 94)));
    let (mut white, mut all) = (0_u32, 0_u32);
    for (_, _, pixel) in border {
        all += 1;
        white += u32::from(pixel.0.iter().all(|c| *c >= NEARLY_WHITE));
    }
    white as f32 / all.max(1) as f32
}

/// Pixels only: whatever else was in the file (place, device, comments) is gone.
fn encode(picture: &DynamicImage, tallest: u32, quality: u8) -> Result<Vec<u8>, Refusal> {
    let fitted = if picture.height() > tallest {
        picture.resize(u32::MAX, tallest, FilterType::Lanczos3)
    } else {
        picture.clone()
    };
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, quality)
        .encode_image(&fitted.to_rgb8())
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
        encode(&DynamicImage::ImageRgb8(picture), height, QUALITY)
    }

    #[test]
    fn a_photo_is_made_as_small_as_a_programme_wants_it() -> Result<(), Refusal> {
        let rule = PhotoRule { max_kb: 30, ..PhotoRule::default() };
        let large = portrait(600, 840)?;
        assert!(large.len() > 30 * 1024, "{}", large.len());
        let small = fit(&rule, &large)?.ok_or(Refusal::FileMissing)?;
        assert!(small.len() <= 30 * 1024, "{}", small.len());
        assert!(rule.judge(&PhotoFacts { background: None, ..read_photo(&small)? }).iter().all(|line| line.met));
        assert_eq!(fit(&rule, &small)?, None, "it is within the limit already");
        Ok(())
    }

    #[test]
    fn what_no_size_can_mend_is_refused() -> Result<(), Refusal> {
        let rule = PhotoRule { min_width: 700, max_kb: 30, ..PhotoRule::default() };
        let refused = Err(Refusal::PictureTooSmall { width: 700, height: 413 });
        assert_eq!(fit(&rule, &portrait(600, 840)?), refused);
        Ok(())
    }
}
