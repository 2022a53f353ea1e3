//! The WeChat of the demo: a handful of accounts on `/sandbox`, codes that work once for five minutes.

use super::wechat::{Wechat, WechatAccount, WechatError};
use crate::keys::random_token;
use app::locales::{Language, words};
use async_trait::async_trait;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How long a code works.
const FRESH: Duration = Duration::from_secs(300);
/// More codes than anybody looks at; the oldest go first.
const MOST_CODES: usize = 1_000;

/// The sandbox's WeChat.
#[derive(Debug)]
pub struct SandboxWechat {
    codes: Mutex<HashMap<String, (WechatAccount, Instant)>>,
}

impl SandboxWechat {
    /// The sandbox, which exists in demo mode only: elsewhere anybody could be anybody.
    pub fn in_demo(demo: bool) -> Option<Self> {
        demo.then(|| Self { codes: Mutex::default() })
    }

    /// The accounts of the sandbox.
    pub fn accounts() -> Vec<WechatAccount> {
        let nicknames = words::desk_wechat_nicknames(Language::Chinese).split('、');
        nicknames
            .zip(1..)
            .map(|(nickname, number)| WechatAccount {
                openid: format!("sandbox-{number}"),
                nickname: nickname.to_owned(),
            })
            .collect()
    }

    /// A code with which `account` authorises us.
    pub fn code_for(&self, account: &WechatAccount) -> String {
        let code = random_token();
        let mut codes = self.codes.lock().unwrap_or_else(PoisonError::into_inner);
        codes.retain(|_, (_, made)| made.elapsed() < FRESH);
        if codes.len() >= MOST_CODES {
            codes.clear();
        }
        codes.insert(code.clone(), (account.clone(), Instant::now()));
        code
    }
}

#[async_trait]
impl Wechat for SandboxWechat {
    fn authorize_url(&self, state: &str) -> String {
        format!("/sandbox?state={state}")
    }

    async fn exchange(&self, code: &str) -> Result<WechatAccount, WechatError> {
        let found = self.codes.lock().unwrap_or_else(PoisonError::into_inner).remove(code);
        match found {
            Some((account, made)) if made.elapsed() < FRESH => Ok(account),
            _ => Err(WechatError::Code),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_code_works_once_and_only_in_the_demo() {
        assert!(SandboxWechat::in_demo(false).is_none());
        let sandbox = SandboxWechat::in_demo(true);
        let accounts = SandboxWechat::accounts();
        assert!(accounts.len() >= 4);
        if let (Some(sandbox), Some(account)) = (sandbox, accounts.first()) {
            let code = sandbox.code_for(account);
            assert_eq!(sandbox.exchange(&code).await.ok().as_ref(), Some(account));
            assert!(sandbox.exchange(&code).await.is_err());
            assert!(sandbox.exchange("forged").await.is_err());
        }
    }
}
