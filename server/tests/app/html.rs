//! Reads HTML as far as the tests need it: tags, attributes, text. Our own pages are well formed.

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// Text, with its entities resolved.
    Text(String),
    /// An opening tag.
    Open { name: String, attributes: Vec<(String, String)> },
    /// A closing tag.
    Close(String),
}

impl Token {
    /// An attribute of an opening tag; empty where it has no value.
    pub fn attribute(&self, wanted: &str) -> Option<&str> {
        let Self::Open { attributes, .. } = self else { return None };
        attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }
}

/// The pieces of a page in order; comments, scripts and styles are left out.
pub fn tokens(html: &str) -> Vec<Token> {
    let (mut tokens, mut rest) = (Vec::new(), html);
    while let Some(start) = rest.find('<') {
        if start > 0 {
            tokens.push(Token::Text(unescape(&rest[..start])));
        }
        rest = &rest[start..];
        if rest.starts_with("<!") {
            let end = if rest.starts_with("<!--") && !rest.starts_with("<!-->") { "-->" } else { ">" };
            rest = after(rest, end);
        } else if let Some(closing) = rest.strip_prefix("</") {
            let end = closing.find('>').unwrap_or(closing.len());
            tokens.push(Token::Close(closing[..end].trim().to_lowercase()));
            rest = after(closing, ">");
        } else {
            let (token, left) = open(&rest[1..]);
            rest = match &token {
                Token::Open { name, .. } if name == "script" || name == "style" => after(left, &format!("</{name}>")),
                _ => left,
            };
            tokens.push(token);
        }
    }
    tokens.push(Token::Text(unescape(rest)));
    tokens
}

fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).map_or("", |at| &text[at + end.len()..])
}

/// An opening tag after its `<`, and what follows its `>`.
fn open(text: &str) -> (Token, &str) {
    let is_end = |c: char| c.is_whitespace() || c == '>' || c == '/';
    let end = text.find(is_end).unwrap_or(text.len());
    let name = text[..end].to_lowercase();
    let (mut attributes, mut rest) = (Vec::new(), &text[end..]);
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            let left = rest.strip_prefix('>').unwrap_or(rest);
            return (Token::Open { name, attributes }, left);
        }
        let end = rest.find(|c: char| is_end(c) || c == '=').unwrap_or(rest.len());
        let attribute = rest[..end].to_lowercase();
        rest = &rest[end..];
        let mut value = "";
        if let Some(assigned) = rest.strip_prefix('=') {
            let (quote, from) = match assigned.chars().next() {
                Some(quote @ ('"' | '\'')) => (Some(quote), &assigned[1..]),
                _ => (None, assigned),
            };
            let ends = |c: char| quote.map_or_else(|| is_end(c), |quote| c == quote);
            let end = from.find(ends).unwrap_or(from.len());
            value = &from[..end];
            rest = from.get(end + usize::from(quote.is_some())..).unwrap_or_default();
        }
        attributes.push((attribute, unescape(value)));
    }
}

fn unescape(text: &str) -> String {
    let mut plain = text.to_owned();
    for (entity, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ] {
        plain = plain.replace(entity, sign);
    }
    plain
}

#[test]
fn a_page_is_read_as_a_browser_reads_it() {
    let page =
        "<!DOCTYPE html><p class=\"a b\" hidden>1 &lt; 2<!> and<script>if (1 < 2) {}</script></p><input value='x/y'/>";
    let open = |name: &str, attributes: &[(&str, &str)]| Token::Open {
        name: name.to_owned(),
        attributes: attributes.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(),
    };
    let text = |text: &str| Token::Text(text.to_owned());
    let expected = [
        open("p", &[("class", "a b"), ("hidden", "")]),
        text("1 < 2"),
        text(" and"),
        open("script", &[]),
        Token::Close("p".to_owned()),
        open("input", &[("value", "x/y")]),
        text(""),
    ];
    assert_eq!(tokens(page), expected);
}
