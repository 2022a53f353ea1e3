//! Who tries a password in vain is slowed down, by account and by address, on every way in.

use crate::{
    desk::OfficeDesk,
    store::{accounts::Account, throttle},
};
use app::{
    desk::{Caller, Result},
    domain::{account::Username, calendar::Moment, refusal::Refusal},
};

/// Failures of one account, and of one peer, before the delays begin. Many candidates share the address of a hospital.
const FREE_TRIES: u32 = 5;
const FREE_TRIES_OF_PEER: u32 = 50;

/// The failures that count against whoever tries now.
#[derive(Clone)]
pub(super) struct Tries {
    account: String,
    peer: String,
    now: Moment,
}

impl Tries {
    /// Of the account that was typed, or of the name where nobody has it.
    pub fn of(desk: &OfficeDesk, caller: &Caller, account: Option<&Account>, typed: &str) -> Self {
        // However an account is spelled, by name or by number, its failures are counted together.
        let whose = account.map_or_else(|| canonical(typed), |account| account.id.to_string());
        let (account, peer) = (desk.keys.bucket("account", &whose), desk.keys.bucket("peer", &caller.peer));
        Self { account, peer, now: desk.clock.machine() }
    }

    /// The account, where `password` is its own; refused before it is looked at where there were too many failures.
    pub async fn password(self, desk: &OfficeDesk, own: Option<Account>, password: String) -> Result<Option<Account>> {
        self.check(desk).await?;
        // The same time whether there is such an account or not.
        let hash = own.as_ref().map(|account| account.password_hash.clone());
        let fits = desk.passwords.verify(password, hash).await?;
        self.count(desk, fits).await?;
        Ok(own.filter(|_| fits))
    }

    async fn check(&self, desk: &OfficeDesk) -> Result<()> {
        let mut conn = desk.db.read().await?;
        match throttle::blocked_until(&mut conn, [&self.account, &self.peer], self.now).await? {
            None => Ok(()),
            Some(until) => {
                let seconds = u32::try_from((until.0 - self.now.0) / 1000 + 1).unwrap_or(u32::MAX);
                Err(Refusal::TooManyTries { seconds }.into())
            }
        }
    }

    async fn count(self, desk: &OfficeDesk, fits: bool) -> Result<()> {
        let counted = desk.write(move |tx| {
            Box::pin(async move {
                if fits {
                    throttle::clear(tx, &self.account).await?;
                } else {
                    throttle::fail(tx, &self.account, FREE_TRIES, self.now).await?;
                    throttle::fail(tx, &self.peer, FREE_TRIES_OF_PEER, self.now).await?;
                }
                Ok(())
            })
        });
        counted.await
    }
}

/// One spelling of a name that nobody has.
fn canonical(typed: &str) -> String {
    match Username::parse(typed) {
        Ok(name) => name.as_str().to_owned(),
        Err(_) => typed.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect(),
    }
}
