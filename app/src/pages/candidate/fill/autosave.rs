//! Saves a page while it is typed: a second after the last key, at once when a field is left, again and again
//! while the connection is gone. What is typed never leaves the form.

use super::{
    super::registration::parts::path,
    filling::Filling,
    kept::{brings_something, same},
};
use crate::{
    api::registration::{compare_page, save_page},
    desk::Receipt,
    domain::{
        calendar::Moment,
        form::{Answers, Page, posted_answers},
        refusal::Refusal,
    },
    error::Error,
    unsaved::{Unsaved, forget, forget_saved},
    view::Elsewhere,
};
use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use std::time::Duration;

/// How long nobody types before it is saved.
const PAUSE: Duration = Duration::from_secs(1);
/// The first and the longest wait before trying again, in seconds; each wait is twice the one before.
const FIRST_WAIT: u32 = 2;
const LONGEST_WAIT: u32 = 30;

/// Whether what is typed is saved.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    /// Nothing was saved yet.
    Never,
    /// Saved then.
    At(Moment),
    /// On its way.
    Saving,
    /// It did not get through; it is tried again.
    Failed,
    /// The page was saved elsewhere meanwhile: the candidate chooses which one stays.
    Elsewhere,
    /// Refused; it is not tried again before something changes.
    Refused(Error),
}

/// The saving of one page; cheap to copy.
#[derive(Clone, Copy)]
pub struct Autosave {
    filling: Filling,
    /// The page's version on which the next save stands; the plain post carries it too.
    pub base: RwSignal<u32>,
    /// How it stands.
    pub saved: RwSignal<Saved>,
    /// What was saved elsewhere, once that is known; shown while the candidate chooses.
    pub elsewhere: RwSignal<Option<Elsewhere>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    failures: StoredValue<u32>,
    /// Whether the page is left as soon as it is saved.
    leaving: StoredValue<bool>,
}

impl Autosave {
    /// The saving of this form; with what was saved elsewhere where the plain post was refused for it.
    pub fn new(filling: Filling, elsewhere: Option<Elsewhere>) -> Self {
        let (base, saved_at) = filling.view.with_value(|view| (view.base, view.saved_at));
        let saved = if elsewhere.is_some() { Saved::Elsewhere } else { saved_at.map_or(Saved::Never, Saved::At) };
        Self {
            filling,
            base: RwSignal::new(base),
            saved: RwSignal::new(saved),
            elsewhere: RwSignal::new(elsewhere),
            timer: StoredValue::new(None),
            failures: StoredValue::new(0),
            leaving: StoredValue::new(false),
        }
    }

    /// Saves what changes from now on, and what the form already brings along.
    pub fn watch(self) {
        let begun = StoredValue::new(false);
        Effect::new(move |_| {
            let answers = self.filling.answers();
            if !self.filling.live.get() {
                return;
            }
            let first = !begun.get_value();
            begun.set_value(true);
            let stored = self.filling.stored.get_value();
            let drawn = first && !self.filling.restored;
            if if drawn { brings_something(&answers, &stored) } else { !same(&answers, &stored) } {
                self.keep();
                self.save_after(PAUSE);
            } else {
                if !first {
                    self.forget();
                }
                self.stop_timer();
            }
        });
        Effect::new(move |_| {
            let online = window_event_listener(ev::online, move |_| {
                if self.saved.try_get_untracked() == Some(Saved::Failed) {
                    self.save();
                }
            });
            on_cleanup(move || online.remove());
        });
        let (id, page) = self.filling.view.with_value(|view| (view.id, view.page.clone()));
        on_cleanup(move || {
            self.stop_timer();
            save_what_is_left(id, page);
        });
    }

    /// Saves now, where there is something to save. While the candidate chooses, only shows what differs now.
    pub fn save(self) {
        self.stop_timer();
        if self.must_choose() {
            return self.compare();
        }
        let busy = self.saved.with_untracked(|saved| *saved == Saved::Saving);
        if busy || !self.is_open() || !(self.differs() || self.leaving.get_value()) {
            return;
        }
        self.saved.set(Saved::Saving);
        let (id, page) = self.place();
        let (answers, base) = (untrack(|| self.filling.answers()), self.base.get_untracked());
        let typed = self.filling.typed.get_untracked();
        spawn_local(async move {
            let result = save_page(id, page.clone(), answers.clone(), base).await;
            if result.is_ok() {
                forget_saved(id, &page, &typed);
            }
            // The candidate may have gone on to another page meanwhile.
            if !self.saved.is_disposed() {
                self.answered(answers, result);
            }
        });
    }

    /// Whether the plain post must wait: until what is typed is saved, it would carry an old base, and without a
    /// connection it would take the page away.
    pub fn must_come_first(self) -> bool {
        match self.saved.get_untracked() {
            Saved::Saving | Saved::Elsewhere | Saved::Failed => true,
            // The way to the sign-in page and back keeps what is typed; other refusals explain themselves.
            Saved::Refused(_) => false,
            Saved::Never => true,
            Saved::At(_) => self.differs(),
        }
    }

    /// Saves, then posts the form.
    pub fn then_leave(self) {
        self.leaving.set_value(true);
        self.save();
    }

    /// Puts what is typed here over what was saved elsewhere: over the version that is shown, and no other.
    pub fn overwrite(self) {
        let Some(base) = self.elsewhere.with_untracked(|found| found.as_ref().map(|found| found.base)) else {
            return self.compare();
        };
        self.base.set(base);
        self.elsewhere.set(None);
        self.filling.stored.set_value(Answers::new());
        self.saved.set(Saved::Never);
        self.save();
    }

    /// Fetches what was saved elsewhere, to be shown beside what is typed here.
    fn compare(self) {
        let (id, page) = self.place();
        let answers = untrack(|| self.filling.answers());
        spawn_local(async move {
            let found = compare_page(id, page, answers).await;
            if self.saved.is_disposed() || !self.must_choose() {
                return;
            }
            match found {
                Ok(found) => {
                    let same = found.differences.is_empty();
                    self.elsewhere.set(Some(found));
                    // Such as a save of this very page whose answer was not heard: there is nothing to choose.
                    if same {
                        self.overwrite();
                    }
                }
                Err(error) if error.may_pass() => self.save_after(Duration::from_secs(FIRST_WAIT.into())),
                Err(error) => self.failed(error),
            }
        });
    }

    /// Whether the candidate must choose which of two versions stays.
    fn must_choose(self) -> bool {
        self.saved.with_untracked(|saved| *saved == Saved::Elsewhere)
    }

    /// The address at which the page stands as it was saved elsewhere.
    pub fn theirs(self) -> String {
        self.filling.view.with_value(|view| path(view.id, &format!("fill/{}", view.page.key)))
    }

    fn answered(self, sent: Answers, result: Result<Receipt, Error>) {
        let leaving = self.leaving.get_value();
        match result {
            Ok(receipt) => {
                self.base.set(u32::try_from(receipt.version).unwrap_or_default());
                self.filling.stored.set_value(sent);
                self.failures.set_value(0);
                self.saved.set(Saved::At(receipt.at));
                match (self.differs(), leaving) {
                    (true, true) => self.save(),
                    (true, false) => self.save_after(PAUSE),
                    (false, true) => self.leave(),
                    (false, false) => {}
                }
            }
            Err(Error::Refused(Refusal::PageChangedElsewhere)) => {
                // From here on the candidate chooses; whoever loads the page again has chosen what is there.
                self.forget();
                self.elsewhere.set(None);
                self.give_up(Saved::Elsewhere);
                self.compare();
            }
            Err(error) => {
                let signed_out = error == Error::SignIn;
                self.failed(error);
                if signed_out && leaving {
                    self.leave();
                }
            }
        }
    }

    /// What did not get through is tried again; what was refused waits until something changes.
    fn failed(self, error: Error) {
        match error {
            Error::Network | Error::Unexpected(_) => self.try_again(0),
            Error::Busy(seconds) => self.try_again(seconds),
            error => self.give_up(Saved::Refused(error)),
        }
    }

    fn try_again(self, at_least: u32) {
        let failures = self.failures.get_value();
        self.failures.set_value(failures.saturating_add(1));
        let wait = FIRST_WAIT.saturating_mul(1 << failures.min(8)).min(LONGEST_WAIT).max(at_least);
        self.give_up(Saved::Failed);
        self.save_after(Duration::from_secs(wait.into()));
    }

    fn give_up(self, saved: Saved) {
        self.leaving.set_value(false);
        self.saved.set(saved);
    }

    /// Posts the form as a browser without WebAssembly would, once the newest base has reached its input.
    fn leave(self) {
        let form = self.filling.form;
        let post = move || {
            if let Some(form) = form.try_get_untracked().flatten() {
                let _ = form.submit();
            }
        };
        set_timeout(post, Duration::ZERO);
    }

    fn save_after(self, wait: Duration) {
        self.stop_timer();
        let timer = set_timeout_with_handle(
            move || {
                if !self.saved.is_disposed() {
                    self.save()
                }
            },
            wait,
        );
        self.timer.set_value(timer.ok());
    }

    fn stop_timer(self) {
        if let Some(timer) = self.timer.try_get_value().flatten() {
            timer.clear();
        }
        self.timer.try_set_value(None);
    }

    /// Keeps what stands in the form until it is saved.
    fn keep(self) {
        if self.is_open() && !self.must_choose() {
            let (id, page) = self.place();
            Unsaved { id, page, base: self.base.get_untracked(), typed: self.filling.typed.get_untracked() }.keep();
        }
    }

    fn forget(self) {
        let (id, page) = self.place();
        forget(id, &page);
    }

    /// The registration and the key of the page.
    fn place(self) -> (i64, String) {
        self.filling.view.with_value(|view| (view.id, view.page.key.clone()))
    }

    fn differs(self) -> bool {
        let answers = untrack(|| self.filling.answers());
        self.filling.stored.with_value(|stored| !same(&answers, stored))
    }

    fn is_open(self) -> bool {
        self.filling.view.with_value(|view| view.open)
    }
}

/// Whoever leaves a page within the pause still has it saved; where that fails too, the browser keeps it.
fn save_what_is_left(id: i64, page: Page) {
    let Some(left) = Unsaved::find(id, &page.key) else { return };
    spawn_local(async move {
        let answers = posted_answers(&page, &left.typed);
        if save_page(id, left.page, answers, left.base).await.is_ok() {
            forget_saved(id, &page.key, &left.typed);
        }
    });
}
