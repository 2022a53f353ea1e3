//! The photo that the people of the demo share.

use crate::desk::unexpected;
use app::desk::Result;
use image::{ExtendedColorType, Rgb, RgbImage, codecs::jpeg::JpegEncoder};

/// A silhouette on white, in the measures of an ID photo.
pub fn silhouette() -> Result<Vec<u8>> {
    const WIDTH: u32 = 413;
    const HEIGHT: u32 = 579;
    let (coat, skin) = (Rgb([70, 92, 120]), Rgb([196, 178, 166]));
    let inside = |x: u32, y: u32, centre: (f32, f32), radius: (f32, f32)| {
        let (dx, dy) = ((x as f32 - centre.0) / radius.0, (y as f32 - centre.1) / radius.1);
        dx * dx + dy * dy <= 1.0
    };
    let picture = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let head = inside(x, y, (206.0, 235.0), (92.0, 122.0));
        let neck = (166..=246).contains(&x) && (320..=430).contains(&y);
        let shoulders = inside(x, y, (206.0, 579.0), (188.0, 180.0));
        match (head || (neck && !shoulders), shoulders) {
            (true, _) => skin,
            (_, true) => coat,
            _ => Rgb([255, 255, 255]),
        }
    });
    let mut jpeg = Vec::new();
    let encoded = JpegEncoder::new_with_quality(&mut jpeg, 90).encode(&picture, WIDTH, HEIGHT, ExtendedColorType::Rgb8);
    encoded.map_err(unexpected)?;
    Ok(jpeg)
}
