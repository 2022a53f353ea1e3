//! Every reason to say no. Each has a sentence and a way out in `locales/refusal.rs`.
//!
//! A refusal means that a person asked for something the rules do not allow; it is shown, translated
//! and tested. What goes wrong inside Dengke is an [`crate::error::Error::Unexpected`] instead.

use super::{ban::BanReason, calendar::Moment, person::IdType, registration::State};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A field and what is wrong with it; error summaries link to the field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrong {
    /// The field's key, which is also its input's `name`.
    pub field: String,
    /// What is wrong.
    pub refusal: Refusal,
}

impl Wrong {
    /// `field` is wrong because of `refusal`.
    #[must_use]
    pub fn new(field: &str, refusal: Refusal) -> Self {
        Self { field: field.to_owned(), refusal }
    }
}

/// A page that is not complete, with its wrong fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongPage {
    /// The page's key.
    pub page: String,
    /// What is missing or wrong on it.
    pub wrong: Vec<Wrong>,
}

/// Why something was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each variant's sentence names its fields")]
pub enum Refusal {
    // --- several fields at once
    /// Fields of one form are wrong.
    Fields(Vec<Wrong>),
    /// Pages are incomplete; submission needs them all.
    PagesIncomplete(Vec<WrongPage>),

    // --- one field
    /// The field is required and empty.
    Missing,
    /// The field is required, and none of its choices is taken.
    NotChosen,
    /// Longer than `max` characters.
    TooLong { max: u32 },
    /// Shorter than `min` characters.
    TooShort { min: u32 },
    /// A number outside `min`–`max`.
    OutOfRange { min: i64, max: i64 },
    /// Since that month only so many full years have passed up to the cut-off day.
    MoreYearsThanPassed { since: String, until: String, years: u32 },
    /// Not one of the offered choices.
    NotInList,
    /// One of the offered choices, but not for what is registered for, or not for this candidate.
    ChoiceNotAllowed,
    /// Chosen down to a level that goes on.
    CascadeUnfinished,
    /// No unit or school of the register has this code.
    UnitUnknown,
    /// The unit does not lie in the region that was chosen.
    UnitElsewhere,
    /// Not a number.
    NotANumber,
    /// Not a date like 2023-12-05.
    NotADate,
    /// Not a month like 2016-07.
    NotAMonth,
    /// A month or date that is still to come.
    InTheFuture,
    /// A month before `earliest`: it contradicts what else is known.
    TooEarly { earliest: String },
    /// Not a mobile phone number (11 digits from 1).
    NotAPhone,
    /// Not a postcode (6 digits).
    NotAPostcode,
    /// Something else than Latin letters and blanks.
    NotLatin,
    /// Something else than Latin letters, digits and `-`.
    NotACode,
    /// Not an e-mail address.
    NotAnEmail,
    /// Contains a character that cannot be part of this field (control characters and the like).
    Character { character: String },
    /// The second typing differs from the first.
    TypedTwiceDiffers,
    /// The programme has no such field.
    UnknownField,
    /// Exactly one entry of the group must be chosen.
    ChooseOne,
    /// More than `max` entries.
    TooMany { max: u32 },
    /// Fewer than `min` entries.
    TooFew { min: u32 },

    // --- identity (GB 11643-1999; notice 000 (一)4)
    /// The number has not the length that its type needs.
    IdLength { id_type: IdType, expected: String },
    /// The number has characters that its type does not know.
    IdFormat { id_type: IdType },
    /// The check digit does not fit the other 17.
    IdCheckDigit,
    /// The digits of the birth date are no date.
    IdBirthDate,
    /// The first two digits are no province.
    IdRegion,

    // --- account
    /// 4–32 letters, digits, `_`, `-`, `.`, starting with a letter.
    UsernameFormat,
    /// The password lacks a letter or a digit.
    PasswordMix,
    /// The password is among the most common ones.
    PasswordCommon,
    /// Sign-up is not possible with these data; does not tell which account exists.
    SignUpTaken,
    /// User name, ID number or password is wrong; does not tell which.
    SignInFailed,
    /// Too many failed attempts; wait.
    TooManyTries { seconds: u32 },
    /// The user must tick that the 特别提示 was read.
    NoticeNotAccepted,
    /// Two security questions are the same.
    SameQuestion,
    /// Five education records exist already.
    EducationFull { max: u32 },
    /// The same education record exists already.
    EducationExists,
    /// The education record is used by a registration.
    EducationInUse,

    // --- WeChat (notice 000 (一)4(5))
    /// The candidate has not bound a WeChat account.
    WechatUnbound,
    /// The WeChat account is bound to another candidate.
    WechatTaken,
    /// The authorisation from WeChat was used, forged or is too old.
    WechatExpired,

    // --- uploads
    /// No file came with the request.
    FileMissing,
    /// The file has no bytes.
    FileEmpty,
    /// Larger than `max_kb` kB.
    FileTooLarge { max_kb: u32 },
    /// Smaller than `min_kb` kB: compressed too much to be printed.
    FileTooSmall { min_kb: u32 },
    /// The content is of another type than accepted, whatever its name says.
    FileType { accepted: Vec<String> },
    /// The picture cannot be read, or ends early.
    PictureBroken,
    /// The PDF ends early.
    DocumentBroken,
    /// More pixels than any camera makes: refused before decoding.
    PictureTooManyPixels { max_megapixels: u32 },
    /// Smaller than `width` × `height` pixels.
    PictureTooSmall { width: u32, height: u32 },
    /// Lying, or far from the 295:413 of an ID photo.
    PictureShape,
    /// The background is not white.
    PictureBackground,
    /// Almost nothing on it differs from the background.
    PictureEmpty,

    // --- requests to add to the register of units (notice 003, 第六步 四)
    /// Not a code as on a licence.
    NotAUnitCode,
    /// One of the two papers is missing; both are needed.
    PaperMissing,
    /// The request is decided already.
    RequestDecided,
    /// As many requests as one candidate may have open are open.
    RequestsOpen { max: u32 },
    /// The register has an entry with this code already.
    UnitExists { name: String },
    /// The candidate has an open request for an entry of this kind with this code already.
    UnitRequested { name: String },

    // --- the register of bans (§9 of the design)
    /// Neither the last day is given nor that it is for life.
    BanEndMissing,
    /// Both the last day is given and that it is for life.
    BanEndTwice,
    /// The last day is over.
    BanEndPast,
    /// The last day lies before the first.
    BanEndBeforeStart,
    /// The person has a ban with the same reason and the same end.
    BanExists,
    /// The ban is over or lifted already.
    BanOver,

    // --- starting (§5 of the design)
    /// The window opens at `from`.
    WindowNotOpen { from: Moment },
    /// The window closed at `until`.
    WindowClosed { until: Moment },
    /// The candidate may not take part before `until`, or for life where there is no end.
    Banned { reason: BanReason, until: Option<Moment> },
    /// A statement was not accepted.
    StatementNotAccepted,
    /// There is a live registration for this programme already.
    AlreadyRegistering { registration: i64 },
    /// Contact data are missing from the profile.
    ProfileIncomplete,
    /// No photo in the profile.
    PhotoMissing,
    /// No such programme.
    ProgrammeUnknown,
    /// No such area in the programme.
    AreaUnknown,
    /// What to register for is chosen at the start, and was not, or is not offered.
    SpecialtyUnknown,

    // --- registration
    /// The command is not possible in this state.
    NotInState { state: State },
    /// The page was saved elsewhere meanwhile.
    PageChangedElsewhere,
    /// The registration changed while the officer looked at it.
    ChangedMeanwhile,
    /// The photo is not confirmed yet.
    PhotoNotConfirmed,
    /// This area needs no materials.
    NoMaterialsHere,
    /// Materials are missing, named by kind.
    MaterialsMissing { kinds: Vec<String> },
    /// 证明材料上传完成 has not been pressed.
    MaterialsNotFinished,
    /// No such material.
    MaterialUnknown,
    /// The area confirms in the other way.
    OtherConfirmation,
    /// The form code belongs to no print of this registration.
    FormCodeWrong,
    /// The print is old: its version, the current one, and the keys of the fields changed since.
    FormCodeOld { typed: u32, current: u32, changed: Vec<String> },
    /// A refusal or reopening needs a reason.
    ReasonMissing,
    /// What was submitted stays valid until it is replaced: it cannot be withdrawn.
    NoWithdrawing,
    /// What was submitted is withdrawn to be corrected: it cannot be replaced.
    NoReplacing,
    /// The programme does not allow reopening.
    NoReopening,
    /// The area takes no payment online.
    NoPaymentHere,
    /// The paid amount differs from the fee.
    PaymentAmount,
    /// The deadline has not passed yet, so nothing lapses.
    NotLapsed,
}

impl Serialize for Refusal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

/// Read through one form for all formats: a reader of a hundred variants for each would be a fifth of what
/// browsers load first.
impl<'de> Deserialize<'de> for Refusal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        Self::deserialize(value).map_err(de::Error::custom)
    }
}
