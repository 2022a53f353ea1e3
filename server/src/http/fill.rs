//! A page of the form, posted natively: works with and without WebAssembly.

use super::Web;
use app::{
    desk::{Caller, Command, Desk, Order},
    domain::{
        form::{
            Answer, Answers, FEWER, FIND, FieldType, MORE, Page, entries_shown, entry_field, find_field, page_value,
            posted_answers, posted_entries,
        },
        refusal::Refusal,
        registration,
        unit::UnitKind,
    },
    error::Error,
    view::FillView,
};
use axum::{
    Extension,
    extract::{Path, State},
    http::Uri,
    response::{IntoResponse, Redirect, Response},
};

/// What was posted: names and values, in order.
type Form = [(String, String)];

/// `POST /registrations/{id}/fill/{page}`: stores what was typed, then goes on, shows what is wrong, or does what
/// another button says.
pub async fn save(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    Path((id, page)): Path<(i64, String)>,
    address: Uri,
    body: String,
) -> Response {
    match store(&web, &caller, id, &page, &body).await {
        Ok(next) => Redirect::to(&next).into_response(),
        // The path as it was sent: decoded, it could lead elsewhere.
        Err(error) => back(address.path(), &error),
    }
}

async fn store(web: &Web, caller: &Caller, id: i64, page: &str, body: &str) -> Result<String, Error> {
    let mut form: Vec<(String, String)> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let asked = web.desk.page_of(caller, id, page).await?;
    let removed = without_removed(&mut form);
    let answers = placed(web, caller, &asked, posted_answers(&asked, &form)).await?;
    let base: u32 = one(&form, "base").parse().map_err(|_| Refusal::Missing)?;
    let command = registration::Command::SavePage { page: page.to_owned(), answers, base };
    let command = Command::Registration { id, version: None, command };
    web.desk.execute(caller, Order { key: one(&form, "key").to_owned(), command }).await?;
    let here = format!("/registrations/{id}/fill/{page}");
    let stay = removed.or_else(|| one_more(&asked, &form)).or_else(|| search(&form));
    match stay {
        Some(what) => Ok(format!("{here}{what}")),
        None => Ok(next(&here, &form, &web.desk.fill(caller, id, page).await?)),
    }
}

/// The first value of this name; empty where there is none.
fn one<'a>(form: &'a Form, name: &str) -> &'a str {
    form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Takes the entry out whose button was pressed; the page leads to its group then.
fn without_removed(form: &mut Vec<(String, String)>) -> Option<String> {
    let entry = format!("{}.", one(form, FEWER));
    let (group, _) = entry.split_once('.').filter(|(group, _)| !group.is_empty())?;
    let place = format!("#{}", encoded(group));
    form.retain(|(name, _)| !name.starts_with(&entry));
    Some(place)
}

/// The page with one more entry, where the button for it was pressed.
fn one_more(page: &Page, form: &Form) -> Option<String> {
    let group = page.groups.iter().find(|group| group.key == one(form, MORE))?;
    let filled = posted_entries(&group.key, form).len();
    let shown = (filled + 1).min(group.max as usize);
    let first = group.fields.first().map_or("", |field| field.key.as_str());
    let name = entry_field(&group.key, shown.saturating_sub(1), first);
    Some(format!("?{}={shown}#{}", encoded(&entries_shown(&group.key)), encoded(&name)))
}

/// The page with what a search of the register found or with the next list of a cascade, where the button for it was
/// pressed.
fn search(form: &Form) -> Option<String> {
    let field = Some(one(form, FIND)).filter(|field| !field.is_empty())?;
    let (stored, shown) = as_stored(form, field);
    let typed = form.iter().find(|(key, _)| *key == find_field(field));
    let words = typed.map(|(_, words)| format!("{}={}", encoded(&find_field(&stored)), encoded(words)));
    let place = if words.is_some() { find_field(&stored) } else { stored };
    let query: Vec<String> = shown.into_iter().chain(words).collect();
    let sign = if query.is_empty() { "" } else { "?" };
    Some(format!("{sign}{}#{}", query.join("&"), encoded(&place)))
}

/// The name that a field has once the page is stored, and what the address says to have it shown: entries that are
/// empty are gone then, and the others close up.
fn as_stored(form: &Form, field: &str) -> (String, Option<String>) {
    let mut parts = field.splitn(3, '.');
    let (group, number, key) = (parts.next(), parts.next().map(str::parse::<usize>), parts.next());
    let (Some(group), Some(Ok(number)), Some(key)) = (group, number, key) else { return (field.to_owned(), None) };
    let entries = posted_entries(group, form);
    let at = entries.keys().position(|other| *other == number).unwrap_or(entries.len());
    (entry_field(group, at, key), Some(format!("{}={}", encoded(&entries_shown(group)), at + 1)))
}

/// A unit brings its region along, where none was chosen.
async fn placed(web: &Web, caller: &Caller, page: &Page, mut answers: Answers) -> Result<Answers, Error> {
    for field in page.fields.iter().filter(|field| field.kind == FieldType::Unit) {
        let here = |key: &&String| page.fields.iter().any(|other| other.key == **key);
        let Some(region) = field.region_field.as_ref().filter(here) else { continue };
        let code = page_value(&answers, &field.key);
        if code.is_empty() || !page_value(&answers, region).is_empty() {
            continue;
        }
        let found = web.desk.search_units(caller, UnitKind::Work, &code, "").await?;
        let unit = found.into_iter().find(|unit| unit.code == code);
        answers.extend(unit.map(|unit| (region.clone(), Answer::One(unit.region))));
    }
    Ok(answers)
}

/// The same page with its errors, or the next one, or the photo after the last.
fn next(here: &str, form: &Form, saved: &FillView) -> String {
    if !saved.wrong.is_empty() {
        return format!("{here}?check{}", searches(form));
    }
    let at = saved.pages.iter().position(|page| page.key == saved.page.key);
    match at.and_then(|at| saved.pages.get(at + 1)) {
        Some(page) => format!("/registrations/{}/fill/{}", saved.id, page.key),
        None => format!("/registrations/{}/photo", saved.id),
    }
}

/// Words that were searched for without choosing anything: whoever presses Enter there finds what they sought.
fn searches(form: &Form) -> String {
    let unanswered = |(name, words): &(String, String)| {
        let field = name.strip_prefix(FIND)?.strip_prefix('.')?;
        let sought = !words.trim().is_empty() && one(form, field).is_empty();
        sought.then(|| format!("&{}={}", encoded(&find_field(&as_stored(form, field).0)), encoded(words)))
    };
    form.iter().filter_map(unanswered).collect()
}

/// Back to `page` with the refusal in the address; `typed` keeps what was typed.
pub fn back(page: &str, error: &Error) -> Response {
    if *error == Error::SignIn {
        return Redirect::to(&format!("/login?next={}", encoded(page))).into_response();
    }
    let json = serde_json::to_string(error).unwrap_or_default();
    let sign = if page.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{page}{sign}refused={}", encoded(&json))).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_removed_entry_is_taken_out_of_what_was_typed() {
        let typed = [("a", "1"), ("g.0.x", "0"), ("g.1.x", "1"), ("g.10.x", "10"), ("h.1.x", "h")];
        for (pressed, place, left) in [
            ("", None, vec!["a", "g.0.x", "g.1.x", "g.10.x", "h.1.x"]),
            ("g.1", Some("#g"), vec!["a", "g.0.x", "g.10.x", "h.1.x"]),
            ("g.7", Some("#g"), vec!["a", "g.0.x", "g.1.x", "g.10.x", "h.1.x"]),
        ] {
            let mut posted = form(&typed);
            posted.push((FEWER.to_owned(), pressed.to_owned()));
            assert_eq!(without_removed(&mut posted).as_deref(), place, "{pressed}");
            let names: Vec<_> = posted.iter().map(|(name, _)| name.as_str()).filter(|name| *name != FEWER).collect();
            assert_eq!(names, left, "{pressed}");
        }
    }

    #[test]
    fn a_search_leads_to_its_field_as_it_is_stored() {
        let typed = [("g.0.x", ""), ("g.1.x", "1"), ("g.2.x", ""), ("find.g.2.u", "词"), ("find.u", "a b")];
        for (pressed, expected) in [
            ("", None),
            ("u", Some("?find.u=a+b#find.u")),
            ("r", Some("#r")),
            ("g.1.r", Some("?entries.g=1#g.0.r")),
            ("g.2.u", Some("?entries.g=2&find.g.1.u=%E8%AF%8D#find.g.1.u")),
        ] {
            let mut posted = form(&typed);
            posted.push((FIND.to_owned(), pressed.to_owned()));
            assert_eq!(search(&posted).as_deref(), expected, "{pressed}");
        }
    }

    #[test]
    fn words_without_a_choice_are_searched_for_again() {
        let typed = [("find.a", "x"), ("find.b", "y"), ("b", "chosen"), ("find.c", " "), ("find", ""), ("a", "")];
        let posted = form(&typed);
        assert_eq!(searches(&posted), "&find.a=x");
    }
}
