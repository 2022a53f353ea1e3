//! What an officer's page does and what is written on it: it outlives the record and the panel, which are drawn anew
//! with every piece of news.

use super::draft::Draft;
use crate::{
    api::staff::{ConfirmOnSite, PassRegistration, RefuseRegistration, ReopenRegistration, RevealIdNumber},
    components::{FormAction, FormState, use_query},
    live::Live,
};
use leptos::prelude::*;

/// All decisions of the page, the look at the ID number, and what is being written.
#[derive(Clone, Copy)]
pub(super) struct Actions {
    pub(super) confirm: FormAction<ConfirmOnSite>,
    pub(super) pass: FormAction<PassRegistration>,
    pub(super) refuse: FormAction<RefuseRegistration>,
    pub(super) reopen: FormAction<ReopenRegistration>,
    pub(super) reveal: FormAction<RevealIdNumber>,
    pub(super) draft: Draft,
}

impl Actions {
    /// Those on whichever registration `id` is.
    pub(super) fn new(id: Memo<i64>) -> Self {
        let actions = Self {
            confirm: FormAction::new(),
            pass: FormAction::new(),
            refuse: FormAction::new(),
            reopen: FormAction::new(),
            reveal: FormAction::new(),
            draft: Draft::new(),
        };
        Effect::new(move |before: Option<i64>| {
            let id = id.get();
            if before.is_some_and(|before| before != id) {
                actions.forget();
            }
            id
        });
        Effect::new(move |before: Option<u32>| {
            let decided: u32 = actions.forms().into_iter().map(|form| form.saved.get()).sum();
            if before.is_some_and(|before| before != decided) {
                actions.settle();
                actions.draft.forget();
            }
            decided
        });
        // The router remembers for good what the first page of this tab was refused.
        if use_query().with_untracked(|query| query.get("__err").is_none()) {
            actions.settle();
        }
        actions
    }

    /// Each decision that was taken is news.
    pub(super) fn tell(self, live: Live) {
        self.forms().into_iter().fold(live, Live::after);
    }

    /// The forms of the decisions.
    pub(super) fn forms(self) -> [FormState; 4] {
        [self.confirm.form, self.pass.form, self.refuse.form, self.reopen.form]
    }

    /// Whether the answer to a decision is awaited.
    pub(super) fn pending(self) -> bool {
        self.forms().into_iter().any(|form| form.pending.get())
    }

    /// Whether a decision was refused.
    pub(super) fn refused(self) -> bool {
        self.forms().into_iter().any(|form| form.error.with(Option::is_some))
    }

    fn forget(self) {
        self.confirm.forget();
        self.pass.forget();
        self.refuse.forget();
        self.reopen.forget();
        self.reveal.forget();
        self.draft.forget();
    }

    fn settle(self) {
        self.confirm.settle();
        self.pass.settle();
        self.refuse.settle();
        self.reopen.settle();
        self.reveal.settle();
    }
}
