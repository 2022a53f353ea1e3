//! The WeChat of the demo: a handful of accounts on `/sandbox`, codes that work once for five minutes.

use super::wechat::{Wechat, WechatAccount, WechatError};
use crate::keys::random_token;
use app::locales::{Language, words};
use async_trait::async_trait;
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How long a code works.
const FRESH: Duration = Duration::from_secs(300);
/// More codes than anybody looks at; the oldest go first.
const MOST_CODES: usize = 1_000;
/// What the identities of the sandbox's accounts begin with; a number follows.
const PREFIX: &str = "sandbox-";

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

    /// The accounts of the sandbox where these are `bound`, by identity: those with names, then as many spare ones as
    /// it takes for one to be free.
    pub fn accounts(bound: &BTreeMap<String, String>) -> Vec<WechatAccount> {
        let nicknames = words::desk_wechat_nicknames(Language::Chinese).split('、');
        let mut accounts: Vec<_> = nicknames.zip(1..).map(|(nickname, number)| account(number, nickname)).collect();
        let number = |openid: &String| openid.strip_prefix(PREFIX)?.parse::<usize>().ok();
        let last = bound.keys().filter_map(number).max().unwrap_or_default();
        while accounts.len() < last || accounts.iter().all(|account| bound.contains_key(&account.openid)) {
            let number = accounts.len() + 1;
            accounts.push(account(number, &words::desk_wechat_spare(Language::Chinese, number)));
        }
        accounts
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

fn account(number: usize, nickname: &str) -> WechatAccount {
    WechatAccount { openid: format!("{PREFIX}{number}"), nickname: nickname.to_owned() }
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
        let accounts = SandboxWechat::accounts(&BTreeMap::new());
        assert!(accounts.len() >= 4);
        if let (Some(sandbox), Some(account)) = (sandbox, accounts.first()) {
            let code = sandbox.code_for(account);
            assert_eq!(sandbox.exchange(&code).await.ok().as_ref(), Some(account));
            assert!(sandbox.exchange(&code).await.is_err());
            assert!(sandbox.exchange("forged").await.is_err());
        }
    }

    #[test]
    fn there_is_always_one_more_account_to_bind() {
        let named = SandboxWechat::accounts(&BTreeMap::new());
        let mut bound: BTreeMap<String, String> = named.iter().map(|a| (a.openid.clone(), "x".to_owned())).collect();
        for spare in 1..=3 {
            let accounts = SandboxWechat::accounts(&bound);
            assert_eq!(accounts.len(), named.len() + spare);
            let free: Vec<_> = accounts.iter().filter(|a| !bound.contains_key(&a.openid)).collect();
            assert!(matches!(free.as_slice(), [one] if accounts.last() == Some(*one)), "{free:?}");
            bound.extend(free.iter().map(|a| (a.openid.clone(), "x".to_owned())));
        }
        // A spare one that is bound stays in the list although another is free.
        bound.remove("sandbox-1");
        assert_eq!(SandboxWechat::accounts(&bound).len(), named.len() + 3);
    }
}
