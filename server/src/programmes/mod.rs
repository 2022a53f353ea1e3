//! The programmes: read from their folders, checked strictly, kept by id.
//!
//! A folder with one error is refused as a whole; the others, and an older version of the same one, stay.
//! `load` reads a folder in the order of its files: `settings`, `tables`, `dictionaries`, `form` (with `condition`),
//! `eligibility`, `charges` (with `examples`), `texts`. They stand on `sheet` (CSV), `block` (TOML) and `words`, which
//! know the line of everything; `listed` and `check` follow what refers to what; `problem` collects; `kept` is what a
//! running server keeps of a programme; `new` makes next year's folder.

mod block;
mod charges;
mod check;
mod condition;
mod dictionaries;
mod eligibility;
mod examples;
mod folder;
mod form;
mod kept;
mod listed;
mod load;
mod new;
mod problem;
mod settings;
mod sheet;
mod summary;
mod tables;
#[cfg(test)]
mod tests;
mod texts;
mod words;

pub use examples::Example;
pub use new::{Made, NotMade, new_programme};
pub use problem::Problem;

use app::domain::programme::Programme;
use folder::Folder;
use rust_embed::RustEmbed;
use std::{
    collections::BTreeMap,
    fmt::Write,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
};

/// The folders that ride in the binary; a file beside them, such as the README, belongs to none.
#[derive(RustEmbed)]
#[folder = "programmes"]
struct Shipped;

/// What keeps the server from having programmes.
#[derive(Debug, thiserror::Error)]
pub enum NoProgrammes {
    /// The folder of the operator cannot be read.
    #[error("the programmes in {0} cannot be read: {1}")]
    Unreadable(PathBuf, io::Error),
    /// Every folder was refused.
    #[error("no programme could be loaded; the log says why")]
    NoneLoaded,
}

/// A folder that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The folder's name.
    pub id: String,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// All programmes by id.
#[derive(Debug)]
pub struct Programmes {
    loaded: RwLock<BTreeMap<String, Loaded>>,
    /// The operator's folder of programmes.
    dir: Option<PathBuf>,
    /// What was read of its folders.
    seen: Mutex<Seen>,
}

/// A programme that is served, with the example pictures of its folder.
#[derive(Debug)]
struct Loaded {
    programme: Arc<Programme>,
    examples: BTreeMap<String, Arc<Example>>,
}

/// What was read of the operator's folders.
#[derive(Debug, Default)]
struct Seen {
    /// What was last judged of each folder: what did not change is not judged again.
    judged: BTreeMap<String, Read>,
    /// What had changed at the last look.
    changed: BTreeMap<String, Read>,
}

impl Seen {
    /// Of these folders, those to be judged: changed, and the same as at the last look. A folder that is being
    /// copied may be half there.
    fn settled(&mut self, mut folders: BTreeMap<String, Read>) -> BTreeMap<String, Read> {
        folders.retain(|name, read| self.judged.get(name) != Some(&*read));
        let before = std::mem::replace(&mut self.changed, folders.clone());
        folders.retain(|name, read| before.get(name) == Some(&*read));
        self.judged.extend(folders.clone());
        folders
    }
}

/// What a folder held, or why it could not be read.
type Read = Result<Folder, Vec<Problem>>;

impl Programmes {
    /// The shipped programmes.
    ///
    /// # Errors
    /// Where none can be loaded.
    pub fn shipped() -> Result<Self, NoProgrammes> {
        Self::open(None)
    }

    /// The shipped programmes, and those in the folders of `dir`, which add to them or replace them.
    ///
    /// # Errors
    /// Where `dir` cannot be read, or no programme can be loaded.
    pub fn with_folder(dir: &Path) -> Result<Self, NoProgrammes> {
        Self::open(Some(dir.to_owned()))
    }

    fn open(dir: Option<PathBuf>) -> Result<Self, NoProgrammes> {
        let programmes = Self { loaded: RwLock::default(), dir, seen: Mutex::default() };
        programmes.take(shipped(), |_| Vec::new());
        let folders = programmes.look()?;
        programmes.seen().judged.extend(folders.clone());
        programmes.take(folders, |_| Vec::new());
        if programmes.all().is_empty() { Err(NoProgrammes::NoneLoaded) } else { Ok(programmes) }
    }

    /// Reads the operator's folder again and takes what has changed in it, once it was the same in two looks. A
    /// folder that is broken or gone, or lacks what people may have registered with, leaves the programme as it was.
    ///
    /// # Errors
    /// Where the folder of programmes itself cannot be read.
    pub fn reload(&self) -> Result<Vec<Refused>, NoProgrammes> {
        let folders = self.look()?;
        let settled = self.seen().settled(folders);
        let dropped = |new: &Programme| {
            let served = self.get(&new.id);
            served.map(|served| kept::dropped(&served, new)).unwrap_or_default()
        };
        Ok(self.take(settled, dropped))
    }

    /// The operator's folders as they are now.
    fn look(&self) -> Result<BTreeMap<String, Read>, NoProgrammes> {
        let Some(dir) = &self.dir else { return Ok(BTreeMap::new()) };
        let entries = folder::entries(dir).map_err(|error| NoProgrammes::Unreadable(dir.clone(), error))?;
        let folders = entries.into_iter().filter(|(_, path)| path.is_dir()).map(|(name, path)| {
            let folder = Folder::read(&path).map_err(|error| vec![unreadable(&name, &error)]);
            (name.clone(), folder.map(|folder| Folder { name, ..folder }))
        });
        Ok(folders.collect())
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Loads each folder that is right, and in which `more` finds nothing wrong either, and logs each that is not.
    fn take(&self, folders: BTreeMap<String, Read>, more: impl Fn(&Programme) -> Vec<Problem>) -> Vec<Refused> {
        let judge = |folder: Folder| -> Result<Loaded, Vec<Problem>> {
            let programme = load::load(&folder)?;
            let problems = more(&programme);
            if !problems.is_empty() {
                return Err(problems);
            }
            Ok(Loaded { programme: Arc::new(programme), examples: examples::served(&folder) })
        };
        let mut refused = Vec::new();
        for (id, folder) in folders {
            match folder.and_then(judge) {
                Ok(new) => {
                    let mut loaded = self.loaded.write().unwrap_or_else(PoisonError::into_inner);
                    loaded.insert(id, new);
                }
                Err(problems) => {
                    let all = problems.iter().fold(String::new(), |mut all, problem| {
                        let _ = write!(all, "\n{id}/{problem}");
                        all
                    });
                    let kept = self.get(&id).is_some();
                    tracing::error!(programme = id, errors = problems.len(), kept, "programme refused{all}");
                    refused.push(Refused { id, problems });
                }
            }
        }
        refused
    }

    /// The programme with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<Arc<Programme>> {
        let loaded = self.loaded.read().unwrap_or_else(PoisonError::into_inner);
        loaded.get(id).map(|loaded| Arc::clone(&loaded.programme))
    }

    /// The example picture with this file name of the programme with this id.
    #[must_use]
    pub fn example(&self, id: &str, file: &str) -> Option<Arc<Example>> {
        let loaded = self.loaded.read().unwrap_or_else(PoisonError::into_inner);
        loaded.get(id)?.examples.get(file).cloned()
    }

    /// All programmes, in the order of their registration.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<Programme>> {
        let loaded = self.loaded.read().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<_> = loaded.values().map(|loaded| Arc::clone(&loaded.programme)).collect();
        all.sort_by_key(|programme| programme.registration.from);
        all
    }
}

/// The folders in the binary.
fn shipped() -> BTreeMap<String, Read> {
    let mut folders: BTreeMap<String, Folder> = BTreeMap::new();
    for path in Shipped::iter() {
        if let (Some((name, file)), Some(embedded)) = (path.split_once('/'), Shipped::get(&path)) {
            let folder = folders.entry(name.to_owned()).or_default();
            folder.name = name.to_owned();
            folder.files.insert(file.to_owned(), embedded.data.into_owned());
        }
    }
    folders.into_iter().map(|(name, folder)| (name, Ok(folder))).collect()
}

fn unreadable(folder: &str, error: &io::Error) -> Problem {
    Problem { file: folder.to_owned(), line: 1, column: None, message: format!("cannot be read: {error}") }
}

/// Reads a folder strictly.
///
/// # Errors
/// Every problem of the folder, by file and line.
pub fn check(dir: &Path) -> Result<Programme, Vec<Problem>> {
    load::load(&open(dir)?)
}

/// Reads a folder strictly and says what it holds.
///
/// # Errors
/// Every problem of the folder, by file and line.
pub fn check_programme(dir: &Path) -> Result<String, Vec<Problem>> {
    let folder = open(dir)?;
    load::load(&folder).map(|programme| summary::summary(&folder, &programme))
}

fn open(dir: &Path) -> Result<Folder, Vec<Problem>> {
    Folder::read(dir).map_err(|error| vec![unreadable(&dir.display().to_string(), &error)])
}
