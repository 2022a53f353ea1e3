//! The pinyin of a person's name: the surname with its own reading, then the given name, in capitals.

use ::pinyin::ToPinyin;

/// Where the characters of Chinese begin, in the order of Unicode.
const FIRST_IDEOGRAPH: char = '\u{2E80}';

/// Surnames that are read otherwise than the characters mostly are, and surnames of two characters.
const SURNAMES: [(&str, &str); 57] = [
    ("万俟", "moqi"),
    ("尉迟", "yuchi"),
    ("单于", "chanyu"),
    ("长孙", "zhangsun"),
    ("澹台", "tantai"),
    ("鲜于", "xianyu"),
    ("令狐", "linghu"),
    ("宇文", "yuwen"),
    ("诸葛", "zhuge"),
    ("欧阳", "ouyang"),
    ("司马", "sima"),
    ("司徒", "situ"),
    ("上官", "shangguan"),
    ("夏侯", "xiahou"),
    ("东方", "dongfang"),
    ("皇甫", "huangfu"),
    ("公孙", "gongsun"),
    ("慕容", "murong"),
    ("呼延", "huyan"),
    ("端木", "duanmu"),
    ("独孤", "dugu"),
    ("南宫", "nangong"),
    ("百里", "baili"),
    ("单", "shan"),
    ("解", "xie"),
    ("仇", "qiu"),
    ("区", "ou"),
    ("曾", "zeng"),
    ("查", "zha"),
    ("盖", "ge"),
    ("任", "ren"),
    ("朴", "piao"),
    ("繁", "po"),
    ("翟", "zhai"),
    ("乐", "yue"),
    ("尉", "wei"),
    ("员", "yun"),
    ("秘", "bi"),
    ("缪", "miao"),
    ("牟", "mu"),
    ("覃", "qin"),
    ("臧", "zang"),
    ("隗", "wei"),
    ("黑", "he"),
    ("召", "shao"),
    ("种", "chong"),
    ("重", "chong"),
    ("折", "she"),
    ("祭", "zhai"),
    ("句", "gou"),
    ("薄", "bo"),
    ("车", "che"),
    ("宁", "ning"),
    ("应", "ying"),
    ("洗", "xian"),
    ("纪", "ji"),
    ("吕", "lyu"),
];

/// Such as `ZENG XIAOMING` for 曾晓明. Parts around a `·` stay words of their own, Latin letters stay as they are.
///
/// Nothing where the reading of one character is not known, as of rare ones: half a proposal would be a wrong one.
#[must_use]
pub fn pinyin(name: &str) -> String {
    let name = name.trim();
    if name.chars().any(|c| c >= FIRST_IDEOGRAPH && c.to_pinyin().is_none()) {
        return String::new();
    }
    let known = SURNAMES.iter().find_map(|(surname, read)| Some(((*read).to_owned(), name.strip_prefix(surname)?)));
    let (surname, given) = known.unwrap_or_else(|| {
        let first = name.chars().next().filter(|c| c.to_pinyin().is_some());
        let end = first.map_or(0, char::len_utf8);
        let (surname, given) = name.split_at(end);
        (spelled(surname), given)
    });
    // Who has a `·` in the name has no surname of the Han in front.
    let (surname, given) = if name.contains('·') { (String::new(), name) } else { (surname, given) };
    let words = std::iter::once(surname).chain(given.split(['·', ' ']).map(spelled));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").to_uppercase()
}

/// Passports write `ü` after n and l as `yu`.
fn spelled(text: &str) -> String {
    let one = |c: char| match c.to_pinyin() {
        Some(pinyin) => pinyin.plain().replace(['ü', 'v'], "yu"),
        None => c.to_string(),
    };
    text.chars().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::pinyin;

    #[test]
    fn surnames_have_their_own_reading() {
        for (name, expected) in [
            ("王芳", "WANG FANG"),
            ("曾晓明", "ZENG XIAOMING"),
            ("单丽", "SHAN LI"),
            ("解放", "XIE FANG"),
            ("仇海", "QIU HAI"),
            ("区小芳", "OU XIAOFANG"),
            ("万俟静", "MOQI JING"),
            ("欧阳娜娜", "OUYANG NANA"),
            ("吕布", "LYU BU"),
            ("郑女", "ZHENG NYU"),
            ("阿依古丽·买买提", "AYIGULI MAIMAITI"),
            ("Müller Anna", "MÜLLER ANNA"),
            ("𠮷力·买买提", ""),
            ("", ""),
        ] {
            assert_eq!(pinyin(name), expected, "{name}");
        }
    }
}
