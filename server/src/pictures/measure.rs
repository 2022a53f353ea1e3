//! What the pixels of a photo say of it: whether white lies behind the head, and whether there is a head at all.
//! Plain shares of a small copy, so that noise and single pixels do not matter.

use image::{DynamicImage, Rgb, RgbImage, imageops::FilterType};

/// The small copy, in the shape of an ID photo.
const WIDTH: u32 = 100;
const HEIGHT: u32 = 140;
/// A border pixel with all channels at or above this counts as white.
const NEARLY_WHITE: u8 = 215;
/// A pixel whose channels are all this near to the background's belongs to it: shadows and the noise of a camera.
const NEARLY_SAME: u8 = 24;

/// What is measured, as shares from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// Nearly white pixels along the top and the upper half of both sides.
    pub white_border: f32,
    /// Pixels of the whole picture that differ from the background.
    pub content: f32,
}

/// Measures a picture as it is seen.
pub fn measure(picture: &DynamicImage) -> Measured {
    let small = picture.resize_exact(WIDTH, HEIGHT, FilterType::Triangle).to_rgb8();
    let border = border(&small);
    let background = middle(&border);
    let white = border.iter().filter(|pixel| pixel.0.iter().all(|channel| *channel >= NEARLY_WHITE)).count();
    let content = small.pixels().filter(|pixel| !is_near(pixel, &background)).count();
    let all = (WIDTH * HEIGHT) as usize;
    Measured { white_border: share(white, border.len()), content: share(content, all) }
}

/// The pixels along the top and the upper half of both sides: below them are shoulders.
fn border(small: &RgbImage) -> Vec<Rgb<u8>> {
    let outside = |x: u32, y: u32| y < 6 || (y < HEIGHT / 2 && !(6..WIDTH - 6).contains(&x));
    small.enumerate_pixels().filter(|(x, y, _)| outside(*x, *y)).map(|(_, _, pixel)| *pixel).collect()
}

/// The middle value of each channel: hair that reaches the border does not change it.
fn middle(pixels: &[Rgb<u8>]) -> Rgb<u8> {
    let of = |channel: usize| {
        let mut values: Vec<u8> = pixels.iter().filter_map(|pixel| pixel.0.get(channel).copied()).collect();
        values.sort_unstable();
        values.get(values.len() / 2).copied().unwrap_or_default()
    };
    Rgb([of(0), of(1), of(2)])
}

fn is_near(pixel: &Rgb<u8>, background: &Rgb<u8>) -> bool {
    pixel.0.iter().zip(background.0).all(|(one, other)| one.abs_diff(other) <= NEARLY_SAME)
}

fn share(part: usize, all: usize) -> f32 {
    part as f32 / all.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::domain::photo::{LEAST_CONTENT, WHITE_BORDER};

    /// A picture of one colour.
    fn plain(grey: u8) -> RgbImage {
        RgbImage::from_pixel(590, 826, Rgb([grey; 3]))
    }

    /// Noise that a camera adds to a wall.
    fn noisy(grey: u8) -> RgbImage {
        let mut seed = 1_u32;
        RgbImage::from_fn(590, 826, |_, _| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            Rgb([grey.saturating_sub((seed >> 24) as u8 / 8); 3])
        })
    }

    /// A head with these colours of skin and coat before a white wall.
    fn portrait(skin: [u8; 3], coat: [u8; 3]) -> RgbImage {
        RgbImage::from_fn(590, 826, |x, y| {
            let (dx, dy) = ((x as f32 - 295.0) / 130.0, (y as f32 - 330.0) / 175.0);
            let shoulders = y > 620 && (60..530).contains(&x);
            match (dx * dx + dy * dy < 1.0, shoulders) {
                (true, _) => Rgb(skin),
                (_, true) => Rgb(coat),
                _ => Rgb([255; 3]),
            }
        })
    }

    /// Two words on a white sheet.
    fn writing() -> RgbImage {
        RgbImage::from_fn(590, 826, |x, y| {
            let inked = (300..330).contains(&y) && (100..480).contains(&x) && x % 40 < 12;
            if inked { Rgb([20; 3]) } else { Rgb([255; 3]) }
        })
    }

    #[test]
    fn a_blank_picture_is_told_from_a_portrait() {
        for (what, picture, white, content) in [
            ("white", plain(255), true, false),
            ("nearly white", plain(240), true, false),
            ("grey", plain(128), false, false),
            ("black", plain(0), false, false),
            ("a white wall", noisy(255), true, false),
            ("a grey wall", noisy(128), false, false),
            ("two words", writing(), true, false),
            ("a portrait", portrait([196, 170, 150], [40, 50, 70]), true, true),
            ("a dark face", portrait([70, 50, 40], [250, 250, 250]), true, true),
            ("a pale face above a white coat", portrait([238, 214, 200], [255; 3]), true, true),
        ] {
            let measured = measure(&DynamicImage::ImageRgb8(picture));
            let found = (measured.white_border >= WHITE_BORDER, measured.content >= LEAST_CONTENT);
            assert_eq!(found, (white, content), "{what}: {measured:?}");
        }
    }

    #[test]
    fn the_photo_to_try_with_is_a_portrait() -> Result<(), Box<dyn std::error::Error>> {
        let file = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../end2end/photo.jpg"))?;
        let measured = measure(&image::load_from_memory(&file)?);
        assert!(measured.white_border >= WHITE_BORDER && measured.content >= LEAST_CONTENT, "{measured:?}");
        Ok(())
    }
}
