//! Lines are counted as an editor counts them, whatever the file is written with.

use super::{Copy, Outcome};

#[test]
fn quoted_line_breaks_blank_lines_and_carriage_returns_count() -> Outcome {
    let copy = Copy::new()?;
    let sites = copy.read("sites.csv")?.replace("西城考点,Xicheng site,,", "西城考点,Xicheng site,\"a\nb\",\n\n");
    // Line 3 is now broken inside quotes, and a blank line follows: what was line 4 is line 7.
    assert!(sites.contains("a\nb"));
    let sites = sites.replace("\n\ndivision-list", "division-list\n\n").replace("110105,11,", "110105,00,");
    for ending in ["\n", "\r\n"] {
        copy.write("sites.csv", sites.replace('\n', ending))?;
        assert_eq!(copy.sentences(), ["sites.csv:7: area: \"00\" is not in areas.csv"], "{ending:?}");
    }
    Ok(())
}

#[test]
fn a_mark_at_the_start_of_the_file_is_no_part_of_it() -> Outcome {
    let copy = Copy::new()?;
    for file in ["areas.csv", "programme.toml", "statements/notice.md"] {
        copy.write(file, format!("\u{FEFF}{}", copy.read(file)?))?;
    }
    assert_eq!(copy.sentences(), [""; 0]);
    Ok(())
}

#[test]
fn another_encoding_is_named_with_the_line() -> Outcome {
    let copy = Copy::new()?;
    let mut bytes = b"code,name,name_en,parent\nnone,".to_vec();
    bytes.extend([0xCE, 0xDE]); // 无 in GBK
    copy.write("dictionaries/title.csv", bytes)?;
    assert_eq!(copy.sentences(), ["dictionaries/title.csv:2: not UTF-8; save the file as UTF-8"]);
    Ok(())
}

#[test]
fn every_error_of_the_syntax_is_named() -> Outcome {
    let copy = Copy::new()?;
    let first = copy.replace("programme.toml", "reopen = true", "reopen = tru")?;
    let second = copy.replace("programme.toml", "min_kb = 0", "min_kb = ")?;
    let lines: Vec<usize> = copy.problems().iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [first, second]);
    Ok(())
}

#[test]
fn a_missing_key_is_blamed_on_the_block_that_lacks_it() -> Outcome {
    let copy = Copy::new()?;
    let line = copy.replace("form.toml", "[[pages.fields]]\nkey = \"health\"\n", "[[pages.fields]]\n")?;
    assert_eq!(copy.sentences(), [format!("form.toml:{line}: key: is missing")]);
    Ok(())
}
