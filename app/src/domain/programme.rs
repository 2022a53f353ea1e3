//! A programme (考试项目) as data: everything one exam differs in from another. Loaded from a folder by the server.

use super::{
    calendar::Window,
    eligibility::Eligibility,
    form::{Choice, Field, FieldType, Page},
    photo::PhotoRule,
    text::Text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One exam of one year, complete.
#[derive(Clone, Debug)]
pub struct Programme {
    /// The folder's name, such as `health-2024`.
    pub id: String,
    /// The official title.
    pub title: Text,
    /// One sentence for the list of programmes.
    pub summary: Text,
    /// The days of the exam.
    pub exam_dates: Vec<NaiveDate>,
    /// The day to which education and years of work are counted (notice 000 (三)2(1)).
    pub cutoff: NaiveDate,
    /// Whether a bound WeChat account is needed to start (notice 000 (一)4(5)).
    pub wechat_required: bool,
    /// How a submitted registration is corrected.
    pub amendment: Amendment,
    /// Whether officers may reopen.
    pub reopen: bool,
    /// The points of 100 from which a subject is passed (合格线).
    pub pass_mark: u32,
    /// When registrations may be started and submitted first.
    pub registration: Window,
    /// When a submitted registration may be withdrawn and submitted again.
    pub amendment_window: Window,
    /// The rule for the photo.
    pub photo: PhotoRule,
    /// 考区, in the order of the file.
    pub areas: Vec<Area>,
    /// 考点 of all areas.
    pub sites: Vec<Site>,
    /// What can be registered for.
    pub specialties: Vec<Specialty>,
    /// The pages of the form, in order.
    pub pages: Vec<Page>,
    /// Lists of choices by name; includes `categories`, `levels`, `subjects`.
    pub dictionaries: BTreeMap<String, Vec<Choice>>,
    /// Materials by area.
    pub materials: Vec<MaterialKind>,
    /// What is paid, by area, level and mode; empty where no area takes the fee online.
    pub fees: Vec<Fee>,
    /// The title of the printed form, where it has one of its own.
    pub form_title: Option<Text>,
    /// What the printed form is called in sentences, such as 成功通知单; 报名申请表 where nothing is said.
    pub form_name: Option<Text>,
    /// Whether the unit, or the keeper of the personnel file, stamps the printed form.
    pub form_stamped: bool,
    /// What a submission is answered with where the programme has words of its own for it (notice 003, 第十步).
    pub submitted_title: Option<Text>,
    /// Who may enter (报名条件).
    pub eligibility: Option<Eligibility>,
    /// 报考须知 and the like, accepted one by one before the start.
    pub statements: Vec<Statement>,
    /// What officers usually refuse for, to be ticked.
    pub reasons: Vec<Text>,
    /// Message texts by key.
    pub messages: BTreeMap<String, MessageText>,
}

/// How a submitted registration is corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Amendment {
    /// Withdraw, change, submit again (notice 004 三).
    Withdraw,
    /// The submitted version stays valid until the corrected one is submitted (notice 003).
    Replace,
}

/// An area (考区).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Its code, such as `11`.
    pub code: String,
    /// Its name, such as 北京.
    pub name: Text,
    /// How registrations are confirmed here.
    pub confirmation: Confirmation,
    /// Whether last year's unchanged candidates are confirmed by submitting (notice 000 (二)2(3)).
    pub auto_confirm: bool,
    /// Whether the fee is paid online here (notice 004 六).
    pub payment: Payment,
    /// Whether the payment page works on phones.
    pub mobile_payment: bool,
    /// When registrations are confirmed here.
    pub confirm: Window,
    /// The end of re-uploading refused materials; the end of confirmation where the area names none.
    pub reupload_until: super::calendar::Moment,
    /// When the fee is paid here.
    pub pay: Option<Window>,
    /// Where and how to confirm.
    pub place: Text,
}

/// How an area confirms registrations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confirmation {
    /// The candidate comes with the printed form.
    Onsite,
    /// An officer looks at uploaded materials.
    Online,
}

/// Whether an area takes the fee online.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Payment {
    /// Not through Dengke; area review passed means registered.
    None,
    /// Through Dengke, after area review.
    Online,
}

/// A site (考点) of an area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// Its code, unique in the programme.
    pub code: String,
    /// The code of its area.
    pub area: String,
    /// Its name.
    pub name: Text,
}

/// Something to register for (报考专业).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Specialty {
    /// Its code, such as `368`.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// A code of dictionary `categories`.
    pub category: String,
    /// A code of dictionary `levels`.
    pub level: String,
    /// Codes of dictionary `subjects`.
    pub subjects: Vec<String>,
    /// A finer kind than the category, such as 临床, for the conditions of entry.
    pub subcategory: Option<String>,
    /// Whether it can be chosen this year.
    pub offered: bool,
    /// Whether code and name come from a published text; otherwise the authority must verify them.
    pub verified: bool,
}

/// A kind of material that an area asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MaterialKind {
    /// The code of the area.
    pub area: String,
    /// Its key, unique in the area.
    pub key: String,
    /// Its name.
    pub name: Text,
    /// How many files are needed; 0 = only where it applies.
    pub min: u32,
    /// How many files are possible.
    pub max: u32,
    /// Accepted types: `jpg`, `png`, `pdf`.
    pub accept: Vec<String>,
    /// The largest file, in kB.
    pub max_kb: u32,
    /// What the file should show.
    pub hint: Text,
    /// The file name of an example picture in the programme's folder `examples`.
    #[serde(default)]
    pub example: Option<String>,
}

/// What one level costs in one area (报名缴费).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// The code of the area.
    pub area: String,
    /// A code of dictionary `levels`.
    pub level: String,
    /// How the exam is sat.
    pub mode: ExamMode,
    /// Yuan for each subject; 0 is possible.
    pub per_subject: u32,
    /// Yuan charged once, whatever the number of subjects.
    pub base: u32,
}

/// How an exam is sat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExamMode {
    /// 纸笔.
    Paper,
    /// 人机对话.
    Computer,
}

/// A statement to be read and accepted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The file's name without ending.
    pub key: String,
    /// The first line.
    pub title: Text,
    /// The rest, as Markdown.
    pub body: Text,
}

/// The text of a message, with placeholders in braces.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageText {
    /// Its title, such as 待办事项提醒.
    pub title: Text,
    /// Its body.
    pub body: Text,
    /// Its body where no deadline binds the candidate; `body` where there is none.
    #[serde(default)]
    pub no_deadline: Option<Text>,
}

impl Programme {
    /// The area with this code.
    #[must_use]
    pub fn area(&self, code: &str) -> Option<&Area> {
        self.areas.iter().find(|a| a.code == code)
    }

    /// The field that asks for the area, where it is not chosen at the start.
    #[must_use]
    pub fn area_field(&self) -> Option<&Field> {
        self.pages.iter().flat_map(|page| &page.fields).find(|field| field.kind == FieldType::Area)
    }

    /// The specialty's field, where what to register for is chosen at the start.
    #[must_use]
    pub fn chosen_at_start(&self) -> Option<&Field> {
        let fields = self.pages.iter().flat_map(|page| &page.fields);
        fields.into_iter().find(|field| field.kind == FieldType::Specialty && field.locked)
    }

    /// Whether the form asks for one of the education records of the profile.
    #[must_use]
    pub fn asks_education(&self) -> bool {
        self.pages.iter().flat_map(|page| &page.fields).any(|field| field.kind == FieldType::Education)
    }

    /// The site with this code.
    #[must_use]
    pub fn site(&self, code: &str) -> Option<&Site> {
        self.sites.iter().find(|s| s.code == code)
    }

    /// The specialty with this code.
    #[must_use]
    pub fn specialty(&self, code: &str) -> Option<&Specialty> {
        self.specialties.iter().find(|s| s.code == code)
    }

    /// The page with this key.
    #[must_use]
    pub fn page(&self, key: &str) -> Option<&Page> {
        self.pages.iter().find(|p| p.key == key)
    }

    /// Whether an area asks for materials at all.
    #[must_use]
    pub fn takes_materials(&self, area: &str) -> bool {
        self.materials_of(area).next().is_some()
    }

    /// The kinds of material that an area asks for.
    pub fn materials_of<'a>(&'a self, area: &'a str) -> impl Iterator<Item = &'a MaterialKind> {
        self.materials.iter().filter(move |m| m.area == area)
    }

    /// The choices of the dictionary with this name.
    #[must_use]
    pub fn dictionary(&self, name: &str) -> &[Choice] {
        self.dictionaries.get(name).map_or(&[], Vec::as_slice)
    }

    /// The name of a choice, or its code where the dictionary does not know it.
    #[must_use]
    pub fn choice_name(&self, dictionary: &str, code: &str) -> Text {
        self.dictionary(dictionary)
            .iter()
            .find(|c| c.code == code)
            .map_or_else(|| Text::chinese(code), |c| c.name.clone())
    }
}
