//! The status nodes (报考流程节点) that a candidate sees. [`nodes`] computes them; nothing else does.
//!
//! Colours: notice 004 四–六 (light blue under way, deep blue done) and notice 000 (二)2(3) (green √ for
//! automatic confirmation, grey not reached); red for refused and lapsed is ours.

use super::{
    calendar::Moment,
    programme::{Confirmation, Payment, Programme},
    registration::{ConfirmedBy, Registration, ReviewLevel, Stamp, State},
};
use serde::{Deserialize, Serialize};

/// Which node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words of §3 of the design")]
pub enum NodeKey {
    Select,
    Fill,
    Photo,
    Materials,
    Submit,
    Confirmation,
    Review,
    ReviewSite,
    ReviewArea,
    Payment,
}

impl NodeKey {
    /// As in `data-node`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Select => "select",
            Self::Fill => "fill",
            Self::Photo => "photo",
            Self::Materials => "materials",
            Self::Submit => "submit",
            Self::Confirmation => "confirmation",
            Self::Review => "review",
            Self::ReviewSite => "review-site",
            Self::ReviewArea => "review-area",
            Self::Payment => "payment",
        }
    }
}

/// How far a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Not reached.
    Grey,
    /// Under way.
    LightBlue,
    /// Done.
    DeepBlue,
    /// Done automatically.
    Green,
    /// Refused or lapsed.
    Red,
}

impl Status {
    /// As in `data-status`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Grey => "grey",
            Self::LightBlue => "light-blue",
            Self::DeepBlue => "deep-blue",
            Self::Green => "green",
            Self::Red => "red",
        }
    }

    /// Whether the step is done, however.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::DeepBlue | Self::Green)
    }
}

/// The sentence of a node; its words are in the locales.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each variant's sentence names its fields")]
pub enum Note {
    /// Nothing to say before the node is reached.
    NotReached,
    /// The programme and area are chosen.
    Chosen,
    /// `done` of `total` pages are complete.
    Pages { done: u32, total: u32 },
    /// All pages are complete.
    PagesComplete,
    /// The photo waits to be confirmed.
    PhotoToConfirm,
    /// The photo is confirmed.
    PhotoConfirmed,
    /// 无需上传.
    NoMaterials,
    /// `have` of `need` kinds are there.
    Materials { have: u32, need: u32 },
    /// 证明材料上传完成.
    MaterialsFinished,
    /// Everything is ready to be submitted.
    ReadyToSubmit,
    /// Submitted as this version of the form.
    Submitted { version: u32 },
    /// Withdrawn, reopened or refused: to be submitted again.
    SubmitAgain,
    /// Bring the printed form to the site.
    AwaitOnsite,
    /// An officer looks at the materials.
    AwaitOnline,
    /// 自动确认失败 for so many differences; confirm as the site asks.
    AutoConfirmationFailed { differences: u32 },
    /// 您已完成报名确认，请等待考点、考区考试管理机构进行资格审核.
    Confirmed { by: ConfirmedBy },
    /// 确认不通过.
    ConfirmationRefused { reasons: Vec<String> },
    /// Under review.
    Reviewing,
    /// Review passed.
    Passed,
    /// Review refused.
    ReviewRefused { reasons: Vec<String> },
    /// The fee is due.
    PaymentDue,
    /// The fee is paid.
    Paid,
    /// The deadline passed: 视为自动放弃.
    Lapsed,
}

/// One node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// Which.
    pub key: NodeKey,
    /// How far.
    pub status: Status,
    /// One sentence.
    pub note: Note,
    /// Until when the candidate must act, where the node is current.
    pub deadline: Option<Moment>,
    /// When it was done and by which office.
    pub done: Option<Stamp>,
    /// 考点审核, 考区审核 under 资格审核.
    pub children: Vec<Node>,
}

/// What the nodes need to know besides the registration.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Complete pages.
    pub pages_done: u32,
    /// All pages.
    pub pages: u32,
    /// Kinds of material with enough files.
    pub materials_done: u32,
    /// Kinds of material that are needed.
    pub materials: u32,
}

/// The nodes of a registration, in order: those of what was submitted, while a corrected copy is filled.
#[must_use]
pub fn nodes(registration: &Registration, programme: &Programme, progress: &Progress) -> Vec<Node> {
    let registration = &registration.clone().as_submitted();
    let area = programme.area(&registration.area);
    let online = area.is_some_and(|a| a.confirmation == Confirmation::Online);
    let uploads = programme.takes_materials(&registration.area);
    let paying = area.is_some_and(|a| a.payment == Payment::Online);
    let view = View { registration, programme, progress, online, uploads };
    let mut nodes = vec![
        view.done(NodeKey::Select, Note::Chosen, "started"),
        view.fill(),
        view.photo(),
        view.materials(),
        view.submit(),
        view.confirmation(),
        view.review(),
    ];
    if paying {
        nodes.push(view.payment());
    }
    nodes
}

struct View<'a> {
    registration: &'a Registration,
    programme: &'a Programme,
    progress: &'a Progress,
    /// Whether the area confirms online.
    online: bool,
    /// Whether the area asks for materials.
    uploads: bool,
}

impl View<'_> {
    fn node(&self, key: NodeKey, status: Status, note: Note) -> Node {
        let acting = matches!(status, Status::LightBlue | Status::Red) && self.registration.state.is_live();
        let own = !matches!(key, NodeKey::Review | NodeKey::ReviewSite | NodeKey::ReviewArea);
        let deadline = (acting && own).then(|| self.registration.deadline(self.programme)).flatten();
        Node { key, status, note, deadline, done: None, children: Vec::new() }
    }

    fn done(&self, key: NodeKey, note: Note, step: &str) -> Node {
        Node { done: self.stamp(step), ..self.node(key, Status::DeepBlue, note) }
    }

    fn stamp(&self, step: &str) -> Option<Stamp> {
        self.registration.stamps.get(step).cloned()
    }

    /// Whether the candidate still prepares the registration (or prepared it when it lapsed).
    fn preparing(&self) -> bool {
        let at = self.registration.missed.unwrap_or(self.registration.state);
        matches!(at, State::Draft | State::Cancelled)
    }

    fn lapsed(&self, at: State) -> bool {
        self.registration.missed == Some(at)
    }

    fn filled(&self) -> bool {
        self.progress.pages_done >= self.progress.pages
    }

    fn photo_done(&self) -> bool {
        self.registration.photo.is_some()
    }

    fn materials_done(&self) -> bool {
        !self.uploads || self.registration.materials_finished.is_some()
    }

    /// Light blue for the first open step of a draft, grey for those after it.
    fn current(&self, key: NodeKey, reached: bool, note: Note) -> Node {
        let live = self.registration.state == State::Draft;
        let status = if reached && live { Status::LightBlue } else { Status::Grey };
        self.node(key, status, note)
    }

    fn fill(&self) -> Node {
        if !self.preparing() || self.filled() {
            return self.done(NodeKey::Fill, Note::PagesComplete, "filled");
        }
        let Progress { pages_done: done, pages: total, .. } = *self.progress;
        self.current(NodeKey::Fill, true, Note::Pages { done, total })
    }

    fn photo(&self) -> Node {
        if !self.preparing() || self.photo_done() {
            return self.done(NodeKey::Photo, Note::PhotoConfirmed, "photo");
        }
        self.current(NodeKey::Photo, self.filled(), Note::PhotoToConfirm)
    }

    fn materials(&self) -> Node {
        let refused = self.registration.state == State::ConfirmationRefused;
        let reached = self.filled() && self.photo_done();
        if !self.uploads {
            let status = if !self.preparing() || reached { Status::DeepBlue } else { Status::Grey };
            return self.node(NodeKey::Materials, status, Note::NoMaterials);
        }
        let Progress { materials_done: have, materials: need, .. } = *self.progress;
        if refused && !self.materials_done() {
            return self.node(NodeKey::Materials, Status::LightBlue, Note::Materials { have, need });
        }
        if !self.preparing() || self.materials_done() {
            return self.done(NodeKey::Materials, Note::MaterialsFinished, "materials");
        }
        self.current(NodeKey::Materials, reached, Note::Materials { have, need })
    }

    fn submit(&self) -> Node {
        let ready = self.filled() && self.photo_done() && self.materials_done();
        if self.lapsed(State::Draft) {
            return self.node(NodeKey::Submit, Status::Red, Note::Lapsed);
        }
        match self.registration.state {
            State::ConfirmationRefused if self.materials_done() => {
                self.node(NodeKey::Submit, Status::LightBlue, Note::SubmitAgain)
            }
            State::ConfirmationRefused => self.node(NodeKey::Submit, Status::Grey, Note::SubmitAgain),
            _ if !self.preparing() => {
                let version = self.registration.form_version();
                self.done(NodeKey::Submit, Note::Submitted { version }, "submitted")
            }
            State::Draft if self.registration.form_version() > 0 => {
                self.current(NodeKey::Submit, ready, Note::SubmitAgain)
            }
            State::Draft if ready => self.current(NodeKey::Submit, true, Note::ReadyToSubmit),
            _ => self.node(NodeKey::Submit, Status::Grey, Note::NotReached),
        }
    }

    fn confirmation(&self) -> Node {
        let key = NodeKey::Confirmation;
        if self.lapsed(State::Submitted) || self.lapsed(State::ConfirmationRefused) {
            return self.node(key, Status::Red, Note::Lapsed);
        }
        if let Some(by) = self.registration.confirmed_by {
            let status = if by == ConfirmedBy::Automatic { Status::Green } else { Status::DeepBlue };
            return Node { done: self.stamp("confirmed"), ..self.node(key, status, Note::Confirmed { by }) };
        }
        match self.registration.state {
            State::Submitted => {
                let failed = u32::try_from(self.registration.differences.len()).unwrap_or(u32::MAX);
                if failed > 0 {
                    // Notice 000 (二)2(3): the node stays grey where automatic confirmation failed.
                    let note = Note::AutoConfirmationFailed { differences: failed };
                    let deadline = self.registration.deadline(self.programme);
                    return Node { deadline, ..self.node(key, Status::Grey, note) };
                }
                let note = if self.online { Note::AwaitOnline } else { Note::AwaitOnsite };
                self.node(key, Status::LightBlue, note)
            }
            State::ConfirmationRefused => {
                let reasons = self.registration.reasons.clone();
                let note = Note::ConfirmationRefused { reasons };
                Node { done: self.stamp("confirmed"), ..self.node(key, Status::Red, note) }
            }
            _ => self.node(key, Status::Grey, Note::NotReached),
        }
    }

    fn review(&self) -> Node {
        let site = self.level(NodeKey::ReviewSite, ReviewLevel::Site);
        let area = self.level(NodeKey::ReviewArea, ReviewLevel::Area);
        let (status, note) = match (site.status, area.status) {
            (Status::Red, _) => (Status::Red, site.note.clone()),
            (_, Status::Red) => (Status::Red, area.note.clone()),
            (_, Status::DeepBlue) => (Status::DeepBlue, Note::Passed),
            (Status::Grey, _) => (Status::Grey, Note::NotReached),
            _ => (Status::LightBlue, Note::Reviewing),
        };
        let done = area.done.clone();
        Node { done, children: vec![site, area], ..self.node(NodeKey::Review, status, note) }
    }

    fn level(&self, key: NodeKey, level: ReviewLevel) -> Node {
        let at = self.registration.missed.unwrap_or(self.registration.state);
        let (passed_by, step): (&[State], _) = match level {
            ReviewLevel::Site => (&[State::SitePassed, State::AreaPassed, State::Registered], "site-passed"),
            ReviewLevel::Area => (&[State::AreaPassed, State::Registered], "area-passed"),
        };
        if at == State::ReviewRefused && self.registration.refused_at == Some(level) {
            let note = Note::ReviewRefused { reasons: self.registration.reasons.clone() };
            return Node { done: self.stamp("review-refused"), ..self.node(key, Status::Red, note) };
        }
        let refused_later = at == State::ReviewRefused && self.registration.refused_at == Some(ReviewLevel::Area);
        if passed_by.contains(&at) || (level == ReviewLevel::Site && refused_later) {
            return self.done(key, Note::Passed, step);
        }
        let current = match level {
            ReviewLevel::Site => at == State::Confirmed,
            ReviewLevel::Area => at == State::SitePassed,
        };
        match current {
            true => self.node(key, Status::LightBlue, Note::Reviewing),
            false => self.node(key, Status::Grey, Note::NotReached),
        }
    }

    fn payment(&self) -> Node {
        let key = NodeKey::Payment;
        match self.registration.state {
            _ if self.lapsed(State::AreaPassed) => self.node(key, Status::Red, Note::Lapsed),
            State::Registered => self.done(key, Note::Paid, "paid"),
            State::AreaPassed => self.node(key, Status::LightBlue, Note::PaymentDue),
            _ => self.node(key, Status::Grey, Note::NotReached),
        }
    }
}
