//! Example pictures: those that are named are there and are pictures, and are served as they lie in the folder.

use super::{super::Programmes, Copy, Outcome, copy, shipped};
use app::{
    domain::{refusal::Refusal, text::Language},
    locales::sentence,
};
use std::fs;

/// Named by a row of each of the three areas that ask for files.
const PICTURE: &str = "examples/residency.jpg";

#[test]
fn a_picture_that_is_missing_is_blamed_on_each_row_that_names_it() -> Outcome {
    let copy = Copy::new()?;
    fs::remove_file(copy.dir.join(PICTURE))?;
    let expected = [8, 15, 22].map(|line| format!("materials.csv:{line}: example: {PICTURE} is missing"));
    assert_eq!(copy.sentences(), expected);
    Ok(())
}

#[test]
fn what_lies_outside_of_the_place_is_missing() -> Outcome {
    for name in ["../programme.toml", "more/residency.jpg", "Residency.jpg"] {
        let copy = Copy::new()?;
        let materials = copy.read("materials.csv")?.replacen(",residency.jpg,", &format!(",{name},"), 1);
        copy.write("materials.csv", materials)?;
        assert_eq!(copy.sentences(), [format!("materials.csv:8: example: examples/{name} is missing")]);
    }
    Ok(())
}

#[test]
fn a_file_that_cannot_be_shown_is_named() -> Outcome {
    let picture = fs::read(shipped("health-2024").join(PICTURE))?;
    let said = |refusal: Refusal| sentence(Language::English, &refusal);
    let kind = || Refusal::FileType { accepted: vec!["JPG".to_owned(), "PNG".to_owned()] };
    let files = [
        (b"no picture".to_vec(), said(kind())),
        (b"%PDF-1.7\n%%EOF".to_vec(), said(kind())),
        (Vec::new(), said(Refusal::FileEmpty)),
        (picture[..picture.len() / 2].to_vec(), said(Refusal::PictureBroken)),
        ([picture, vec![0; 200 * 1024]].concat(), said(Refusal::FileTooLarge { max_kb: 200 })),
        (png(50_000), said(Refusal::PictureTooManyPixels { max_megapixels: 40 })),
        (png(9), "it must be called residency.png, after its content".to_owned()),
    ];
    for (bytes, says) in files {
        let copy = Copy::new()?;
        copy.write(PICTURE, bytes)?;
        assert_eq!(copy.sentences(), [format!("{PICTURE}:1: {says}")]);
    }
    Ok(())
}

#[test]
fn a_file_that_no_row_names_is_named() -> Outcome {
    let copy = Copy::new()?;
    fs::create_dir(copy.dir.join("examples/more"))?;
    for file in ["examples/more/a.jpg", "examples/a.jpg", "examples/身份证.jpg"] {
        fs::copy(copy.dir.join(PICTURE), copy.dir.join(file))?;
    }
    let expected = [
        "examples/a.jpg:1: example in materials.csv does not name a.jpg",
        "examples/more/a.jpg:1: a programme has no such file",
        "examples/身份证.jpg:1: example in materials.csv does not name 身份证.jpg",
        "examples/身份证.jpg:1: its name stands in addresses: letters from a to z, digits, -, _ and . only",
    ];
    assert_eq!(copy.sentences(), expected);
    Ok(())
}

#[test]
fn a_row_that_cannot_be_read_is_the_only_problem() -> Outcome {
    let copy = Copy::new()?;
    let materials = copy.read("materials.csv")?;
    let (first, row) = (materials.lines().take(1), materials.lines().nth(1).ok_or("no row")?);
    let broken = row.replace(",application_form.jpg,", ",");
    copy.write("materials.csv", first.chain([broken.as_str()]).collect::<Vec<_>>().join("\n"))?;
    assert_eq!(copy.sentences(), ["materials.csv:2: 11 cells, but 12 columns; is a comma or a \" missing?"]);
    Ok(())
}

#[test]
fn the_pictures_of_the_binary_and_of_a_folder_are_served() -> Outcome {
    let programmes = Programmes::shipped()?;
    for programme in programmes.all() {
        for kind in &programme.materials {
            let name = kind.example.as_deref().ok_or("a kind without a picture")?;
            let example = programmes.example(&programme.id, name).ok_or(name)?;
            assert!(example.content_type == "image/jpeg" && example.bytes.len() < 60 * 1024, "{name}");
        }
    }
    assert_eq!(programmes.example("health-2024", "../materials.csv"), None);
    assert_eq!(programmes.example("health-2023", "identity.jpg"), None);

    let dir = tempfile::tempdir()?;
    let own = dir.path().join("health-2024");
    copy(&shipped("health-2024"), &own)?;
    let picture = fs::read(own.join("examples/education.jpg"))?;
    fs::write(own.join("examples/identity.jpg"), &picture)?;
    let programmes = Programmes::with_folder(dir.path())?;
    let served = programmes.example("health-2024", "identity.jpg").ok_or("no picture")?;
    assert_eq!(served.bytes, picture, "the operator's, not the shipped one");
    Ok(())
}

/// The parts of a PNG that its check looks at.
fn png(side: u32) -> Vec<u8> {
    let size = side.to_be_bytes();
    let parts: [&[u8]; 6] =
        [b"\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR", &size, &size, &[8, 2, 0, 0, 0], &[0; 8], b"IEND\0\0\0\0"];
    parts.concat()
}
