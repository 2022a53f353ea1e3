//! What areas ask for: `materials.csv`, and `fees.csv` where they are paid online.

use super::{
    examples,
    folder::Folder,
    listed::{Lines, Listed, only_once, refers},
    problem::Problems,
    settings::Settings,
    sheet::{self, Row},
    tables::AREAS,
    words,
};
use app::domain::programme::{Area, Fee, MaterialKind, Payment};
use std::collections::BTreeMap;

const TYPES: [&str; 3] = ["jpg", "png", "pdf"];
const MATERIAL_COLUMNS: [&str; 12] =
    ["area", "key", "name", "name_en", "min", "max", "accept", "max_kb", "hint", "hint_en", "example", "source"];

const FEE_COLUMNS: [&str; 6] = ["area", "level", "mode", "per_subject", "base", "source"];

/// The rows of a file that may be left out.
fn rows_if_any<'a>(
    folder: &Folder,
    problems: &'a Problems,
    file: &str,
    columns: &[&'static str],
) -> Option<Vec<Row<'a>>> {
    if folder.has(file) { sheet::rows(folder, problems, file, columns) } else { Some(Vec::new()) }
}

/// Reads `materials.csv`.
pub(super) fn materials(
    folder: &Folder,
    problems: &Problems,
    areas: Option<&Listed<Area>>,
) -> Option<Vec<MaterialKind>> {
    let mut materials = Vec::new();
    let mut keys: BTreeMap<String, Lines> = BTreeMap::new();
    let rows = rows_if_any(folder, problems, "materials.csv", &MATERIAL_COLUMNS)?;
    examples::check(folder, problems, &rows);
    for row in rows {
        let (area, key) = (area(&row, areas, |_| Ok(())), row.read("key", words::key));
        if let (Some(area), Some(key)) = (row.cell("area"), &key) {
            only_once(keys.entry(area.to_owned()).or_default(), key, row.line, "key", &row.report);
        }
        materials.extend(material(&row, area, key));
    }
    Some(materials)
}

fn material(row: &Row<'_>, area: Option<String>, key: Option<String>) -> Option<MaterialKind> {
    let (name, hint) = (row.text("name"), row.text("hint"));
    let (min, max, max_kb) = (row.number("min"), row.number("max"), row.number("max_kb"));
    if max == Some(0) {
        row.wrong("max", "must be at least 1");
    } else if min.zip(max).is_some_and(|(min, max)| min > max) {
        row.wrong("max", "is less than min");
    }
    if max_kb == Some(0) {
        row.wrong("max_kb", "must be at least 1");
    }
    let accept = row.list("accept");
    if accept.as_ref().is_some_and(Vec::is_empty) {
        row.wrong("accept", "is empty");
    }
    for wrong in accept.iter().flatten().filter(|kind| !TYPES.contains(&kind.as_str())) {
        row.wrong("accept", format!("\"{wrong}\" is not one of {}", TYPES.join(", ")));
    }
    row.filled("source");
    Some(MaterialKind {
        area: area?,
        key: key?,
        name: name?,
        min: min?,
        max: max?,
        accept: accept?,
        max_kb: max_kb?,
        hint: hint?,
        example: examples::named(row).map(str::to_owned),
    })
}

fn paid_online(area: &Area) -> Result<(), &'static str> {
    if area.payment == Payment::Online { Ok(()) } else { Err("takes no payment") }
}

/// The row's area, which must fit.
fn area(
    row: &Row<'_>,
    areas: Option<&Listed<Area>>,
    fits: impl Fn(&Area) -> Result<(), &'static str>,
) -> Option<String> {
    row.read("area", |code| {
        let code = refers(code, areas, AREAS)?;
        let area = areas.and_then(|areas| areas.list.iter().find(|area| area.code == code));
        area.map_or(Ok(()), &fits).map_err(|why| format!("area {code} {why}"))?;
        Ok(code)
    })
}

/// Reads `fees.csv`.
pub(super) fn fees(
    folder: &Folder,
    problems: &Problems,
    settings: Option<&Settings>,
    areas: Option<&Listed<Area>>,
) -> Option<Vec<Fee>> {
    let mut fees = Vec::new();
    let mut rows = Lines::new();
    for row in rows_if_any(folder, problems, "fees.csv", &FEE_COLUMNS)? {
        let area = area(&row, areas, paid_online);
        let level = row.read("level", |key| refers(key, settings.map(|s| &s.levels), "the levels"));
        let (mode, per_subject, base) = (row.word("mode"), row.number("per_subject"), row.number("base"));
        row.filled("source");
        if let (Some(area), Some(level), Some(mode)) = (row.cell("area"), row.cell("level"), row.cell("mode")) {
            only_once(&mut rows, &format!("{area} {level} {mode}"), row.line, "area", &row.report);
        }
        let fee = || Some(Fee { area: area?, level: level?, mode: mode?, per_subject: per_subject?, base: base? });
        fees.extend(fee());
    }
    let paid = areas.into_iter().flat_map(|areas| areas.list.iter().map(move |area| (areas, area)));
    for (areas, area) in paid.filter(|(_, area)| area.payment == Payment::Online) {
        for level in settings.iter().flat_map(|settings| &settings.levels.list) {
            let row = format!("{} {} ", area.code, level.code);
            if !rows.keys().any(|key| key.starts_with(&row)) {
                let line = areas.lines.get(&area.code).copied().unwrap_or(1);
                let message = format!("online, but fees.csv has no row for level {}", level.code);
                problems.of(AREAS).column(line, "payment", message);
            }
        }
    }
    Some(fees)
}
