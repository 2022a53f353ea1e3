//! A server function together with how its form stands. A page makes it once; the parts that it draws anew with every
//! piece of news only borrow it.

use super::FormState;
use crate::error::Error;
use leptos::{prelude::*, server_fn::ServerFn};

/// One thing to do on a page; cheap to copy.
pub struct FormAction<F>
where
    F: ServerFn<Error = Error> + Send + Sync + 'static,
    F::Output: Send + Sync,
{
    /// What is sent.
    pub action: ServerAction<F>,
    /// How its form stands.
    pub form: FormState,
}

impl<F: ServerFn<Error = Error> + Send + Sync + 'static> Copy for FormAction<F> where F::Output: Send + Sync {}

impl<F: ServerFn<Error = Error> + Send + Sync + 'static> Clone for FormAction<F>
where
    F::Output: Send + Sync,
{
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> FormAction<F>
where
    F: ServerFn<Error = Error> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    /// One that was not done yet, or was refused where the address of the page says so.
    #[must_use]
    pub fn new() -> Self {
        let action = ServerAction::<F>::new();
        Self { action, form: FormState::new(action) }
    }

    /// What was refused here is nothing to what the page shows next.
    pub fn forget(self) {
        self.action.value().set(None);
    }

    /// What was refused is over.
    pub fn settle(self) {
        if self.form.error.with_untracked(Option::is_some) {
            self.forget();
        }
    }
}

impl<F> Default for FormAction<F>
where
    F: ServerFn<Error = Error> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    fn default() -> Self {
        Self::new()
    }
}
