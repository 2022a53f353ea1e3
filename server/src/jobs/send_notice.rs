//! A notice to a candidate that is about no registration: into the inbox, and through WeChat where it is bound.
//!
//! What it says is fixed in the transaction that caused it.

use crate::{
    desk::{OfficeDesk, unexpected},
    store::{
        Conn, accounts,
        jobs::{self, Job},
        messages::{self, NewMessage},
    },
};
use app::{
    desk::Result,
    domain::{calendar::Moment, text::Text},
    error::Error,
};
use serde::{Deserialize, Serialize};

/// The notice to be sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SendNotice {
    /// To whom.
    pub account: i64,
    /// Its title.
    pub title: Text,
    /// What it says.
    pub body: Text,
    /// When it was caused.
    pub at: Moment,
}

impl SendNotice {
    /// The kind of job.
    pub const KIND: &'static str = "send-notice";

    /// Has it sent after the commit of `tx`.
    ///
    /// # Errors
    /// Where the storage cannot be used.
    pub async fn enqueue(&self, tx: &mut Conn, run_at: Moment) -> Result<()> {
        let body = serde_json::to_string(self).map_err(unexpected)?;
        Ok(jobs::insert(tx, Self::KIND, &body, run_at).await?)
    }

    /// Sends it. Inbox, record of what left, and end of the job are one transaction.
    ///
    /// # Errors
    /// Where the storage cannot be used.
    pub async fn run(desk: &OfficeDesk, job: &Job) -> Result<()> {
        let notice: Self = serde_json::from_str(&job.body).map_err(unexpected)?;
        let (id, now) = (job.id, desk.clock().machine());
        desk.db()
            .write::<_, Error, _>(move |tx| {
                Box::pin(async move {
                    if let Some(account) = accounts::by_id(tx, notice.account).await? {
                        let Self { title, body, at, .. } = notice;
                        let new = NewMessage { job: id, account: account.id, at, title, body, registration: None };
                        messages::insert(tx, &new).await?;
                        if account.wechat_openid.is_some() {
                            messages::insert_sent(tx, &new, "wechat", &account.wechat_nickname).await?;
                        }
                    }
                    Ok(jobs::finish(tx, id, now).await?)
                })
            })
            .await
    }
}
