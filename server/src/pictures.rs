//! Photos: told by content, guarded against bombs, judged rule by rule, re-encoded without metadata.

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

fn judge(rule: &PhotoRule, bytes: &[u8]) -> Result<Judged, Refusal> {
    let facts = read_photo(bytes)?;
    let picture = decode(bytes)?;
    let facts = PhotoFacts { background: Some(white_border(&picture)), ..facts };
    let judgements = rule.judge(&facts);
    let jpeg = judgements.iter().all(|j| j.met).then(|| encode(&picture)).transpose()?;
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
fn encode(picture: &DynamicImage) -> Result<Vec<u8>, Refusal> {
    let fitted = if picture.height() > TALLEST {
        picture.resize(u32::MAX, TALLEST, FilterType::Lanczos3)
    } else {
        picture.clone()
    };
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .encode_image(&fitted.to_rgb8())
        .map_err(|_| Refusal::PictureBroken)?;
    Ok(jpeg)
}
