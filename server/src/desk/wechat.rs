//! `/me/wechat`: an authorisation asked of WeChat, the account that it names bound, and given up.

use super::{
    OfficeDesk,
    execute::{Done, own_account},
    views::{candidate, fresh_key},
};
use crate::{
    keys::random_token,
    providers::wechat::WechatError,
    store::{Conn, accounts, wechat},
};
use app::{
    desk::{Caller, Receipt, Result},
    domain::{calendar::Moment, refusal::Refusal, role::Actor},
    error::Error,
    view::WechatView,
};

/// How long an authorisation asked of WeChat stays open, in milliseconds.
const AUTHORIZATION: i64 = 600_000;

/// `/me/wechat`.
pub(super) async fn binding(desk: &OfficeDesk, caller: &Caller) -> Result<WechatView> {
    let actor = candidate(caller)?;
    let account = own_account(&mut *desk.db.read().await?, actor).await?;
    let bound = account.wechat_openid.is_some().then_some(account.wechat_nickname);
    Ok(WechatView { bound, key: fresh_key() })
}

impl OfficeDesk {
    /// Where the browser goes to ask WeChat for an authorisation, which belongs to the caller and lapses by itself;
    /// nowhere where an account is bound already.
    ///
    /// # Errors
    /// Where the caller is no candidate, or no WeChat is connected.
    pub async fn ask_wechat(&self, caller: &Caller) -> Result<Option<String>> {
        let actor = candidate(caller)?;
        if own_account(&mut *self.db.read().await?, actor).await?.wechat_openid.is_some() {
            return Ok(None);
        }
        let service = self.wechat.as_ref().ok_or(Error::NotFound)?;
        let state = random_token();
        let address = service.authorize_url(&state);
        let (id, expires) = (actor.id, self.clock.machine().plus(AUTHORIZATION));
        self.write(move |tx| Box::pin(async move { Ok(wechat::insert(tx, &state, id, expires).await?) })).await?;
        Ok(Some(address))
    }
}

/// Binds the WeChat account that an authorisation names.
///
/// The code can be exchanged once and the exchange is no matter for a transaction; so one binding at a time for
/// an account, and whoever comes second with the same authorisation finds it done.
pub(super) async fn bind(desk: &OfficeDesk, actor: &Actor, state: &str, code: &str) -> Result<Receipt> {
    if !actor.is_candidate() {
        return Err(Error::Forbidden);
    }
    let service = desk.wechat.clone().ok_or(Error::NotFound)?;
    let place = usize::try_from(actor.id.unsigned_abs() % 64).unwrap_or_default();
    let _turn = match desk.binding.get(place) {
        Some(lock) => Some(lock.lock().await),
        None => None,
    };
    let now = desk.now();
    let done = Receipt { registration: None, version: 0, at: now };
    let id = actor.id;
    let mut conn = desk.db.read().await?;
    let open = wechat::is_open(&mut conn, state, id, desk.clock.machine()).await?;
    if !open {
        let repeated = wechat::was_used_by(&mut conn, state, id).await?;
        let bound = own_account(&mut conn, actor).await?.wechat_openid.is_some();
        return if repeated && bound { Ok(done) } else { Err(Refusal::WechatExpired.into()) };
    }
    drop(conn);
    let account = service.exchange(code).await.map_err(|error| match error {
        WechatError::Code => Refusal::WechatExpired.into(),
        WechatError::Service(cause) => super::unexpected(cause),
    })?;
    let (state, machine) = (state.to_owned(), desk.clock.machine());
    desk.write(move |tx| {
        Box::pin(async move {
            if !wechat::take(tx, &state, id, machine).await? {
                return Err(Refusal::WechatExpired.into());
            }
            let saved = accounts::save_wechat(tx, id, Some(&account.openid), &account.nickname).await;
            saved.map_err(|error| match error.violates("account_wechat_openid_key") {
                true => Error::Refused(Refusal::WechatTaken),
                false => Error::from(error),
            })
        })
    })
    .await?;
    Ok(done)
}

/// Gives the binding up.
pub(super) async fn unbind(tx: &mut Conn, actor: &Actor, now: Moment) -> Result<Done> {
    accounts::save_wechat(tx, actor.id, None, "").await?;
    Ok(Done::at(now))
}
