//! Statements as elements: headings, paragraphs, lists, bold. Never raw HTML, whatever the text says.

use leptos::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Block {
    Heading(String),
    Paragraph(String),
    Numbers(Vec<String>),
    Points(Vec<String>),
}

/// Markdown as far as statements use it.
#[component]
pub fn Markdown(#[prop(into)] source: String) -> impl IntoView {
    let draw = |block| match block {
        Block::Heading(text) => view! { <h3>{inline(&text)}</h3> }.into_any(),
        Block::Paragraph(text) => view! { <p>{inline(&text)}</p> }.into_any(),
        Block::Numbers(items) => view! { <ol>{list(&items)}</ol> }.into_any(),
        Block::Points(items) => view! { <ul>{list(&items)}</ul> }.into_any(),
    };
    blocks(&source).into_iter().map(draw).collect_view()
}

fn list(items: &[String]) -> Vec<AnyView> {
    items.iter().map(|item| view! { <li>{inline(item)}</li> }.into_any()).collect()
}

/// Text with every second part between `**` bold.
fn inline(text: &str) -> Vec<AnyView> {
    let part = |(index, part): (usize, &str)| match index % 2 {
        0 => part.to_owned().into_any(),
        _ => view! { <strong>{part.to_owned()}</strong> }.into_any(),
    };
    text.split("**").enumerate().filter(|(_, part)| !part.is_empty()).map(part).collect()
}

fn blocks(source: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in source.lines().map(str::trim) {
        if line.is_empty() {
            open = false;
            continue;
        }
        let last = blocks.last_mut().filter(|_| open);
        match (line_kind(line), last) {
            (Block::Numbers(new), Some(Block::Numbers(items))) | (Block::Points(new), Some(Block::Points(items))) => {
                items.extend(new);
            }
            (Block::Paragraph(more), Some(Block::Paragraph(text))) => append(text, &more),
            (Block::Paragraph(more), Some(Block::Numbers(items) | Block::Points(items))) => {
                if let Some(item) = items.last_mut() {
                    append(item, &more);
                }
            }
            (block, _) => blocks.push(block),
        }
        open = true;
    }
    blocks
}

fn line_kind(line: &str) -> Block {
    if let Some(text) = line.strip_prefix('#') {
        return Block::Heading(text.trim_start_matches('#').trim().to_owned());
    }
    if let Some(text) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return Block::Points(vec![text.trim().to_owned()]);
    }
    match line.split_once(". ") {
        Some((number, text)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => {
            Block::Numbers(vec![text.trim().to_owned()])
        }
        _ => Block::Paragraph(line.to_owned()),
    }
}

/// Joins broken lines: with a blank between Latin words, without one in Chinese.
fn append(text: &mut String, more: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
    if latin(text.chars().last()) && latin(more.chars().next()) {
        text.push(' ');
    }
    text.push_str(more);
}

#[cfg(test)]
mod tests {
    use super::{Block, blocks};

    #[test]
    fn headings_paragraphs_and_lists() {
        let source = "# 重要声明\n\n请本人\n报名。\n\n1. 一\n2. 二\n   续\n\n- a\n- b c\n  d\n<b>x</b>";
        let expected = [
            Block::Heading("重要声明".into()),
            Block::Paragraph("请本人报名。".into()),
            Block::Numbers(vec!["一".into(), "二续".into()]),
            Block::Points(vec!["a".into(), "b c d <b>x</b>".into()]),
        ];
        assert_eq!(blocks(source), expected);
    }

    #[test]
    fn a_number_with_a_dot_is_no_list() {
        assert_eq!(blocks("3.5 分"), [Block::Paragraph("3.5 分".into())]);
    }
}
