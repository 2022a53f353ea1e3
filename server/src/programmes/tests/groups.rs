//! Groups of the form: read as the README shows them, and what can look into them.

use super::{Copy, Outcome, check};

const GROUP: &str = r#"
[[pages.groups]]
key = "jobs"
label = { zh = "工作经历", en = "Work history" }
min = 1
max = 5
choose_one = "current"
fields = [
  { key = "job_unit", label = { zh = "单位名称", en = "Unit" }, type = "text", max = 60 },
  { key = "job_kind", label = { zh = "单位类别" }, type = "choice", options = "unit_kind", required_when = { field = "job_unit", equals = "其它" } },
  { key = "job_from", label = { zh = "起始年月", en = "From" }, type = "month", visible_when = { field = "residency", equals = "yes" } },
]
"#;

fn with_group(change: impl Fn(&str) -> String) -> Result<Copy, Box<dyn std::error::Error>> {
    let copy = Copy::new()?;
    let form = copy.read("form.toml")?;
    copy.write("form.toml", format!("{form}{}", change(GROUP)))?;
    Ok(copy)
}

#[test]
fn a_group_is_read_and_sees_its_own_entry_and_the_other_pages() -> Outcome {
    let copy = with_group(str::to_owned)?;
    assert_eq!(copy.sentences(), [""; 0]);
    let programme = check(&copy.dir).map_err(|problems| format!("{problems:?}"))?;
    let group = programme.page("work").and_then(|page| page.groups.first()).ok_or("no group")?;
    assert_eq!((group.min, group.max, group.fields.len()), (1, 5, 3));
    assert_eq!(group.choose_one.as_deref(), Some("current"));
    Ok(())
}

#[test]
fn each_error_of_a_group_is_named_with_its_line() -> Outcome {
    for (old, new, says) in [
        ("min = 1", "min = 6", "max: is less than min"),
        ("max = 5", "max = 51", "max: must be 1 to 50"),
        ("min = 1", "hidden_note = { zh = \"不用填\" }", "hidden_note: needs visible_when beside it"),
        ("choose_one = \"current\"", "choose_one = \"unit\"", "choose_one: \"unit\" is already used in line"),
        ("choose_one = \"current\"", "choose_one = \"job_unit\"", "choose_one: \"job_unit\" is no choice"),
        ("choose_one = \"current\"", "choose_one = \"job_kind\"", "choose_one: \"yes\" is not in unit_kind"),
        ("key = \"job_from\"", "key = \"jobs\"", "key: \"jobs\" is already used in line"),
        ("type = \"month\"", "type = \"identity\", identity = \"sex\"", "identity: \"sex\" is already used in line"),
        ("type = \"text\", max = 60", "type = \"many\", options = \"subjects\"", "type: cannot be in a group"),
        ("type = \"month\"", "type = \"month\", compare = true", "compare: is not possible for several values"),
        (
            "field = \"job_unit\"",
            "field = \"subjects\"",
            "required_when: \"subjects\" is no field with one plain value",
        ),
    ] {
        let copy = with_group(|group| group.replace(old, new))?;
        let form = copy.read("form.toml")?;
        let changed = form.lines().enumerate().filter(|(_, line)| line.contains(new));
        let line = changed.last().map_or(0, |(index, _)| index + 1);
        let line = if says.starts_with("max: is less") { line + 1 } else { line };
        let sentences = copy.sentences();
        let expected = format!("form.toml:{line}: {says}");
        let first = sentences.first().map(String::as_str).unwrap_or_default();
        assert!(first.starts_with(&expected), "{expected}\n{sentences:#?}");
    }
    Ok(())
}

/// A condition on the page `exam`, and one on the page `work`, where the group is; both look into it instead.
const OF_EXAM: (&str, &str) = (
    "visible_when = { field = \"residency\", equals = \"yes\" }\nrequired_when",
    "visible_when = { field = \"job_unit\", equals = \"yes\" }\nrequired_when",
);
const OF_WORK: (&str, &str) =
    ("visible_when = { field = \"unit\", any_of", "visible_when = { field = \"job_unit\", any_of");

#[test]
fn other_pages_see_the_entry_that_is_chosen_and_nothing_else_of_a_group() -> Outcome {
    let says = "\"job_unit\" is in the group \"jobs\" and can only be looked at there";
    for (group, (old, new), seen) in [
        (GROUP.to_owned(), OF_EXAM, true),
        // No entry is the one.
        (GROUP.replace("choose_one = \"current\"\n", ""), OF_EXAM, false),
        // While they are filled, nobody knows which one it will be.
        (GROUP.to_owned(), OF_WORK, false),
    ] {
        let copy = with_group(|_| group.clone())?;
        let line = copy.replace("form.toml", old, new)?;
        let expected = if seen { Vec::new() } else { vec![format!("form.toml:{line}: visible_when: {says}")] };
        assert_eq!(copy.sentences(), expected, "{new}");
    }
    Ok(())
}

#[test]
fn a_group_needs_an_entry_by_what_is_answered_outside_of_it() -> Outcome {
    let with = |when: &str| with_group(|group| group.replace("max = 5", &format!("max = 5\nmin_when = {when}")));
    let copy = with("{ field = \"residency\", equals = \"yes\" }")?;
    let programme = check(&copy.dir).map_err(|problems| format!("{problems:?}"))?;
    let group = programme.page("work").and_then(|page| page.groups.first()).ok_or("no group")?;
    assert!(group.min_when.is_some());
    let sentences = with("{ field = \"job_unit\", equals = \"x\" }")?.sentences();
    let says = "min_when: \"job_unit\" is in the group \"jobs\" and can only be looked at there";
    assert!(matches!(sentences.as_slice(), [only] if only.ends_with(says)), "{sentences:#?}");
    Ok(())
}

#[test]
fn a_group_may_be_shown_to_some_only_and_say_so_to_the_others() -> Outcome {
    let with = |when: &str| {
        let more = format!("max = 5\nvisible_when = {when}\nhidden_note = {{ zh = \"不用填\" }}");
        with_group(|group| group.replace("max = 5", &more))
    };
    let copy = with("{ field = \"residency\", equals = \"yes\" }")?;
    let programme = check(&copy.dir).map_err(|problems| format!("{problems:?}"))?;
    let group = programme.page("work").and_then(|page| page.groups.first()).ok_or("no group")?;
    assert_eq!(group.hidden_note.as_ref().map(|note| note.zh.as_str()), Some("不用填"));
    for (residency, shown) in [("yes", true), ("no", false), ("", false)] {
        assert_eq!(group.is_visible(&|_: &str| residency.to_owned()), shown, "{residency:?}");
    }
    // It comes and goes as a whole: none of its entries decides that.
    let sentences = with("{ field = \"job_unit\", equals = \"x\" }")?.sentences();
    let says = "visible_when: \"job_unit\" is in the group \"jobs\" and can only be looked at there";
    assert!(matches!(sentences.as_slice(), [only] if only.ends_with(says)), "{sentences:#?}");
    Ok(())
}
