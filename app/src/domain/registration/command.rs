//! What can be asked of a registration, and what can happen to it.

use super::{ConfirmedBy, ReviewLevel, State};
use crate::domain::{form::Answers, form_code::FormCode, history::Difference, material::Material};
use serde::{Deserialize, Serialize};

/// What can be asked of a registration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each variant's sentence names its fields")]
pub enum Command {
    /// Store the answers of `page`; `base` is the page's version on which they were typed.
    SavePage { page: String, answers: Answers, base: u32 },
    /// 修改考区: move to another area; clears the pages.
    ChangeArea { area: String },
    /// Use the profile's photo; the Desk names the profile's file, `source`, and what is made from it as this
    /// programme wants it, `photo`.
    ConfirmPhoto {
        #[serde(default)]
        photo: String,
        #[serde(default)]
        source: String,
    },
    /// Add an uploaded file.
    AddMaterial { material: Material },
    /// Remove an uploaded file.
    RemoveMaterial { file: String },
    /// 证明材料上传完成.
    FinishMaterials,
    /// 提交报名信息.
    Submit,
    /// 撤回.
    Withdraw,
    /// 重新报考: fill a corrected copy; what was submitted stays valid until the copy is (notice 003, 第十一步 三).
    Replace,
    /// Leave the corrected copy and keep what was submitted.
    KeepSubmitted,
    /// Give the registration up.
    Cancel,
    /// Pay the fee: the order and the amount in fen.
    Pay { order: String, amount: u32 },
    /// An officer replaces the photo.
    ReplacePhoto { photo: String },
    /// The candidate came with this print.
    ConfirmOnSite { form_code: String },
    /// The materials suffice.
    ConfirmOnline,
    /// The materials do not suffice, for these reasons.
    RefuseOnline { reasons: Vec<String> },
    /// 考点审核通过.
    PassSite,
    /// 考区审核通过.
    PassArea,
    /// 审核不通过, for these reasons.
    RefuseReview { reasons: Vec<String> },
    /// Back to draft, for this reason.
    Reopen { reason: String },
    /// A deadline has passed.
    Abandon,
}

/// What happened to a registration. Events are stored for ever; change them only by adding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each variant's sentence names its fields")]
pub enum Event {
    /// Started in `area`, with these statements accepted.
    Started {
        programme: String,
        area: String,
        accepted: Vec<String>,
        /// What was chosen at the start.
        #[serde(default, skip_serializing_if = "Answers::is_empty")]
        answers: Answers,
    },
    /// The form's answer to where.
    AreaChosen { area: String },
    /// Answers of `page` stored.
    PageSaved { page: String, answers: Answers },
    /// Moved from one area to another; the pages are cleared, the old answers kept here for copying.
    AreaChanged { from: String, to: String, answers: Answers },
    /// The photo was confirmed; it is made from the profile's file `source`.
    PhotoConfirmed {
        photo: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        source: String,
    },
    /// A file was added.
    MaterialAdded { material: Material },
    /// A file was removed.
    MaterialRemoved { file: String },
    /// All files are there.
    MaterialsFinished,
    /// Submitted as `version`, with this code and these answers.
    Submitted { version: u32, code: FormCode, answers: Answers },
    /// Not as last year.
    AutoConfirmationFailed { differences: Vec<Difference> },
    /// Taken back.
    Withdrawn,
    /// A corrected copy was begun.
    ReplacementStarted,
    /// The corrected copy was left; what was submitted last counts.
    ReplacementDropped,
    /// Confirmed.
    Confirmed { by: ConfirmedBy },
    /// The materials did not suffice.
    ConfirmationRefused { reasons: Vec<String> },
    /// 考点审核通过.
    SitePassed,
    /// 考区审核通过.
    AreaPassed,
    /// 审核不通过.
    ReviewRefused { level: ReviewLevel, reasons: Vec<String> },
    /// Back to draft.
    Reopened { reason: String },
    /// The fee was paid, in fen.
    Paid { order: String, amount: u32 },
    /// 报名成功.
    Registered,
    /// An officer put `photo` in the place of what the profile's file `source` makes.
    PhotoReplaced {
        photo: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        source: String,
    },
    /// Given up.
    Cancelled,
    /// Lapsed in this state.
    Abandoned { missed: State },
}
