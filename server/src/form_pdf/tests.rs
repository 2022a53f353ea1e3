//! Tests of the printed form, with the fonts of `DEFAULT_FONTS`.

use super::blocks::{self, Block, Mark};
use super::line::{Ink, Line};
use super::measures::TEXT;
use super::paginate::{Page, paginate};
use super::typeset::Typesetter;
use super::{DEFAULT_FONTS, Fonts, PdfError, PrintedForm, Section, render};

type Outcome = Result<(), PdfError>;

/// A form with so many rows, all of them long enough for a line of their own.
fn form(rows: usize) -> PrintedForm {
    let value = "某某市某某区（某某街道）“某某”路95号；某某小区、3号楼。".to_owned();
    PrintedForm {
        title: "报名申请表".into(),
        exam: "某某考试".into(),
        form_code: "7KX4M9QPTR02".into(),
        form_version: 2,
        qr_text: "7KX4M9QPTR02".into(),
        sections: vec![Section {
            title: "基本信息".into(),
            rows: (0..rows).map(|row| (format!("第{row}项"), value.clone())).collect(),
        }],
        promise: vec!["本人承诺：所填内容真实、准确、完整。".repeat(12)],
        stamps: vec!["考生签名\n年　月　日".into(), "单位审查意见".into()],
        footer: "涂改无效".into(),
        ..PrintedForm::default()
    }
}

fn pages(form: &PrintedForm) -> Result<Vec<Page>, PdfError> {
    let fonts = Fonts::load(DEFAULT_FONTS)?;
    let typesetter = Typesetter::new(&fonts)?;
    let room = blocks::room(&blocks::footer(&typesetter, &form.footer));
    let pages = paginate(blocks::form(&typesetter, form), room);
    assert!(pages.iter().all(|page| page.used <= room), "a page is overfull");
    Ok(pages)
}

fn text(line: &Line) -> String {
    line.glyphs.iter().map(|glyph| glyph.character).collect()
}

fn texts(block: &Block) -> String {
    let line = |mark: &Mark| match mark {
        Mark::Text { line, .. } => text(line),
        _ => String::new(),
    };
    block.marks.iter().map(line).collect()
}

#[test]
fn pages_grow_with_the_form() -> Outcome {
    assert_eq!(pages(&form(3))?.len(), 1);
    assert_eq!(pages(&form(30))?.len(), 2);
    assert_eq!(pages(&form(100))?.len(), 4);
    Ok(())
}

#[test]
fn a_value_longer_than_a_page_runs_on_and_loses_nothing() -> Outcome {
    let mut form = form(1);
    let value = "自2016年08月起在某某医院（东院区）工作；".repeat(300);
    form.sections.iter_mut().for_each(|part| part.rows.push(("工作经历".into(), value.clone())));
    let pages = pages(&form)?;
    assert!(pages.len() > 2);
    let all: String = pages.iter().flat_map(|page| &page.blocks).map(|(_, block)| texts(block)).collect();
    assert!(all.contains(&value));
    Ok(())
}

#[test]
fn the_signature_stands_on_the_page_of_the_promise() -> Outcome {
    for rows in 1..40 {
        let pages = pages(&form(rows))?;
        let page_of =
            |word: &str| pages.iter().position(|page| page.blocks.iter().any(|(_, b)| texts(b).contains(word)));
        assert!(page_of("考生签名").is_some());
        assert_eq!(page_of("本人承诺"), page_of("考生签名"), "{rows} rows");
    }
    Ok(())
}

#[test]
fn lines_break_by_the_rules_of_chinese_punctuation() -> Outcome {
    let fonts = Fonts::load(DEFAULT_FONTS)?;
    let typesetter = Typesetter::new(&fonts)?;
    let whole = "《某某办法》（试行）规定：“应当如实填写”、不得涂改；GB11643-1999校验。".repeat(4);
    for width in 60..400u16 {
        let lines = typesetter.lines(&whole, TEXT, f32::from(width), 0.0);
        let set: Vec<String> = lines.iter().map(text).collect();
        assert_eq!(set.concat(), whole, "at width {width}");
        for line in &set {
            assert!(!line.starts_with(['》', '）', '：', '”', '、', '；', '。', '，']), "{line}");
            assert!(!line.ends_with(['《', '（', '“']), "{line}");
        }
        assert!(lines.iter().all(|line| line.width <= f32::from(width) + 0.1));
    }
    Ok(())
}

#[test]
fn a_word_longer_than_the_line_is_cut() -> Outcome {
    let fonts = Fonts::load(DEFAULT_FONTS)?;
    let typesetter = Typesetter::new(&fonts)?;
    let lines = typesetter.lines(&"A".repeat(200), TEXT, 100.0, 0.0);
    assert!(lines.len() > 10 && lines.iter().all(|line| line.width <= 100.1));
    Ok(())
}

#[test]
fn a_character_nobody_has_is_framed_with_its_code_point() -> Outcome {
    let fonts = Fonts::load(DEFAULT_FONTS)?;
    let line = Typesetter::new(&fonts)?.line("欧\u{F1234}阳", TEXT);
    let inks: Vec<&Ink> = line.glyphs.iter().map(|glyph| &glyph.ink).collect();
    let [Ink::Face { .. }, Ink::Frame(label), Ink::Face { .. }] = inks.as_slice() else {
        return Err(PdfError::Write(format!("unexpected inks: {inks:?}")));
    };
    assert_eq!(text(label), "U+F1234");
    assert!(label.width > 0.0);
    Ok(())
}

#[test]
fn variants_and_invisible_characters_take_no_room() -> Outcome {
    let fonts = Fonts::load(DEFAULT_FONTS)?;
    let typesetter = Typesetter::new(&fonts)?;
    let plain = typesetter.line("葛兰·A", TEXT);
    let marked = typesetter.line("葛\u{E0100}\u{200B}兰·\u{FEFF}A", TEXT);
    assert_eq!(text(&plain), text(&marked));
    assert!((plain.width - marked.width).abs() < 0.01);
    Ok(())
}

#[test]
fn short_values_share_a_row_and_long_ones_do_not() -> Outcome {
    let mut form = form(0);
    let row = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    form.sections = vec![Section {
        title: String::new(),
        rows: vec![row("姓名", "王芳"), row("性别", "女"), row("地址", &"某".repeat(30)), row("民族", "汉")],
    }];
    let pages = pages(&form)?;
    let rows: Vec<String> = pages.iter().flat_map(|page| &page.blocks).skip(1).map(|(_, block)| texts(block)).collect();
    assert!(rows.contains(&"姓名王芳性别女".to_owned()), "{rows:?}");
    assert!(rows.contains(&"民族汉".to_owned()), "{rows:?}");
    Ok(())
}

#[test]
fn the_same_form_gives_the_same_bytes() -> Outcome {
    let fonts = Fonts::load(DEFAULT_FONTS)?;
    let pdf = render(&form(30), &fonts)?;
    assert!(pdf.starts_with(b"%PDF-"));
    assert!(pdf.windows(11).any(|part| part == b"Lang(zh-CN)"));
    assert_eq!(pdf, render(&form(30), &fonts.clone())?);
    assert_ne!(pdf, render(&form(29), &fonts)?);
    Ok(())
}

#[test]
fn an_empty_form_is_still_a_page() -> Outcome {
    let fonts = Fonts::load(DEFAULT_FONTS)?;
    assert!(render(&PrintedForm::default(), &fonts)?.starts_with(b"%PDF-"));
    Ok(())
}

#[test]
fn a_bad_photo_and_too_much_for_the_qr_code_are_errors() -> Outcome {
    let fonts = Fonts::load(DEFAULT_FONTS)?;
    let photo = PrintedForm { photo_jpeg: Some(b"%PDF-1.4 no photo".to_vec()), ..form(1) };
    assert!(matches!(render(&photo, &fonts), Err(PdfError::Photo(_))));
    let qr = PrintedForm { qr_text: "7".repeat(10_000), ..form(1) };
    assert!(matches!(render(&qr, &fonts), Err(PdfError::Qr(_))));
    Ok(())
}

#[test]
fn a_missing_font_names_the_package() {
    let error = Fonts::load(&["/nonexistent/font.ttc"]).err();
    assert!(matches!(error, Some(PdfError::FontMissing { .. })));
    assert!(error.is_some_and(|error| error.to_string().contains("fonts-noto-cjk")));
    let error = Fonts::load(&[file!(), "Cargo.toml"]).err();
    assert!(error.is_some());
    let error = Fonts::load::<&str>(&[]).err();
    assert!(matches!(error, Some(PdfError::FontNotChinese)));
}
