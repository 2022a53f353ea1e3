//! A name as the ID document has it: any letters, rare Han characters among them, and what joins names.

use super::{half_width, is_blank, refused_character};
use crate::domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The most characters of a name.
pub const LONGEST_NAME: usize = 50;
/// What joins the parts of names such as 阿依古丽·买买提.
const DOT: char = '·';

/// A name, written in one way.
///
/// Deserialising does not check again: only what Dengke stored itself may be read in that way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Name(String);

impl Name {
    /// Reads a name as typed: the dots of input methods, full-width letters and stray blanks are forgiven,
    /// because the same name must compare equal to last year's.
    ///
    /// # Errors
    /// [`Refusal::Missing`], [`Refusal::TooLong`], or [`Refusal::Character`] with the first wrong character.
    pub fn parse(typed: &str) -> Result<Self, Refusal> {
        let name = normalise(typed);
        let mut before = None;
        let mut rest = name.chars().peekable();
        while let Some(c) = rest.next() {
            let after = rest.peek().copied();
            if !may_stand(before, c, after) {
                return Err(refused_character(c));
            }
            before = Some(c);
        }
        match name.chars().find(|c| is_letter(*c)) {
            _ if name.is_empty() => Err(Refusal::Missing),
            _ if name.chars().count() > LONGEST_NAME => Err(Refusal::TooLong { max: LONGEST_NAME as u32 }),
            Some(_) => Ok(Self(name)),
            // Only hyphens and apostrophes.
            None => Err(name.chars().next().map_or(Refusal::Missing, refused_character)),
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Half-width, one way to write each joint, one blank between words and none around Han characters
/// (张　三 is how tables align it, not how the card has it).
fn normalise(typed: &str) -> String {
    let typed: Vec<char> = typed.chars().map(half_width).map(plain_joint).collect();
    let mut name = String::new();
    let mut last = None;
    for (at, c) in typed.iter().copied().enumerate() {
        let next = typed.get(at + 1..).and_then(|rest| rest.iter().copied().find(|c| !c.is_whitespace()));
        // A line break or tab inside a name is no blank that somebody typed: it is left to be refused.
        if c == ' ' || (c.is_whitespace() && (last.is_none() || next.is_none())) {
            let tight = |neighbour: char| is_han(neighbour) || is_dot(neighbour);
            if last.zip(next).is_none_or(|(last, next)| last == ' ' || (tight(last) && tight(next))) {
                continue;
            }
        }
        let joins_han = last.is_some_and(is_han) && next.is_some_and(is_han);
        let c = if is_dot(c) && joins_han { DOT } else { c };
        name.push(c);
        last = Some(c);
    }
    name
}

/// The blanks, hyphens and apostrophes that keyboards write instead of the plain ones.
fn plain_joint(c: char) -> char {
    match c {
        '‐' | '\u{2011}' => '-',
        '‘' | '’' | 'ʼ' => '\'',
        _ if c.is_whitespace() && !c.is_control() => ' ',
        _ => c,
    }
}

/// The dots that input methods and keyboards write for 间隔号.
const fn is_dot(c: char) -> bool {
    matches!(c, '‧' | '•' | '・' | '･' | '∙' | '⋅' | '\u{387}' | '.' | DOT)
}

/// Whether `c` may stand between these two.
fn may_stand(before: Option<char>, c: char, after: Option<char>) -> bool {
    match c {
        DOT => before.is_some_and(is_letter) && after.is_some_and(is_letter),
        ' ' | '-' | '\'' => true,
        // Accents of letters that have no code point with the accent.
        '\u{300}'..='\u{36F}' => before.is_some_and(|b| is_letter(b) || matches!(b, '\u{300}'..='\u{36F}')),
        _ => is_letter(c),
    }
}

/// A letter of any script. Numbers that Unicode counts as letters (Ⅷ, 〡) and letters in circles and
/// squares (Ⓐ, 🅰) are none; 〇 is a character of names.
fn is_letter(c: char) -> bool {
    let enclosed = matches!(c, '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}');
    is_han(c) || (c.is_alphabetic() && !c.is_numeric() && !enclosed && !is_blank(c))
}

/// A Han character. Planes 2 and 3 are taken whole: Unicode only puts Han characters there, and one
/// that is newer than this program stands on ID cards all the same.
const fn is_han(c: char) -> bool {
    matches!(c,
        '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAD9}'
        | '\u{20000}'..='\u{2FFFD}' | '\u{30000}'..='\u{3FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_stored_in_one_way() {
        for (typed, stored) in [
            ("王芳", "王芳"),
            ("  王芳\u{3000}", "王芳"),
            ("王芳\n", "王芳"),
            ("张　三", "张三"),
            ("欧阳\u{2003}锋", "欧阳锋"),
            ("〇", "〇"),
            // Extensions A, B, E, G, H and a compatibility character.
            ("㐂", "㐂"),
            ("𠮷田", "𠮷田"),
            ("王𬀩", "王𬀩"),
            ("李𰻞", "李𰻞"),
            ("李\u{31350}", "李\u{31350}"),
            ("\u{F9D1}", "\u{F9D1}"),
            ("阿依古丽·买买提", "阿依古丽·买买提"),
            ("阿依古丽‧买买提", "阿依古丽·买买提"),
            ("阿依古丽•买买提", "阿依古丽·买买提"),
            ("阿依古丽・买买提", "阿依古丽·买买提"),
            ("阿依古丽．买买提", "阿依古丽·买买提"),
            ("阿依古丽.买买提", "阿依古丽·买买提"),
            ("阿依古丽 · 买买提", "阿依古丽·买买提"),
            ("阿依古丽 .  买买提", "阿依古丽·买买提"),
            ("尼玛·次仁·多吉", "尼玛·次仁·多吉"),
            ("ＭＡＲＩＡ  Ｇａｒｃía", "MARIA García"),
            ("O’Brien", "O'Brien"),
            ("Jean‐Luc Dupont", "Jean-Luc Dupont"),
            ("'t Hooft", "'t Hooft"),
            ("Nguyê\u{303}n Văn", "Nguyê\u{303}n Văn"),
            ("Ольга", "Ольга"),
            ("김민준", "김민준"),
            ("王Fang", "王Fang"),
            ("王", "王"),
        ] {
            assert_eq!(Name::parse(typed).as_ref().map(Name::as_str), Ok(stored), "{typed}");
        }
    }

    #[test]
    fn wrong_characters_are_named() {
        for (typed, named) in [
            ("王\u{7}芳", "U+0007"),
            ("王\n芳", "U+000A"),
            ("王\u{200B}芳", "U+200B"),
            ("王\u{E863}", "U+E863"),
            ("王芳1", "1"),
            ("王芳１", "1"),
            ("王Ⅷ", "Ⅷ"),
            ("王😀", "😀"),
            ("王🅰", "🅰"),
            ("王Ⓐ", "Ⓐ"),
            ("王(suo)", "("),
            ("王（锁）", "("),
            ("王?", "?"),
            ("⿰王王", "⿰"),
            ("王,芳", ","),
            ("Mr.Smith", "."),
            ("王.", "."),
            ("·买买提", "·"),
            ("阿依古丽·", "·"),
            ("阿依古丽··买买提", "·"),
            ("<b>", "<"),
            ("---", "-"),
            ("\u{303}a", "U+0303"),
        ] {
            let refusal = Refusal::Character { character: named.to_owned() };
            assert_eq!(Name::parse(typed), Err(refusal), "{typed}");
        }
    }

    #[test]
    fn a_name_has_1_to_50_characters() {
        for empty in ["", "  ", "\u{3000}", "\t\n"] {
            assert_eq!(Name::parse(empty), Err(Refusal::Missing), "{empty:?}");
        }
        assert!(Name::parse(&"𠮷".repeat(50)).is_ok());
        assert_eq!(Name::parse(&"王".repeat(51)), Err(Refusal::TooLong { max: 50 }));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_never_panics(typed in "(?s).{0,60}|[王芳a·. ・]{0,12}") {
            if let Ok(name) = Name::parse(&typed) {
                // What was normalised once stays as it is.
                prop_assert_eq!(Name::parse(name.as_str()), Ok(name));
            }
        }

        #[test]
        fn every_name_of_han_characters_passes(name in "[\u{4E00}-\u{9FFF}\u{20000}-\u{2A6DF}]{1,20}(·[\u{4E00}-\u{9FFF}]{1,10})?") {
            let read = Name::parse(&name);
            prop_assert_eq!(read.as_ref().map(Name::as_str), Ok(name.as_str()));
        }
    }
}
