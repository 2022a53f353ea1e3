//! Text that programme data carries in Chinese and, where given, in English; and what a line that somebody typed may
//! hold.

use super::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// The languages of the screens. Chinese is the default and always complete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// zh-CN.
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    /// en.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The BCP 47 tag, as in `<html lang>`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// Reads a tag; everything that is not English is Chinese.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        if tag == "en" || tag.starts_with("en-") { Self::English } else { Self::Chinese }
    }
}

/// A text of a programme: Chinese required, English optional beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The Chinese text.
    pub zh: String,
    /// The English text, where the programme gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Text {
    /// A text in both languages.
    #[must_use]
    pub fn new(zh: &str, en: &str) -> Self {
        Self { zh: zh.to_owned(), en: (!en.is_empty()).then(|| en.to_owned()) }
    }

    /// A text that only exists in Chinese, such as an official name.
    #[must_use]
    pub fn chinese(zh: &str) -> Self {
        Self::new(zh, "")
    }

    /// The text in `language`, falling back to Chinese.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match (language, &self.en) {
            (Language::English, Some(en)) => en,
            _ => &self.zh,
        }
    }
}

/// The name of a character that nobody sees: its code point, such as `U+0007`.
#[must_use]
pub fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Refuses control characters: they are no part of any line, and nobody sees them.
#[must_use]
pub fn check_control(text: &str) -> Option<Refusal> {
    let control = text.chars().find(|c| c.is_control())?;
    Some(Refusal::Character { character: code_point(control) })
}

/// What is wrong with a line of at most `max` characters.
#[must_use]
pub fn check_line(text: &str, max: u32) -> Option<Refusal> {
    if text.chars().count() > max as usize { Some(Refusal::TooLong { max }) } else { check_control(text) }
}

/// The longest remark, in characters.
pub const LONGEST_REMARK: u32 = 500;

/// What an office writes to somebody (原因, 处理意见), as it is kept: without control characters but the ends of lines.
///
/// They are left out rather than refused: nobody finds what nobody sees.
///
/// # Errors
/// [`Refusal::TooLong`].
pub fn remark(typed: &str) -> Result<String, Refusal> {
    let kept: String = typed.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    let kept = kept.trim();
    if kept.chars().count() > LONGEST_REMARK as usize {
        return Err(Refusal::TooLong { max: LONGEST_REMARK });
    }
    Ok(kept.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_is_cleaned_and_has_its_length() {
        let longest = "院".repeat(500);
        let (padded, longer) = (format!(" {longest}\u{0}\n"), format!("{longest}院"));
        for (typed, kept) in [
            (" 年限不够 ", Ok("年限不够")),
            ("一\r\n二", Ok("一\n二")),
            ("\u{0} 年\u{7}限\t不够\u{85}", Ok("年限不够")),
            (" \n\u{0} ", Ok("")),
            (longest.as_str(), Ok(longest.as_str())),
            (padded.as_str(), Ok(longest.as_str())),
            (longer.as_str(), Err(Refusal::TooLong { max: 500 })),
        ] {
            assert_eq!(remark(typed), kept.map(str::to_owned), "{typed:?}");
        }
    }

    #[test]
    fn a_line_has_its_length_and_no_control_characters() {
        let control = |name: &str| Some(Refusal::Character { character: name.to_owned() });
        for (text, refusal) in [
            ("", None),
            ("东城区1号", None),
            ("𠀀𠀁𠀂𠀃𠀄𠀅", None),
            ("1234567", Some(Refusal::TooLong { max: 6 })),
            ("12\n3", control("U+000A")),
            ("1\u{7}2", control("U+0007")),
            ("\u{85}", control("U+0085")),
        ] {
            assert_eq!(check_line(text, 6), refusal, "{text:?}");
        }
    }
}
