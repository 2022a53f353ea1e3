//! The data folder of the demo, seeded once a run and copied for every test: passwords are slow to hash.

use super::{demo_clock, open, sqlite};
use std::{
    path::{Path, PathBuf},
    sync::LazyLock,
};
use tempfile::TempDir;

/// The name of the SQLite file.
pub const DATABASE: &str = "dengke.sqlite";

/// Every file of the seeded folder. It is kept in memory, for nothing removes a static folder at the end.
static FILES: LazyLock<Vec<(PathBuf, Vec<u8>)>> = LazyLock::new(|| {
    // In a thread of its own: the first test that wants it runs inside a runtime already.
    std::thread::spawn(make).join().expect("the demo can be seeded")
});

/// Writes a copy of the seeded data folder.
pub fn copy_to(data: &Path) {
    for (name, bytes) in &*FILES {
        let path = data.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

fn make() -> Vec<(PathBuf, Vec<u8>)> {
    let folder = TempDir::new().unwrap();
    let data = folder.path();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let desk = open(data, &sqlite(data), demo_clock(), true).await;
        server::seed::seed(&desk).await.unwrap();
    });
    // One file without a log beside it, whatever the connections of the store still do.
    let snapshot = folder.path().join("snapshot.sqlite");
    let conn = rusqlite::Connection::open(data.join(DATABASE)).unwrap();
    conn.execute("vacuum into ?1", [snapshot.display().to_string()]).unwrap();
    let mut files = vec![(PathBuf::from(DATABASE), std::fs::read(&snapshot).unwrap())];
    collect(data, data, &mut files);
    files
}

/// All files but those of the database.
fn collect(root: &Path, folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_owned();
        if path.is_dir() {
            collect(root, &path, files);
        } else if !name.to_string_lossy().contains("sqlite") {
            files.push((name, std::fs::read(&path).unwrap()));
        }
    }
}
