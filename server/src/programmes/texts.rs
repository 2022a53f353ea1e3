//! What is sent and what is accepted: `messages.toml` and `statements/*.md`.

use super::{
    block::{Document, Item},
    folder::Folder,
    problem::Problems,
};
use app::domain::{
    programme::{MessageText, Statement},
    text::Text,
};
use std::collections::{BTreeMap, BTreeSet};

const MESSAGES: [&str; 9] = [
    "todo",
    "preregistered",
    "result",
    "confirmation_refused",
    "review_passed",
    "review_refused",
    "reopened",
    "abandoned",
    "registered",
];
const PLACEHOLDERS: [&str; 8] = ["exam", "name", "area", "site", "state", "next", "deadline", "reason"];

/// Reads `messages.toml`.
pub(super) fn messages(folder: &Folder, problems: &Problems) -> Option<BTreeMap<String, MessageText>> {
    let document = Document::read(folder, problems, "messages.toml")?;
    let all = document.block();
    let mut messages = BTreeMap::new();
    for key in MESSAGES {
        let Some(block) = all.need(key, Item::block) else { continue };
        let (title, body) = (block.need("title", message_text), block.need("body", message_text));
        let no_deadline = block.may("no_deadline", message_text);
        block.finish();
        let text = title.zip(body).map(|(title, body)| MessageText { title, body, no_deadline });
        messages.extend(text.map(|text| (key.to_owned(), text)));
    }
    all.finish();
    Some(messages)
}

/// A text whose placeholders exist and are the same in both languages.
fn message_text(item: &Item<'_>) -> Option<Text> {
    let text = item.text()?;
    let read = |text: &str| placeholders(text).map_err(|message| item.wrong(message)).ok();
    let english = text.en.as_deref().map(read);
    if let (Some(zh), Some(Some(en))) = (read(&text.zh), english)
        && let Some(alone) = zh.symmetric_difference(&en).next()
    {
        let (has, lacks) = if zh.contains(alone) { ("zh", "en") } else { ("en", "zh") };
        item.wrong(format!("{has} has {{{alone}}}, {lacks} has not"));
    }
    Some(text)
}

fn placeholders(text: &str) -> Result<BTreeSet<String>, String> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some(brace) = rest.find(['{', '}']) {
        let inside = rest.get(brace..).and_then(|at| at.strip_prefix('{')).and_then(|after| after.split_once('}'));
        let Some((name, after)) = inside else {
            return Err("a brace has no partner".to_owned());
        };
        if !PLACEHOLDERS.contains(&name) {
            return Err(format!("unknown placeholder {{{name}}}; there are {}", PLACEHOLDERS.join(", ")));
        }
        found.insert(name.to_owned());
        rest = after;
    }
    Ok(found)
}

/// Reads the statements that `programme.toml` names, in its order.
pub(super) fn statements(folder: &Folder, problems: &Problems, named: &[(String, usize)]) -> Vec<Statement> {
    let mut statements = Vec::new();
    for (key, line) in named {
        let file = format!("statements/{key}.md");
        if !folder.files.contains_key(&file) {
            problems.of("programme.toml").column(*line, "statements", format!("{file} is missing"));
            continue;
        }
        let Some((title, body)) = statement(folder, problems, &file) else { continue };
        let english = format!("statements/{key}.en.md");
        let english = if folder.files.contains_key(&english) { statement(folder, problems, &english) } else { None };
        let (title_en, body_en) = english.unzip();
        statements.push(Statement {
            key: key.clone(),
            title: Text { zh: title, en: title_en },
            body: Text { zh: body, en: body_en },
        });
    }
    for file in folder.files.keys() {
        let Some(name) = file.strip_prefix("statements/").and_then(|rest| rest.strip_suffix(".md")) else { continue };
        let key = name.strip_suffix(".en").unwrap_or(name);
        if !named.iter().any(|(named, _)| named == key) {
            problems.of(file).line(1, format!("statements in programme.toml does not name {key}"));
        }
    }
    statements
}

/// Title and body of a statement.
fn statement(folder: &Folder, problems: &Problems, file: &str) -> Option<(String, String)> {
    let report = problems.of(file);
    let text = folder.text(file, &report)?;
    let (first, body) = text.split_once('\n').unwrap_or((text, ""));
    let title = first.trim_end().strip_prefix("# ").map(str::trim).filter(|title| !title.is_empty());
    if title.is_none() {
        report.line(1, "the first line must be # and the title");
    }
    if body.trim().is_empty() {
        report.line(1, "there is no text below the title");
    }
    for (index, line) in body.lines().enumerate() {
        if let Some(what) = unusable(line.trim_start()) {
            report.line(index + 2, format!("{what} cannot be shown; there are ## headings, lists and **bold**"));
        }
    }
    Some((title?.to_owned(), body.trim().to_owned()))
}

/// What a line has that a statement cannot show.
fn unusable(line: &str) -> Option<&'static str> {
    match line {
        _ if line.starts_with('#') && !line.starts_with("## ") => Some("this heading"),
        _ if line.starts_with('>') => Some("a quotation"),
        _ if line.starts_with('|') => Some("a table"),
        _ if line.starts_with("```") => Some("a code block"),
        _ if line.contains("](") => Some("a link"),
        _ => None,
    }
}
