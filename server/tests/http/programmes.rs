//! An operator's programmes, changed while the server runs.

use crate::app::process::{Process, demo_data};
use std::{fs, path::Path, time::Duration};

/// How often a page is looked at, ten times a second, before a change counts as not taken.
const LOOKS: usize = 300;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() { copy(&entry.path(), &to) } else { drop(fs::copy(entry.path(), to)) }
    }
}

fn change(file: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(old), "{old:?} is not in {}", file.display());
    fs::write(file, text.replace(old, new)).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_corrected_programme_is_taken_soon_and_a_broken_one_is_not() {
    let data = demo_data();
    let folders = data.path().join("programmes");
    let (own, file) = (folders.join("trial-2024"), folders.join("trial-2024/programme.toml"));
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("programmes/health-2024"), &own);
    change(&file, "id = \"health-2024\"", "id = \"trial-2024\"");
    change(&file, "2024年度卫生专业技术资格考试", "试行考试甲");
    let server = Process::start_with(data.path(), &["--programmes", &folders.to_string_lossy()]).await;
    let visitor = server.visitor();
    visitor.open("/programmes").await.shows("试行考试甲").shows("2024年度卫生专业技术资格考试");

    // Broken and renamed in one save: nothing of it is taken.
    change(&file, "试行考试甲", "试行考试乙");
    change(&own.join("areas.csv"), "11,北京,Beijing,onsite", "11,北京,Beijing,onsit");
    // Two looks, five seconds apart.
    tokio::time::sleep(Duration::from_secs(12)).await;
    visitor.open("/programmes").await.shows("试行考试甲").hides("试行考试乙");

    change(&own.join("areas.csv"), "11,北京,Beijing,onsit,", "11,北京,Beijing,onsite,");
    for _ in 0..LOOKS {
        if visitor.get("/programmes").await.body().contains("试行考试乙") {
            return server.kill().await;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the corrected programme was not taken");
}
