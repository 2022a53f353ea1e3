//! The table of §5 of the design: what follows from a command, or why it is refused.

use super::{Command, ConfirmedBy, Event, Evidence, Registration, State, incomplete_pages};
use crate::domain::{
    calendar::{Moment, Position, Window},
    form::{Answers, check_storable},
    form_code::FormCode,
    history::History,
    material::{self, Material},
    programme::{Amendment, Area, Payment, Programme},
    refusal::{Refusal, WrongPage},
    role::Action,
};

/// What [`decide`] must know besides the registration itself.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The one clock of the server.
    pub now: Moment,
    /// The registration's programme.
    pub programme: &'a Programme,
    /// The profile's photo.
    pub photo: Option<&'a str>,
    /// Whether the candidate has bound a WeChat account.
    pub wechat_bound: bool,
    /// What profile and register know of the candidate's answers.
    pub evidence: Evidence<'a>,
    /// Last year's registration of the same person.
    pub history: Option<&'a History>,
    /// The fee in fen.
    pub fee: u32,
    /// Makes the code of a version of this registration; keyed, so only the server can.
    pub code: &'a dyn Fn(&Registration, u32) -> FormCode,
}

/// The table of §5: what follows from a command, or why it is refused.
///
/// # Errors
/// A [`Refusal`] that names the rule.
pub fn decide(registration: &Registration, command: &Command, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    let table = Table { registration, facts };
    table.not_lapsed(command)?;
    match command {
        Command::SavePage { page, answers, base } => table.save_page(page, answers, *base),
        Command::ChangeArea { area } => table.change_area(area),
        Command::ConfirmPhoto { photo, source } => table.confirm_photo(photo, source),
        Command::AddMaterial { material } => table.add_material(material),
        Command::RemoveMaterial { file } => table.remove_material(file),
        Command::FinishMaterials => table.finish_materials(),
        Command::Submit => table.submit(),
        Command::Withdraw => table.withdraw(),
        Command::Replace => table.replace(),
        Command::KeepSubmitted => table.keep_submitted(),
        Command::Cancel => table.cancel(),
        Command::Pay { order, amount } => table.pay(order, *amount),
        Command::ReplacePhoto { photo } => table.replace_photo(photo),
        Command::ConfirmOnSite { form_code } => table.confirm_on_site(form_code),
        Command::ConfirmOnline => table.confirm_online(),
        Command::RefuseOnline { reasons } => table.refuse_online(reasons),
        Command::PassSite => table.only_in(&[State::Confirmed]).map(|()| vec![Event::SitePassed]),
        Command::PassArea => table.pass_area(),
        Command::RefuseReview { reasons } => table.refuse_review(reasons),
        Command::Reopen { reason } => table.reopen(reason),
        Command::Abandon => table.abandon(),
    }
}

pub(super) struct Table<'a> {
    pub(super) registration: &'a Registration,
    pub(super) facts: &'a Facts<'a>,
}

impl Table<'_> {
    /// The area that counts; refused while none is chosen.
    pub(super) fn area(&self) -> Result<&Area, Refusal> {
        self.facts.programme.area(self.registration.standing_area()).ok_or(Refusal::AreaUnknown)
    }

    /// A candidate who comes too late hears which window was missed, rather than what became of the registration
    /// while they were typing.
    fn not_lapsed(&self, command: &Command) -> Result<(), Refusal> {
        let theirs = Action::of(command, self.registration.state) == Action::Apply;
        match self.registration.missed_deadline(self.facts.programme) {
            Some(until) if theirs && self.registration.state == State::Abandoned => {
                Err(Refusal::WindowClosed { until })
            }
            _ => Ok(()),
        }
    }

    pub(super) fn only_in(&self, states: &[State]) -> Result<(), Refusal> {
        let state = self.registration.state;
        if states.contains(&state) { Ok(()) } else { Err(Refusal::NotInState { state }) }
    }

    /// Draft, or a copy that is to replace what was submitted, and its window is open.
    pub(super) fn editable(&self) -> Result<(), Refusal> {
        self.open_in(&[State::Draft])
    }

    /// One of these states with time left, or a copy that is to replace what was submitted.
    fn open_in(&self, states: &[State]) -> Result<(), Refusal> {
        if self.registration.replacing && self.registration.state == State::Submitted {
            return self.amendable();
        }
        self.only_in(states)?;
        within(self.registration.deadline(self.facts.programme), self.facts.now)
    }

    fn amendable(&self) -> Result<(), Refusal> {
        self.registration.amendable(self.facts.programme, self.facts.now)
    }

    /// Nobody moves to an area whose own deadline is over: the registration would lapse by moving.
    fn in_time_there(&self, area: &str) -> Result<(), Refusal> {
        let moved = Registration { area: area.to_owned(), replacing: false, ..self.registration.clone() };
        within(moved.deadline(self.facts.programme), self.facts.now)
    }

    fn save_page(&self, key: &str, answers: &Answers, base: u32) -> Result<Vec<Event>, Refusal> {
        self.editable()?;
        let page = self.facts.programme.page(key).ok_or(Refusal::UnknownField)?;
        let wrong = check_storable(page, answers);
        if !wrong.is_empty() {
            return Err(Refusal::Fields(wrong));
        }
        let saved = self.registration.page_versions.get(key).copied().unwrap_or_default();
        let unchanged = answers.iter().all(|(key, answer)| self.registration.answers.get(key) == Some(answer));
        if unchanged && saved > 0 {
            return Ok(Vec::new());
        }
        if saved != base {
            return Err(Refusal::PageChangedElsewhere);
        }
        let saved = Event::PageSaved { page: key.to_owned(), answers: answers.clone() };
        Ok(std::iter::once(saved).chain(self.area_chosen(answers)?).collect())
    }

    /// Another area than before, where the form asks for it.
    fn area_chosen(&self, answers: &Answers) -> Result<Option<Event>, Refusal> {
        let programme = self.facts.programme;
        let Some(chosen) = programme.area_field().and_then(|field| answers.get(&field.key)) else { return Ok(None) };
        let area = programme.area(chosen.one()).map_or("", |area| area.code.as_str());
        if area == self.registration.area {
            return Ok(None);
        }
        self.in_time_there(area)?;
        Ok(Some(Event::AreaChosen { area: area.to_owned() }))
    }

    fn change_area(&self, to: &str) -> Result<Vec<Event>, Refusal> {
        self.editable()?;
        if self.facts.programme.area_field().is_some() {
            return Err(Refusal::UnknownField);
        }
        self.facts.programme.area(to).ok_or(Refusal::AreaUnknown)?;
        let from = self.registration.area.clone();
        if from == to {
            return Ok(Vec::new());
        }
        self.in_time_there(to)?;
        Ok(vec![Event::AreaChanged { from, to: to.to_owned(), answers: self.registration.answers.clone() }])
    }

    /// A second tap changes nothing, least of all what an officer replaced between the two.
    fn confirm_photo(&self, fitted: &str, source: &str) -> Result<Vec<Event>, Refusal> {
        self.editable()?;
        let own = self.facts.photo.ok_or(Refusal::PhotoMissing)?;
        let (photo, source) = if fitted.is_empty() { (own, own) } else { (fitted, source) };
        if self.registration.has_photo_of(source) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::PhotoConfirmed { photo: photo.to_owned(), source: source.to_owned() }])
    }

    /// Materials change in draft, and again after a refused confirmation (notice 000 (二)2(2)).
    fn materials_open(&self) -> Result<(), Refusal> {
        if !self.facts.programme.takes_materials(&self.registration.area) {
            return Err(Refusal::NoMaterialsHere);
        }
        self.open_in(&[State::Draft, State::ConfirmationRefused])
    }

    fn add_material(&self, material: &Material) -> Result<Vec<Event>, Refusal> {
        self.materials_open()?;
        let kind = self.facts.programme.materials_of(&self.registration.area).find(|k| k.key == material.kind);
        let max = kind.ok_or(Refusal::MaterialUnknown)?.max;
        let there = self.registration.materials.iter().filter(|m| m.kind == material.kind).count();
        if there >= max as usize {
            return Err(Refusal::TooMany { max });
        }
        Ok(vec![Event::MaterialAdded { material: material.clone() }])
    }

    fn remove_material(&self, file: &str) -> Result<Vec<Event>, Refusal> {
        self.materials_open()?;
        if !self.registration.materials.iter().any(|m| m.file == file) {
            return Err(Refusal::MaterialUnknown);
        }
        Ok(vec![Event::MaterialRemoved { file: file.to_owned() }])
    }

    fn finish_materials(&self) -> Result<Vec<Event>, Refusal> {
        self.materials_open()?;
        self.materials_complete()?;
        Ok(vec![Event::MaterialsFinished])
    }

    fn materials_complete(&self) -> Result<(), Refusal> {
        let kinds = self.facts.programme.materials_of(&self.registration.area);
        let missing = material::missing(kinds, &self.registration.materials);
        if missing.is_empty() {
            return Ok(());
        }
        Err(Refusal::MaterialsMissing { kinds: missing.into_iter().map(|k| k.name.zh.clone()).collect() })
    }

    fn submit(&self) -> Result<Vec<Event>, Refusal> {
        self.open_in(&[State::Draft, State::ConfirmationRefused])?;
        let incomplete = self.incomplete_pages();
        if !incomplete.is_empty() {
            return Err(Refusal::PagesIncomplete(incomplete));
        }
        if self.registration.photo.is_none() {
            return Err(Refusal::PhotoNotConfirmed);
        }
        if self.facts.programme.wechat_required && !self.facts.wechat_bound {
            return Err(Refusal::WechatUnbound);
        }
        if self.facts.programme.takes_materials(&self.registration.area) {
            self.materials_complete()?;
            if self.registration.materials_finished.is_none() {
                return Err(Refusal::MaterialsNotFinished);
            }
        }
        let version = self.registration.form_version() + 1;
        let code = (self.facts.code)(self.registration, version);
        let submitted = Event::Submitted { version, code, answers: self.registration.answers.clone() };
        Ok(std::iter::once(submitted).chain(self.automatic()).collect())
    }

    /// Automatic confirmation in the same step, where the area has it and the candidate was there last year.
    fn automatic(&self) -> Option<Event> {
        let area = self.facts.programme.area(&self.registration.area)?;
        let history = self.facts.history.filter(|h| h.counts(self.facts.programme) && area.auto_confirm)?;
        let registration = self.registration;
        let differences =
            history.differences(self.facts.programme, &area.code, &registration.answers, self.facts.evidence.education);
        Some(if differences.is_empty() {
            Event::Confirmed { by: ConfirmedBy::Automatic }
        } else {
            Event::AutoConfirmationFailed { differences }
        })
    }

    fn incomplete_pages(&self) -> Vec<WrongPage> {
        incomplete_pages(self.registration, self.facts.programme, self.facts.evidence, self.facts.now)
    }

    fn withdraw(&self) -> Result<Vec<Event>, Refusal> {
        self.only_in(&[State::Submitted])?;
        if self.facts.programme.amendment == Amendment::Replace {
            return Err(Refusal::NoWithdrawing);
        }
        self.amendable()?;
        Ok(vec![Event::Withdrawn])
    }

    fn replace(&self) -> Result<Vec<Event>, Refusal> {
        self.only_in(&[State::Submitted])?;
        if self.facts.programme.amendment != Amendment::Replace {
            return Err(Refusal::NoReplacing);
        }
        self.amendable()?;
        Ok(if self.registration.replacing { Vec::new() } else { vec![Event::ReplacementStarted] })
    }

    fn keep_submitted(&self) -> Result<Vec<Event>, Refusal> {
        self.only_in(&[State::Submitted])?;
        match self.dropped() {
            none if none.is_empty() => Err(Refusal::NotInState { state: State::Submitted }),
            dropped => Ok(dropped),
        }
    }

    /// The end of a corrected copy that was not submitted; nothing where there is none.
    fn dropped(&self) -> Vec<Event> {
        if self.registration.replacing { vec![Event::ReplacementDropped] } else { Vec::new() }
    }

    /// What happens to the submitted registration; a corrected copy that was not submitted ends before it.
    pub(super) fn dropped_then(&self, event: Event) -> Vec<Event> {
        self.dropped().into_iter().chain([event]).collect()
    }

    /// A draft is given up at any time. What was submitted is withdrawn first; where it is replaced instead, it is
    /// given up as long as it may be corrected: no copy corrects what was chosen at the start.
    fn cancel(&self) -> Result<Vec<Event>, Refusal> {
        if self.registration.state == State::Submitted && self.facts.programme.amendment == Amendment::Replace {
            self.amendable()?;
        } else {
            self.only_in(&[State::Draft])?;
        }
        Ok(self.dropped_then(Event::Cancelled))
    }

    fn pay(&self, order: &str, amount: u32) -> Result<Vec<Event>, Refusal> {
        let area = self.area()?;
        if area.payment != Payment::Online {
            return Err(Refusal::NoPaymentHere);
        }
        self.only_in(&[State::AreaPassed])?;
        if let Some(window) = &area.pay {
            open(window, self.facts.now)?;
        }
        if amount != self.facts.fee {
            return Err(Refusal::PaymentAmount);
        }
        Ok(vec![Event::Paid { order: order.to_owned(), amount }, Event::Registered])
    }

    fn abandon(&self) -> Result<Vec<Event>, Refusal> {
        self.only_in(&[State::Draft, State::Submitted, State::ConfirmationRefused, State::AreaPassed])?;
        match self.registration.deadline(self.facts.programme) {
            Some(deadline) if self.facts.now >= deadline => {
                Ok(self.dropped_then(Event::Abandoned { missed: self.registration.state }))
            }
            _ => Err(Refusal::NotLapsed),
        }
    }
}

pub(super) fn open(window: &Window, now: Moment) -> Result<(), Refusal> {
    match window.position(now) {
        Position::Before => Err(Refusal::WindowNotOpen { from: window.from }),
        Position::Inside => Ok(()),
        Position::After => Err(Refusal::WindowClosed { until: window.until }),
    }
}

pub(super) fn within(deadline: Option<Moment>, now: Moment) -> Result<(), Refusal> {
    match deadline {
        Some(until) if now >= until => Err(Refusal::WindowClosed { until }),
        _ => Ok(()),
    }
}
