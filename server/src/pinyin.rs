//! Pinyin of Chinese names, as searches need it.

use ::pinyin::ToPinyin;

/// Words of places and units in which a character is read otherwise than it mostly is.
const READ_OTHERWISE: [(&str, &str); 10] = [
    ("重庆", "cq"),
    ("厦门", "xm"),
    ("朝阳", "cy"),
    ("番禺", "py"),
    ("乐清", "yq"),
    ("音乐", "yy"),
    ("会计", "kj"),
    ("西藏", "xz"),
    ("藏", "z"),
    ("长", "c"),
];

/// The first letters of a name's pinyin, small, such as `bjxhyy` for 北京协和医院. Latin letters and digits stay,
/// everything else is left out.
#[must_use]
pub fn initials(name: &str) -> String {
    let (mut initials, mut rest) = (String::new(), name);
    while let Some(first) = rest.chars().next() {
        let word = READ_OTHERWISE.iter().find_map(|(word, letters)| Some((*letters, rest.strip_prefix(word)?)));
        if let Some((letters, left)) = word {
            initials.push_str(letters);
            rest = left;
            continue;
        }
        match first.to_pinyin() {
            Some(pinyin) => initials.push_str(pinyin.first_letter()),
            None if first.is_ascii_alphanumeric() => initials.push(first.to_ascii_lowercase()),
            None => {}
        }
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
    initials
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn a_name_has_initials() {
        for (name, expected) in [
            ("北京协和医院", "bjxhyy"),
            ("重庆市测试医院", "cqscsyy"),
            ("西藏藏医院", "xzzyy"),
            ("长沙（Test）第3医院", "cstestd3yy"),
            ("音乐 · 学院", "yyxy"),
            ("", ""),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }
}
