//! The field for a region (省、市、区县): a list a level, of which each narrows the next.
//!
//! With WebAssembly the next list comes as soon as something is chosen. Without, a button loads the page again for
//! it: it sends the form as a search, so that everything else that was typed comes along in the address.

use super::field::Frame;
use crate::{
    api::unit::load_choices,
    domain::form::Choice,
    locales::{Language, use_language, words},
};
use leptos::{ev, prelude::*, task::spawn_local};

/// The name of the field, and of the dictionary from which it is chosen.
const REGION: &str = "region";

/// A list: what lies below one region.
#[derive(Clone, Debug)]
struct Level {
    parent: String,
    choices: Vec<Choice>,
}

/// The lists of a region. Each posts the path of codes down to its choice; the deepest counts.
#[component]
pub fn RegionField(
    /// What is chosen: a path of codes.
    #[prop(into)]
    value: String,
    /// The choices of each level on the way to it and of the one below, topmost first.
    levels: Vec<Vec<Choice>>,
    /// The page that the button loads again.
    reload: &'static str,
) -> impl IntoView {
    let l = use_language();
    let frame = Frame::new(REGION, words::unit_region_hint(l).to_owned());
    let levels = RwSignal::new(with_parents(&value, levels));
    let chosen = StoredValue::new(value);
    let invalid = frame.invalid();
    let lists = move || levels.get().into_iter().enumerate().collect::<Vec<_>>();
    // A list is drawn anew for another parent, so that it never shows what was chosen below the former one.
    let key = |(depth, level): &(usize, Level)| (*depth, level.parent.clone());
    let draw = move |(depth, level): (usize, Level)| {
        let changed = move |event: ev::Event| choose(levels, chosen, depth, event_target_value(&event));
        let options = options(l, &level, &chosen.get_value());
        // The summary's link leads to the first list.
        let id = if depth == 0 { REGION.to_owned() } else { format!("{REGION}-{depth}") };
        view! {
            <select
                class="field__control" id=id name=REGION aria-label=level_name(l, depth)
                aria-invalid=invalid on:change=changed
            >
                <option value="">{words::common_please_choose(l)}</option>
                {options}
            </select>
        }
    };
    view! {
        <fieldset class=frame.class() aria-describedby=frame.described_by()>
            <legend class="field__label">{words::unit_region(l)}</legend>
            {frame.texts()}
            <div class="stack stack--tight">
                <For each=lists key=key children=draw/>
                <button class="btn btn--quiet btn--small nojs" type="submit" formmethod="get" formaction=reload>
                    {words::unit_region_next(l)}
                </button>
            </div>
        </fieldset>
    }
}

/// Each list with the path above it.
fn with_parents(value: &str, levels: Vec<Vec<Choice>>) -> Vec<Level> {
    let codes: Vec<&str> = value.split('/').collect();
    let parent = |depth: usize| codes.iter().take(depth).copied().collect::<Vec<_>>().join("/");
    levels.into_iter().enumerate().map(|(depth, choices)| Level { parent: parent(depth), choices }).collect()
}

fn options(l: Language, level: &Level, chosen: &str) -> Vec<AnyView> {
    let option = |choice: &Choice| {
        let above = if level.parent.is_empty() { String::new() } else { format!("{}/", level.parent) };
        let path = format!("{above}{}", choice.code);
        let on_the_way = chosen.strip_prefix(&path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        view! { <option value=path selected=on_the_way>{choice.name.get(l).to_owned()}</option> }.into_any()
    };
    level.choices.iter().map(option).collect()
}

const fn level_name(l: Language, depth: usize) -> &'static str {
    match depth {
        0 => words::unit_region_province(l),
        1 => words::unit_region_city(l),
        _ => words::unit_region_county(l),
    }
}

/// Another choice at `depth`: the lists below it are gone, and the next one is asked for.
fn choose(levels: RwSignal<Vec<Level>>, chosen: StoredValue<String>, depth: usize, path: String) {
    levels.update(|levels| levels.truncate(depth + 1));
    chosen.set_value(path.clone());
    if path.is_empty() {
        return;
    }
    spawn_local(async move {
        let choices = load_choices(String::new(), REGION.to_owned(), path.clone()).await.unwrap_or_default();
        // Something else may be chosen by now, or the page left.
        let still = chosen.try_get_value().is_some_and(|chosen| chosen == path);
        if still && !choices.is_empty() {
            levels.update(|levels| {
                levels.truncate(depth + 1);
                levels.push(Level { parent: path, choices });
            });
        }
    });
}
