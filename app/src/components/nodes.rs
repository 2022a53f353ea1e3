//! The status nodes (报考流程) of a registration, drawn from what `domain::node` computed.

use super::{Deadline, rows::DOT};
use crate::{
    domain::{
        calendar::Moment,
        node::{Node, NodeKey, Status},
    },
    locales::{Language, machine, moment, node_label, node_note, status_word, use_language, words},
};
use leptos::prelude::*;

/// The nodes of registration `id`, each with its state, sentence, stamp and link.
#[component]
pub fn Nodes(
    id: i64,
    nodes: Vec<Node>,
    now: Moment,
    /// The page of the form that the link of 填写信息 leads to.
    #[prop(into)]
    next_page: String,
) -> impl IntoView {
    let l = use_language();
    let current = nodes.iter().position(|n| n.status == Status::LightBlue);
    let items = nodes.into_iter().enumerate().map(|(index, node)| {
        let link = link(l, id, &next_page, &node);
        draw(l, node, Some(index) == current, link, now)
    });
    view! { <ol class="nodes" data-nodes="">{items.collect_view()}</ol> }
}

fn draw(l: Language, node: Node, current: bool, link: Option<(String, &'static str)>, now: Moment) -> AnyView {
    let sentence = node_note(l, &node.note);
    let stamp = stamp(l, &node);
    let link =
        link.map(|(href, text)| view! { <a href=href>{text}<span class="hide">{node_label(l, node.key)}</span></a> });
    let deadline = node.deadline.map(|until| view! { <p class="nodes__note"><Deadline now=now until=until/></p> });
    let sentence = (!sentence.is_empty() || link.is_some()).then(|| {
        let between = (!sentence.is_empty() && link.is_some()).then_some(DOT);
        view! { <p class="nodes__note">{sentence}{between}{link}</p> }
    });
    let children = (!node.children.is_empty()).then(|| {
        let items: Vec<_> = node.children.iter().map(|child| sub_node(l, child)).collect();
        view! { <ol class="nodes__sub">{items}</ol> }
    });
    view! {
        <li data-node=node.key.key() data-status=node.status.key() aria-current=current.then_some("step")>
            <div class="nodes__head">
                <h3 class="nodes__title">{node_label(l, node.key)}</h3>
                <span class="nodes__state">{status_word(l, &node)}</span>
            </div>
            {sentence}
            {deadline}
            {stamp}
            {children}
        </li>
    }
    .into_any()
}

fn sub_node(l: Language, node: &Node) -> AnyView {
    let word = status_word(l, node);
    let state = match &node.done {
        Some(done) => format!("{word}{DOT}{}", moment(l, done.at)),
        None => word.to_owned(),
    };
    view! {
        <li data-node=node.key.key() data-status=node.status.key()>
            <span>{node_label(l, node.key)}</span>
            <span>{state}</span>
        </li>
    }
    .into_any()
}

/// When it was done, and by which office.
fn stamp(l: Language, node: &Node) -> Option<AnyView> {
    let done = node.done.as_ref()?;
    let by = (!done.by.is_empty()).then(|| format!("{DOT}{}", done.by));
    Some(
        view! { <p class="nodes__note quiet"><time datetime=machine(done.at)>{moment(l, done.at)}</time>{by}</p> }
            .into_any(),
    )
}

/// Where a node leads; grey ones lead nowhere, for there is nothing to do or see yet.
fn link(l: Language, id: i64, next_page: &str, node: &Node) -> Option<(String, &'static str)> {
    let acting = node.status == Status::LightBlue;
    let (path, doing) = match node.key {
        NodeKey::Select | NodeKey::Review | NodeKey::ReviewSite | NodeKey::ReviewArea => return review(l, id, node),
        NodeKey::Fill => (format!("fill/{next_page}"), words::node_link_fill(l)),
        NodeKey::Photo => ("photo".into(), words::node_link_photo(l)),
        NodeKey::Materials => ("materials".into(), words::node_link_materials(l)),
        NodeKey::Submit => ("submit".into(), words::node_link_submit(l)),
        NodeKey::Confirmation => ("confirmation".into(), words::node_link_confirmation(l)),
        NodeKey::Payment => ("payment".into(), words::node_link_payment(l)),
    };
    // A failed automatic confirmation stays grey (notice 000 (二)2(3)), yet there is something to do.
    let waiting = node.status == Status::Grey && node.deadline.is_none();
    let text = match node.status {
        _ if waiting => return None,
        Status::Red => words::node_link_reasons(l),
        _ if acting || node.status == Status::Grey => doing,
        _ => words::node_link_read(l),
    };
    Some((format!("/registrations/{id}/{path}"), text))
}

fn review(l: Language, id: i64, node: &Node) -> Option<(String, &'static str)> {
    let shown = node.key == NodeKey::Review && node.status != Status::Grey;
    let text = if node.status == Status::Red { words::node_link_reasons(l) } else { words::node_link_read(l) };
    shown.then(|| (format!("/registrations/{id}/review"), text))
}
