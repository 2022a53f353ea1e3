//! What an officer's page does and what is written on it: it outlives the record and the panel, which are drawn anew
//! with every piece of news.

use super::draft::Draft;
use crate::{
    api::staff::{ConfirmOnSite, PassRegistration, RefuseRegistration, ReopenRegistration, RevealIdNumber},
    components::{FormState, use_query},
    error::Error,
    live::Live,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// One thing to do: what is sent, and how its form stands.
pub(super) struct Decided<F: ServerFn<Error = Error>>
where
    F: Send + Sync + 'static,
    F::Output: Send + Sync,
{
    pub(super) action: ServerAction<F>,
    pub(super) form: FormState,
}

impl<F: ServerFn<Error = Error> + Send + Sync + 'static> Copy for Decided<F> where F::Output: Send + Sync {}

impl<F: ServerFn<Error = Error> + Send + Sync + 'static> Clone for Decided<F>
where
    F::Output: Send + Sync,
{
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Decided<F>
where
    F: ServerFn<Error = Error> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    fn new() -> Self {
        let action = ServerAction::<F>::new();
        Self { action, form: FormState::new(action) }
    }

    /// What was refused for one candidate is nothing to the next.
    fn forget(self) {
        self.action.value().set(None);
    }

    /// What was refused is over.
    fn settle(self) {
        if self.form.error.with_untracked(Option::is_some) {
            self.forget();
        }
    }
}

/// All decisions of the page, the look at the ID number, and what is being written.
#[derive(Clone, Copy)]
pub(super) struct Actions {
    pub(super) confirm: Decided<ConfirmOnSite>,
    pub(super) pass: Decided<PassRegistration>,
    pub(super) refuse: Decided<RefuseRegistration>,
    pub(super) reopen: Decided<ReopenRegistration>,
    pub(super) reveal: Decided<RevealIdNumber>,
    pub(super) draft: Draft,
}

impl Actions {
    /// Those on whichever registration `id` is.
    pub(super) fn new(id: Memo<i64>) -> Self {
        let actions = Self {
            confirm: Decided::new(),
            pass: Decided::new(),
            refuse: Decided::new(),
            reopen: Decided::new(),
            reveal: Decided::new(),
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
