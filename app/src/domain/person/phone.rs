//! A mobile phone number of mainland China: what SMS codes and reminders are sent to.

use super::compact;
use crate::domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Eleven digits from 13 to 19. `Debug` shows it masked.
///
/// Deserialising does not check again: only what Dengke stored itself may be read in that way.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

impl Phone {
    /// Reads a number as typed or filled in by the browser: blanks, hyphens and the country code are forgiven.
    ///
    /// # Errors
    /// [`Refusal::Missing`] or [`Refusal::NotAPhone`].
    pub fn parse(typed: &str) -> Result<Self, Refusal> {
        let compacted = compact(typed).replace('-', "");
        if compacted.is_empty() {
            return Err(Refusal::Missing);
        }
        let number = ["+86", "0086"].iter().find_map(|code| compacted.strip_prefix(code)).unwrap_or(&compacted);
        let mobile = number.len() == 11
            && number.bytes().all(|b| b.is_ascii_digit())
            && matches!(number.as_bytes(), [b'1', b'3'..=b'9', ..]);
        if mobile { Ok(Self(number.to_owned())) } else { Err(Refusal::NotAPhone) }
    }

    /// The whole number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `138••••0001`.
    #[must_use]
    pub fn masked(&self) -> String {
        self.0.chars().enumerate().map(|(at, c)| if (3..7).contains(&at) { '•' } else { c }).collect()
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_stored_in_one_way() {
        for (typed, stored) in [
            ("13800000001", Ok("13800000001")),
            (" 138 0000 0001 ", Ok("13800000001")),
            ("138-0000-0001", Ok("13800000001")),
            ("１９９００００００１２", Ok("19900000012")),
            ("+86 138 0000 0001", Ok("13800000001")),
            ("008613800000001", Ok("13800000001")),
            ("\u{202D}13800000001\u{202C}", Ok("13800000001")),
            ("", Err(Refusal::Missing)),
            ("  ", Err(Refusal::Missing)),
            ("12800000001", Err(Refusal::NotAPhone)),
            ("1380000000", Err(Refusal::NotAPhone)),
            ("138000000011", Err(Refusal::NotAPhone)),
            ("23800000001", Err(Refusal::NotAPhone)),
            ("1380000000a", Err(Refusal::NotAPhone)),
            ("010-66666666", Err(Refusal::NotAPhone)),
            ("+85261234567", Err(Refusal::NotAPhone)),
        ] {
            assert_eq!(Phone::parse(typed).as_ref().map(Phone::as_str), stored.as_ref().map(|s| *s), "{typed}");
        }
    }

    #[test]
    fn numbers_are_shown_and_printed_masked() {
        let phone = Phone::parse("13812340001");
        assert_eq!(phone.as_ref().map(Phone::masked), Ok("138••••0001".to_owned()));
        assert_eq!(format!("{phone:?}"), "Ok(Phone(138••••0001))");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_never_panics(typed in "(?s).{0,30}|[+0-9 -]{0,20}") {
            if let Ok(phone) = Phone::parse(&typed) {
                prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone));
            }
        }

        #[test]
        fn every_mobile_number_passes(number in "1[3-9][0-9]{9}") {
            prop_assert!(Phone::parse(&number).is_ok());
        }
    }
}
