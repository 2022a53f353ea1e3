//! What the rules must know of a candidate besides the registration itself.

use super::{
    OfficeDesk,
    words::{Speaker, both},
};
use crate::store::{
    Conn,
    accounts::{self, Account},
    education, history, registrations, units,
};
use app::{
    desk::Result,
    domain::{
        education::EducationRecord,
        eligibility::{Verdict, judge},
        fee::fee,
        form::{Answer, Answers, Field, FieldType, IdentityPart, seen},
        history::History,
        person::{IdNumber, IdType, Sex},
        programme::Programme,
        refusal::Refusal,
        registration::{Command, Event, Evidence, Facts, Registration, decide},
        role::Role,
        text::Text,
        unit::{Unit, UnitKind},
    },
    locales,
};
use std::{collections::BTreeMap, sync::Arc};

/// The columns that are sealed, each under its own name.
pub(super) const ID_NUMBER: &str = "account/id_number";
pub(super) const PHONE: &str = "account/phone";

/// A candidate with everything a registration may need of them.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub account: Account,
    pub education: Vec<EducationRecord>,
    pub history: Option<History>,
    /// The entries of the register that their answers name.
    pub units: Vec<Unit>,
    /// The masked ID number.
    pub masked: String,
    /// Locked parts in words, the ID number masked, by [`app::view::identity_key`].
    pub identity: BTreeMap<String, Text>,
    /// The locked parts that conditions and limits look at.
    pub parts: Vec<(IdentityPart, String)>,
}

impl Known {
    /// Everything about a candidate, for registrations of this programme; `answers` name units of the register.
    pub async fn load(
        desk: &OfficeDesk,
        conn: &mut Conn,
        candidate: i64,
        programme: &Programme,
        answers: &Answers,
    ) -> Result<Self> {
        let account = accounts::by_id(conn, candidate)
            .await?
            .ok_or_else(|| super::unexpected(format!("account {candidate} is gone")))?;
        let mut education = education::of(conn, candidate).await?;
        for record in &mut education {
            record.level_name = level_name(programme, &record.level);
        }
        let history = match &account.id_number_hash {
            Some(hash) => history::find(conn, &programme.id, hash, &account.name).await?,
            None => None,
        };
        let masked = masked(desk, &account)?;
        let (identity, parts) = (identity(&account, &masked), parts(&account));
        let units = units::by_codes(conn, &named_units(programme, answers)).await?;
        Ok(Self { account, education, history, units, masked, identity, parts })
    }

    /// What the rules need for this command. Most commands, such as every autosave, need nothing, and the one
    /// writer must not look up what nobody asks for.
    pub async fn needed_for(
        desk: &OfficeDesk,
        conn: &mut Conn,
        registration: &Registration,
        programme: &Programme,
        command: &Command,
    ) -> Result<Self> {
        if matches!(command, Command::Submit | Command::ConfirmPhoto { .. } | Command::ReplacePhoto { .. }) {
            return Self::load(desk, conn, registration.candidate, programme, &registration.answers).await;
        }
        Ok(Self {
            account: Account::new("", Role::Candidate, "", "", desk.now()),
            education: Vec::new(),
            history: None,
            units: Vec::new(),
            masked: String::new(),
            identity: BTreeMap::new(),
            parts: Vec::new(),
        })
    }

    /// Looks up the units that more answers name.
    pub async fn look_up(&mut self, conn: &mut Conn, programme: &Programme, answers: &Answers) -> Result<()> {
        let mut named = named_units(programme, answers);
        named.retain(|(kind, code)| !self.units.iter().any(|unit| unit.kind == *kind && unit.code == *code));
        self.units.extend(units::by_codes(conn, &named).await?);
        Ok(())
    }

    /// What the rules may know of the answers.
    pub fn evidence(&self) -> Evidence<'_> {
        Evidence { education: &self.education, units: &self.units, identity: &self.parts }
    }

    /// Answers with everything else that conditions look at.
    pub fn seen(&self, programme: &Programme, answers: &Answers) -> Answers {
        seen(&programme.pages, answers, &self.parts)
    }

    /// Whether the candidate meets the conditions of entry, and why.
    pub fn verdict(&self, programme: &Programme, registration: &Registration) -> Option<Verdict> {
        judge(programme, &self.seen(programme, &registration.answers), &self.education)
    }

    /// Says answers in words.
    pub fn speaker<'a>(&'a self, programme: &'a Programme) -> Speaker<'a> {
        Speaker { programme, education: &self.education, units: &self.units, identity: &self.identity }
    }

    /// Asks the rules what follows from a command.
    pub fn decide(
        &self,
        desk: &OfficeDesk,
        registration: &Registration,
        programme: &Programme,
        command: &Command,
    ) -> std::result::Result<Vec<Event>, Refusal> {
        let code = |registration: &Registration, version| {
            desk.keys().form_code(registration, version, &self.account.name, &self.masked)
        };
        let facts = Facts {
            now: desk.now(),
            programme,
            photo: self.account.photo.as_deref(),
            wechat_bound: self.account.wechat_openid.is_some(),
            evidence: self.evidence(),
            history: self.history.as_ref(),
            fee: fee(programme, registration),
            code: &code,
        };
        decide(registration, command, &facts)
    }
}

/// The entries of the register that answers name, by kind and code.
pub(super) fn named_units(programme: &Programme, answers: &Answers) -> Vec<(UnitKind, String)> {
    let kind = |field: &Field| match field.kind {
        FieldType::Unit => Some(UnitKind::Work),
        FieldType::School => Some(UnitKind::School),
        _ => None,
    };
    let mut named = Vec::new();
    for page in &programme.pages {
        let fields = page.fields.iter().filter_map(|field| Some((kind(field)?, answers.get(&field.key)?.one())));
        named.extend(fields.map(|(kind, code)| (kind, code.to_owned())));
        for group in &page.groups {
            let Some(Answer::Entries(entries)) = answers.get(&group.key) else { continue };
            let fields = group.fields.iter().filter_map(|field| Some((kind(field)?, &field.key)));
            for (kind, key) in fields {
                named.extend(entries.iter().filter_map(|entry| Some((kind, entry.get(key)?.clone()))));
            }
        }
    }
    named.retain(|(_, code)| !code.is_empty());
    named.sort_unstable();
    named.dedup();
    named
}

/// The name of an education level.
pub(super) fn level_name(programme: &Programme, level: &str) -> Text {
    programme.choice_name("education_level", level)
}

/// The whole ID number, opened.
pub(super) fn id_number(desk: &OfficeDesk, account: &Account) -> Result<String> {
    desk.keys().open_sealed(ID_NUMBER, &account.id_number_sealed)
}

/// The masked ID number; empty for officers.
pub(super) fn masked(desk: &OfficeDesk, account: &Account) -> Result<String> {
    mask(desk, &account.id_type, &account.id_number_sealed)
}

/// A sealed ID number, masked.
pub(super) fn mask(desk: &OfficeDesk, id_type: &str, sealed: &str) -> Result<String> {
    let number = desk.keys().open_sealed(ID_NUMBER, sealed)?;
    let read = IdType::from_key(id_type).and_then(|id_type| IdNumber::parse(id_type, &number).ok());
    Ok(read.map(|number| number.masked()).unwrap_or_default())
}

/// The locked parts that conditions and limits look at, as they are stored.
fn parts(account: &Account) -> Vec<(IdentityPart, String)> {
    let all = [
        (IdentityPart::IdType, &account.id_type),
        (IdentityPart::Sex, &account.sex),
        (IdentityPart::Nationality, &account.nationality),
        (IdentityPart::BirthDate, &account.birth_date),
    ];
    all.into_iter().map(|(part, value)| (part, value.clone())).collect()
}

/// The locked parts in words.
pub(super) fn identity(account: &Account, masked: &str) -> BTreeMap<String, Text> {
    let id_type = IdType::from_key(&account.id_type);
    let sex = Sex::from_key(&account.sex);
    let parts = [
        ("name", Text::chinese(&account.name)),
        ("id_type", id_type.map(|t| both(|language| locales::id_type_name(language, t))).unwrap_or_default()),
        ("id_number", Text::chinese(masked)),
        ("sex", sex.map(|s| both(|language| locales::sex_name(language, s))).unwrap_or_default()),
        ("birth_date", Text::chinese(&account.birth_date)),
        ("nationality", both(|language| locales::nationality_name(language, &account.nationality).to_owned())),
    ];
    parts.into_iter().map(|(key, text)| (key.to_owned(), text)).collect()
}

/// Marks the records that registrations use: in their answers, or on a form that was submitted.
pub(super) fn mark_used(education: &mut [EducationRecord], theirs: &[(Registration, Arc<Programme>)]) {
    for (registration, programme) in theirs {
        let fields = programme.pages.iter().flat_map(|page| &page.fields).filter(|f| f.kind == FieldType::Education);
        for field in fields {
            let forms = registration.prints.iter().map(|print| &print.answers);
            for answers in forms.chain([&registration.answers]) {
                let used = answers.get(&field.key).map_or("", Answer::one);
                education.iter_mut().filter(|r| r.id.to_string() == used).for_each(|r| r.in_use = true);
            }
        }
    }
}

/// All registrations of a candidate as they count now, with their programmes; those of programmes that are gone are
/// left out.
pub(super) async fn theirs(
    desk: &OfficeDesk,
    conn: &mut Conn,
    candidate: i64,
) -> Result<Vec<(Registration, Arc<Programme>)>> {
    let counts_now = |registration: Registration| {
        let programme = desk.programmes().get(&registration.programme)?;
        Some((registration.as_of(desk.now(), &programme), programme))
    };
    Ok(registrations::of(conn, candidate).await?.into_iter().filter_map(counts_now).collect())
}
