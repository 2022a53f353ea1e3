//! What came back: status, headers, and the page as somebody without scripts sees it.

use super::{
    form::Form,
    html::{Token, tokens},
};
use app::{
    domain::{refusal::Refusal, text::Language},
    locales::sentence,
};
use reqwest::header::HeaderMap;

/// An answer of the site.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its address, without the host.
    pub path: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

/// Tags that stand inside a sentence.
const INLINE: [&str; 11] = ["a", "b", "span", "small", "time", "em", "strong", "kbd", "ins", "del", "svg"];

/// Tags that are never closed.
const VOID: [&str; 6] = ["input", "br", "hr", "img", "meta", "link"];

impl Page {
    /// The body as text.
    pub fn body(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// A header.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where the answer sends the browser; empty where it does not.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// What people read.
    pub fn text(&self) -> String {
        text_of(&tokens(&self.body()))
    }

    /// What stands in the boxes that say what was refused.
    pub fn alerts(&self) -> String {
        let all = tokens(&self.body());
        let starts = all.iter().enumerate().filter(|(_, token)| token.attribute("role") == Some("alert"));
        starts.map(|(at, _)| text_of(element(all.get(at..).unwrap_or_default()))).collect()
    }

    /// The page says this.
    #[track_caller]
    pub fn shows(&self, words: &str) -> &Self {
        let text = self.text();
        assert!(text.contains(words), "{} ({}) does not show {words:?}:\n{text}", self.path, self.status);
        self
    }

    /// The page does not say this.
    #[track_caller]
    pub fn hides(&self, words: &str) -> &Self {
        assert!(!self.body().contains(words), "{} ({}) shows {words:?}", self.path, self.status);
        self
    }

    /// The page says this refusal, in Chinese.
    #[track_caller]
    pub fn refuses(&self, refusal: &Refusal) -> &Self {
        self.shows(&sentence(Language::Chinese, refusal))
    }

    /// The summary leads to this field, and there is such a field.
    #[track_caller]
    pub fn marks(&self, field: &str) -> &Self {
        let link = format!("#{field}");
        assert!(self.links("#").contains(&link), "no link to {field} on {}:\n{}", self.path, self.text());
        assert!(self.has_id(field), "no field {field} on {}", self.path);
        self
    }

    /// Whether there is an element with this id.
    pub fn has_id(&self, id: &str) -> bool {
        tokens(&self.body()).iter().any(|token| token.attribute("id") == Some(id))
    }

    /// The values of an attribute, in order.
    pub fn attributes(&self, name: &str) -> Vec<String> {
        tokens(&self.body()).iter().filter_map(|token| token.attribute(name).map(str::to_owned)).collect()
    }

    /// The links that begin so.
    pub fn links(&self, start: &str) -> Vec<String> {
        self.attributes("href").into_iter().filter(|href| href.starts_with(start)).collect()
    }

    /// The form that posts to an address that ends so.
    #[track_caller]
    pub fn form(&self, action: &str) -> Form {
        let forms = self.forms();
        let found = forms.iter().find(|form| form.action.split('?').next().unwrap_or_default().ends_with(action));
        found.unwrap_or_else(|| panic!("no form for {action} on {}: {forms:?}\n{}", self.path, self.text())).clone()
    }

    /// All forms.
    pub fn forms(&self) -> Vec<Form> {
        Form::all(&tokens(&self.body()), &self.path)
    }
}

/// The words between tags; a new line for every tag that stands in no sentence.
fn text_of(tokens: &[Token]) -> String {
    let mut text = String::new();
    for token in tokens {
        match token {
            Token::Text(words) => text.push_str(words),
            Token::Open { name, .. } | Token::Close(name) if !INLINE.contains(&name.as_str()) => text.push('\n'),
            _ => {}
        }
    }
    text
}

/// The element that these tokens begin with.
fn element(tokens: &[Token]) -> &[Token] {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open { name, .. } if !VOID.contains(&name.as_str()) => depth += 1,
            Token::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return &tokens[..=at];
        }
    }
    tokens
}
