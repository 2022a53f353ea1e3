//! The field for a choice of several levels, such as province, city, county: a list a level, of which each narrows
//! the next.
//!
//! With WebAssembly the next list comes as soon as something is chosen. Without, a button brings the page back with it.

use super::{alert::failure, field::Frame};
use crate::{
    api::unit::load_choices,
    domain::form::{Choice, FIND, on_the_way},
    error::Error,
    locales::{Language, use_language, words},
};
use leptos::{ev, prelude::*, task::spawn_local};
use std::sync::Arc;

/// Where the choices are listed, and what is there already.
#[derive(Clone, Debug, Default)]
pub struct Cascade {
    /// The programme; empty = whichever has the dictionary.
    pub programme: String,
    /// The dictionary.
    pub dictionary: String,
    /// The choices of each level on the way to the value and of the one below, topmost first.
    pub levels: Vec<Vec<Choice>>,
}

/// How the next list comes without WebAssembly.
#[derive(Clone, Copy, Debug)]
pub enum NextList {
    /// The form around it is saved, and its page comes back.
    Saved,
    /// The form is sent as a search to this address: everything else that was typed comes along in it.
    Asked(&'static str),
}

/// Told of the choices of another level.
pub type Found = Arc<dyn Fn(&[Choice]) + Send + Sync>;

/// What one field knows of a cascade, such as in which region a chosen unit lies. Cascades find it in their context.
#[derive(Clone, Copy, Debug, Default)]
pub struct Proposals(RwSignal<Option<(String, String)>>);

impl Proposals {
    /// The cascade of this name is to show this path.
    pub fn propose(self, name: &str, path: &str) {
        self.0.set(Some((name.to_owned(), path.to_owned())));
    }

    /// Shows in these lists what is proposed from now on; what was proposed before they were there is nothing to them.
    fn watch(self, name: String, lists: Lists, source: Source) {
        Effect::new(move |before: Option<()>| {
            let proposed = self.0.get().filter(|(of, _)| before.is_some() && *of == name);
            if let Some((_, path)) = proposed {
                lists.lead(source.clone(), path);
            }
        });
    }
}

/// Where the choices come from, and who is told of them.
#[derive(Clone)]
struct Source {
    programme: String,
    dictionary: String,
    found: Option<Found>,
}

impl Source {
    async fn below(&self, parent: &str) -> Result<Vec<Choice>, Error> {
        load_choices(self.programme.clone(), self.dictionary.clone(), parent.to_owned()).await
    }

    /// The lists below the topmost one on the way to a path.
    async fn down_to(&self, path: &str) -> Result<Vec<Level>, Error> {
        let mut levels = Vec::new();
        for parent in on_the_way(path) {
            let choices = self.below(parent).await?;
            if !choices.is_empty() {
                levels.push(Level { parent: parent.to_owned(), choices, drawn: 0 });
            }
        }
        Ok(levels)
    }

    fn tell(&self, choices: &[Choice]) {
        if let Some(found) = &self.found {
            found(choices);
        }
    }
}

/// A list: what lies below one path of codes.
#[derive(Clone, Debug)]
struct Level {
    parent: String,
    choices: Vec<Choice>,
    /// Counts how often it was drawn anew, to show what nobody chose in it.
    drawn: u32,
}

/// What the lists show.
#[derive(Clone, Copy)]
struct Lists {
    levels: RwSignal<Vec<Level>>,
    /// The path that was chosen last.
    chosen: StoredValue<String>,
    /// Why the next list did not come.
    failed: RwSignal<Option<Error>>,
}

/// The lists. Each posts the path of codes down to its choice; the deepest counts.
#[component]
pub fn CascadeField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    /// What is chosen: a path of codes.
    #[prop(into)]
    value: String,
    cascade: Cascade,
    next: NextList,
    #[prop(optional)] found: Option<Found>,
) -> impl IntoView {
    let l = use_language();
    let frame = Frame::new(&name, hint);
    let invalid = frame.invalid();
    let Cascade { programme, dictionary, levels } = cascade;
    let lists = Lists {
        levels: RwSignal::new(with_parents(&value, levels)),
        chosen: StoredValue::new(value),
        failed: RwSignal::new(None),
    };
    let source = Source { programme, dictionary, found };
    if let Some(proposals) = use_context::<Proposals>() {
        proposals.watch(name.clone(), lists, source.clone());
    }
    lists.complete(source.clone());
    let all = move || lists.levels.get().into_iter().enumerate().collect::<Vec<_>>();
    // A list is drawn anew for another parent, so that it never shows what was chosen below the former one.
    let key = |(depth, level): &(usize, Level)| (*depth, level.parent.clone(), level.drawn);
    let (button_name, list_label) = (name.clone(), label.clone());
    let draw = move |(depth, level): (usize, Level)| {
        let source = source.clone();
        let changed = move |event: ev::Event| lists.choose(source.clone(), depth, event_target_value(&event));
        let options = options(l, &level, &lists.chosen.get_value());
        // The summary's link leads to the first list.
        let id = if depth == 0 { name.clone() } else { format!("{name}-{}", depth + 1) };
        view! {
            <select
                class="field__control" id=id name=name.clone() aria-label=words::common_level(l, &list_label, depth + 1)
                aria-invalid=invalid on:change=changed
            >
                <option value="">{words::common_please_choose(l)}</option>
                {options}
            </select>
        }
    };
    view! {
        <fieldset class=frame.class() aria-describedby=frame.described_by()>
            <legend class="field__label">{label}</legend>
            {frame.texts()}
            <div class="levels"><For each=all key=key children=draw/></div>
            {move || lists.failed.get().map(|error| failure(l, &error))}
            {next_button(l, button_name, next)}
        </fieldset>
    }
}

/// Gone once the browser asks by itself: the first button of a form is the one that Enter presses, seen or not.
fn next_button(l: Language, name: String, next: NextList) -> impl Fn() -> Option<AnyView> + Send + Sync + 'static {
    let running = RwSignal::new(false);
    Effect::new(move |_| running.set(true));
    move || {
        let (name, value, method, to) = match next {
            NextList::Saved => (Some(FIND), Some(name.clone()), None, None),
            NextList::Asked(address) => (None, None, Some("get"), Some(address)),
        };
        (!running.get()).then(|| {
            view! {
                <button
                    class="btn btn--quiet btn--small" type="submit" name=name value=value formmethod=method formaction=to
                >
                    {words::common_next_level(l)}
                </button>
            }
            .into_any()
        })
    }
}

/// Each list with the path above it.
fn with_parents(value: &str, levels: Vec<Vec<Choice>>) -> Vec<Level> {
    let codes: Vec<&str> = value.split('/').collect();
    let parent = |depth: usize| codes.iter().take(depth).copied().collect::<Vec<_>>().join("/");
    levels.into_iter().enumerate().map(|(depth, choices)| Level { parent: parent(depth), choices, drawn: 0 }).collect()
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

impl Lists {
    /// Fetches the lists that the value needs and the page did not bring, such as those of what was typed before it
    /// could be saved.
    fn complete(self, source: Source) {
        Effect::new(move |_| {
            let path = self.chosen.get_value();
            if on_the_way(&path).count() > self.levels.with_untracked(Vec::len) {
                self.lead(source.clone(), path);
            }
        });
    }

    /// Another choice at `depth`: the lists below it are gone, and the next one is asked for.
    fn choose(self, source: Source, depth: usize, path: String) {
        self.levels.update(|levels| levels.truncate(depth + 1));
        self.chosen.set_value(path.clone());
        self.failed.set(None);
        if path.is_empty() {
            return;
        }
        spawn_local(async move {
            let answer = source.below(&path).await;
            // Something else may be chosen by now, or the page left.
            if self.chosen.try_get_value().is_none_or(|chosen| chosen != path) {
                return;
            }
            match answer {
                Ok(choices) => self.append(path, choices, &source),
                Err(error) => self.failed.set(Some(error)),
            }
        });
    }

    fn append(self, parent: String, choices: Vec<Choice>, source: &Source) {
        if choices.is_empty() {
            return;
        }
        source.tell(&choices);
        self.levels.update(|levels| levels.push(Level { parent, choices, drawn: 0 }));
    }

    /// Goes down to a path, unless something else is chosen meanwhile.
    fn lead(self, source: Source, path: String) {
        let before = self.chosen.get_value();
        spawn_local(async move {
            let answer = source.down_to(&path).await;
            if self.chosen.try_get_value().is_none_or(|chosen| chosen != before) {
                return;
            }
            match answer {
                Ok(below) => self.show(path, below, &source),
                Err(error) => self.failed.set(Some(error)),
            }
        });
    }

    fn show(self, path: String, below: Vec<Level>, source: &Source) {
        let choices: Vec<Choice> = below.iter().flat_map(|level| level.choices.clone()).collect();
        self.chosen.set_value(path);
        self.failed.set(None);
        self.levels.update(|levels| {
            levels.truncate(1);
            levels.iter_mut().for_each(|level| level.drawn += 1);
            levels.extend(below);
        });
        source.tell(&choices);
    }
}
