//! The files of a programme's folder, from the disk or from the binary.

use super::problem::{Problems, Report};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// The files that a folder must have.
const REQUIRED: [&str; 6] =
    ["programme.toml", "areas.csv", "sites.csv", "specialties.csv", "form.toml", "messages.toml"];
/// The files of an exam that asks for materials, judges who may enter, or is paid.
const OPTIONAL: [&str; 3] = ["materials.csv", "eligibility.toml", "fees.csv"];

/// A folder's name and its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Folder {
    /// Its name, which is the programme's id.
    pub name: String,
    /// The bytes of each file, by its path in the folder, parted by `/`.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Folder {
    /// Reads a folder with its subfolders; hidden files are left out, editors and systems make them.
    pub fn read(dir: &Path) -> io::Result<Self> {
        let dir = dir.canonicalize()?;
        let name = dir.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let mut files = BTreeMap::new();
        let mut open = vec![(String::new(), dir)];
        while let Some((prefix, dir)) = open.pop() {
            for (name, path) in entries(&dir)? {
                let inside = format!("{prefix}{name}");
                if path.is_dir() {
                    open.push((format!("{inside}/"), path));
                } else {
                    files.insert(inside, fs::read(path)?);
                }
            }
        }
        Ok(Self { name, files })
    }

    /// Names every required file that is missing and every file that no programme has.
    pub fn check_names(&self, problems: &Problems) {
        for file in REQUIRED.iter().filter(|file| !self.files.contains_key(**file)) {
            problems.of(file).line(1, "the file is missing");
        }
        let named = |file: &&String| REQUIRED.contains(&file.as_str()) || OPTIONAL.contains(&file.as_str());
        for file in self.files.keys().filter(|file| !named(file)) {
            let known = match file.split_once('/') {
                Some(("dictionaries", rest)) => rest.ends_with(".csv") && !rest.contains('/'),
                Some(("statements", rest)) => rest.ends_with(".md") && !rest.contains('/'),
                Some(("examples", rest)) => !rest.contains('/'),
                _ => false,
            };
            if !known {
                problems.of(file).line(1, "a programme has no such file");
            }
        }
    }

    /// Whether there is such a file.
    pub fn has(&self, file: &str) -> bool {
        self.files.contains_key(file)
    }

    /// The text of a file; `None` where it is missing or not UTF-8.
    pub fn text(&self, file: &str, report: &Report<'_>) -> Option<&str> {
        let bytes = self.files.get(file)?;
        // Spreadsheets put this mark in front of UTF-8.
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Some(text),
            Err(error) => {
                let before = bytes.iter().take(error.valid_up_to());
                let line = 1 + before.filter(|byte| **byte == b'\n').count();
                report.line(line, "not UTF-8; save the file as UTF-8");
                None
            }
        }
    }
}

/// The files and folders in `dir` that are not hidden, by name.
pub(super) fn entries(dir: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            entries.push((name, entry.path()));
        }
    }
    entries.sort();
    Ok(entries)
}
