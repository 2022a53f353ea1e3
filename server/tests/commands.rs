//! The binary's commands beside `serve`, as an operator runs them.

use std::{
    path::Path,
    process::{Command, Output},
};

fn new_programme(from: &str, id: &str, shift: &str, to: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command.args(["programme", "new", "--from", from, "--id", id, "--shift", shift, "--to"]).arg(to);
    command.output().unwrap()
}

fn lines(bytes: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect()
}

#[test]
fn a_new_programme_is_made_and_what_to_check_is_listed() {
    let to = tempfile::tempdir().unwrap();
    let made = new_programme("health-2024", "health-2024b", "-7d", to.path());
    let said = lines(&made.stdout);
    assert!(made.status.success(), "{said:#?} {:#?}", lines(&made.stderr));
    assert_eq!(said[0], to.path().join("health-2024b").display().to_string());
    assert!(said[1].starts_with("dates shifted: "), "{}", said[1]);
    assert!(said[2].ends_with(&format!(": {}", said.len() - 3)), "{}", said[2]);
    assert!(said[3..].iter().any(|line| line.starts_with("statements/notice.md:7: ")), "{said:#?}");
}

#[test]
fn what_cannot_be_made_or_is_wrong_ends_with_a_sentence_and_a_code() {
    let to = tempfile::tempdir().unwrap();
    let refused = new_programme("health-1999", "health-2025", "1y", to.path());
    assert_eq!(refused.status.code(), Some(1));
    let said = lines(&refused.stderr);
    assert!(said[0].starts_with("server: there is no programme \"health-1999\""), "{said:#?}");

    // The last two days of a leap February become one.
    assert!(new_programme("health-2024", "leap-2024", "0d", to.path()).status.success());
    let (folder, settings) = (to.path().join("leap-2024"), to.path().join("leap-2024/programme.toml"));
    let text = std::fs::read_to_string(&settings).unwrap();
    let leap = text.replace("\"2024-04-13\", \"2024-04-14\"", "\"2024-02-28\", \"2024-02-29\"");
    assert_ne!(leap, text);
    std::fs::write(&settings, leap).unwrap();
    let wrong = new_programme(&folder.to_string_lossy(), "leap-2025", "1y", to.path());
    assert_eq!(wrong.status.code(), Some(1));
    let (said, why) = (lines(&wrong.stdout), lines(&wrong.stderr));
    assert!(said.iter().any(|line| line.contains("exam_dates: 2025-02-28 does not come after")), "{said:#?}");
    assert!(why[0].starts_with("server: 1 errors in "), "{why:#?}");
}
