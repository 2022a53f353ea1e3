//! Tables and properties of the photo rule and of reading headers.

use super::*;
use proptest::prelude::*;

fn rule() -> PhotoRule {
    PhotoRule { min_kb: 20, max_kb: 100, ..PhotoRule::default() }
}

fn facts(width: u32, height: u32) -> PhotoFacts {
    PhotoFacts { bytes: 50 * 1024, format: PhotoFormat::Jpeg, width, height, background: Some(0.95) }
}

#[test]
fn each_line_is_judged_and_named() {
    use PhotoRuleName::{Background, FewestPixels, Format, LargestFile, MostPixels, Shape, SmallestFile};
    let judged = rule().judge(&PhotoFacts { bytes: 19 * 1024 + 1023, background: Some(0.799), ..facts(413, 295) });
    let lines: Vec<_> = judged.iter().map(|j| (j.rule, j.met, j.found.as_str())).collect();
    assert_eq!(
        lines,
        [
            (Format, true, "JPEG"),
            (LargestFile, true, "20 kB"),
            (SmallestFile, false, "19 kB"),
            (MostPixels, true, "413 × 295"),
            (FewestPixels, false, "413 × 295"),
            (Shape, false, "413 × 295"),
            (Background, false, "79 %"),
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
        (PhotoFacts { bytes: 100 * 1024, ..facts(295, 413) }, vec![]),
        (PhotoFacts { bytes: 100 * 1024 + 1, ..facts(295, 413) }, vec![Refusal::FileTooLarge { max_kb: 100 }]),
        (PhotoFacts { bytes: 20 * 1024, ..facts(295, 413) }, vec![]),
        (PhotoFacts { bytes: 20 * 1024 - 1, ..facts(295, 413) }, vec![Refusal::FileTooSmall { min_kb: 20 }]),
        (PhotoFacts { background: Some(0.8), ..facts(295, 413) }, vec![]),
        (PhotoFacts { background: Some(0.5), ..facts(295, 413) }, vec![Refusal::PictureBackground]),
        (PhotoFacts { background: None, ..facts(295, 413) }, vec![]),
    ] {
        assert_eq!(rule().refusals(&facts), refusals, "{facts:?}");
    }
}

#[test]
fn lines_that_ask_for_nothing_or_were_not_measured_are_not_shown() {
    let names =
        |rule: &PhotoRule, facts: &PhotoFacts| rule.judge(facts).into_iter().map(|j| j.rule).collect::<Vec<_>>();
    let unmeasured = PhotoFacts { background: None, ..facts(295, 413) };
    assert!(!names(&rule(), &unmeasured).contains(&PhotoRuleName::Background));
    let easy = PhotoRule { background: Background::Any, min_kb: 0, ..rule() };
    let shown = names(&easy, &facts(295, 413));
    assert!(!shown.contains(&PhotoRuleName::Background) && !shown.contains(&PhotoRuleName::SmallestFile));
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
        assert!(facts.is_none_or(|f| f.bytes == file.len() as u64 && f.background.is_none()));
    }
}

#[test]
fn an_upload_is_refused_with_the_reason() {
    for (file, refusal) in [
        (vec![], Refusal::FileMissing),
        (b"%PDF-1.7".to_vec(), Refusal::FileType { accepted: "JPEG, PNG".to_owned() }),
        (b"\xFF\xD8\xFF\xD9".to_vec(), Refusal::PictureBroken),
        (png(0, 413), Refusal::PictureBroken),
        (png(100_000, 100_000), Refusal::PictureTooManyPixels { max_megapixels: 40 }),
    ] {
        assert_eq!(read_photo(&file), Err(refusal), "{file:02x?}");
    }
    assert!(read_photo(&jpeg(0xC0, 295, 413, None)).is_ok());
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
        for mut file in [png(295, 413), jpeg(0xC0, 295, 413, Some((turn, true))), jpeg(0xC2, 295, 413, Some((turn, false)))] {
            if let Some(byte) = file.get_mut(at) {
                *byte = value;
            }
            let _ = facts_from_header(&file);
            file.truncate(cut);
            let _ = facts_from_header(&file);
        }
    }

    #[test]
    fn every_size_is_judged(width in any::<u32>(), height in any::<u32>(), bytes in any::<u64>(), share in any::<f32>()) {
        let facts = PhotoFacts { bytes, format: PhotoFormat::Png, width, height, background: Some(share) };
        let unmet = rule().judge(&facts).iter().filter(|j| !j.met).count();
        prop_assert_eq!(unmet, rule().refusals(&facts).len());
    }
}
