//! The choices that a page of the form needs: whole lists, and of a cascade only the levels on the way.

use app::domain::{
    form::{Answer, Answers, Choice, Field, FieldType, Page, levels},
    programme::Programme,
    registration::Places,
};
use std::collections::BTreeMap;

/// The dictionaries that a page's fields name; its areas and sites as `area` and `site`.
pub(super) fn of_page(
    programme: &Programme,
    page: &Page,
    answers: &Answers,
    places: &Places,
) -> BTreeMap<String, Vec<Choice>> {
    let in_groups = page.groups.iter().flat_map(|group| &group.fields);
    let fields: Vec<&Field> = page.fields.iter().chain(in_groups).collect();
    let mut all = BTreeMap::new();
    for field in &fields {
        if let Some((name, choices)) =
            field.options.as_ref().and_then(|name| programme.dictionaries.get_key_value(name))
        {
            let needed = match field.kind {
                // All counties of the country would be ten times the page.
                FieldType::Cascade => levels(choices, answers.get(&field.key).map_or("", Answer::one)).concat(),
                _ => choices.clone(),
            };
            all.insert(name.clone(), needed);
        }
    }
    let has = |kind| fields.iter().any(|field| field.kind == kind);
    if has(FieldType::Area) {
        all.insert(String::from("area"), places.areas.clone());
    }
    if has(FieldType::Site) {
        all.insert(String::from("site"), places.sites.clone());
    }
    all
}
