//! The demo's sandbox: the clock, the phones, everything that was sent.

use super::{OfficeDesk, words::both};
use crate::{
    providers::sandbox_wechat::SandboxWechat,
    store::{accounts, messages},
};
use app::{
    desk::{Caller, Receipt, Result},
    domain::{calendar::Moment, refusal::Refusal, text::Text},
    error::Error,
    locales::words,
    view::{Phone, SandboxView},
};
use std::collections::BTreeMap;

const HOUR: i64 = 3_600_000;

/// `/sandbox`.
pub(super) async fn sandbox(desk: &OfficeDesk, _: &Caller) -> Result<SandboxView> {
    let sandbox = desk.sandbox.as_ref().ok_or(Error::NotFound)?;
    let mut conn = desk.db.read().await?;
    let bound: BTreeMap<String, String> = accounts::wechat_bindings(&mut conn).await?.into_iter().collect();
    let phones = SandboxWechat::accounts(&bound).into_iter().map(|account| Phone {
        code: sandbox.code_for(&account),
        bound_to: bound.get(&account.openid).cloned(),
        openid: account.openid,
        nickname: account.nickname,
    });
    Ok(SandboxView {
        now: desk.now(),
        messages: messages::sent(&mut conn).await?,
        phones: phones.collect(),
        moments: moments(desk),
        key: String::new(),
    })
}

/// The moments of each programme that are worth moving to.
fn moments(desk: &OfficeDesk) -> Vec<(Text, String)> {
    let mut moments: Vec<(Moment, Text)> = Vec::new();
    for programme in desk.programmes.all() {
        let mut add = |moment: Moment, label: Text| {
            let text = both(|language| format!("{} · {}", programme.title.get(language), label.get(language)));
            moments.push((moment, text));
        };
        let registration = programme.registration;
        add(registration.from, both(words::desk_moment_opens));
        add(registration.until.plus(-HOUR), both(words::desk_moment_last_hour));
        add(registration.until, both(words::desk_moment_closed));
        if let Some(until) = programme.areas.iter().map(|area| area.confirm.until).max() {
            add(until.plus(-HOUR), both(words::desk_moment_confirmation_last_hour));
            add(until, both(words::desk_moment_confirmation_closed));
        }
    }
    moments.sort_by_key(|(moment, _)| *moment);
    moments.into_iter().map(|(moment, label)| (label, moment.stamp().replace(' ', "T"))).collect()
}

/// Sets the demo's clock; windows that this closes are closed by the next round of jobs.
pub(super) fn set_clock(desk: &OfficeDesk, beijing: &str) -> Result<Receipt> {
    if !desk.is_demo() {
        return Err(Error::NotFound);
    }
    let moment = Moment::parse_beijing(beijing).ok_or(Refusal::NotADate)?;
    desk.clock.set(moment);
    desk.wake.notify_one();
    Ok(Receipt { registration: None, version: 0, at: moment })
}
