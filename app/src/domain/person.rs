//! Who someone is: name, ID, sex, birth date, nationality; and the phone that reaches them.

mod id_number;
mod id_type;
mod name;
mod phone;

pub use id_number::IdNumber;
pub use id_type::IdType;
pub use name::Name;
pub use phone::Phone;

use super::{refusal::Refusal, text::code_point};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The nationality of everyone who holds a Chinese resident card, as written in candidates' records.
pub const CHINESE: &str = "中国";

/// Sex, as official documents know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    /// 男.
    Male,
    /// 女.
    Female,
}

impl Sex {
    /// Both, in the order in which forms offer them.
    pub const ALL: [Self; 2] = [Self::Male, Self::Female];

    /// The key in forms, locales and the store.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sex| sex.key() == key)
    }
}

/// What is locked after sign-up (notice 004: 姓名、证件类型、证件号码、性别、出生日期和国籍不可修改).
///
/// It carries the whole ID number: screens get [`IdNumber::masked`] instead of this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The name.
    pub name: Name,
    /// What kind of document the number belongs to.
    pub id_type: IdType,
    /// The number.
    pub id_number: IdNumber,
    /// The sex, where the number or the candidate tells it.
    pub sex: Option<Sex>,
    /// The birth date, where the number or the candidate tells it.
    pub birth_date: Option<NaiveDate>,
    /// The nationality.
    pub nationality: String,
}

/// Whether the second typing repeats the first. Both must have been normalised in the same way.
///
/// # Errors
/// [`Refusal::Missing`] where the second is empty, [`Refusal::TypedTwiceDiffers`] where it differs.
pub fn typed_twice(first: &str, second: &str) -> Result<(), Refusal> {
    if second.is_empty() {
        Err(Refusal::Missing)
    } else if first == second {
        Ok(())
    } else {
        Err(Refusal::TypedTwiceDiffers)
    }
}

/// Full-width letters, digits and signs made half-width, which is what Chinese input methods mix up.
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Whether nobody sees this character: blanks, and the marks that copying out of chats and address books adds.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
}

/// Numbers as stored: half-width, upper case, without any blank.
pub(super) fn compact(typed: &str) -> String {
    typed.chars().filter(|c| !is_blank(*c)).map(half_width).map(|c| c.to_ascii_uppercase()).collect()
}

/// Refuses a character, naming it: itself where people can see it, its code point where they cannot.
pub(super) fn refused_character(c: char) -> Refusal {
    let visible = !c.is_control() && !is_blank(c) && !is_private(c) && !is_joining(c);
    let character = if visible { c.to_string() } else { code_point(c) };
    Refusal::Character { character }
}

/// Private code points: some input methods write rare characters with them, and every other computer shows a box.
const fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// Combining marks, selectors and tags, which are only seen through another character.
const fn is_joining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_sexes_are_read_back_and_equal_their_serde_form() {
        for sex in Sex::ALL {
            assert_eq!(Sex::from_key(sex.key()), Some(sex));
            assert_eq!(serde_json::to_value(sex).ok(), Some(sex.key().into()));
        }
        assert_eq!(Sex::from_key("男"), None);
    }

    #[test]
    fn the_second_typing_repeats_the_first() {
        for (first, second, answer) in [
            ("王芳", "王芳", Ok(())),
            ("王芳", "王方", Err(Refusal::TypedTwiceDiffers)),
            ("Abc", "abc", Err(Refusal::TypedTwiceDiffers)),
            ("", "王芳", Err(Refusal::TypedTwiceDiffers)),
            ("王芳", "", Err(Refusal::Missing)),
            ("", "", Err(Refusal::Missing)),
        ] {
            assert_eq!(typed_twice(first, second), answer, "{first} / {second}");
        }
    }

    #[test]
    fn an_invisible_character_is_named_by_its_code_point() {
        for (c, named) in
            [('#', "#"), ('😀', "😀"), ('\u{7}', "U+0007"), ('\u{200B}', "U+200B"), ('\u{E863}', "U+E863")]
        {
            assert_eq!(refused_character(c), Refusal::Character { character: named.to_owned() });
        }
    }

    #[test]
    fn an_identity_prints_without_its_number() -> Result<(), Refusal> {
        let identity = Identity {
            name: Name::parse("王芳")?,
            id_type: IdType::ResidentCard,
            id_number: IdNumber::parse(IdType::ResidentCard, "11010119900307002X")?,
            sex: Some(Sex::Female),
            birth_date: None,
            nationality: CHINESE.to_owned(),
        };
        assert!(!format!("{identity:?}").contains("19900307"));
        let read = serde_json::to_string(&identity).and_then(|stored| serde_json::from_str::<Identity>(&stored));
        assert_eq!(read.ok(), Some(identity));
        Ok(())
    }
}
