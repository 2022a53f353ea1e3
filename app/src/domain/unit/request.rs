//! Requests to add to the register (增补申请; notice 003, 第六步 四).

use super::{LONGEST_NAME, UnitKind, is_code};
use crate::domain::{
    calendar::Moment,
    refusal::{Refusal, Wrong},
    text::check_control,
};
use serde::{Deserialize, Serialize};

/// The most requests that one candidate may have open at a time.
pub const MOST_OPEN: u32 = 3;
/// What a paper may be.
pub const PAPER_TYPES: [&str; 3] = ["jpg", "png", "pdf"];
/// The largest paper, in kB.
pub const PAPER_KB: u32 = 2048;

/// A request to add to the register, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewUnit {
    /// What kind.
    pub kind: UnitKind,
    /// The full name, as on the licence.
    pub name: String,
    /// The 全国唯一码 of the licence, or the code of the school.
    pub code: String,
    /// Where it lies: a path of division codes.
    pub region: String,
}

/// A paper that must be uploaded with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// 营业执照; for a school the permission to run it.
    BusinessLicence,
    /// 医疗机构执业许可证; for a school the diploma that names it.
    PracticeLicence,
}

impl Paper {
    /// Both are needed (notice 003, 第六步 四 注意 2).
    pub const ALL: [Self; 2] = [Self::BusinessLicence, Self::PracticeLicence];

    /// The name of its input.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::BusinessLicence => "business_licence",
            Self::PracticeLicence => "practice_licence",
        }
    }
}

/// How a request stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestState {
    /// 待处理.
    #[default]
    Open,
    /// 已通过: the unit is in the register.
    Approved,
    /// 未通过: the opinion says why; another request may follow.
    Refused,
}

impl RequestState {
    /// The name used in the database and in the page.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Approved => "approved",
            Self::Refused => "refused",
        }
    }

    /// The state with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Open, Self::Approved, Self::Refused].into_iter().find(|state| state.key() == key)
    }
}

/// A request with its papers and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitRequest {
    /// Its number.
    pub id: i64,
    /// The account of the candidate.
    pub candidate: i64,
    /// What was typed.
    pub unit: NewUnit,
    /// The region in words.
    pub region_name: String,
    /// The stored files, in the order of [`Paper::ALL`].
    pub papers: [String; 2],
    /// How it stands.
    pub state: RequestState,
    /// What the officer says to the candidate (处理意见).
    pub opinion: String,
    /// When it was made.
    pub at: Moment,
    /// When it is due: one working day later (notice 003, 第六步 四 注意 3).
    pub due: Moment,
    /// When it was decided.
    pub decided: Option<Moment>,
}

/// What is wrong with a request, field by field; `papers` says which of [`Paper::ALL`] are there.
#[must_use]
pub fn check_request(unit: &NewUnit, papers: [bool; 2]) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let mut blame = |field: &str, refusal| wrong.push(Wrong::new(field, refusal));
    let length = unit.name.chars().count();
    match length {
        0 => blame("name", Refusal::Missing),
        1 => blame("name", Refusal::TooShort { min: 2 }),
        _ if length > LONGEST_NAME => blame("name", Refusal::TooLong { max: LONGEST_NAME as u32 }),
        _ => {}
    }
    if let Some(refusal) = check_control(&unit.name) {
        blame("name", refusal);
    }
    match unit.code.is_empty() {
        true => blame("code", Refusal::Missing),
        false if !is_code(&unit.code) => blame("code", Refusal::NotAUnitCode),
        false => {}
    }
    if unit.region.is_empty() {
        blame("region", Refusal::NotChosen);
    }
    for (paper, there) in Paper::ALL.into_iter().zip(papers) {
        if !there {
            blame(paper.key(), Refusal::PaperMissing);
        }
    }
    wrong
}

/// Decides a request: approved as typed, or refused with an opinion.
///
/// # Errors
/// [`Refusal::RequestDecided`] where it is decided already, [`Refusal::ReasonMissing`] for a refusal without opinion.
pub fn decide_request(request: &UnitRequest, approve: bool, opinion: &str) -> Result<RequestState, Refusal> {
    if request.state != RequestState::Open {
        return Err(Refusal::RequestDecided);
    }
    match (approve, opinion.trim().is_empty()) {
        (true, _) => Ok(RequestState::Approved),
        (false, false) => Ok(RequestState::Refused),
        (false, true) => Err(Refusal::ReasonMissing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> NewUnit {
        NewUnit {
            kind: UnitKind::Work, name: "东城测试医院".into(), code: "MA001".into(), region: "11/1101".into()
        }
    }

    #[test]
    fn a_request_needs_name_code_region_and_both_papers() {
        let both = [true, true];
        for (unit, papers, expected) in [
            (typed(), both, vec![]),
            (NewUnit { name: String::new(), ..typed() }, both, vec![("name", Refusal::Missing)]),
            (NewUnit { name: "院".into(), ..typed() }, both, vec![("name", Refusal::TooShort { min: 2 })]),
            (NewUnit { name: "院".repeat(61), ..typed() }, both, vec![("name", Refusal::TooLong { max: 60 })]),
            (NewUnit { code: "码 1".into(), ..typed() }, both, vec![("code", Refusal::NotAUnitCode)]),
            (NewUnit { code: String::new(), ..typed() }, both, vec![("code", Refusal::Missing)]),
            (NewUnit { region: String::new(), ..typed() }, both, vec![("region", Refusal::NotChosen)]),
            (typed(), [true, false], vec![("practice_licence", Refusal::PaperMissing)]),
            (typed(), [false, true], vec![("business_licence", Refusal::PaperMissing)]),
        ] {
            let expected: Vec<Wrong> =
                expected.into_iter().map(|(field, refusal)| Wrong::new(field, refusal)).collect();
            assert_eq!(check_request(&unit, papers), expected, "{unit:?} {papers:?}");
        }
    }

    #[test]
    fn a_request_is_decided_once_and_refused_with_an_opinion() {
        let open = UnitRequest::default();
        assert_eq!(decide_request(&open, true, ""), Ok(RequestState::Approved));
        assert_eq!(decide_request(&open, false, "许可证看不清"), Ok(RequestState::Refused));
        assert_eq!(decide_request(&open, false, " "), Err(Refusal::ReasonMissing));
        let decided = UnitRequest { state: RequestState::Refused, ..open };
        assert_eq!(decide_request(&decided, true, ""), Err(Refusal::RequestDecided));
    }
}
