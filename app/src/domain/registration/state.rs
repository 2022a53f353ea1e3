//! Where a registration stands, how it was confirmed, at which level it is reviewed.

use serde::{Deserialize, Serialize};

/// Where a registration stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// 未提交.
    #[default]
    Draft,
    /// 待报名确认.
    Submitted,
    /// 确认不通过.
    ConfirmationRefused,
    /// 已完成报名确认.
    Confirmed,
    /// 考点审核通过.
    SitePassed,
    /// 考区审核通过, payment due.
    AreaPassed,
    /// 报名成功.
    Registered,
    /// 审核不通过.
    ReviewRefused,
    /// 视为自动放弃.
    Abandoned,
    /// 已取消.
    Cancelled,
}

impl State {
    /// All states, in the order of the table.
    pub const ALL: [Self; 10] = [
        Self::Draft,
        Self::Submitted,
        Self::ConfirmationRefused,
        Self::Confirmed,
        Self::SitePassed,
        Self::AreaPassed,
        Self::Registered,
        Self::ReviewRefused,
        Self::Abandoned,
        Self::Cancelled,
    ];

    /// The name used in `data-state`, the database and addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::ConfirmationRefused => "confirmation-refused",
            Self::Confirmed => "confirmed",
            Self::SitePassed => "site-passed",
            Self::AreaPassed => "area-passed",
            Self::Registered => "registered",
            Self::ReviewRefused => "review-refused",
            Self::Abandoned => "abandoned",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Whether the registration still counts: one live registration per candidate and programme.
    #[must_use]
    pub const fn is_live(self) -> bool {
        !matches!(self, Self::Abandoned | Self::Cancelled)
    }
}

/// How a registration was confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConfirmedBy {
    /// By submitting, unchanged since last year.
    Automatic,
    /// By form code at the site.
    Onsite,
    /// By an officer who looked at the materials.
    Online,
}

/// The level of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewLevel {
    /// 考点审核.
    Site,
    /// 考区审核.
    Area,
}
