//! A refused form on its way back to its page: packed, sealed, as much of it as a cookie holds.

use crate::keys::Keys;
use app::components::Typed;
use flate2::{
    Compression,
    read::{DeflateDecoder, DeflateEncoder},
};
use serde::{Deserialize, Serialize};
use std::io::Read;

/// The longest cookie, in bytes; browsers keep cookies up to 4 KiB.
const LONGEST: usize = 3_900;

/// What the cookie says.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept {
    /// The path of the page.
    pub page: String,
    /// Whose it is.
    pub account: i64,
    /// Until when it counts, in milliseconds.
    pub until: i64,
    /// What was typed.
    pub typed: Typed,
}

impl Kept {
    /// The value of the cookie; where the form is too long, without its longest fields.
    pub fn seal(mut self, keys: &Keys) -> Option<String> {
        loop {
            let sealed = keys.seal_cookie(&self.packed()?).ok()?;
            if sealed.len() <= LONGEST {
                return Some(sealed);
            }
            if self.typed.fields.is_empty() {
                return None;
            }
            self.shorten();
        }
    }

    /// What [`Kept::seal`] has sealed.
    pub fn unseal(keys: &Keys, sealed: &str) -> Option<Self> {
        let packed = keys.unseal_cookie(sealed).ok()?;
        let mut text = String::new();
        DeflateDecoder::new(packed.as_slice()).read_to_string(&mut text).ok()?;
        serde_json::from_str(&text).ok()
    }

    fn packed(&self) -> Option<Vec<u8>> {
        let text = serde_json::to_vec(self).ok()?;
        let mut packed = Vec::new();
        DeflateEncoder::new(text.as_slice(), Compression::default()).read_to_end(&mut packed).ok()?;
        Some(packed)
    }

    /// Leaves the longest fields out, for they make the most room, until an eighth of all is gone: however long a form
    /// is, a few rounds are enough.
    fn shorten(&mut self) {
        let fields = &mut self.typed.fields;
        let size = |(name, value): (&String, &String)| (name.len() + value.len() + 1, name.clone());
        let mut sizes: Vec<(usize, String)> = fields.iter().map(size).collect();
        sizes.sort_unstable();
        let mut left: usize = sizes.iter().map(|(size, _)| size).sum();
        let enough = left / 8 * 7;
        while left > enough
            && let Some((size, name)) = sizes.pop()
        {
            fields.remove(&name);
            left -= size;
        }
        self.typed.shortened = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::Range;

    /// Chinese characters that hardly repeat.
    fn chinese(places: Range<u32>) -> String {
        places.filter_map(|at| char::from_u32(0x4e00 + at * 7919 % 20_000)).collect()
    }

    /// What comes back of a form.
    fn back(fields: impl IntoIterator<Item = (String, String)>) -> Option<Typed> {
        let keys = Keys::from_text(&"07".repeat(32)).ok()?;
        let typed = Typed { fields: fields.into_iter().collect(), shortened: false };
        let sealed = Kept { page: "/staff/registrations/1".into(), account: 1, until: 1, typed }.seal(&keys)?;
        assert!(sealed.len() <= LONGEST, "{}", sealed.len());
        Kept::unseal(&keys, &sealed).map(|kept| kept.typed)
    }

    #[test]
    fn a_reason_of_500_characters_comes_back_whole_with_everything_beside_it() {
        for reason in [chinese(0..500), "𠮷".repeat(500), chinese(0..500).replace('一', "\n")] {
            let ticks = "照片不清楚\n单位未盖章\n材料无法辨认\n专业不符".to_owned();
            let form = [("reason", reason.clone()), ("reasons[]", ticks.clone()), ("decision", "refuse-review".into())];
            let typed = back(form.map(|(name, value)| (name.to_owned(), value))).unwrap_or_default();
            assert_eq!((typed.fields.get("reason"), typed.fields.get("reasons[]")), (Some(&reason), Some(&ticks)));
            assert_eq!((typed.fields.len(), typed.shortened), (3, false));
        }
    }

    #[test]
    fn a_long_page_of_answers_comes_back_whole() {
        let name = |at: u32| chinese(at * 12..at * 12 + 12);
        let field = |at: u32| (format!("work.{at}.department"), format!("{}医院第{at}病区", name(at)));
        let typed = back((0..40).map(field)).unwrap_or_default();
        assert_eq!((typed.fields.len(), typed.shortened), (40, false));
    }

    #[test]
    fn of_what_is_too_long_the_shorter_fields_come_back_and_it_says_so() {
        let form = [("phone", "1".to_owned()), ("address", chinese(0..4_000)), ("postcode", "10001".to_owned())];
        let typed = back(form.map(|(name, value)| (name.to_owned(), value))).unwrap_or_default();
        let names: Vec<&str> = typed.fields.keys().map(String::as_str).collect();
        assert_eq!((names, typed.shortened), (vec!["phone", "postcode"], true));
    }

    #[test]
    fn however_many_fields_there_are_it_ends() {
        let many = (0..20_000_u32).map(|at| (at.wrapping_mul(2_654_435_761).to_string(), String::new()));
        let typed = back(many).unwrap_or_default();
        assert!(typed.shortened && typed.fields.len() > 100, "{}", typed.fields.len());
    }
}
