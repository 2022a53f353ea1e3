//! Text that programme data carries in Chinese and, where given, in English.

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
