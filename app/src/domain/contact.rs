//! Contact data of a profile (联系方式): what may be stored, and that nobody saves over what they have not seen.

use super::{
    person::Phone,
    refusal::{Refusal, Wrong},
    text::check_line,
};
use serde::{Deserialize, Serialize};

/// The longest address, in characters.
const LONGEST_ADDRESS: u32 = 100;

/// Contact data, as typed or as stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The mobile phone.
    pub phone: String,
    /// The postal address; may be empty.
    pub address: String,
    /// The postcode; may be empty.
    pub postcode: String,
}

/// What is wrong with contact data, field by field.
#[must_use]
pub fn check_contact(typed: &Contact) -> Vec<Wrong> {
    let postcode = typed.postcode.trim();
    let checks = [
        ("phone", Phone::parse(&typed.phone).err()),
        ("address", check_line(typed.address.trim(), LONGEST_ADDRESS)),
        ("postcode", if postcode.is_empty() { None } else { check_postcode(postcode) }),
    ];
    checks.into_iter().filter_map(|(field, refusal)| Some(Wrong::new(field, refusal?))).collect()
}

/// What is wrong with a postcode that was given.
#[must_use]
pub fn check_postcode(text: &str) -> Option<Refusal> {
    let fits = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
    (!fits).then_some(Refusal::NotAPostcode)
}

/// What is to be stored in place of `stored`; nothing where that is the same. `version` counts how often it was
/// stored, `base` is the version on which the new ones were typed.
///
/// # Errors
/// [`Refusal::Fields`] with what is wrong, [`Refusal::PageChangedElsewhere`] where something else was stored since.
pub fn save_contact(stored: &Contact, version: i64, typed: &Contact, base: i64) -> Result<Option<Contact>, Refusal> {
    let wrong = check_contact(typed);
    let (Ok(phone), true) = (Phone::parse(&typed.phone), wrong.is_empty()) else {
        return Err(Refusal::Fields(wrong));
    };
    let new = Contact {
        phone: phone.as_str().to_owned(),
        address: typed.address.trim().to_owned(),
        postcode: typed.postcode.trim().to_owned(),
    };
    if new == *stored {
        return Ok(None);
    }
    if base == version { Ok(Some(new)) } else { Err(Refusal::PageChangedElsewhere) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(phone: &str, address: &str, postcode: &str) -> Contact {
        Contact { phone: phone.to_owned(), address: address.to_owned(), postcode: postcode.to_owned() }
    }

    #[test]
    fn each_field_is_checked() {
        let long = "路".repeat(101);
        let control = Refusal::Character { character: "U+0007".to_owned() };
        for (typed, expected) in [
            (contact("13800000002", "北京市东城区1号", "100010"), vec![]),
            (contact(" 138 0000 0002 ", " 北京 ", " 100010 "), vec![]),
            (contact("13800000002", "", ""), vec![]),
            (contact("", "", ""), vec![("phone", Refusal::Missing)]),
            (contact("1", "", ""), vec![("phone", Refusal::NotAPhone)]),
            (contact("13800000002", &long, ""), vec![("address", Refusal::TooLong { max: 100 })]),
            (contact("13800000002", &long[3..], ""), vec![]),
            (contact("13800000002", "东城\u{7}区", ""), vec![("address", control)]),
            (contact("13800000002", "", "10001"), vec![("postcode", Refusal::NotAPostcode)]),
            (contact("13800000002", "", "1000100"), vec![("postcode", Refusal::NotAPostcode)]),
            (contact("13800000002", "", "10001a"), vec![("postcode", Refusal::NotAPostcode)]),
            (contact("13800000002", "", "京城"), vec![("postcode", Refusal::NotAPostcode)]),
            (contact("1", "", "1"), vec![("phone", Refusal::NotAPhone), ("postcode", Refusal::NotAPostcode)]),
        ] {
            let expected: Vec<Wrong> = expected.into_iter().map(|(field, why)| Wrong::new(field, why)).collect();
            assert_eq!(check_contact(&typed), expected, "{typed:?}");
        }
    }

    #[test]
    fn nobody_saves_over_what_they_have_not_seen() {
        let stored = contact("13800000002", "甲地", "100010");
        let other = contact("13800000002", "乙地", "100010");
        let wrong = Refusal::Fields(vec![Wrong::new("phone", Refusal::Missing)]);
        for (typed, base, expected) in [
            (other.clone(), 4, Ok(Some(other.clone()))),
            (contact("+86 138-0000-0002", " 乙地 ", "100010"), 4, Ok(Some(other.clone()))),
            (other.clone(), 3, Err(Refusal::PageChangedElsewhere)),
            (other, 5, Err(Refusal::PageChangedElsewhere)),
            (stored.clone(), 4, Ok(None)),
            // The same again changes nothing, however old the page.
            (contact("13800000002 ", "甲地", "100010"), 3, Ok(None)),
            (contact("", "乙地", ""), 3, Err(wrong)),
        ] {
            assert_eq!(save_contact(&stored, 4, &typed, base), expected, "{typed:?} on {base}");
        }
    }
}
