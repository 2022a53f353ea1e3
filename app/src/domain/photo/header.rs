//! Type and size of a picture from its first bytes, without decoding it: works in the browser, and keeps
//! the server from unpacking a picture that is not worth it.

use super::{MAX_MEGAPIXELS, MAX_PIXELS, PhotoFacts, PhotoFormat};
use crate::domain::refusal::Refusal;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = &[0xFF, 0xD8, 0xFF];

/// What an uploaded file says of itself.
///
/// # Errors
/// [`Refusal::FileMissing`], [`Refusal::FileType`] by content, [`Refusal::PictureBroken`] where the header
/// tells no size, [`Refusal::PictureTooManyPixels`] beyond [`MAX_PIXELS`].
pub fn read_photo(file: &[u8]) -> Result<PhotoFacts, Refusal> {
    if file.is_empty() {
        return Err(Refusal::FileMissing);
    }
    let known = file.starts_with(PNG) || file.starts_with(JPEG);
    let facts = facts_from_header(file).ok_or_else(|| if known { Refusal::PictureBroken } else { wrong_type() })?;
    if u64::from(facts.width) * u64::from(facts.height) > MAX_PIXELS {
        return Err(Refusal::PictureTooManyPixels { max_megapixels: MAX_MEGAPIXELS });
    }
    Ok(facts)
}

/// What the header of a JPEG or PNG file says; nothing for other files and broken headers.
/// [`PhotoFacts::bytes`] is the length of `file`: give the whole one.
#[must_use]
pub fn facts_from_header(file: &[u8]) -> Option<PhotoFacts> {
    let (format, (width, height)) = if file.starts_with(PNG) {
        (PhotoFormat::Png, png_size(file)?)
    } else if file.starts_with(JPEG) {
        (PhotoFormat::Jpeg, jpeg_size(file)?)
    } else {
        return None;
    };
    let bytes = u64::try_from(file.len()).ok()?;
    (width > 0 && height > 0).then_some(PhotoFacts { bytes, format, width, height, background: None })
}

/// The refusal of everything that is neither JPEG nor PNG.
pub(super) fn wrong_type() -> Refusal {
    Refusal::FileType { accepted: format!("{}, {}", PhotoFormat::Jpeg.name(), PhotoFormat::Png.name()) }
}

/// The first chunk of a PNG file must be its header.
fn png_size(file: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(file.get(at..at + 4)?.try_into().ok()?));
    let limit = |size: &u32| i32::try_from(*size).is_ok();
    (file.get(8..16)? == b"\0\0\0\x0DIHDR").then_some(())?;
    Some((number(16).filter(limit)?, number(20).filter(limit)?))
}

/// Walks from segment to segment to the frame header; turns the size where the camera was held upright.
fn jpeg_size(file: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    let mut turned = false;
    loop {
        (*file.get(at)? == 0xFF).then_some(())?;
        let marker = *file.get(at + 1)?;
        match marker {
            // A fill byte before the marker.
            0xFF => at += 1,
            // Markers without a segment.
            0x01 | 0xD0..=0xD8 => at += 2,
            // The end, or the start of the data: there was no frame header.
            0xD9 | 0xDA => return None,
            _ => {
                let length = usize::from(be16(file, at + 2)?);
                let segment = file.get(at + 4..(at + 2).checked_add(length)?)?;
                if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
                    let (height, width) = (u32::from(be16(segment, 1)?), u32::from(be16(segment, 3)?));
                    return Some(if turned { (height, width) } else { (width, height) });
                }
                if marker == 0xE1 {
                    turned |= exif_orientation(segment).is_some_and(|orientation| (5..=8).contains(&orientation));
                }
                at += 2 + length;
            }
        }
    }
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// The orientation in an Exif segment: 1–4 as stored, 5–8 turned by a quarter.
fn exif_orientation(segment: &[u8]) -> Option<u16> {
    let tiff = segment.strip_prefix(b"Exif\0\0")?;
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| be16(tiff, at).map(|n| if little { n.swap_bytes() } else { n });
    let long = |at: usize| {
        let (first, second) = (u32::from(short(at)?), u32::from(short(at.checked_add(2)?)?));
        usize::try_from(if little { second << 16 | first } else { first << 16 | second }).ok()
    };
    let directory = long(4)?;
    let entries = usize::from(short(directory)?);
    let entry = |index: usize| directory.checked_add(2 + index * 12);
    let orientation = (0..entries).filter_map(entry).find(|at| short(*at) == Some(0x0112))?;
    short(orientation.checked_add(8)?)
}
