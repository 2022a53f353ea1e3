//! What a candidate's own pages need.

use crate::domain::{
    calendar::Moment, education::EducationRecord, form::Choice, photo::Judgement, preparation::Needs,
    registration::State, text::Text,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `/me`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeView {
    pub name: String,
    pub profile_complete: bool,
    pub has_photo: bool,
    pub education_count: u32,
    pub wechat_bound: bool,
    pub unread: u32,
    pub registrations: Vec<RegistrationCard>,
    /// The programmes that one can register for, now or later.
    pub programmes: Vec<Needs>,
    pub now: Moment,
}

/// A registration in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegistrationCard {
    pub id: i64,
    pub programme: Text,
    pub area: Text,
    pub specialty: Option<Text>,
    pub state: State,
    pub deadline: Option<Moment>,
}

/// `/me/profile`. The ID number is masked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProfileView {
    pub username: String,
    pub identity: BTreeMap<String, String>,
    pub phone: String,
    pub address: String,
    pub postcode: String,
    /// The version of the contact data; a save names the version it was typed on.
    pub base: i64,
    pub key: String,
}

/// `/me/photo`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhotoView {
    /// The address of the stored photo.
    pub photo: Option<String>,
    /// How it was judged, rule by rule.
    pub judgements: Vec<Judgement>,
}

/// `/me/education`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EducationView {
    pub records: Vec<EducationRecord>,
    pub levels: Vec<Choice>,
    pub degrees: Vec<Choice>,
    pub schools: Vec<String>,
    pub now: Moment,
    pub key: String,
}

/// `/me/wechat`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WechatView {
    /// The nickname of the bound account.
    pub bound: Option<String>,
    pub key: String,
}

/// `/me/inbox`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InboxView {
    pub messages: Vec<Message>,
    pub key: String,
}

/// A message to a candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message {
    pub id: i64,
    pub at: Moment,
    pub title: Text,
    pub body: Text,
    pub registration: Option<i64>,
    pub read: bool,
}
