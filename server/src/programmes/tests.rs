//! The programmes as they are shipped, folders with one error each, and a registry that outlives errors.

mod broken;
mod eligibility;
mod examples;
mod groups;
mod judged;
mod kept;
mod lines;
mod new;
mod physician;
mod registry;
mod shifts;
mod shipped;

use super::{Problem, check};
use std::{
    error::Error,
    fs, io,
    path::{Path, PathBuf},
};

type Outcome = Result<(), Box<dyn Error>>;

/// A copy of a shipped programme that a test may spoil.
struct Copy {
    dir: PathBuf,
    _parent: tempfile::TempDir,
}

impl Copy {
    fn new() -> io::Result<Self> {
        let parent = tempfile::tempdir()?;
        let dir = parent.path().join("health-2024");
        copy(&shipped("health-2024"), &dir)?;
        Ok(Self { dir, _parent: parent })
    }

    fn read(&self, file: &str) -> io::Result<String> {
        fs::read_to_string(self.dir.join(file))
    }

    fn write(&self, file: &str, text: impl AsRef<[u8]>) -> io::Result<()> {
        fs::write(self.dir.join(file), text)
    }

    /// Replaces the only occurrence of `old`, and answers the line in which it began.
    fn replace(&self, file: &str, old: &str, new: &str) -> Result<usize, Box<dyn Error>> {
        let text = self.read(file)?;
        let mut parts = text.split(old);
        let (before, after) = (parts.next(), parts.next());
        let (Some(before), Some(after), None) = (before, after, parts.next()) else {
            return Err(format!("{file} does not have {old:?} exactly once").into());
        };
        self.write(file, format!("{before}{new}{after}"))?;
        Ok(before.split('\n').count())
    }

    fn problems(&self) -> Vec<Problem> {
        check(&self.dir).err().unwrap_or_default()
    }

    fn sentences(&self) -> Vec<String> {
        self.problems().iter().map(Problem::to_string).collect()
    }
}

fn shipped(id: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("programmes").join(id)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
