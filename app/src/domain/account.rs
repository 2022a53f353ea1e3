//! The account: user name, password, security questions, and the sign-up form that makes one.

mod sign_up;

pub use sign_up::{NewAccount, SignUp};

use super::{
    person::{compact, half_width, is_blank, refused_character},
    refusal::{Refusal, Wrong},
};
use serde::{Deserialize, Serialize};

/// The passwords that are tried first: at least 8 characters with letters and digits, lower case, sorted.
/// The shorter and the simpler ones are refused by the other rules.
const COMMON_PASSWORDS: &str = include_str!("common_passwords.txt");

/// The security questions by key; their texts are in the locales. Strangers find no answer to them in
/// papers, registers and social networks, as they would for birth places and mothers' names.
pub const QUESTIONS: [&str; 8] = [
    "childhood-friend",
    "childhood-toy",
    "childhood-wish",
    "favourite-teacher",
    "first-dish",
    "first-film",
    "first-journey",
    "hiding-place",
];

/// A user name: 4–32 small letters, digits, `_`, `-`, `.`, starting with a letter; not shaped like the number
/// of a pass or passport.
///
/// Deserialising does not check again: only what Dengke stored itself may be read in that way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Username(String);

impl Username {
    /// Reads a user name as typed: blanks around it, full-width and capital letters are forgiven.
    ///
    /// # Errors
    /// [`Refusal::Missing`] or [`Refusal::UsernameFormat`].
    pub fn parse(typed: &str) -> Result<Self, Refusal> {
        let name: String = typed.chars().map(half_width).map(|c| c.to_ascii_lowercase()).collect();
        let name = name.trim_matches(is_blank);
        if name.is_empty() {
            return Err(Refusal::Missing);
        }
        let known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-' | b'.');
        let fits = (4..=32).contains(&name.len())
            && name.bytes().all(known)
            && name.bytes().next().is_some_and(|b| b.is_ascii_lowercase())
            && !looks_like_a_document(name);
        if fits { Ok(Self(name.to_owned())) } else { Err(Refusal::UsernameFormat) }
    }

    /// The user name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One or two letters and 7–17 digits: signing in takes user names and ID numbers in one field, so a
/// name of that shape could keep the owner of such a number out.
fn looks_like_a_document(name: &str) -> bool {
    let digits = name.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let letters = name.len() - digits.len();
    letters <= 2 && (7..=17).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether this may be a password: 8–64 characters with a letter and a digit, none that is tried first.
/// It is taken as typed, blanks and width included.
///
/// # Errors
/// [`Refusal::Missing`], [`Refusal::TooShort`], [`Refusal::TooLong`], [`Refusal::Character`] for control
/// characters, [`Refusal::PasswordMix`], or [`Refusal::PasswordCommon`], also where it is the user name.
pub fn check_password(password: &str, username: &str) -> Result<(), Refusal> {
    let length = password.chars().count();
    if password.is_empty() {
        return Err(Refusal::Missing);
    }
    if length < 8 {
        return Err(Refusal::TooShort { min: 8 });
    }
    if length > 64 {
        return Err(Refusal::TooLong { max: 64 });
    }
    if let Some(control) = password.chars().find(|c| c.is_control()) {
        return Err(refused_character(control));
    }
    if !password.chars().any(char::is_alphabetic) || !password.chars().any(char::is_numeric) {
        return Err(Refusal::PasswordMix);
    }
    let plain = password.to_lowercase();
    if plain == username.trim().to_lowercase() || COMMON_PASSWORDS.lines().any(|common| common == plain) {
        return Err(Refusal::PasswordCommon);
    }
    Ok(())
}

/// Everything that is wrong with the questions and answers of `question_1`, `answer_1` and so on: there must
/// be two different questions of [`QUESTIONS`], each with an answer of 2–30 characters.
#[must_use]
pub fn check_answers(answers: &[(String, String)]) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for number in 1..=answers.len().max(2) {
        let (question, answer) = answers.get(number - 1).map_or(("", ""), |(q, a)| (q.as_str(), a.as_str()));
        let earlier = answers.iter().take(number - 1).any(|(q, _)| q == question);
        let refusal = match question {
            "" => Some(Refusal::NotChosen),
            _ if !QUESTIONS.contains(&question) => Some(Refusal::NotInList),
            _ if earlier => Some(Refusal::SameQuestion),
            _ if number > 2 => Some(Refusal::TooMany { max: 2 }),
            _ => None,
        };
        wrong.extend(refusal.map(|refusal| Wrong::new(&format!("question_{number}"), refusal)));
        wrong.extend(check_answer(answer).map(|refusal| Wrong::new(&format!("answer_{number}"), refusal)));
    }
    wrong
}

fn check_answer(answer: &str) -> Option<Refusal> {
    let answer = answer.trim_matches(is_blank);
    let control = answer.chars().find(|c| c.is_control());
    match normalise_answer(answer).chars().count() {
        0 => Some(Refusal::Missing),
        _ if control.is_some() => control.map(refused_character),
        1 => Some(Refusal::TooShort { min: 2 }),
        _ if answer.chars().count() > 30 => Some(Refusal::TooLong { max: 30 }),
        _ => None,
    }
}

/// What is compared of an answer: years later nobody knows whether they typed blanks, capitals or full-width signs.
#[must_use]
pub fn normalise_answer(answer: &str) -> String {
    compact(answer).to_lowercase()
}

#[cfg(test)]
mod tests;
