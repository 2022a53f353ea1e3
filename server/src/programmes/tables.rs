//! The tables that everything else refers to: areas, sites, specialties.

use super::{
    folder::Folder,
    listed::{Listed, only_once, refers},
    problem::Problems,
    settings::Settings,
    sheet::{self, Row},
};
use app::domain::{
    calendar::Window,
    programme::{Area, Payment, Site, Specialty},
    text::Text,
};

/// The file of the areas.
pub(super) const AREAS: &str = "areas.csv";
const AREA_COLUMNS: [&str; 15] = [
    "code",
    "name",
    "name_en",
    "confirmation",
    "auto_confirm",
    "payment",
    "mobile_payment",
    "confirm_from",
    "confirm_until",
    "reupload_until",
    "payment_from",
    "payment_until",
    "where",
    "where_en",
    "source",
];

/// Reads `areas.csv`.
pub(super) fn areas(folder: &Folder, problems: &Problems, settings: Option<&Settings>) -> Option<Listed<Area>> {
    let mut areas = Listed::default();
    let registration = settings.and_then(|settings| settings.registration);
    for row in sheet::rows(folder, problems, AREAS, &AREA_COLUMNS)? {
        let code = code(&row, &mut areas);
        if code.as_ref().is_some_and(|code| code.len() != 2 || !code.bytes().all(|b| b.is_ascii_digit())) {
            row.wrong("code", "must be two digits");
        }
        areas.list.extend(area(&row, code, registration));
    }
    if areas.lines.is_empty() {
        problems.of(AREAS).line(1, "there is no area");
    }
    Some(areas)
}

fn area(row: &Row<'_>, code: Option<String>, registration: Option<Window>) -> Option<Area> {
    let (name, place) = (row.text("name"), row.text("where"));
    let (confirmation, auto_confirm) = (row.word("confirmation"), row.yes_no("auto_confirm"));
    let (payment, mobile_payment) = (row.word("payment"), row.yes_no("mobile_payment"));
    let confirm = row.window("confirm_from", "confirm_until");
    if registration.zip(confirm).is_some_and(|(registration, confirm)| confirm.until <= registration.from) {
        row.wrong("confirm_until", "lies before the registration begins");
    }
    let reupload_until = match row.cell("reupload_until") {
        Some("") | None => confirm.map(|window| window.until),
        Some(_) => row.moment("reupload_until"),
    };
    if confirm.zip(reupload_until).is_some_and(|(confirm, end)| end <= confirm.from) {
        row.wrong("reupload_until", "lies before the confirmation begins");
    }
    let pay = pay(row, payment);
    row.filled("source");
    Some(Area {
        code: code?,
        name: name?,
        confirmation: confirmation?,
        auto_confirm: auto_confirm?,
        payment: payment?,
        mobile_payment: mobile_payment?,
        confirm: confirm?,
        reupload_until: reupload_until?,
        pay,
        place: place?,
    })
}

fn pay(row: &Row<'_>, payment: Option<Payment>) -> Option<Window> {
    match payment? {
        Payment::Online => row.window("payment_from", "payment_until"),
        Payment::None => {
            for column in ["payment_from", "payment_until"] {
                if row.cell(column).is_some_and(|cell| !cell.is_empty()) {
                    row.wrong(column, "must be empty where payment is none");
                }
            }
            None
        }
    }
}

/// Reads `sites.csv`.
pub(super) fn sites(folder: &Folder, problems: &Problems, areas: Option<&Listed<Area>>) -> Option<Listed<Site>> {
    let mut sites = Listed::default();
    for row in sheet::rows(folder, problems, "sites.csv", &["code", "area", "name", "name_en", "address", "source"])? {
        let (code, name) = (code(&row, &mut sites), row.text("name"));
        let area = row.read("area", |area| refers(area, areas, AREAS));
        row.filled("source");
        let site = || Some(Site { code: code?, area: area?, name: name? });
        sites.list.extend(site());
    }
    if let Some(areas) = areas {
        for area in areas.list.iter().filter(|area| !sites.list.iter().any(|site| site.area == area.code)) {
            let line = areas.lines.get(&area.code).copied().unwrap_or(1);
            problems.of(AREAS).column(line, "code", format!("sites.csv has no site in area {}", area.code));
        }
    }
    Some(sites)
}

const SPECIALTY_COLUMNS: [&str; 9] =
    ["code", "name", "category", "level", "subjects", "offered", "source", "subcategory", "note"];

/// Reads `specialties.csv`.
pub(super) fn specialties(
    folder: &Folder,
    problems: &Problems,
    settings: Option<&Settings>,
) -> Option<Listed<Specialty>> {
    let file = "specialties.csv";
    let mut specialties = Listed::default();
    for row in sheet::rows(folder, problems, file, &SPECIALTY_COLUMNS)? {
        let code = code(&row, &mut specialties);
        specialties.list.extend(specialty(&row, code, settings));
    }
    if specialties.lines.is_empty() {
        problems.of(file).line(1, "there is no specialty");
    } else if !specialties.list.is_empty() && !specialties.list.iter().any(|specialty| specialty.offered) {
        problems.of(file).line(1, "no specialty is offered");
    }
    Some(specialties)
}

fn specialty(row: &Row<'_>, code: Option<String>, settings: Option<&Settings>) -> Option<Specialty> {
    let name = row.filled("name").map(|name| Text::chinese(&name));
    let category = row.read("category", |key| refers(key, settings.map(|s| &s.categories), "the categories"));
    let level = row.read("level", |key| refers(key, settings.map(|s| &s.levels), "the levels"));
    let mut subjects = row.list("subjects");
    for key in subjects.iter().flatten() {
        if let Err(message) = refers(key, settings.map(|s| &s.subjects), "the subjects") {
            row.wrong("subjects", message);
        }
    }
    if subjects.as_ref().is_some_and(Vec::is_empty) {
        let all = settings.iter().flat_map(|settings| &settings.subjects.list);
        subjects = Some(all.map(|subject| subject.code.clone()).collect());
    }
    let (offered, source) = (row.yes_no("offered"), row.filled("source"));
    let subcategory = row.cell("subcategory").filter(|cell| !cell.is_empty()).map(str::to_owned);
    Some(Specialty {
        code: code?,
        name: name?,
        category: category?,
        level: level?,
        subjects: subjects?,
        subcategory,
        offered: offered?,
        verified: source? == "found",
    })
}

/// The row's code, noted in the list.
fn code<T>(row: &Row<'_>, listed: &mut Listed<T>) -> Option<String> {
    let code = row.filled("code")?;
    only_once(&mut listed.lines, &code, row.line, "code", &row.report);
    Some(code)
}
