//! Values that both kinds of files write as plain text: words of an enum, keys, times.

use app::domain::calendar::{Moment, Window};
use serde::de::{DeserializeOwned, Error, IntoDeserializer, value::StrDeserializer};
use std::fmt::{Debug, Display, Formatter, Result as FmtResult};

/// Reads a word of an enum; the error names all its words.
pub(super) fn word<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let reader: StrDeserializer<'_, Expected> = text.into_deserializer();
    T::deserialize(reader).map_err(|expected| format!("\"{text}\" is not one of {}", expected.0.join(", ")))
}

/// The words that would have been possible.
#[derive(Debug)]
struct Expected(Vec<&'static str>);

impl Error for Expected {
    fn custom<T: Display>(_: T) -> Self {
        Self(Vec::new())
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self(expected.to_vec())
    }
}

impl Display for Expected {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        f.write_str(&self.0.join(", "))
    }
}

impl std::error::Error for Expected {}

/// Keys stand in addresses, input names and placeholders.
pub(super) fn key(text: &str) -> Result<String, String> {
    let shaped = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    shaped.then(|| text.to_owned()).ok_or_else(|| format!("\"{text}\" is no key: lower-case letters, digits and _"))
}

/// A Beijing time.
pub(super) fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse_beijing(text).ok_or_else(|| format!("\"{text}\" is no time like 2023-12-15T00:00"))
}

/// A window, which must not be empty.
pub(super) fn window(from: Moment, until: Moment) -> Result<Window, String> {
    if from < until {
        Ok(Window { from, until })
    } else {
        Err(format!("the window ends ({}) before it begins ({})", until.stamp(), from.stamp()))
    }
}

/// The sentence for a value that a list does not have.
pub(super) fn not_in(value: &str, list: &str) -> String {
    format!("\"{value}\" is not in {list}")
}
