//! Example pictures of materials: the files of `examples/` that `materials.csv` names, checked and kept to be served.

use super::{folder::Folder, problem::Problems, sheet::Row};
use app::{
    domain::{
        document::{DocumentType, read_document},
        refusal::Refusal,
        text::Language,
    },
    locales::sentence,
};
use std::{collections::BTreeMap, sync::Arc};

/// Where they lie in a programme's folder.
const PLACE: &str = "examples/";
/// What they may be: every browser shows both.
const TYPES: [&str; 2] = ["jpg", "png"];
/// The largest file, in kB: a phone loads one for each kind of material.
const MAX_KB: u32 = 200;

/// An example picture as it is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its type, told by content.
    pub content_type: &'static str,
    /// The whole file.
    pub bytes: Vec<u8>,
}

/// The file that a row of `materials.csv` names.
pub(super) fn named<'a>(row: &'a Row<'_>) -> Option<&'a str> {
    row.cell("example").filter(|name| !name.is_empty())
}

/// Checks that what `rows` name is there, that all files there are pictures, and that each is named.
pub(super) fn check(folder: &Folder, problems: &Problems, rows: &[Row<'_>]) {
    for row in rows {
        if let Some(name) = named(row).filter(|name| !folder.has(&format!("{PLACE}{name}"))) {
            row.wrong("example", format!("{PLACE}{name} is missing"));
        }
    }
    // A row without the cell is a problem of its own, and may be the one that names the file.
    let readable = rows.iter().all(|row| row.cell("example").is_some());
    for (name, bytes) in pictures(folder) {
        let report = problems.of(&format!("{PLACE}{name}"));
        if let Err(message) = judge(name, bytes) {
            report.line(1, message);
        }
        if readable && !rows.iter().any(|row| named(row) == Some(name)) {
            report.line(1, format!("example in materials.csv does not name {name}"));
        }
    }
}

/// The pictures of a folder without problems, by the names under which they are served.
pub(super) fn served(folder: &Folder) -> BTreeMap<String, Arc<Example>> {
    let example = |(name, bytes): (&str, &[u8])| {
        let content_type = DocumentType::of(bytes)?.content_type();
        Some((name.to_owned(), Arc::new(Example { content_type, bytes: bytes.to_vec() })))
    };
    pictures(folder).filter_map(example).collect()
}

/// The files in their place, not those of folders in it.
fn pictures(folder: &Folder) -> impl Iterator<Item = (&str, &[u8])> {
    let files = folder.files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(PLACE)?, bytes.as_slice())));
    files.filter(|(name, _)| !name.contains('/'))
}

/// What is wrong with a file under its name.
fn judge(name: &str, bytes: &[u8]) -> Result<(), String> {
    if !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-')) {
        return Err("its name stands in addresses: letters from a to z, digits, -, _ and . only".to_owned());
    }
    let said = |refusal: Refusal| sentence(Language::English, &refusal);
    if bytes.len() > MAX_KB as usize * 1024 {
        return Err(said(Refusal::FileTooLarge { max_kb: MAX_KB }));
    }
    let right = read_document(bytes, &TYPES).map_err(said)?.named(name);
    if right == name { Ok(()) } else { Err(format!("it must be called {right}, after its content")) }
}
