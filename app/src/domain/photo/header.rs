//! Type, size and end of a picture, without decoding it: works in the browser, and keeps the server from
//! unpacking a picture that is not worth it.

use super::{MAX_MEGAPIXELS, MAX_PIXELS, PhotoFacts, PhotoFormat};
use crate::domain::refusal::Refusal;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = &[0xFF, 0xD8, 0xFF];

impl PhotoFormat {
    /// The type of a file by its first bytes.
    #[must_use]
    pub fn of(file: &[u8]) -> Option<Self> {
        if file.starts_with(PNG) {
            Some(Self::Png)
        } else if file.starts_with(JPEG) {
            Some(Self::Jpeg)
        } else {
            None
        }
    }
}

/// What an uploaded file says of itself; give the whole one.
///
/// # Errors
/// [`Refusal::FileEmpty`], [`Refusal::FileType`] by content, [`Refusal::PictureBroken`] where the header tells no
/// size or the data end early, [`Refusal::PictureTooManyPixels`] beyond [`MAX_PIXELS`].
pub fn read_photo(file: &[u8]) -> Result<PhotoFacts, Refusal> {
    if file.is_empty() {
        return Err(Refusal::FileEmpty);
    }
    let wrong_type = || Refusal::FileType { accepted: PhotoFormat::names(&PhotoFormat::ALL) };
    let format = PhotoFormat::of(file).ok_or_else(wrong_type)?;
    let facts = facts_from_header(file).ok_or(Refusal::PictureBroken)?;
    if u64::from(facts.width) * u64::from(facts.height) > MAX_PIXELS {
        return Err(Refusal::PictureTooManyPixels { max_megapixels: MAX_MEGAPIXELS });
    }
    // Decoders fill up with grey what is missing.
    let end = match format {
        PhotoFormat::Jpeg => jpeg_end(file),
        PhotoFormat::Png => png_end(file),
    };
    end.map(|_| facts).ok_or(Refusal::PictureBroken)
}

/// What the header of a JPEG or PNG file says; nothing for other files and broken headers.
/// [`PhotoFacts::bytes`] is the length of `file`: give the whole one.
#[must_use]
pub fn facts_from_header(file: &[u8]) -> Option<PhotoFacts> {
    let format = PhotoFormat::of(file)?;
    let (width, height) = match format {
        PhotoFormat::Jpeg => jpeg_size(file)?,
        PhotoFormat::Png => png_size(file)?,
    };
    let bytes = u64::try_from(file.len()).ok()?;
    (width > 0 && height > 0).then_some(PhotoFacts { bytes, format, width, height, background: None, content: None })
}

/// The first chunk of a PNG file must be its header.
fn png_size(file: &[u8]) -> Option<(u32, u32)> {
    let limit = |size: &u32| i32::try_from(*size).is_ok();
    (file.get(8..16)? == b"\0\0\0\x0DIHDR").then_some(())?;
    Some((be32(file, 16).filter(limit)?, be32(file, 20).filter(limit)?))
}

/// Walks from chunk to chunk to the end of the last one.
fn png_end(file: &[u8]) -> Option<usize> {
    let mut at = PNG.len();
    loop {
        let data = at.checked_add(8)?;
        let kind = file.get(at + 4..data)?;
        // The checksum follows the data.
        let next = data.checked_add(usize::try_from(be32(file, at)?).ok()?)?.checked_add(4)?;
        if next > file.len() {
            return None;
        }
        if kind == b"IEND" {
            return Some(next);
        }
        at = next;
    }
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

/// Walks from segment to segment, and through the data between them, to the end of the picture.
///
/// Phones append previews and whole films to it, and a preview in the header has an end of its own: the last bytes
/// tell nothing.
fn jpeg_end(file: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        at += file.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        at = match *file.get(at + 1)? {
            0xD9 => return Some(at + 2),
            // Markers with a segment.
            0xC0..=0xCF | 0xDA..=0xDF | 0xE0..=0xEF | 0xFE => at + 2 + usize::from(be16(file, at + 2)?),
            // A fill byte before the marker.
            0xFF => at + 1,
            // A byte of the data, or a marker without a segment.
            _ => at + 2,
        };
    }
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
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
