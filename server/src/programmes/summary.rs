//! What a checked folder holds, in numbers, for whoever wrote it.

use super::folder::Folder;
use app::domain::programme::{Confirmation, Programme};

/// One line a kind of thing; the last ones count what the authority must still verify.
pub(super) fn summary(folder: &Folder, programme: &Programme) -> String {
    let online = programme.areas.iter().filter(|area| area.confirmation == Confirmation::Online).count();
    let automatic = programme.areas.iter().filter(|area| area.auto_confirm).count();
    let offered = programme.specialties.iter().filter(|specialty| specialty.offered).count();
    let verified = programme.specialties.iter().filter(|specialty| specialty.verified).count();
    let groups = || programme.pages.iter().flat_map(|page| &page.groups);
    let fields = programme.pages.iter().map(|page| page.fields.len()).sum::<usize>()
        + groups().map(|group| group.fields.len()).sum::<usize>();
    let mut lines = vec![
        format!("{}: {}", programme.id, programme.title.zh),
        format!("areas: {} ({online} confirm online, {automatic} automatically)", programme.areas.len()),
        format!("sites: {}", programme.sites.len()),
        format!("specialties: {} ({offered} offered)", programme.specialties.len()),
        format!("pages: {} with {fields} fields and {} groups", programme.pages.len(), groups().count()),
        format!("dictionaries: {}", programme.dictionaries.len()),
        format!("materials: {}, fees: {}", programme.materials.len(), programme.fees.len()),
        format!("statements: {}, messages: {}", programme.statements.len(), programme.messages.len()),
        format!("specialties to verify: {}", programme.specialties.len() - verified),
    ];
    let dictionaries = folder.files.keys().map(String::as_str).filter(|file| file.starts_with("dictionaries/"));
    for file in ["areas.csv", "sites.csv", "materials.csv", "fees.csv"].into_iter().chain(dictionaries) {
        let count = to_verify(folder, file);
        if count > 0 {
            lines.push(format!("rows to verify in {file}: {count}"));
        }
    }
    lines.join("\n")
}

/// The rows whose `source` says so: `to-verify`, or from memory.
fn to_verify(folder: &Folder, file: &str) -> usize {
    let Some(bytes) = folder.files.get(file) else { return 0 };
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(bytes.as_slice());
    let Some(source) = reader.headers().ok().and_then(|header| header.iter().position(|name| name == "source")) else {
        return 0;
    };
    let open = |source: &str| source.starts_with("to-verify") || source == "memory";
    reader.records().flatten().filter(|row| row.get(source).is_some_and(open)).count()
}
