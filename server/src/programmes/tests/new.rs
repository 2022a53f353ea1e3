//! Next year's folder: every date moved and nothing else, what a person must check named, and refusals in words.

use super::{
    super::{NotMade, new_programme},
    Copy, Outcome, Problem, check, shipped,
};
use app::domain::{calendar::Window, programme::Programme};
use std::{fs, path::Path};

#[test]
fn next_years_folder_passes_the_check_with_every_date_moved() -> Outcome {
    let parent = tempfile::tempdir()?;
    let made = new_programme("health-2024", "health-2025", "1y", &parent.path().join("drafts"))?;
    assert_eq!(made.problems, []);
    assert_eq!(made.dir, parent.path().join("drafts/health-2025"));
    let (old, new) = (read(&shipped("health-2024"))?, read(&made.dir)?);
    assert_eq!(new.id, "health-2025");
    assert_eq!(new.title.zh, old.title.zh.replace("2024", "2025"));
    assert!(new.title.en.as_deref().is_some_and(|title| title.starts_with("2025 ")));
    assert_eq!(days(&new.exam_dates), ["2025-04-13", "2025-04-14", "2025-04-20", "2025-04-21"]);
    assert_eq!(new.cutoff.to_string(), "2024-12-31");
    assert_eq!(stamps(new.registration), ["2024-12-01 00:00", "2024-12-15 00:00"]);
    assert_eq!(stamps(new.amendment_window), ["2024-12-01 00:00", "2024-12-22 00:00"]);
    for (old, new) in old.areas.iter().zip(&new.areas) {
        assert_eq!(stamps(new.confirm), stamps(old.confirm).map(|stamp| stamp.replace("2023-", "2024-")));
        assert_eq!(new.reupload_until.stamp(), old.reupload_until.stamp().replace("2023-", "2024-"));
        assert_eq!(new.pay.is_some(), old.pay.is_some());
    }
    Ok(())
}

#[test]
fn each_shipped_programme_has_a_next_year() -> Outcome {
    let parent = tempfile::tempdir()?;
    for from in ["health-2024", "physician-2024"] {
        let made = new_programme(from, &format!("{from}-next"), "1y", parent.path())?;
        assert_eq!(made.problems, [], "{from}");
        let title = |line: &&Problem| line.file == "programme.toml" && line.message.contains("title = ");
        assert_eq!(made.lines.iter().find(title), None, "{from}");
    }
    Ok(())
}

#[test]
fn nothing_else_changes_and_what_is_left_is_named() -> Outcome {
    let parent = tempfile::tempdir()?;
    let made = new_programme("health-2024", "health-2025", "1y", parent.path())?;
    let old = |file: &str| fs::read_to_string(shipped("health-2024").join(file));
    let new = |file: &str| fs::read_to_string(made.dir.join(file));
    for file in ["form.toml", "eligibility.toml", "sites.csv", "dictionaries/school.csv", "statements/notice.md"] {
        assert_eq!(new(file)?, old(file)?, "{file}");
    }
    let (areas, settings) = (old("areas.csv")?, old("programme.toml")?);
    assert_eq!(new("areas.csv")?, areas.replace(",2023-12-", ",2024-12-"));
    let later = |line: &str| match line {
        comment if comment.starts_with('#') => comment.to_owned(),
        line => line.replace("2024", "2025").replace("2023", "2024"),
    };
    let expected: Vec<String> = settings.lines().map(later).collect();
    assert_eq!(new("programme.toml")?.lines().collect::<Vec<_>>(), expected);
    let values: String = settings.lines().filter(|line| !line.starts_with('#')).collect();
    let dates = areas.matches(",2023-12-").count() + values.matches("\"2023-").count();
    assert_eq!(made.dates, dates + values.matches("\"2024-").count());

    let lines = sentences(&made.lines);
    for named in ["programme.toml:1: # 2024年度", "statements/notice.md:3: ", "statements/promise.en.md:3: I take"] {
        assert!(lines.iter().any(|line| line.starts_with(named)), "{named:?} is not in {lines:#?}");
    }
    for file in ["form.toml", "statements/notice.md"] {
        let text = new(file)?;
        for (index, _) in text.lines().enumerate().filter(|(_, line)| line.contains("2023年")) {
            assert!(made.lines.iter().any(|line| line.file == file && line.line == index + 1), "{file} {index}");
        }
    }
    for line in &made.lines {
        assert!(line.file != "sites.csv" && !line.message.starts_with("exam_dates"), "{line}");
    }
    Ok(())
}

#[test]
fn a_folder_is_read_however_it_is_written() -> Outcome {
    let copy = Copy::new()?;
    let areas = copy.read("areas.csv")?.replacen("2023-12-01T00:00", "\"2023-12-01T00:00\"", 1);
    copy.write("areas.csv", format!("\u{FEFF}{}", areas.replace('\n', "\r\n")))?;
    copy.write("programme.toml", format!("\u{FEFF}{}", copy.read("programme.toml")?))?;
    copy.replace("programme.toml", "cutoff = \"2023-12-31\"", "cutoff = '2023-12-31'")?;
    let made = new_programme(&copy.dir.to_string_lossy(), "health-2023", "-52w", &copy.dir.join(".."))?;
    assert_eq!(made.problems, []);
    let new = fs::read_to_string(made.dir.join("areas.csv"))?;
    let moved = [("12-01", "12-02"), ("12-22", "12-23"), ("12-15", "12-16")];
    let expected = moved.into_iter().fold(copy.read("areas.csv")?, |text, (old, new)| {
        text.replace(&format!("2023-{old}T"), &format!("2022-{new}T"))
    });
    assert_eq!(new, expected);
    let settings = fs::read_to_string(made.dir.join("programme.toml"))?;
    assert!(settings.starts_with("\u{FEFF}# 2024年度"), "comments stay");
    assert!(settings.contains("cutoff = '2023-01-01'") && settings.contains("zh = \"2023年度"));
    Ok(())
}

#[test]
fn titles_keep_their_year_where_the_exam_stays_in_it() -> Outcome {
    let parent = tempfile::tempdir()?;
    let made = new_programme("health-2024", "health-2024", "-7d", parent.path())?;
    assert_eq!(made.problems, []);
    let new = read(&made.dir)?;
    assert_eq!(new.title.zh, read(&shipped("health-2024"))?.title.zh);
    assert_eq!(days(&new.exam_dates).first().map(String::as_str), Some("2024-04-06"));
    assert!(sentences(&made.lines).iter().any(|line| line.contains(": title = { zh = \"2024年度")));
    Ok(())
}

#[test]
fn what_the_shift_breaks_is_named_in_the_new_folder() -> Outcome {
    let copy = Copy::new()?;
    let line = copy.replace("programme.toml", "\"2024-04-13\", \"2024-04-14\"", "\"2024-02-28\", \"2024-02-29\"")?;
    assert_eq!(copy.sentences(), [""; 0]);
    let made = new_programme(&copy.dir.to_string_lossy(), "health-2025", "1y", &copy.dir.join(".."))?;
    let says = format!("programme.toml:{line}: exam_dates: 2025-02-28 does not come after");
    assert!(matches!(sentences(&made.problems).as_slice(), [only] if only.starts_with(&says)), "{:?}", made.problems);
    Ok(())
}

#[test]
fn refusals_say_why_and_leave_nothing() -> Outcome {
    let parent = tempfile::tempdir()?;
    let to = parent.path().join("drafts");
    let refusals = [
        ("health-2024", "Health-2025", "1y", "\"Health-2025\" is no id"),
        ("health-2024", "health_2025", "1y", "\"health_2025\" is no id"),
        ("health-2024", "../health", "1y", "\"../health\" is no id"),
        ("health-2024", "-2025", "1y", "\"-2025\" is no id"),
        ("health-2024", "", "1y", "\"\" is no id"),
        ("health-2024", "health-2025", "1 year", "\"1 year\" is no shift like 1y"),
        ("health-1999", "health-2025", "1y", "there is no programme \"health-1999\""),
        ("./health-2024", "health-2025", "1y", "there is no programme \"./health-2024\""),
    ];
    for (from, id, shift, says) in refusals {
        let refusal = new_programme(from, id, shift, &to).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(refusal.starts_with(says), "{refusal:?} does not begin with {says:?}");
        assert!(!to.exists(), "{says}");
    }
    new_programme("health-2024", "health-2025", "1y", &to)?;
    let again = new_programme("health-2024", "health-2025", "2y", &to);
    assert!(matches!(again, Err(NotMade::Exists(dir)) if dir == to.join("health-2025")));
    assert_eq!(read(&to.join("health-2025"))?.cutoff.to_string(), "2024-12-31", "what is there is left alone");
    Ok(())
}

#[test]
fn a_folder_with_errors_is_not_copied() -> Outcome {
    let copy = Copy::new()?;
    let line = copy.replace("areas.csv", "13,河北,Hebei,onsite", "13,河北,Hebei,onsit")?;
    let parent = copy.dir.join("..");
    let Err(NotMade::Broken(_, problems)) = new_programme(&copy.dir.to_string_lossy(), "new", "1y", &parent) else {
        return Err("it was copied".into());
    };
    assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [line]);
    assert!(!parent.join("new").exists());
    Ok(())
}

fn read(dir: &Path) -> Result<Programme, String> {
    check(dir).map_err(|problems| sentences(&problems).join("\n"))
}

fn sentences(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(Problem::to_string).collect()
}

fn days(dates: &[chrono::NaiveDate]) -> Vec<String> {
    dates.iter().map(ToString::to_string).collect()
}

fn stamps(window: Window) -> [String; 2] {
    [window.from.stamp(), window.until.stamp()]
}
