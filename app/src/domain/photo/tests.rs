//! Tables and properties of the photo rule and of reading headers.

use super::*;
use crate::domain::refusal::Refusal;
use proptest::prelude::*;

fn rule() -> PhotoRule {
    PhotoRule { min_kb: 20, max_kb: 100, ..PhotoRule::default() }
}

fn facts(width: u32, height: u32) -> PhotoFacts {
    let (background, content) = (Some(0.95), Some(0.3));
    PhotoFacts { bytes: 50 * 1024, format: PhotoFormat::Jpeg, width, height, background, content }
}

#[test]
fn each_line_is_judged_and_named() {
    use PhotoRuleName::{Background, Content, FewestPixels, Format, LargestFile, MostPixels, Shape, SmallestFile};
    let (background, content) = (Some(0.799), Some(0.099));
    let judged = rule().judge(&PhotoFacts { bytes: 19 * 1024 + 1023, background, content, ..facts(413, 295) });
    let lines: Vec<_> = judged.iter().map(|j| (j.rule, j.met, j.found.as_str())).collect();
    assert_eq!(
        lines,
        [
            (Format, true, "JPEG"),
            (LargestFile, true, "19 kB"),
            (SmallestFile, false, "19 kB"),
            (MostPixels, true, "413 × 295"),
            (FewestPixels, false, "413 × 295"),
            (Shape, false, "413 × 295"),
            (Background, false, "79 %"),
            (Content, false, "9 %"),
        ]
    );
}

#[test]
fn what_is_not_met_is_refused() {
    let small = Refusal::PictureTooSmall { width: 295, height: 413 };
    for (facts, refusals) in [
        (facts(295, 413), vec![]),
        (facts(420, 600), vec![]),
        (facts(413, 531), vec![]), // 小二寸
        (facts(1500, 2000), vec![]),
        (facts(294, 413), vec![small.clone()]),
        (facts(295, 412), vec![small.clone()]),
        (facts(600, 600), vec![Refusal::PictureShape]),
        (facts(400, 1000), vec![Refusal::PictureShape]),
        (facts(0, 0), vec![small, Refusal::PictureShape]),
        (facts(7150, 10_010), vec![Refusal::PictureTooManyPixels { max_megapixels: 40 }]),
        // 小于 100 kB: a file of just that size is too large.
        (PhotoFacts { bytes: 100 * 1024 - 1, ..facts(295, 413) }, vec![]),
        (PhotoFacts { bytes: 100 * 1024, ..facts(295, 413) }, vec![Refusal::FileTooLarge { max_kb: 100 }]),
        (PhotoFacts { bytes: 20 * 1024, ..facts(295, 413) }, vec![]),
        (PhotoFacts { bytes: 20 * 1024 - 1, ..facts(295, 413) }, vec![Refusal::FileTooSmall { min_kb: 20 }]),
        (PhotoFacts { background: Some(0.8), ..facts(295, 413) }, vec![]),
        (PhotoFacts { background: Some(0.5), ..facts(295, 413) }, vec![Refusal::PictureBackground]),
        (PhotoFacts { content: Some(0.1), ..facts(295, 413) }, vec![]),
        (PhotoFacts { content: Some(0.0), ..facts(295, 413) }, vec![Refusal::PictureEmpty]),
        (PhotoFacts { background: None, content: None, ..facts(295, 413) }, vec![]),
    ] {
        assert_eq!(rule().refusals(&facts), refusals, "{facts:?}");
    }
}

#[test]
fn lines_that_ask_for_nothing_or_were_not_measured_are_not_shown() {
    let names =
        |rule: &PhotoRule, facts: &PhotoFacts| rule.judge(facts).into_iter().map(|j| j.rule).collect::<Vec<_>>();
    let unmeasured = PhotoFacts { background: None, content: None, ..facts(295, 413) };
    let shown = names(&rule(), &unmeasured);
    assert!(!shown.contains(&PhotoRuleName::Background) && !shown.contains(&PhotoRuleName::Content));
    let easy = PhotoRule { background: Background::Any, min_kb: 0, ..rule() };
    let shown = names(&easy, &facts(295, 413));
    assert!(!shown.contains(&PhotoRuleName::Background) && !shown.contains(&PhotoRuleName::SmallestFile));
    assert_eq!(easy.lines().collect::<Vec<_>>(), shown, "what is said beforehand is what is judged");
}

#[test]
fn a_copy_is_made_only_where_a_programme_takes_less_than_the_profile() {
    for (max_kb, expected) in [(30, true), (10 * 1024 - 1, true), (10 * 1024, false), (20 * 1024, false)] {
        assert_eq!(PhotoRule { max_kb, ..rule() }.may_need_a_copy(), expected, "{max_kb}");
    }
}

#[test]
fn a_type_that_a_programme_does_not_take_is_refused_with_those_that_it_takes() {
    let rule = PhotoRule { formats: vec![PhotoFormat::Jpeg], ..rule() };
    let png = PhotoFacts { format: PhotoFormat::Png, ..facts(295, 413) };
    assert_eq!(rule.refusals(&png), [Refusal::FileType { accepted: vec!["JPEG".to_owned()] }]);
}

#[test]
fn a_rule_is_read_with_its_defaults() {
    let read = serde_json::from_str::<PhotoRule>(
        r#"{"min_width":295,"min_height":413,"min_kb":20,"max_kb":100,"background":"white"}"#,
    );
    assert_eq!(read.ok(), Some(rule()));
    assert!(serde_json::from_str::<PhotoRule>(r#"{"min_width":1,"min_height":1,"max_kb":1,"maxkb":1}"#).is_err());
}

fn png(width: u32, height: u32) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes(), &[8, 2, 0, 0, 0]]
        .concat()
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX);
    [&[0xFF, marker], length.to_be_bytes().as_slice(), content].concat()
}

/// A JPEG header with an Exif segment where an orientation is given.
fn jpeg(frame: u8, width: u16, height: u16, orientation: Option<(u16, bool)>) -> Vec<u8> {
    let exif = orientation.map_or(vec![], |(value, little)| {
        let short = |n: u16| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let long = |n: u32| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let entry = |tag, value| [short(tag), short(3), [0; 2], [0; 2], short(value), [0; 2]].concat();
        // The count is not read, so it may stay zero.
        let start = if little { b"II*\0" } else { b"MM\0*" };
        let tiff = [start.as_slice(), &long(8), &short(2), &entry(0x010F, 9), &entry(0x0112, value)].concat();
        segment(0xE1, &[b"Exif\0\0".as_slice(), &tiff].concat())
    });
    let size = [&[8], height.to_be_bytes().as_slice(), &width.to_be_bytes(), &[3]].concat();
    // A table (C4) and a fill byte stand before the frame, as in real files.
    [
        &[0xFF, 0xD8],
        exif.as_slice(),
        &segment(0xE0, b"JFIF\0"),
        &segment(0xC4, &[0; 9]),
        &[0xFF],
        &segment(frame, &size),
    ]
    .concat()
}

#[test]
fn headers_tell_type_and_size() {
    use PhotoFormat::{Jpeg, Png};
    for (file, expected) in [
        (png(295, 413), Some((Png, 295, 413))),
        (jpeg(0xC0, 295, 413, None), Some((Jpeg, 295, 413))),
        (jpeg(0xC2, 295, 413, None), Some((Jpeg, 295, 413))),
        (jpeg(0xC0, 4000, 3000, Some((6, true))), Some((Jpeg, 3000, 4000))),
        (jpeg(0xC0, 4000, 3000, Some((8, false))), Some((Jpeg, 3000, 4000))),
        (jpeg(0xC0, 4000, 3000, Some((1, true))), Some((Jpeg, 4000, 3000))),
        (jpeg(0xC0, 4000, 3000, Some((3, false))), Some((Jpeg, 4000, 3000))),
        (jpeg(0xC0, 0, 413, None), None),
        (png(295, 0), None),
        (png(u32::MAX, 1), None),
        (png(295, 413)[..20].to_vec(), None),
        (b"GIF89a\x01\0\x01\0".to_vec(), None),
        (b"%PDF-1.7".to_vec(), None),
        (vec![0xFF, 0xD8, 0xFF, 0xD9], None),
        (vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 0], None),
        (vec![], None),
    ] {
        let facts = facts_from_header(&file);
        assert_eq!(facts.map(|f| (f.format, f.width, f.height)), expected, "{file:02x?}");
        assert!(facts.is_none_or(|f| f.bytes == file.len() as u64 && f.background.is_none() && f.content.is_none()));
    }
}

/// A JPEG as far as its picture goes: everything but the end marker. Data may contain stuffed and restart bytes.
fn jpeg_data(frame: u8, width: u16, height: u16) -> Vec<u8> {
    let data = b"\x12\xFF\0\x34\xFF\xD0\x56";
    [jpeg(frame, width, height, None), segment(0xDA, &[0; 8]), data.to_vec()].concat()
}

fn whole_jpeg(width: u16, height: u16) -> Vec<u8> {
    [jpeg_data(0xC0, width, height).as_slice(), b"\xFF\xD9"].concat()
}

/// Header, data and the last chunk; nobody looks at the checksums.
fn whole_png(width: u32, height: u32) -> Vec<u8> {
    let (data, last) = (b"\0\0\0\x03IDAT\x01\x02\x03\0\0\0\0", b"\0\0\0\0IEND\0\0\0\0");
    [png(width, height).as_slice(), &[0; 4], data, last].concat()
}

#[test]
fn what_ends_early_is_broken_and_what_a_phone_appends_is_not() {
    let (header, data) = (jpeg(0xC0, 295, 413, None), jpeg_data(0xC0, 295, 413));
    let (jpeg, png) = (whole_jpeg(295, 413), whole_png(295, 413));
    // A preview in the header, with an end marker of its own.
    let preview = segment(0xE1, b"\xFF\xD8\xFF\xD9");
    let with_preview = |file: &[u8]| [&file[..2], &preview, &file[2..]].concat();
    let second = [segment(0xC4, &[0xFF; 9]), segment(0xDA, &[0; 8]), b"\x78".to_vec()].concat();
    let scans = [jpeg_data(0xC2, 295, 413), second].concat();
    let film = [b"\0\0\0\x18ftypmp42".as_slice(), &[7; 70_000]].concat();
    for (what, file, whole) in [
        ("a JPEG", jpeg.clone(), true),
        ("a JPEG with a preview", with_preview(&jpeg), true),
        ("a JPEG with a film after it", [jpeg.as_slice(), &film].concat(), true),
        ("a JPEG with another after it", [jpeg.as_slice(), &jpeg].concat(), true),
        ("a JPEG with zeros after it", [jpeg.as_slice(), &[0; 9]].concat(), true),
        ("a JPEG of several scans", [scans.as_slice(), b"\xFF\xFF\xD9"].concat(), true),
        ("a JPEG without its end", data.clone(), false),
        ("a JPEG without its end but a preview", with_preview(&data), false),
        ("a JPEG filled up with zeros", [data.as_slice(), &[0; 5000]].concat(), false),
        ("a JPEG that ends between two scans", scans, false),
        ("a JPEG that ends in a marker", [data.as_slice(), b"\xFF"].concat(), false),
        ("a JPEG that ends in a segment", [data.as_slice(), b"\xFF\xC4\0\x40\xFF\xD9"].concat(), false),
        ("a JPEG of a header", header, false),
        ("a PNG", png.clone(), true),
        ("a PNG with something after it", [png.as_slice(), b"more"].concat(), true),
        ("a PNG that lacks a byte", png[..png.len() - 1].to_vec(), false),
        ("a PNG without its last chunk", png[..png.len() - 12].to_vec(), false),
        ("a PNG that ends in its data", png[..png.len() - 18].to_vec(), false),
    ] {
        let expected = if whole { Ok((295, 413)) } else { Err(Refusal::PictureBroken) };
        assert_eq!(read_photo(&file).map(|facts| (facts.width, facts.height)), expected, "{what}");
    }
}

#[test]
fn a_file_is_checked_before_it_is_uploaded() {
    let rule = PhotoRule::default();
    let small = Refusal::PictureTooSmall { width: 295, height: 413 };
    let large = [whole_jpeg(413, 579), vec![0; 10 * 1024 * 1024]].concat();
    for (file, refusals) in [
        (whole_jpeg(413, 579), vec![]),
        (whole_png(413, 579), vec![]),
        (whole_jpeg(150, 210), vec![small.clone()]),
        (whole_jpeg(200, 200), vec![small, Refusal::PictureShape]),
        (large, vec![Refusal::FileTooLarge { max_kb: 10 * 1024 }]),
        (jpeg_data(0xC0, 413, 579), vec![Refusal::PictureBroken]),
        (vec![], vec![Refusal::FileEmpty]),
    ] {
        assert_eq!(rule.check(&file).err().unwrap_or_default(), refusals, "{} bytes", file.len());
    }
}

#[test]
fn an_upload_is_refused_with_the_reason() {
    for (file, refusal) in [
        (vec![], Refusal::FileEmpty),
        (b"%PDF-1.7".to_vec(), Refusal::FileType { accepted: vec!["JPEG".to_owned(), "PNG".to_owned()] }),
        (b"\xFF\xD8\xFF\xD9".to_vec(), Refusal::PictureBroken),
        (png(0, 413), Refusal::PictureBroken),
        (png(100_000, 100_000), Refusal::PictureTooManyPixels { max_megapixels: 40 }),
    ] {
        assert_eq!(read_photo(&file), Err(refusal), "{file:02x?}");
    }
    assert!(read_photo(&whole_jpeg(295, 413)).is_ok() && read_photo(&whole_png(295, 413)).is_ok());
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for start in [&[][..], b"\x89PNG\r\n\x1a\n", b"\xFF\xD8\xFF\xE1\0\x40Exif\0\0II*\0", b"\xFF\xD8\xFF\xE1\0\x40Exif\0\0MM\0*"] {
            let file = [start, &bytes].concat();
            if let Some(facts) = facts_from_header(&file) {
                prop_assert!(facts.width > 0 && facts.height > 0);
            }
            let _ = read_photo(&file);
        }
    }

    #[test]
    fn no_damaged_or_cut_header_panics(at in 0..90_usize, value in any::<u8>(), cut in 0..90_usize, turn in 0..9_u16) {
        for mut file in [whole_png(295, 413), jpeg(0xC0, 295, 413, Some((turn, true))), jpeg_data(0xC2, 295, 413)] {
            if let Some(byte) = file.get_mut(at) {
                *byte = value;
            }
            let _ = read_photo(&file);
            file.truncate(cut);
            let _ = read_photo(&file);
        }
    }

    #[test]
    fn every_size_is_judged(width in any::<u32>(), height in any::<u32>(), bytes in any::<u64>(), share in any::<f32>()) {
        let (background, content) = (Some(share), Some(share));
        let facts = PhotoFacts { bytes, format: PhotoFormat::Png, width, height, background, content };
        let unmet = rule().judge(&facts).iter().filter(|j| !j.met).count();
        prop_assert_eq!(unmet, rule().refusals(&facts).len());
    }
}
