//! What a candidate prepares in the profile before registering, and for which exams each of it is needed.

use super::{
    calendar::{Moment, Window},
    text::Text,
};
use serde::{Deserialize, Serialize};

/// What a programme that one can register for, now or later, needs besides contact data and photo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    /// Its title.
    pub title: Text,
    /// When one can register.
    pub registration: Window,
    /// Whether its form asks for an education record of the profile.
    pub education: bool,
    /// Whether a WeChat account must be bound.
    pub wechat: bool,
}

/// Something that only some programmes need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preparation {
    /// An education record.
    Education,
    /// A bound WeChat account.
    Wechat,
}

impl Needs {
    /// Whether the programme needs it.
    #[must_use]
    pub const fn has(&self, what: Preparation) -> bool {
        match what {
            Preparation::Education => self.education,
            Preparation::Wechat => self.wechat,
        }
    }
}

/// The titles of the programmes that need it.
pub fn needed_for(programmes: &[Needs], what: Preparation) -> impl Iterator<Item = &Text> {
    programmes.iter().filter(move |needs| needs.has(what)).map(|needs| &needs.title)
}

/// Whether it comes before choosing a programme: all that are open need it; where none is open, all that are to come.
///
/// Where one does without, it is chosen first: only then it is known whether this is needed.
#[must_use]
pub fn comes_first(programmes: &[Needs], now: Moment, what: Preparation) -> bool {
    let open: Vec<&Needs> = programmes.iter().filter(|needs| needs.registration.is_open(now)).collect();
    let counted = if open.is_empty() { programmes.iter().collect() } else { open };
    !counted.is_empty() && counted.iter().all(|needs| needs.has(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn programme(title: &str, from: i64, until: i64, wechat: bool) -> Needs {
        let registration = Window { from: Moment(from), until: Moment(until) };
        Needs { title: Text::chinese(title), registration, education: false, wechat }
    }

    #[test]
    fn only_what_every_open_programme_needs_comes_before_choosing_one() {
        let needs = |from, until| programme("needs", from, until, true);
        let free = |from, until| programme("free", from, until, false);
        for (programmes, now, first) in [
            (vec![needs(0, 10)], 5, true),
            (vec![free(0, 10)], 5, false),
            // One is open, the other is to come.
            (vec![needs(0, 10), free(20, 30)], 5, true),
            (vec![needs(20, 30), free(0, 10)], 5, false),
            (vec![needs(0, 10), free(0, 10)], 5, false),
            // None is open yet.
            (vec![needs(20, 30)], 5, true),
            (vec![needs(20, 30), free(20, 30)], 5, false),
            (Vec::new(), 5, false),
        ] {
            assert_eq!(comes_first(&programmes, Moment(now), Preparation::Wechat), first, "{programmes:#?}");
            assert!(
                !comes_first(&programmes, Moment(now), Preparation::Education),
                "none asks for it: {programmes:#?}"
            );
        }
    }

    #[test]
    fn each_is_told_with_the_programmes_that_need_it() {
        let programmes = [programme("a", 0, 10, true), programme("b", 0, 10, false), programme("c", 20, 30, true)];
        let titles = |what| needed_for(&programmes, what).map(|title| title.zh.as_str()).collect::<Vec<_>>();
        assert_eq!(titles(Preparation::Wechat), ["a", "c"]);
        assert_eq!(titles(Preparation::Education), [""; 0]);
    }
}
