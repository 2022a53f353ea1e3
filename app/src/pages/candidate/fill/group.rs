//! A repeatable group: its entries as cards, one of them chosen where the form says so, and buttons for one more and one
//! fewer. Without WebAssembly the buttons save the page and bring it back so.

use super::{
    condition, field,
    filling::{Filling, focus},
};
use crate::{
    components::{FormState, Icon, typed, typed_pairs},
    domain::{
        form::{Answer, FEWER, Group, MORE, entry_field, page_value, posted_entries},
        refusal::Refusal,
    },
    locales::{Language, sentence, words},
    view::FillView,
};
use leptos::{ev, prelude::*};
use std::{collections::BTreeMap, sync::Arc, time::Duration};

/// The cards of a group. Numbers are never used twice, so that removing one entry does not rename the others.
#[derive(Clone, Debug)]
struct Cards {
    numbers: Vec<usize>,
    next: usize,
    /// So many stay open, filled in or not.
    least: usize,
}

impl Cards {
    fn add(&mut self) -> usize {
        let number = self.next;
        self.next += 1;
        self.numbers.push(number);
        number
    }

    fn remove(&mut self, number: usize) {
        self.numbers.retain(|other| *other != number);
        while self.numbers.len() < self.least {
            self.add();
        }
    }
}

/// How many entries of a group a form had that came back; none in the browser, whose inputs keep what was typed.
pub fn came_back(group: &Group) -> usize {
    let typed = typed_pairs().unwrap_or_default();
    posted_entries(&group.key, &typed).into_keys().next_back().map_or(0, |last| last.saturating_add(1))
}

/// The group with all entries that there are, those that are needed, and at least `shown`. An entry that is emptied is
/// gone when the page is saved.
pub fn draw(l: Language, filling: Filling, group: &Group, shown: usize) -> AnyView {
    let whole = Arc::new(group.clone());
    let most = group.max as usize;
    let (stored, least, titled) = filling.view.with_value(|view| {
        let least = group.least(&|key: &str| page_value(&view.answers, key)) as usize;
        (entries(view, group).len(), least, view.page.title == group.label)
    });
    let first = stored.max(shown.min(most)).max(least);
    let cards = RwSignal::new(Cards { numbers: (0..first).collect(), next: first, least });
    let note = group.note.as_ref().map(|note| view! { <p class="group__note">{note.get(l).to_owned()}</p> });
    let shut = shut(filling, &whole);
    let instead = {
        let (shut, text) = (shut.clone(), group.hidden_note.as_ref().map(|note| note.get(l).to_owned()));
        move || text.clone().filter(|_| shut()).map(|text| view! { <p class="group__none">{text}</p> })
    };
    let draw_card = {
        let group = Arc::clone(&whole);
        move |number: usize| card(l, filling, &group, number, cards)
    };
    view! {
        {instead}
        <fieldset class="group" id=group.key.clone() tabindex="-1" hidden=shut>
            // The page's own title says it already.
            <legend class=if titled { "hide" } else { "group__title" }>{group.label.get(l).to_owned()}</legend>
            {note}
            <p class="group__note">{words::registration_group_note(l, most)}</p>
            {error(l, filling, group, cards)}
            <For each=move || cards.with(|cards| cards.numbers.clone()) key=|number| *number children=draw_card/>
            {more(l, filling, &whole, cards)}
        </fieldset>
    }
    .into_any()
}

/// Whether the group does not apply: while the browser reads along, or where nothing on the page decides it. Its entries
/// stay where they are, so that nothing typed is lost.
fn shut(filling: Filling, group: &Arc<Group>) -> impl Fn() -> bool + Clone + Send + Sync + 'static {
    let group = Arc::clone(group);
    let settled = filling
        .view
        .with_value(|view| group.visible_when.as_ref().is_some_and(|applies| condition::is_settled(view, applies)));
    move || (settled || filling.live.get()) && !group.is_visible(&|key: &str| filling.value(None, key))
}

/// What is wrong with the group as a whole. Of an entry that must be chosen it says which are.
fn error(
    l: Language,
    filling: Filling,
    group: &Group,
    cards: RwSignal<Cards>,
) -> impl Fn() -> Option<AnyView> + Send + Sync + 'static {
    let form = use_context::<FormState>();
    let (key, mark) = (group.key.clone(), group.choose_one.clone());
    move || {
        let refusal = form.and_then(|form| form.wrong(&key))?;
        let text = match (&refusal, &mark) {
            (Refusal::ChooseOne, Some(mark)) => which(l, filling, &key, mark, cards),
            _ => sentence(l, &refusal),
        };
        Some(view! { <p class="field__error" id=format!("{key}-error")>{text}</p> }.into_any())
    }
}

fn which(l: Language, filling: Filling, group: &str, mark: &str, cards: RwSignal<Cards>) -> String {
    let numbers = cards.with(|cards| cards.numbers.clone());
    let chosen = |number: usize| {
        let name = entry_field(group, number, mark);
        filling.typed.with(|typed| typed.iter().any(|(other, value)| *other == name && value == "yes"))
    };
    let at = numbers.into_iter().enumerate().filter(|(_, number)| chosen(*number)).map(|(at, _)| (at + 1).to_string());
    let at: Vec<String> = at.collect();
    match at.is_empty() {
        true => words::registration_group_choose_none(l).to_owned(),
        false => words::registration_group_choose_many(l, at.join(words::common_list_separator(l))),
    }
}

/// The button for one more entry.
fn more(l: Language, filling: Filling, group: &Arc<Group>, cards: RwSignal<Cards>) -> AnyView {
    let most = group.max as usize;
    let full = move || cards.with(|cards| cards.numbers.len() >= most);
    let text = move || match cards.with(|cards| cards.numbers.is_empty()) {
        true => words::registration_group_first(l),
        false => words::registration_group_add(l),
    };
    let (key, label) = (group.key.clone(), group.label.get(l).to_owned());
    let group = Arc::clone(group);
    let add = move |_: ev::MouseEvent| {
        if filling.live.try_get_untracked() != Some(true) {
            return;
        }
        let number = cards.try_update(Cards::add).unwrap_or_default();
        let first = group.fields.first().map(|field| entry_field(&group.key, number, &field.key));
        set_timeout(move || focus(&first.unwrap_or_default()), Duration::ZERO);
    };
    view! {
        <p class="group__more" hidden=full>
            <button type=kind(filling) class="btn btn--quiet btn--small" name=MORE value=key on:click=add>
                {text}<span class="hide">{label}</span>
            </button>
        </p>
    }
    .into_any()
}

/// Buttons send the form only while the browser cannot do what they say: the first that sends is the one that Enter
/// presses.
fn kind(filling: Filling) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    move || if filling.live.get() { "button" } else { "submit" }
}

/// The stored entries of a group.
fn entries<'a>(view: &'a FillView, group: &Group) -> &'a [BTreeMap<String, String>] {
    match view.answers.get(&group.key) {
        Some(Answer::Entries(entries)) => entries,
        _ => &[],
    }
}

fn card(l: Language, filling: Filling, group: &Group, number: usize, cards: RwSignal<Cards>) -> AnyView {
    let fields: Vec<_> =
        group.fields.iter().filter_map(|f| field::draw(l, filling, f, Some((group.key.clone(), number)))).collect();
    let at = Memo::new(move |_| {
        cards.with(|cards| cards.numbers.iter().position(|other| *other == number)).unwrap_or_default() + 1
    });
    let label = group.label.get(l).to_owned();
    let name = Memo::new(move |_| words::registration_group_entry(l, &label, at.get()));
    let whole = group.key.clone();
    let remove = move |_: ev::MouseEvent| {
        if filling.live.try_get_untracked() != Some(true) {
            return;
        }
        cards.try_update(|cards| cards.remove(number));
        let whole = whole.clone();
        set_timeout(
            move || {
                if !filling.typed.is_disposed() {
                    filling.read();
                    focus(&whole);
                }
            },
            Duration::ZERO,
        );
    };
    view! {
        <section class="sheet entry" role="group" aria-label=name>
            <div class="entry__head">
                <p class="entry__title">{move || words::registration_group_number(l, at.get())}</p>
                {group.choose_one.as_ref().map(|mark| choose(l, filling, group, number, mark))}
                <button
                    type=kind(filling) class="link link--danger entry__remove" name=FEWER
                    value=format!("{}.{number}", group.key) on:click=remove
                >
                    <Icon name="x"/>{words::common_delete(l)}<span class="hide">{name}</span>
                </button>
            </div>
            {fields}
        </section>
    }
    .into_any()
}

/// The tick by which exactly one entry is chosen.
fn choose(l: Language, filling: Filling, group: &Group, number: usize, mark: &str) -> AnyView {
    let name = entry_field(&group.key, number, mark);
    let stored = filling.view.with_value(|view| {
        entries(view, group).get(number).and_then(|entry| entry.get(mark)).is_some_and(|value| value == "yes")
    });
    // A form that came back without the tick had none.
    let checked = if typed("base").is_some() { typed(&name).is_some() } else { stored };
    view! {
        <label class="choice entry__choose">
            <input type="checkbox" id=name.clone() name=name value="yes" checked=checked/>
            <span>{words::registration_group_choose(l)}</span>
        </label>
    }
    .into_any()
}
