//! Next year's folder of a programme: copied, renamed, its dates moved, and what a person must check named.
//!
//! `shift` says how far dates move, `rewrite` finds their places (`cells` those of a table), `named` finds the lines
//! whose prose still names a year or a day: nobody can move those but a person who knows what they mean.

mod cells;
pub(super) mod named;
mod rewrite;
pub(super) mod shift;

use super::{Problem, check, folder::Folder, load, open, shipped, tables::AREAS};
use shift::Shift;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A folder that was made.
#[derive(Debug)]
pub struct Made {
    /// Where it is.
    pub dir: PathBuf,
    /// How many dates and times were moved.
    pub dates: usize,
    /// The lines that still name a year, a month or a day.
    pub lines: Vec<Problem>,
    /// What its check says; it may be put right in place.
    pub problems: Vec<Problem>,
}

/// Why no folder was made.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// An id stands in addresses.
    #[error("\"{0}\" is no id: lower-case letters, digits and - only, and no - in front")]
    Id(String),
    /// Not a number and a unit, or too far.
    #[error("\"{0}\" is no shift like 1y, 52w, 365d or -7d (100 years at most)")]
    Shift(String),
    /// There is no such programme.
    #[error("there is no programme \"{from}\": no folder has this path, and shipped are {shipped}")]
    Unknown {
        /// What was asked for.
        from: String,
        /// The ids of the shipped ones.
        shipped: String,
    },
    /// What is there already is never changed.
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// The programme it is to be made of has errors; copies would have them too.
    #[error("{0} has errors itself, put them right first")]
    Broken(String, Vec<Problem>),
    /// The disk says no.
    #[error("{0} cannot be written: {1}")]
    Unwritable(PathBuf, io::Error),
}

/// Makes the folder `id` in `to`: the programme `from`, a shipped id or the path of a folder, with every date moved.
///
/// # Errors
/// Where nothing was made.
pub fn new_programme(from: &str, id: &str, shift: &str, to: &Path) -> Result<Made, NotMade> {
    let shaped = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || id.starts_with('-') || !id.chars().all(shaped) {
        return Err(NotMade::Id(id.to_owned()));
    }
    let shift = Shift::parse(shift).ok_or_else(|| NotMade::Shift(shift.to_owned()))?;
    let dir = to.join(id);
    if dir.exists() {
        return Err(NotMade::Exists(dir));
    }
    let mut folder = find(from)?;
    let (dates, lines) = renew(&mut folder, id, shift);
    write(&folder, &dir).map_err(|error| NotMade::Unwritable(dir.clone(), error))?;
    let problems = check(&dir).err().unwrap_or_default();
    Ok(Made { dir, dates, lines, problems })
}

/// The files of the programme that is copied.
fn find(from: &str) -> Result<Folder, NotMade> {
    let mut shipped = shipped();
    let found = match shipped.remove(from) {
        Some(folder) => folder,
        None if Path::new(from).is_dir() => open(Path::new(from)),
        None => {
            let shipped: Vec<String> = shipped.into_keys().collect();
            return Err(NotMade::Unknown { from: from.to_owned(), shipped: shipped.join(", ") });
        }
    };
    let broken = |problems: Vec<Problem>| NotMade::Broken(from.to_owned(), problems);
    let folder = found.map_err(broken)?;
    load::load(&folder).map_err(broken)?;
    Ok(folder)
}

/// Rewrites the files in place; answers how many dates moved, and the lines to check.
fn renew(folder: &mut Folder, id: &str, shift: Shift) -> (usize, Vec<Problem>) {
    let (mut dates, mut lines) = (0, Vec::new());
    for (file, bytes) in &mut folder.files {
        // Pictures are copied as they are.
        let Ok(text) = std::str::from_utf8(bytes.as_slice()) else { continue };
        let edits = match file.as_str() {
            "programme.toml" => rewrite::settings(text, id, shift),
            AREAS => rewrite::windows(text, shift),
            _ => Vec::new(),
        };
        dates += edits.iter().filter(|edit| edit.date).count();
        let (text, mut done) = rewrite::apply(text, edits);
        if file.ends_with(".csv") {
            done.extend(cells::numbers(&text));
        }
        lines.extend(named::lines(file, &text, &done));
        *bytes = text.into_bytes();
    }
    (dates, lines)
}

fn write(folder: &Folder, dir: &Path) -> io::Result<()> {
    for (file, bytes) in &folder.files {
        let path = dir.join(file);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}
