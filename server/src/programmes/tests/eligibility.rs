//! `eligibility.toml` with one error: exactly that error is named, with its line.

use super::{Copy, Outcome};

/// A group of which no entry is chosen.
const JOBS: &str = r#"
[[pages.groups]]
key = "jobs"
label = { zh = "工作经历" }
max = 5
fields = [{ key = "job_from", label = { zh = "起始年月" }, type = "month" }]
"#;

/// A way of the shipped file that each of these replaces.
const WAY: &str = "{ education = [\"14\"], years = 2, since = \"residency_issued\" }";

/// The categories of a shipped rule.
const CATEGORY: &str = "category = [\"pharmacy\"]\nalternatives = [{";

#[test]
fn each_error_of_the_file_is_named_with_its_line() -> Outcome {
    let way = |rest: &str| (WAY, format!("{{ education = [\"14\"], years = 2, {rest} }}"));
    let since = |more: &str| way(&format!("since = \"residency_issued\", {more}"));
    let list = |key: &str| (CATEGORY, CATEGORY.replace("category = [\"pharmacy\"]", key));
    let top = |keys: &str| ("enforce = \"warn\"", keys.to_owned());
    for ((old, new), says) in [
        (way("counted = \"practice_since\""), "counted: \"practice_since\" is no number"),
        (way("title = [\"none\"]"), "needs either since or counted"),
        (way("since = \"job_from\""), "since: \"job_from\" is in the group \"jobs\", where no entry is chosen"),
        (since("title = [\"nurses\"]"), "title: \"nurses\" is not in title"),
        (since("when = { field = \"residence\", equals = \"yes\" }"), "when: there is no field \"residence\""),
        (since("when = { field = \"residency\", equals = \"ja\" }"), "when: \"ja\" is not in yes_no"),
        (since("when = { field = \"subjects\", not = \"x\" }"), "when: \"subjects\" is no field with one plain value"),
        (since("when = { field = \"residency\", contains = [\"y\"] }"), "when: \"residency\" is no text"),
        (
            since("judged = [{ field = \"subjects\", text = { zh = \"x\" } }]"),
            "field: \"subjects\" is no field with one plain value",
        ),
        (since("judged = [{ field = \"unit\" }]"), "text: is missing"),
        ((WAY, "{ note = { zh = \"x\" } }".to_owned()), "asks for nothing: it needs education, years, title or when"),
        (since("note = { en = \"x\" }"), "note.zh: is missing"),
        (since("notes = \"x\""), "notes: unknown key; there are also, counted, education,"),
        (since("also = [{ years = 2 }]"), "needs either since or counted"),
        (since("also = [{ since = \"first_registered\" }]"), "years: is missing"),
        (since("also = [{ years = 2, since = \"unit\" }]"), "since: \"unit\" is neither a month field of form.toml"),
        (since("also = [{ years = 2, since = \"title_obtained\", title = \"nurse\" }]"), "title: unknown key;"),
        ((WAY, "{ education = [\"14\"], since = \"residency_issued\" }".to_owned()), "years: is missing"),
        (list("category = \"pharmacy\""), "category: must be a list in brackets"),
        (list("category = [\"pharmacy\", \"chemistry\"]"), "category: \"chemistry\" is not in categories"),
        (top("enforce = \"block\""), "enforce: \"block\" is not one of warn"),
        (
            top("education = \"title\"\ngraduated = \"title_obtained\"\nenforce = \"warn\""),
            "education: \"title\" is no choice of education_level",
        ),
    ] {
        let copy = Copy::new()?;
        copy.write("form.toml", format!("{}{JOBS}", copy.read("form.toml")?))?;
        let line = copy.replace("eligibility.toml", old, &new)?;
        let (expected, sentences) = (format!("eligibility.toml:{line}: {says}"), copy.sentences());
        assert!(
            matches!(sentences.as_slice(), [only] if only.starts_with(&expected)),
            "expected {expected}\n{sentences:#?}"
        );
    }
    Ok(())
}
