//! The register of units from a CSV file, line by line: what is right is taken, what is wrong is said.
//!
//! Columns: `kind` (`work` or `school`), `code`, `name`, `region` (a path of division codes such as `44/4401/440103`),
//! `region_name`. A school may be without the last two; a work unit is chosen in its region, down to the last level, and
//! without one it never could be. A code that is there already is brought up to date.

use crate::{
    desk::{OfficeDesk, unexpected},
    store::units,
};
use app::{
    desk::Result,
    domain::{
        form::leaves,
        refusal::Wrong,
        text::Language,
        unit::{NewUnit, REGION, Unit, UnitKind, check_request},
    },
    error::Error,
    locales::sentence,
};
use csv::{Position, ReaderBuilder, Trim};
use serde::Deserialize;
use std::{collections::BTreeSet, io::Read};

/// Entries written in one transaction.
const BATCH: usize = 500;

/// A line of the file.
#[derive(Debug, Deserialize)]
struct Line {
    kind: String,
    code: String,
    name: String,
    #[serde(default)]
    region: String,
    #[serde(default)]
    region_name: String,
}

/// Takes every entry of `file`, noted as from `source`, and tells `wrong` of every line that is left out. Says how
/// many entries were taken.
///
/// # Errors
/// Where the file has no header, or the storage cannot be used; what was taken before stays.
pub async fn import(
    desk: &OfficeDesk,
    source: &'static str,
    file: impl Read,
    mut wrong: impl FnMut(u64, String),
) -> Result<usize> {
    let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(file);
    let header = reader.headers().map_err(unexpected)?.clone();
    let regions = regions(desk);
    let entry = |line: Line| entry(line, &regions);
    let (mut batch, mut taken) = (Vec::new(), 0);
    for record in reader.records() {
        match record {
            Ok(record) => match record.deserialize::<Line>(Some(&header)).map_err(|e| e.to_string()).and_then(entry) {
                Ok(unit) => batch.push(unit),
                Err(problem) => wrong(record.position().map_or(0, Position::line), problem),
            },
            Err(error) => wrong(error.position().map_or(0, Position::line), error.to_string()),
        }
        if batch.len() >= BATCH {
            taken += keep(desk, source, std::mem::take(&mut batch)).await?;
        }
    }
    taken += keep(desk, source, batch).await?;
    desk.db().write::<_, Error, _>(|tx| Box::pin(async move { Ok(units::count_anew(tx).await?) })).await?;
    Ok(taken)
}

async fn keep(desk: &OfficeDesk, source: &'static str, batch: Vec<Unit>) -> Result<usize> {
    let (many, now) = (batch.len(), desk.now());
    desk.db()
        .write::<_, Error, _>(move |tx| Box::pin(async move { Ok(units::insert_many(tx, &batch, source, now).await?) }))
        .await?;
    Ok(many)
}

/// The regions, down to their last level, that any programme knows.
fn regions(desk: &OfficeDesk) -> BTreeSet<String> {
    desk.programmes().all().iter().flat_map(|programme| leaves(programme.dictionary(REGION))).collect()
}

/// The entry of a line; held to the rules of a request, but for the papers and the region of a school.
fn entry(line: Line, regions: &BTreeSet<String>) -> std::result::Result<Unit, String> {
    let kind =
        UnitKind::from_key(&line.kind).ok_or_else(|| format!("kind: \"{}\" is not work or school", line.kind))?;
    let new = NewUnit { kind, name: line.name, code: line.code.to_ascii_uppercase(), region: line.region };
    let wrong = check_request(&new, [true, true]);
    let said = |wrong: &Wrong| match (wrong.field.as_str(), kind) {
        ("region", UnitKind::School) => None,
        ("region", UnitKind::Work) => Some("region: is empty; candidates choose a work unit in its county".to_owned()),
        (field, _) => Some(format!("{field}: {}", sentence(Language::English, &wrong.refusal))),
    };
    let wrong: Vec<String> = wrong.iter().filter_map(said).collect();
    if !wrong.is_empty() {
        return Err(wrong.join("; "));
    }
    let is_code = |code: &str| !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit());
    if !new.region.is_empty() && !new.region.split('/').all(is_code) {
        return Err(format!("region: \"{}\" is no path like 44/4401/440103", new.region));
    }
    if kind == UnitKind::Work && !regions.is_empty() && !regions.contains(&new.region) {
        return Err(format!("region: \"{}\" is no county; candidates choose a work unit in its county", new.region));
    }
    Ok(Unit { code: new.code, kind, name: new.name, region: new.region, region_name: line.region_name })
}
