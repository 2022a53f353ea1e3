//! Materials (证明材料): files that online areas ask for instead of a visit.

use super::{calendar::Moment, programme::MaterialKind};
use serde::{Deserialize, Serialize};

/// One uploaded file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// The stored file's random name; also its address under `/files/`.
    pub file: String,
    /// The kind it belongs to.
    pub kind: String,
    /// The name it had on the candidate's device, with the ending of what it is.
    pub name: String,
    /// What it is, told by content; empty for files from before this was kept.
    #[serde(default)]
    pub content_type: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was uploaded.
    pub at: Moment,
}

impl Material {
    /// Whether browsers can show it as a picture.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        self.content_type.starts_with("image/")
    }
}

/// The kinds of which too few files are there.
#[must_use]
pub fn missing<'a>(kinds: impl Iterator<Item = &'a MaterialKind>, materials: &[Material]) -> Vec<&'a MaterialKind> {
    kinds.filter(|kind| materials.iter().filter(|m| m.kind == kind.key).count() < kind.min as usize).collect()
}
