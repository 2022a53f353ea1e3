//! The decisions of an officer's page: they outlive the panel, which is drawn anew with every piece of news.

use crate::{
    api::staff::{ConfirmOnSite, PassRegistration, RefuseRegistration, ReopenRegistration},
    components::FormState,
    error::Error,
    live::Live,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// One decision: what is sent, and how its form stands.
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
}

/// All decisions of the page.
#[derive(Clone, Copy)]
pub(super) struct Actions {
    pub(super) confirm: Decided<ConfirmOnSite>,
    pub(super) pass: Decided<PassRegistration>,
    pub(super) refuse: Decided<RefuseRegistration>,
    pub(super) reopen: Decided<ReopenRegistration>,
}

impl Actions {
    /// The decisions on whichever registration `id` is.
    pub(super) fn new(id: Memo<i64>) -> Self {
        let actions =
            Self { confirm: Decided::new(), pass: Decided::new(), refuse: Decided::new(), reopen: Decided::new() };
        Effect::new(move |before: Option<i64>| {
            let id = id.get();
            if before.is_some_and(|before| before != id) {
                actions.forget();
            }
            id
        });
        actions
    }

    /// Each decision that was taken is news.
    pub(super) fn tell(self, live: Live) {
        live.after(self.confirm.form).after(self.pass.form).after(self.refuse.form).after(self.reopen.form);
    }

    fn forget(self) {
        self.confirm.forget();
        self.pass.forget();
        self.refuse.forget();
        self.reopen.forget();
    }
}
