//! 报考专业: narrowed by category and level in the browser; without it the whole list, grouped by both.

use super::{field::Asked, filling::Filling, narrowed};
use crate::{
    domain::{form::Field, programme::Specialty},
    locales::{Language, words},
    view::FillView,
};
use leptos::prelude::*;

/// The category and level that narrow the list; empty = any.
type Narrow = (String, String);

/// The list of specialties.
pub fn draw(l: Language, filling: Filling, field: &Field, asked: Asked) -> AnyView {
    let (category, level) = (field.category_field.clone(), field.level_field.clone());
    let narrow = Memo::new(move |_| {
        let value = |key: &Option<String>| key.as_ref().map(|key| filling.value(None, key)).unwrap_or_default();
        let narrow: Narrow = (value(&category), value(&level));
        (filling.live.get() && narrow != Narrow::default()).then_some(narrow)
    });
    let count = move || {
        let fitting = narrow.get().map(|narrow| filling.view.with_value(|view| fitting(view, &narrow).count()));
        match fitting {
            None => words::registration_specialty_hint(l).to_owned(),
            Some(0) => words::registration_specialty_none(l).to_owned(),
            Some(count) => words::registration_specialty_count(l, count),
        }
    };
    let options =
        move |narrow: Option<&Narrow>, wanted: &str| filling.view.with_value(|view| options(l, view, narrow, wanted));
    narrowed::draw(l, filling, asked, narrow, count, options)
}

fn fitting<'a>(view: &'a FillView, (category, level): &'a Narrow) -> impl Iterator<Item = &'a Specialty> {
    let fits = |asked: &str, own: &str| asked.is_empty() || asked == own;
    view.specialties.iter().filter(move |s| s.offered && fits(category, &s.category) && fits(level, &s.level))
}

fn options(l: Language, view: &FillView, narrow: Option<&Narrow>, wanted: &str) -> AnyView {
    let one = |specialty: &Specialty| {
        let text = format!("{} {}", specialty.code, specialty.name.get(l));
        let selected = specialty.code == wanted;
        view! { <option value=specialty.code.clone() selected=selected>{text}</option> }.into_any()
    };
    if let Some(narrow) = narrow.filter(|(category, level)| !category.is_empty() && !level.is_empty()) {
        return fitting(view, narrow).map(one).collect::<Vec<_>>().into_any();
    }
    let all = Narrow::default();
    let narrow = narrow.unwrap_or(&all);
    let mut groups: Vec<(String, Vec<AnyView>)> = Vec::new();
    for specialty in fitting(view, narrow) {
        let name = |dictionary: &str, code: &str| {
            let choices = view.dictionaries.get(dictionary).map_or(&[][..], Vec::as_slice);
            choices.iter().find(|c| c.code == code).map_or_else(|| code.to_owned(), |c| c.name.get(l).to_owned())
        };
        let label = format!("{} · {}", name("categories", &specialty.category), name("levels", &specialty.level));
        match groups.iter_mut().find(|(known, _)| *known == label) {
            Some((_, members)) => members.push(one(specialty)),
            None => groups.push((label, vec![one(specialty)])),
        }
    }
    let group = |(label, members)| view! { <optgroup label=label>{members}</optgroup> }.into_any();
    groups.into_iter().map(group).collect::<Vec<_>>().into_any()
}
