//! What the demo's sandbox needs.

use crate::domain::{calendar::Moment, text::Text};
use serde::{Deserialize, Serialize};

/// `/sandbox`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SandboxView {
    pub now: Moment,
    pub messages: Vec<SentMessage>,
    pub phones: Vec<Phone>,
    /// Moments worth moving to: a label and `2023-12-15T00:00`.
    pub moments: Vec<(Text, String)>,
    pub key: String,
}

/// A message that left Dengke in the demo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SentMessage {
    pub at: Moment,
    pub channel: String,
    pub to: String,
    pub title: Text,
    pub body: Text,
}

/// A WeChat account of the sandbox.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Phone {
    pub openid: String,
    pub nickname: String,
    /// Who has bound it.
    pub bound_to: Option<String>,
    /// A fresh code with which this account authorises: `/wechat/callback?state=…&code=…`.
    pub code: String,
}
