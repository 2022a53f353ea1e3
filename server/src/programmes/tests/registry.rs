//! What is loaded stays loaded: a broken folder hides nothing.

use super::{
    super::{NoProgrammes, Programmes, Refused},
    Copy, Outcome, copy, shipped,
};
use std::{fs, path::Path};

/// A folder of programmes with a copy of `health-2024` under another id.
fn add(dir: &Path, id: &str) -> Outcome {
    copy(&shipped("health-2024"), &dir.join(id))?;
    change(dir, id, "programme.toml", "id = \"health-2024\"", &format!("id = \"{id}\""))
}

fn change(dir: &Path, id: &str, file: &str, old: &str, new: &str) -> Outcome {
    let path = dir.join(id).join(file);
    let text = fs::read_to_string(&path)?;
    assert!(text.contains(old), "{old:?} is not in {file}");
    Ok(fs::write(path, text.replace(old, new))?)
}

/// Looks twice: a change is judged when it was the same in two looks.
fn settle(programmes: &Programmes) -> Result<Vec<Refused>, NoProgrammes> {
    assert_eq!(programmes.reload()?, [], "nothing is judged at the first look");
    programmes.reload()
}

fn ids(programmes: &Programmes) -> Vec<String> {
    programmes.all().iter().map(|programme| programme.id.clone()).collect()
}

#[test]
fn the_binary_carries_the_programmes() -> Outcome {
    let programmes = Programmes::shipped()?;
    assert!(programmes.get("health-2024").is_some());
    assert!(programmes.get("README.md").is_none());
    assert!(programmes.reload()?.is_empty());
    Ok(())
}

#[test]
fn a_folder_adds_and_replaces_and_a_broken_one_hides_nothing() -> Outcome {
    let dir = tempfile::tempdir()?;
    add(dir.path(), "health-2025")?;
    change(dir.path(), "health-2025", "programme.toml", "from = \"2023-12-01T00:00\"", "from = \"2023-11-30T00:00\"")?;
    add(dir.path(), "broken-2025")?;
    change(dir.path(), "broken-2025", "areas.csv", "11,北京,Beijing,onsite", "11,北京,Beijing,onsit")?;
    add(dir.path(), "health-2024")?;
    change(dir.path(), "health-2024", "programme.toml", "pass_mark = 60", "pass_mark = 61")?;
    fs::write(dir.path().join("notes.txt"), "no programme")?;
    let programmes = Programmes::with_folder(dir.path())?;
    assert_eq!(ids(&programmes), ["health-2025", "health-2024", "physician-2024"], "in the order of the registration");
    assert_eq!(programmes.get("health-2024").map(|p| p.pass_mark), Some(61), "the operator's, not the shipped one");
    Ok(())
}

#[test]
fn a_broken_new_version_keeps_the_old_one() -> Outcome {
    let dir = tempfile::tempdir()?;
    add(dir.path(), "health-2025")?;
    let programmes = Programmes::with_folder(dir.path())?;
    let mark = || programmes.get("health-2025").map(|programme| programme.pass_mark);
    change(dir.path(), "health-2025", "programme.toml", "pass_mark = 60", "pass_mark = 161")?;
    let refused = settle(&programmes)?;
    assert_eq!(refused.iter().map(|r| (r.id.as_str(), r.problems.len())).collect::<Vec<_>>(), [("health-2025", 1)]);
    assert_eq!(mark(), Some(60));
    change(dir.path(), "health-2025", "programme.toml", "pass_mark = 161", "pass_mark = 70")?;
    assert_eq!(settle(&programmes)?, []);
    assert_eq!(mark(), Some(70));
    fs::remove_dir_all(dir.path().join("health-2025"))?;
    assert_eq!(settle(&programmes)?, []);
    assert_eq!(mark(), Some(70), "people have registered with it");
    Ok(())
}

#[test]
fn a_change_is_taken_when_it_was_the_same_in_two_looks() -> Outcome {
    let dir = tempfile::tempdir()?;
    add(dir.path(), "health-2025")?;
    let programmes = Programmes::with_folder(dir.path())?;
    let file = dir.path().join("health-2025/programme.toml");
    let text = fs::read_to_string(&file)?;
    // What the folder says at each look, and what is served after it.
    let looks = [(60, 60), (61, 60), (61, 61), (62, 61), (63, 61), (63, 63), (64, 63), (63, 63), (64, 63), (64, 64)];
    for (look, (says, served)) in looks.into_iter().enumerate() {
        fs::write(&file, text.replace("pass_mark = 60", &format!("pass_mark = {says}")))?;
        assert_eq!(programmes.reload()?, [], "look {look}");
        assert_eq!(programmes.get("health-2025").map(|p| p.pass_mark), Some(served), "look {look}");
    }
    Ok(())
}

#[test]
fn what_people_may_have_registered_with_is_not_taken_out_before_a_restart() -> Outcome {
    let dir = tempfile::tempdir()?;
    add(dir.path(), "health-2024")?;
    let programmes = Programmes::with_folder(dir.path())?;
    let has_site = |programmes: &Programmes| programmes.get("health-2024").is_some_and(|p| p.site("110102").is_some());
    let row = "110102,11,西城考点,Xicheng site,,division-list\n";
    change(dir.path(), "health-2024", "sites.csv", row, "")?;
    let refused = settle(&programmes)?;
    let files: Vec<&str> = refused.iter().flat_map(|r| &r.problems).map(|problem| problem.file.as_str()).collect();
    assert_eq!(files, ["sites.csv"]);
    assert!(has_site(&programmes));
    assert!(!has_site(&Programmes::with_folder(dir.path())?), "whoever starts the server anew means it");
    Ok(())
}

#[test]
fn a_folder_that_is_not_there_is_said_at_once() -> Outcome {
    let copy = Copy::new()?;
    let nowhere = copy.dir.join("nowhere");
    assert!(matches!(Programmes::with_folder(&nowhere), Err(NoProgrammes::Unreadable(dir, _)) if dir == nowhere));
    Ok(())
}
