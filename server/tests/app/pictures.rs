//! Photos to upload: a good one, and some that nobody should have to open.

use image::{ExtendedColorType, Rgb, RgbImage, codecs::jpeg::JpegEncoder};

/// A photo as the rules ask for it: upright, white behind a head and shoulders.
pub fn id_photo() -> Vec<u8> {
    let picture = RgbImage::from_fn(413, 579, |x, y| {
        let (dx, dy) = ((f64::from(x) - 206.0) / 90.0, (f64::from(y) - 240.0) / 120.0);
        let (head, shoulders) = (dx * dx + dy * dy < 1.0, y > 430 && (40..373).contains(&x));
        if head || shoulders { Rgb([110, 100, 95]) } else { Rgb([255, 255, 255]) }
    });
    encode(&picture)
}

/// The same shape, but too small to be printed.
pub fn small_photo() -> Vec<u8> {
    encode(&RgbImage::from_pixel(150, 210, Rgb([255, 255, 255])))
}

/// A white wall with nobody before it.
pub fn white_photo() -> Vec<u8> {
    encode(&RgbImage::from_pixel(590, 826, Rgb([255, 255, 255])))
}

/// The same shape in front of a red wall.
pub fn red_photo() -> Vec<u8> {
    encode(&RgbImage::from_pixel(413, 579, Rgb([190, 30, 30])))
}

fn encode(picture: &RgbImage) -> Vec<u8> {
    let mut jpeg = Vec::new();
    let (width, height) = picture.dimensions();
    JpegEncoder::new_with_quality(&mut jpeg, 90).encode(picture, width, height, ExtendedColorType::Rgb8).unwrap();
    jpeg
}

/// A few bytes that call themselves a PNG of 50 000 × 50 000 pixels: 7.5 GB once decoded.
pub fn pixel_bomb() -> Vec<u8> {
    png_with_little_in_it(50_000)
}

/// A PNG that has every part it needs, but not the pixels: only decoding it tells.
pub fn hollow_png() -> Vec<u8> {
    png_with_little_in_it(500)
}

fn png_with_little_in_it(side: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let header = [&side.to_be_bytes()[..], &side.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    chunk(&mut png, b"IHDR", &header);
    chunk(&mut png, b"IDAT", &[0x78, 0x9c, 0x63, 0, 0, 0, 1, 0, 1]);
    chunk(&mut png, b"IEND", &[]);
    png
}

fn chunk(png: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    png.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
    let checked = [&kind[..], data].concat();
    png.extend(&checked);
    png.extend(crc(&checked).to_be_bytes());
}

/// The checksum of PNG chunks.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), |c, _| (c >> 1) ^ (0xEDB8_8320 * (c & 1)));
    !bytes.iter().fold(!0, step)
}
