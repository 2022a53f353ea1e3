//! The form code (验证码): what is printed on a form, and how a typed one is read.
//!
//! Notice 004 三.2: the code changes with each submission, and only the newest print is accepted.
//! The code is ten letters of a keyed MAC (made by the server) and the two-digit version.

use serde::{Deserialize, Serialize};

/// Letters that cannot be mistaken for one another on paper: no 0 O 1 I L, no vowels that make words.
pub const ALPHABET: &[u8; 24] = b"23456789BCDFGHJKMNPQRTWX";

/// Letters of the MAC in a code.
pub const LETTERS: usize = 10;

/// A form code in its canonical spelling: `7KQ4M-9TXBC-02`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FormCode(String);

impl FormCode {
    /// Spells a code from MAC bytes and the version (1–99; beyond, the last two digits count on).
    #[must_use]
    pub fn from_mac(mac: &[u8], version: u32) -> Self {
        let letters: String =
            mac.iter().take(LETTERS).map(|b| char::from(ALPHABET[usize::from(*b) % ALPHABET.len()])).collect();
        let (head, tail) = letters.split_at(letters.len() / 2);
        Self(format!("{head}-{tail}-{:02}", version % 100))
    }

    /// Reads a typed or scanned code: case, blanks, dashes and full-width letters do not matter.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let bare: String = typed
            .chars()
            .map(|c| match c {
                '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
                _ => c,
            })
            .filter(|c| c.is_ascii_alphanumeric())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if bare.len() != LETTERS + 2 {
            return None;
        }
        let (letters, version) = bare.split_at(LETTERS);
        let known = letters.bytes().all(|b| ALPHABET.contains(&b)) && version.bytes().all(|b| b.is_ascii_digit());
        let (head, tail) = letters.split_at(LETTERS / 2);
        known.then(|| Self(format!("{head}-{tail}-{version}")))
    }

    /// The canonical spelling.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for FormCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = FormCode::from_mac(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 2);
        assert_eq!(code.as_str(), "23456-789BC-02");
        for typed in ["23456-789BC-02", " 23456789bc02 ", "23456 789bc 02", "２３４５６－７８９ＢＣ－０２"]
        {
            assert_eq!(FormCode::read(typed).as_ref(), Some(&code), "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_not_read() {
        for typed in ["", "23456-789BC", "23456-789BC-0A", "0O1IL-789BC-02", "23456-789BC-022"] {
            assert_eq!(FormCode::read(typed), None, "{typed}");
        }
    }
}
