//! Every refusal in words: what the rule says, and what to do.

use super::{Language, either, id_type_name, last_day, moment, state_word, until, words};
use crate::domain::{ban::BanReason, calendar::Moment, refusal::Refusal, text::code_point};

/// What is wrong, and by which rule.
#[must_use]
pub fn sentence(language: Language, refusal: &Refusal) -> String {
    let l = language;
    match refusal {
        Refusal::Fields(wrong) => words::refusal_fields(l, wrong.len()),
        Refusal::PagesIncomplete(pages) => words::refusal_pages_incomplete(l, pages.len()),

        Refusal::Missing => words::refusal_missing(l).into(),
        Refusal::NotChosen => words::refusal_not_chosen(l).into(),
        Refusal::TooLong { max } => words::refusal_too_long(l, max),
        Refusal::TooShort { min } => words::refusal_too_short(l, min),
        Refusal::OutOfRange { min, max } => words::refusal_out_of_range(l, min, max),
        Refusal::MoreYearsThanPassed { since, until, years } => {
            words::refusal_more_years_than_passed(l, since, until, years)
        }
        Refusal::NotInList => words::refusal_not_in_list(l).into(),
        Refusal::ChoiceNotAllowed => words::refusal_choice_not_allowed(l).into(),
        Refusal::CascadeUnfinished => words::refusal_cascade_unfinished(l).into(),
        Refusal::UnitUnknown => words::refusal_unit_unknown(l).into(),
        Refusal::UnitElsewhere => words::refusal_unit_elsewhere(l).into(),
        Refusal::NotANumber => words::refusal_not_a_number(l).into(),
        Refusal::NotADate => words::refusal_not_a_date(l).into(),
        Refusal::NotAMonth => words::refusal_not_a_month(l).into(),
        Refusal::InTheFuture => words::refusal_in_the_future(l).into(),
        Refusal::TooEarly { earliest } => words::refusal_too_early(l, earliest),
        Refusal::NotAPhone => words::refusal_not_a_phone(l).into(),
        Refusal::NotAPostcode => words::refusal_not_a_postcode(l).into(),
        Refusal::NotLatin => words::refusal_not_latin(l).into(),
        Refusal::NotACode => words::refusal_not_a_code(l).into(),
        Refusal::NotAnEmail => words::refusal_not_an_email(l).into(),
        Refusal::Character { character } => words::refusal_character(l, visible(character)),
        Refusal::TypedTwiceDiffers => words::refusal_typed_twice_differs(l).into(),
        Refusal::UnknownField => words::refusal_unknown_field(l).into(),
        Refusal::ChooseOne => words::refusal_choose_one(l).into(),
        Refusal::TooMany { max } => words::refusal_too_many(l, max),
        Refusal::TooFew { min } => words::refusal_too_few(l, min),

        Refusal::IdLength { id_type, expected } => words::refusal_id_length(l, id_type_name(l, *id_type), expected),
        Refusal::IdFormat { id_type } => words::refusal_id_format(l, id_type_name(l, *id_type)),
        Refusal::IdCheckDigit => words::refusal_id_check_digit(l).into(),
        Refusal::IdBirthDate => words::refusal_id_birth_date(l).into(),
        Refusal::IdRegion => words::refusal_id_region(l).into(),

        Refusal::UsernameFormat => words::refusal_username_format(l).into(),
        Refusal::PasswordMix => words::refusal_password_mix(l).into(),
        Refusal::PasswordCommon => words::refusal_password_common(l).into(),
        Refusal::SignUpTaken => words::refusal_sign_up_taken(l).into(),
        Refusal::SignInFailed => words::refusal_sign_in_failed(l).into(),
        Refusal::TooManyTries { seconds } => words::refusal_too_many_tries(l, seconds.div_ceil(60)),
        Refusal::NoticeNotAccepted => words::refusal_notice_not_accepted(l).into(),
        Refusal::SameQuestion => words::refusal_same_question(l).into(),
        Refusal::EducationFull { max } => words::refusal_education_full(l, max),
        Refusal::EducationExists => words::refusal_education_exists(l).into(),
        Refusal::EducationInUse => words::refusal_education_in_use(l).into(),

        Refusal::WechatUnbound => words::refusal_wechat_unbound(l).into(),
        Refusal::WechatTaken => words::refusal_wechat_taken(l).into(),
        Refusal::WechatExpired => words::refusal_wechat_expired(l).into(),

        Refusal::FileMissing => words::refusal_file_missing(l).into(),
        Refusal::FileEmpty => words::refusal_file_empty(l).into(),
        Refusal::FileTooLarge { max_kb } => words::refusal_file_too_large(l, size(*max_kb)),
        Refusal::FileTooSmall { min_kb } => words::refusal_file_too_small(l, size(*min_kb)),
        Refusal::FileType { accepted } => words::refusal_file_type(l, either(l, accepted)),
        Refusal::PictureBroken => words::refusal_picture_broken(l).into(),
        Refusal::DocumentBroken => words::refusal_document_broken(l).into(),
        Refusal::PictureTooManyPixels { max_megapixels } => words::refusal_picture_too_many_pixels(l, max_megapixels),
        Refusal::PictureTooSmall { width, height } => words::refusal_picture_too_small(l, width, height),
        Refusal::PictureShape => words::refusal_picture_shape(l).into(),
        Refusal::PictureBackground => words::refusal_picture_background(l).into(),
        Refusal::PictureEmpty => words::refusal_picture_empty(l).into(),

        Refusal::NotAUnitCode => words::refusal_not_a_unit_code(l).into(),
        Refusal::PaperMissing => words::refusal_paper_missing(l).into(),
        Refusal::RequestDecided => words::refusal_request_decided(l).into(),
        Refusal::RequestsOpen { max } => words::refusal_requests_open(l, max),
        Refusal::UnitExists { name } => words::refusal_unit_exists(l, name),
        Refusal::UnitRequested { name } => words::refusal_unit_requested(l, name),

        Refusal::BanEndMissing => words::refusal_ban_end_missing(l).into(),
        Refusal::BanEndTwice => words::refusal_ban_end_twice(l).into(),
        Refusal::BanEndPast => words::refusal_ban_end_past(l).into(),
        Refusal::BanEndBeforeStart => words::refusal_ban_end_before_start(l).into(),
        Refusal::BanExists => words::refusal_ban_exists(l).into(),
        Refusal::BanOver => words::refusal_ban_over(l).into(),

        Refusal::WindowNotOpen { from } => words::refusal_window_not_open(l, moment(l, *from)),
        Refusal::WindowClosed { until: end } => words::refusal_window_closed(l, until(l, *end)),
        Refusal::Banned { reason, until: end } => banned(l, *reason, *end),
        Refusal::StatementNotAccepted => words::refusal_statement_not_accepted(l).into(),
        Refusal::AlreadyRegistering { .. } => words::refusal_already_registering(l).into(),
        Refusal::ProfileIncomplete => words::refusal_profile_incomplete(l).into(),
        Refusal::PhotoMissing => words::refusal_photo_missing(l).into(),
        Refusal::ProgrammeUnknown => words::refusal_programme_unknown(l).into(),
        Refusal::AreaUnknown => words::refusal_area_unknown(l).into(),
        Refusal::SpecialtyUnknown => words::refusal_specialty_unknown(l).into(),

        Refusal::NotInState { state } => words::refusal_not_in_state(l, state_word(l, *state)),
        Refusal::PageChangedElsewhere => words::refusal_page_changed_elsewhere(l).into(),
        Refusal::ChangedMeanwhile => words::refusal_changed_meanwhile(l).into(),
        Refusal::PhotoNotConfirmed => words::refusal_photo_not_confirmed(l).into(),
        Refusal::NoMaterialsHere => words::refusal_no_materials_here(l).into(),
        // The name of a kind may be a list itself.
        Refusal::MaterialsMissing { kinds } => {
            words::refusal_materials_missing(l, kinds.join(words::refusal_between_kinds(l)))
        }
        Refusal::MaterialsNotFinished => words::refusal_materials_not_finished(l).into(),
        Refusal::MaterialUnknown => words::refusal_material_unknown(l).into(),
        Refusal::OtherConfirmation => words::refusal_other_confirmation(l).into(),
        Refusal::FormCodeWrong => words::refusal_form_code_wrong(l).into(),
        Refusal::FormCodeOld { typed, current, changed } => match changed.len() {
            0 => words::refusal_form_code_old_same(l, typed, current),
            count => words::refusal_form_code_old(l, typed, current, count),
        },
        Refusal::ReasonMissing => words::refusal_reason_missing(l).into(),
        Refusal::NoWithdrawing => words::refusal_no_withdrawing(l).into(),
        Refusal::NoReplacing => words::refusal_no_replacing(l).into(),
        Refusal::NoReopening => words::refusal_no_reopening(l).into(),
        Refusal::NoPaymentHere => words::refusal_no_payment_here(l).into(),
        Refusal::PaymentAmount => words::refusal_payment_amount(l).into(),
        Refusal::NotLapsed => words::refusal_not_lapsed(l).into(),
    }
}

/// What to do about it; empty where the sentence already says it.
#[must_use]
pub const fn remedy(language: Language, refusal: &Refusal) -> &'static str {
    let l = language;
    match refusal {
        Refusal::Fields(_) => words::refusal_do_fields(l),
        Refusal::PagesIncomplete(_) => words::refusal_do_pages(l),
        Refusal::Missing
        | Refusal::NotChosen
        | Refusal::TooLong { .. }
        | Refusal::TooShort { .. }
        | Refusal::OutOfRange { .. }
        | Refusal::MoreYearsThanPassed { .. }
        | Refusal::NotInList
        | Refusal::ChoiceNotAllowed
        | Refusal::CascadeUnfinished
        | Refusal::NotAUnitCode
        | Refusal::PaperMissing
        | Refusal::NotANumber
        | Refusal::NotADate
        | Refusal::NotAMonth
        | Refusal::InTheFuture
        | Refusal::TooEarly { .. }
        | Refusal::NotAPhone
        | Refusal::NotAPostcode
        | Refusal::NotLatin
        | Refusal::NotACode
        | Refusal::NotAnEmail
        | Refusal::TypedTwiceDiffers
        | Refusal::IdFormat { .. }
        | Refusal::IdCheckDigit
        | Refusal::IdBirthDate
        | Refusal::IdRegion
        | Refusal::ChooseOne
        | Refusal::TooMany { .. }
        | Refusal::TooFew { .. }
        | Refusal::UsernameFormat
        | Refusal::PasswordMix
        | Refusal::PasswordCommon
        | Refusal::SameQuestion
        | Refusal::BanEndMissing
        | Refusal::BanEndTwice
        | Refusal::BanEndPast
        | Refusal::BanEndBeforeStart
        | Refusal::ReasonMissing => "",
        Refusal::Character { .. } => words::refusal_do_character(l),
        Refusal::IdLength { .. } => words::refusal_do_id(l),
        Refusal::SignUpTaken => words::refusal_do_sign_up_taken(l),
        Refusal::SignInFailed => words::refusal_do_sign_in_failed(l),
        Refusal::TooManyTries { .. } => words::refusal_do_wait(l),
        Refusal::NoticeNotAccepted | Refusal::StatementNotAccepted => words::refusal_do_tick(l),
        Refusal::EducationFull { .. } => words::refusal_do_education_full(l),
        Refusal::EducationExists => words::refusal_do_education_exists(l),
        Refusal::EducationInUse => words::refusal_do_education_in_use(l),
        Refusal::WechatUnbound => words::refusal_do_bind_wechat(l),
        Refusal::WechatTaken => words::refusal_do_wechat_taken(l),
        Refusal::WechatExpired => words::refusal_do_wechat_again(l),
        Refusal::FileMissing => words::refusal_do_choose_file(l),
        Refusal::FileEmpty => words::refusal_do_full_file(l),
        Refusal::FileTooLarge { .. } => words::refusal_do_smaller_file(l),
        Refusal::FileType { .. } => words::refusal_do_file_type(l),
        Refusal::PictureBroken => words::refusal_do_picture_again(l),
        Refusal::DocumentBroken => words::refusal_do_document_again(l),
        Refusal::PictureTooManyPixels { .. } => words::refusal_do_fewer_pixels(l),
        Refusal::PictureTooSmall { .. } | Refusal::FileTooSmall { .. } => words::refusal_do_more_pixels(l),
        Refusal::PictureShape => words::refusal_do_picture_shape(l),
        Refusal::PictureBackground => words::refusal_do_picture_background(l),
        Refusal::PictureEmpty => words::refusal_do_picture_empty(l),
        Refusal::WindowNotOpen { .. } => words::refusal_do_come_back(l),
        Refusal::WindowClosed { .. } => words::refusal_do_window_closed(l),
        Refusal::Banned { .. } | Refusal::NoReopening => words::refusal_do_ask_site(l),
        Refusal::AlreadyRegistering { .. } => words::refusal_do_continue_registration(l),
        Refusal::ProfileIncomplete => words::refusal_do_profile(l),
        Refusal::PhotoMissing => words::refusal_do_photo(l),
        Refusal::ProgrammeUnknown => words::refusal_do_choose_programme(l),
        Refusal::AreaUnknown => words::refusal_do_choose_area(l),
        Refusal::SpecialtyUnknown => words::refusal_do_choose_specialty(l),
        Refusal::UnitUnknown => words::refusal_do_unit_unknown(l),
        Refusal::UnitElsewhere => words::refusal_do_unit_elsewhere(l),
        Refusal::RequestsOpen { .. } => words::refusal_do_requests_open(l),
        Refusal::UnitExists { .. } => words::refusal_do_unit_exists(l),
        Refusal::UnitRequested { .. } => words::refusal_do_unit_requested(l),
        Refusal::BanExists => words::refusal_do_ban_exists(l),
        Refusal::NoWithdrawing => words::refusal_do_no_withdrawing(l),
        Refusal::NoReplacing => words::refusal_do_no_replacing(l),
        Refusal::UnknownField
        | Refusal::NotInState { .. }
        | Refusal::ChangedMeanwhile
        | Refusal::MaterialUnknown
        | Refusal::RequestDecided
        | Refusal::BanOver
        | Refusal::NotLapsed => words::refusal_do_reload(l),
        Refusal::PageChangedElsewhere => words::refusal_do_compare(l),
        Refusal::PhotoNotConfirmed => words::refusal_do_confirm_photo(l),
        Refusal::NoMaterialsHere => words::refusal_do_no_materials(l),
        Refusal::MaterialsMissing { .. } => words::refusal_do_upload_materials(l),
        Refusal::MaterialsNotFinished => words::refusal_do_finish_materials(l),
        Refusal::OtherConfirmation => words::refusal_do_other_confirmation(l),
        Refusal::FormCodeWrong => words::refusal_do_form_code_wrong(l),
        Refusal::FormCodeOld { .. } => words::refusal_do_form_code_old(l),
        Refusal::NoPaymentHere => words::refusal_do_no_payment(l),
        Refusal::PaymentAmount => words::refusal_do_payment_amount(l),
    }
}

/// Why somebody may not take part, and to which day.
fn banned(l: Language, reason: BanReason, until: Option<Moment>) -> String {
    match (reason, until.map(|until| last_day(l, until))) {
        (BanReason::Banned, Some(day)) => words::refusal_banned(l, day),
        (BanReason::Banned, None) => words::refusal_banned_for_life(l).into(),
        (BanReason::Violation, Some(day)) => words::refusal_violation(l, day),
        (BanReason::Violation, None) => words::refusal_violation_for_life(l).into(),
    }
}

/// What is wrong with a field, after the field's name: where the sentence begins with that name, it is not said twice.
#[must_use]
pub fn field_wrong(language: Language, label: &str, refusal: &Refusal) -> String {
    let said = sentence(language, refusal);
    let named = said.to_lowercase().starts_with(&label.to_lowercase());
    if named { said } else { words::common_field_wrong(language, label, said) }
}

/// Both in one line.
#[must_use]
pub fn in_one_line(language: Language, refusal: &Refusal) -> String {
    match remedy(language, refusal) {
        "" => sentence(language, refusal),
        what_to_do => words::refusal_with_remedy(language, sentence(language, refusal), what_to_do),
    }
}

/// A file size as people read it.
#[must_use]
pub fn size(kb: u32) -> String {
    if kb >= 1024 && kb.is_multiple_of(1024) { format!("{} MB", kb / 1024) } else { format!("{kb} KB") }
}

/// Control characters would be invisible; their code is shown instead.
fn visible(character: &str) -> String {
    let code = |c: char| if c.is_control() { code_point(c) } else { c.to_string() };
    character.chars().map(code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_rule() {
        let l = Language::Chinese;
        let old = Refusal::FormCodeOld { typed: 1, current: 2, changed: vec!["unit".into()] };
        assert!(sentence(l, &old).contains("第 1 版") && sentence(l, &old).contains("第 2 版"));
        let same = Refusal::FormCodeOld { typed: 1, current: 2, changed: Vec::new() };
        assert!(sentence(l, &same).contains("第 2 版") && !sentence(l, &same).contains('0'));
        let kinds = vec!["身份证（正、反面）".to_owned(), "毕业证书".to_owned()];
        assert!(sentence(l, &Refusal::MaterialsMissing { kinds }).ends_with("身份证（正、反面）；毕业证书"));
        let closed = Refusal::WindowClosed { until: Moment::parse_beijing("2023-12-15T00:00").unwrap_or_default() };
        assert!(sentence(l, &closed).contains("12月14日 24:00"));
        assert_eq!(size(5120), "5 MB");
        assert_eq!(size(45), "45 KB");
        assert_eq!(visible("\u{7}"), "U+0007");
    }

    #[test]
    fn a_ban_is_told_with_its_reason_and_its_last_day() {
        let until = Moment::parse_beijing("2025-03-01T00:00");
        for (reason, until, chinese, english) in [
            (BanReason::Banned, until, ["禁考期", "2025年2月28日"], ["banned", "28 Feb 2025"]),
            (BanReason::Banned, None, ["禁考", "终身"], ["banned", "for life"]),
            (BanReason::Violation, until, ["违纪", "2025年2月28日"], ["broke the rules", "28 Feb 2025"]),
            (BanReason::Violation, None, ["违纪", "终身"], ["broke the rules", "for life"]),
        ] {
            let refusal = Refusal::Banned { reason, until };
            for (language, parts) in [(Language::Chinese, chinese), (Language::English, english)] {
                let line = in_one_line(language, &refusal);
                assert!(parts.iter().all(|part| line.contains(part)), "{line}");
                assert!(line.ends_with(remedy(language, &refusal)) && !remedy(language, &refusal).is_empty(), "{line}");
            }
        }
    }

    #[test]
    fn a_field_is_named_once() {
        let (zh, en) = (Language::Chinese, Language::English);
        for (l, label, refusal, expected) in [
            (zh, "用户名", Refusal::UsernameFormat, sentence(zh, &Refusal::UsernameFormat)),
            (zh, "邮政编码", Refusal::NotAPostcode, "邮政编码是 6 位数字".to_owned()),
            (zh, "姓名", Refusal::Missing, "姓名：请填写此项".to_owned()),
            (en, "Password", Refusal::PasswordMix, format!("Password: {}", sentence(en, &Refusal::PasswordMix))),
        ] {
            assert_eq!(field_wrong(l, label, &refusal), expected);
        }
    }

    #[test]
    fn a_refused_file_is_told_in_sentences() {
        let accepted = vec!["JPEG".to_owned(), "PNG".to_owned()];
        let (type_of, pixels) = (Refusal::FileType { accepted }, Refusal::PictureTooManyPixels { max_megapixels: 40 });
        let line = in_one_line(Language::Chinese, &type_of);
        assert!(line.contains("JPEG 或 PNG。改文件名没有用"), "{line}");
        assert!(in_one_line(Language::English, &type_of).contains("JPEG or PNG. "));
        assert!(sentence(Language::Chinese, &pixels).contains("4000 万像素"));
        assert!(sentence(Language::English, &pixels).contains("40 megapixels"));
        assert_eq!(in_one_line(Language::Chinese, &Refusal::Missing), sentence(Language::Chinese, &Refusal::Missing));
    }
}
