//! WeChat: who authorises us is told by a code that WeChat gives to the browser.

use async_trait::async_trait;

/// A WeChat account, as our official account knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WechatAccount {
    /// Its identity towards us.
    pub openid: String,
    /// The name its owner gave it.
    pub nickname: String,
}

/// Why a code was not exchanged.
#[derive(Debug, thiserror::Error)]
pub enum WechatError {
    /// Used, forged or too old.
    #[error("the code is used, forged or too old")]
    Code,
    /// WeChat did not answer as it should.
    #[error("WeChat: {0}")]
    Service(String),
}

/// WeChat's side of an authorisation.
#[async_trait]
pub trait Wechat: Send + Sync {
    /// Where the browser goes to authorise; it comes back to `/wechat/callback` with `state` and a code.
    fn authorize_url(&self, state: &str) -> String;

    /// Whose code this is. Each code can be exchanged once.
    async fn exchange(&self, code: &str) -> Result<WechatAccount, WechatError>;
}
