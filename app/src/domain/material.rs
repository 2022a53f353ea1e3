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
    /// The name it had on the candidate's device.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was uploaded.
    pub at: Moment,
}

/// The kinds of which too few files are there.
#[must_use]
pub fn missing<'a>(kinds: impl Iterator<Item = &'a MaterialKind>, materials: &[Material]) -> Vec<&'a MaterialKind> {
    kinds.filter(|kind| materials.iter().filter(|m| m.kind == kind.key).count() < kind.min as usize).collect()
}
