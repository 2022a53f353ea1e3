//! What candidates and officers do, by name; straight to the server functions, so that a test can begin where
//! its own story begins. The story that goes by forms alone is `http::whole_way`.

use super::{TestApp, browser::Browser, page::Page};
use app::{
    api::{
        account::SignIn,
        programme::StartRegistration,
        registration::{ConfirmPhoto, LoadFill, LoadRegistration, SubmitRegistration, WithdrawRegistration},
        staff::{ConfirmOnSite, LoadStaffRegistration, PassRegistration, RefuseRegistration},
    },
    desk::Result,
    domain::form::Answer,
    view::RegistrationView,
};

/// The password of everybody in the demo.
pub const PASSWORD: &str = "Dengke2024";
/// The exam of the demo.
pub const EXAM: &str = "health-2024";

/// The pages of the form with the answers of a nurse in 北京东城; the education record is the candidate's first.
pub const ANSWERS: [(&str, &[(&str, &str)]); 6] = [
    ("site", &[("site", "110101")]),
    ("basic", &[("ethnicity", "01"), ("health", "1")]),
    ("contact", &[("mobile", "13800000004"), ("address", "北京市东城区演示路4号"), ("postcode", "100010")]),
    (
        "exam",
        &[
            ("category", "nursing"),
            ("level", "practitioner"),
            ("specialty", "203"),
            ("subjects", "basic_knowledge"),
            ("subjects", "related_knowledge"),
            ("subjects", "professional_knowledge"),
            ("subjects", "professional_practice"),
            ("practice_category", "nursing"),
            ("first_registered", "2016-09"),
            ("residency", "no"),
            ("title", "nurse"),
            ("title_obtained", "2016-08"),
        ],
    ),
    ("education", &[]),
    (
        "work",
        &[
            ("unit", "北京市东城区演示医院"),
            ("unit_kind", "hospital"),
            ("department", "内科"),
            ("post", "nurse"),
            ("practice_since", "2014-08"),
            ("practice_years", "9"),
        ],
    ),
];

impl TestApp {
    /// One of the people of the demo, signed in.
    pub async fn sign_in(&self, username: &str) -> Browser {
        let browser = self.visitor();
        browser
            .sign_in(username, PASSWORD)
            .await
            .unwrap_or_else(|error| panic!("{username} cannot sign in: {error:?}"));
        browser
    }

    /// A candidate of 北京 who has just submitted, and the registration.
    pub async fn submitted(&self) -> (Browser, i64) {
        let candidate = self.sign_in("chenjing").await;
        let id = candidate.start(EXAM, "11").await.unwrap();
        candidate.fill_all(id).await;
        candidate.submit_form(id).await.unwrap();
        (candidate, id)
    }
}

impl Browser {
    pub async fn sign_in(&self, username: &str, password: &str) -> Result<()> {
        self.ask::<SignIn>(&[("username", username), ("password", password)]).await
    }

    /// Starts a registration, having accepted every statement.
    pub async fn start(&self, programme: &str, area: &str) -> Result<i64> {
        let ticks = [("accept_notice", "true"), ("accept_declaration", "true"), ("accept_promise", "true")];
        let fields = [&[("programme", programme), ("area", area), ("key", "start")], &ticks[..]].concat();
        let (answer, page) = self.told::<StartRegistration>(&fields).await;
        answer.map(|()| page.location().rsplit('/').next().unwrap().parse().expect("sent to the registration"))
    }

    /// Saves a page of the form with its plain form, over the version that is there.
    pub async fn save(&self, id: i64, page: &str, answers: &[(&str, &str)]) -> Page {
        let fill = self.ask::<LoadFill>(&[("id", &id.to_string()), ("page", page)]).await.unwrap();
        let base = fill.base.to_string();
        let mut fields = vec![("base", base.as_str()), ("key", "")];
        for field in &fill.page.fields {
            let typed = answers.iter().any(|(name, _)| *name == field.key);
            match fill.answers.get(&field.key).filter(|_| !typed) {
                Some(Answer::One(value)) => fields.push((&field.key, value)),
                Some(Answer::Many(values)) => {
                    fields.extend(values.iter().map(|value| (field.key.as_str(), value.as_str())))
                }
                Some(Answer::Entries(_)) | None => {}
            }
        }
        fields.extend(answers);
        self.post_form(&format!("/registrations/{id}/fill/{page}"), &fields).await
    }

    /// Fills every page of the form and confirms the photo.
    pub async fn fill_all(&self, id: i64) {
        for (page, answers) in ANSWERS {
            let saved = if page == "education" {
                let fill = self.ask::<LoadFill>(&[("id", &id.to_string()), ("page", page)]).await.unwrap();
                let record = fill.education.first().expect("an education record").id.to_string();
                self.save(id, page, &[("education", record.as_str())]).await
            } else {
                self.save(id, page, answers).await
            };
            let stays = ["check", "refused", "__err"].iter().any(|mark| saved.location().contains(mark));
            assert!(saved.status == 303 && !stays, "{page} was answered {} {}", saved.status, saved.location());
        }
        self.ask::<ConfirmPhoto>(&[("id", &id.to_string()), ("then", ""), ("key", "photo")]).await.unwrap();
    }

    /// Submits, with a key of its own for every version.
    pub async fn submit_form(&self, id: i64) -> Result<()> {
        let key = format!("submit-{}", self.registration(id).await?.version);
        self.ask::<SubmitRegistration>(&[("id", &id.to_string()), ("key", &key)]).await
    }

    pub async fn withdraw(&self, id: i64) -> Result<()> {
        self.ask::<WithdrawRegistration>(&[("id", &id.to_string()), ("key", "withdraw")]).await
    }

    /// The candidate's view of a registration.
    pub async fn registration(&self, id: i64) -> Result<RegistrationView> {
        self.ask::<LoadRegistration>(&[("id", &id.to_string())]).await
    }

    /// The code on the newest print.
    pub async fn form_code(&self, id: i64) -> String {
        self.registration(id).await.unwrap().form_code.expect("submitted")
    }

    /// The version that an officer sees.
    pub async fn seen(&self, id: i64) -> Result<i64> {
        Ok(self.ask::<LoadStaffRegistration>(&[("id", &id.to_string())]).await?.registration.version)
    }

    /// An officer confirms what they see, by the code of a print.
    pub async fn confirm(&self, id: i64, code: &str) -> Result<()> {
        let version = self.seen(id).await?;
        self.confirm_seen(id, version, code).await
    }

    /// An officer confirms what they saw.
    pub async fn confirm_seen(&self, id: i64, version: i64, code: &str) -> Result<()> {
        let (id, version) = (id.to_string(), version.to_string());
        let fields = [("id", id.as_str()), ("version", &version), ("key", ""), ("form_code", code)];
        self.ask::<ConfirmOnSite>(&fields).await
    }

    /// An officer passes what they see: `pass-site`, `pass-area` or `confirm-online`.
    pub async fn pass(&self, id: i64, decision: &str) -> Result<()> {
        let version = self.seen(id).await?;
        self.pass_seen(id, version, decision).await
    }

    pub async fn pass_seen(&self, id: i64, version: i64, decision: &str) -> Result<()> {
        let (id, version) = (id.to_string(), version.to_string());
        let fields = [("id", id.as_str()), ("version", &version), ("key", ""), ("decision", decision)];
        self.ask::<PassRegistration>(&fields).await
    }

    pub async fn refuse_seen(&self, id: i64, version: i64, reason: &str) -> Result<()> {
        let (id, version) = (id.to_string(), version.to_string());
        let decision = ("decision", "refuse-review");
        let fields = [("id", id.as_str()), ("version", &version), ("key", ""), decision, ("reason", reason)];
        self.ask::<RefuseRegistration>(&fields).await
    }
}
