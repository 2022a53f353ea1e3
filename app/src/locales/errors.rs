//! An error in words: what is wrong, and what to do.

use super::{Language, remedy, sentence, words};
use crate::{domain::refusal::Refusal, error::Error};

/// Title and text of an error, the same in a page, in a part of it, and where there is no page at all.
#[must_use]
pub fn explained(l: Language, error: &Error) -> (String, String) {
    match plain(l, error) {
        Ok(explained) => explained,
        Err(refusal) => (sentence(l, refusal), remedy(l, refusal).into()),
    }
}

/// The same without the words of refusals, which the first page does not need.
///
/// # Errors
/// The refusal, where it is one.
pub fn plain(l: Language, error: &Error) -> Result<(String, String), &Refusal> {
    Ok(match error {
        Error::SignIn => (words::common_sign_in_first(l).to_owned(), words::common_sign_in_text(l).to_owned()),
        Error::Forbidden => (words::common_forbidden(l).into(), words::common_forbidden_text(l).into()),
        Error::NotFound => (words::common_not_found(l).into(), words::common_not_found_text(l).into()),
        Error::Refused(refusal) => return Err(refusal),
        Error::Busy(seconds) => (words::common_busy(l).into(), words::common_busy_text(l, seconds)),
        Error::Unexpected(id) => (words::common_unexpected(l).into(), words::common_unexpected_text(l, id)),
        Error::Network => (words::common_network(l).into(), words::common_network_text(l).into()),
    })
}
