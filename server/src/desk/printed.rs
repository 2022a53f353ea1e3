//! The form on paper (报名申请表): what is printed, with the form code that its version has.

use super::{
    OfficeDesk,
    known::{self, Known},
    views::{self, area as area_of, visible},
    words::form_name,
};
use crate::form_pdf::{Captions, PrintedForm, Section};
use app::{
    desk::{Caller, Result},
    domain::{
        form_code::FormCode,
        programme::{Confirmation, Programme},
        registration::{Registration, State},
        text::{Language, Text},
    },
    error::Error,
    locales::words,
    view::{self, Entry, Row},
};

/// The statement whose text the candidate signs.
const PROMISE: &str = "promise";

impl OfficeDesk {
    /// The form of a registration, ready to be drawn.
    ///
    /// A draft whose pages are complete is printed with the code of the version that it will be submitted as:
    /// where materials are confirmed online, the stamped form itself is one of them. Whoever changes an answer
    /// after printing gets another code, and the old print is refused like any old one.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is nothing to print yet.
    pub async fn printed_form(&self, caller: &Caller, id: i64) -> Result<PrintedForm> {
        let mut conn = self.db().read().await?;
        let (registration, programme) = visible(self, &mut conn, caller.signed_in()?, id).await?;
        let registration = registration.as_submitted();
        let mut known = Known::load(self, &mut conn, registration.candidate, &programme, &registration.answers).await?;
        drop(conn);
        if caller.signed_in()?.is_candidate() {
            // The unit that stamps it compares the whole number; officers have an act of their own to see it.
            let number = known::id_number(self, &known.account)?;
            known.identity.insert(String::from("id_number"), Text::chinese(&number));
        }
        let (code, version) = self.code_to_print(&registration, &programme, &known).ok_or(Error::NotFound)?;
        let photo_jpeg = match registration.photo.as_deref().or(known.account.photo.as_deref()) {
            Some(name) => Some(self.files().read(name).await?),
            None => None,
        };
        // The form goes to Chinese offices, whatever language the screens have.
        let language = Language::Chinese;
        let number = (words::desk_form_number(language).to_owned(), registration.id.to_string());
        // Where the form itself asks for the area it stands among the answers.
        let area = area_of(&programme, &registration).filter(|_| programme.area_field().is_none());
        let area = area.map(|a| (words::desk_form_area(language).to_owned(), a.name.get(language).to_owned()));
        let head = std::iter::once(number).chain(area).collect();
        let first = Section { title: words::desk_form_exam_section(language).to_owned(), rows: head };
        let sections = views::sections(&registration, &programme, &known, self.now());
        let sections = sections.iter().flat_map(|section| printed_sections(section, language));
        let promise = programme.statements.iter().find(|statement| statement.key == PROMISE);
        let paragraphs = promise.map_or("", |statement| statement.body.get(language)).lines();
        let box_with_date = |caption: &str| format!("{caption}\n{}", words::desk_form_date(language));
        Ok(PrintedForm {
            title: programme
                .form_title
                .as_ref()
                .map_or_else(|| form_name(&programme).get(language).to_owned(), |title| title.get(language).to_owned()),
            exam: programme.title.get(language).to_owned(),
            qr_text: code.to_string(),
            form_code: code.to_string(),
            form_version: version,
            captions: Captions {
                form_code: words::desk_form_code(language).to_owned(),
                form_version: words::desk_form_version(language, version),
                photo: words::desk_form_photo(language).to_owned(),
            },
            photo_jpeg,
            sections: std::iter::once(first).chain(sections).collect(),
            promise: paragraphs.map(plain).filter(|line| !line.is_empty()).collect(),
            stamps: stamps(&programme, language).map(box_with_date).collect(),
            footer: words::desk_form_footer(language, form_name(&programme).get(language)),
        })
    }

    /// The code and version of the form as it stands; nothing while pages are incomplete or after the end.
    pub(super) fn code_to_print(
        &self,
        registration: &Registration,
        programme: &Programme,
        known: &Known,
    ) -> Option<(FormCode, u32)> {
        if registration.state != State::Draft {
            return registration.form_code().map(|code| (code.clone(), registration.form_version()));
        }
        // On site only what was submitted is confirmed: the print of a draft would be worth nothing there.
        let online = programme.area(&registration.area).is_some_and(|area| area.confirmation == Confirmation::Online);
        let complete =
            online && views::pages(registration, programme, known, self.now()).iter().all(|page| page.complete);
        let version = registration.form_version() + 1;
        complete.then(|| (self.keys().form_code(registration, version, &known.account.name, &known.masked), version))
    }
}

/// Who signs and stamps it.
fn stamps(programme: &Programme, language: Language) -> impl Iterator<Item = &'static str> {
    let unit = programme.form_stamped.then(|| words::desk_form_unit_stamp(language));
    let offices = [words::desk_form_site_stamp(language), words::desk_form_area_stamp(language)];
    std::iter::once(words::desk_form_signature(language)).chain(unit).chain(offices)
}

/// The rows of a page, and each entry of its groups under a heading of its own.
fn printed_sections(section: &view::Section, language: Language) -> Vec<Section> {
    let rows = |rows: &[Row]| {
        rows.iter().map(|row| (row.label.get(language).to_owned(), row.value.get(language).to_owned())).collect()
    };
    let own = Section { title: section.title.get(language).to_owned(), rows: rows(&section.rows) };
    let entry = |entry: &Entry| {
        let title = entry.title.get(language);
        let title = if entry.chosen { words::desk_entry_chosen_of(language, title) } else { title.to_owned() };
        Section { title, rows: rows(&entry.rows) }
    };
    let entries = section.groups.iter().flat_map(|group| &group.entries).map(entry);
    Some(own).filter(|own| !own.rows.is_empty()).into_iter().chain(entries).collect()
}

/// A line of Markdown without its marks.
fn plain(line: &str) -> String {
    line.trim().trim_start_matches(['#', '-', '*', '>', ' ']).replace("**", "")
}
