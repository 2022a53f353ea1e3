//! The sign-up form: what it makes, and that all its mistakes are told at once.

use super::*;
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 12, 5).unwrap_or_default()
}

/// A form without mistakes.
fn form() -> SignUp {
    let text = str::to_owned;
    SignUp {
        name: text("王芳"),
        name_again: text("王芳"),
        id_type: text("resident-card"),
        id_type_again: text("resident-card"),
        id_number: text("11010119900307002X"),
        id_number_again: text("11010119900307002X"),
        username: text("WangFang"),
        password: text("Dengke2024"),
        password_again: text("Dengke2024"),
        phone: text("138 0000 0001"),
        question_1: text("first-dish"),
        answer_1: text(" 西红柿 炒蛋 "),
        question_2: text("first-film"),
        answer_2: text("ET"),
        notice_accepted: text("yes"),
        ..SignUp::default()
    }
}

/// The same person with a passport, for which sex, birth date and nationality are asked.
fn foreign() -> SignUp {
    let text = str::to_owned;
    SignUp {
        name: text("Maria García"),
        name_again: text("Maria García"),
        id_type: text("passport"),
        id_type_again: text("passport"),
        id_number: text("xdd123456"),
        id_number_again: text("XDD 123456"),
        sex: text("female"),
        birth_date: text("1990-03-07"),
        nationality: text("西班牙"),
        ..form()
    }
}

fn wrong(form: &SignUp) -> Vec<Wrong> {
    form.check(today()).err().unwrap_or_default()
}

#[test]
fn a_resident_card_tells_sex_birth_date_and_nationality() -> Result<(), Vec<Wrong>> {
    let account = SignUp { sex: "male".into(), nationality: "日本".into(), ..form() }.check(today())?;
    assert_eq!(account.identity.name.as_str(), "王芳");
    assert_eq!(account.identity.id_number.as_str(), "11010119900307002X");
    assert_eq!(account.identity.sex, Some(Sex::Female), "the number, not the form");
    assert_eq!(account.identity.birth_date, NaiveDate::from_ymd_opt(1990, 3, 7));
    assert_eq!(account.identity.nationality, "中国");
    assert_eq!(account.username.as_str(), "wangfang");
    assert_eq!(account.phone.as_str(), "13800000001");
    assert_eq!(account.answers[0], ("first-dish".to_owned(), "西红柿炒蛋".to_owned()));
    assert_eq!(account.answers[1].1, "et");
    Ok(())
}

#[test]
fn a_passport_asks_for_sex_birth_date_and_nationality() -> Result<(), Vec<Wrong>> {
    let account = foreign().check(today())?;
    assert_eq!(account.identity.id_number.as_str(), "XDD123456");
    assert_eq!(account.identity.sex, Some(Sex::Female));
    assert_eq!(account.identity.birth_date, NaiveDate::from_ymd_opt(1990, 3, 7));
    assert_eq!(account.identity.nationality, "西班牙");
    Ok(())
}

#[test]
fn the_second_typing_is_compared_as_it_is_understood() {
    for form in [
        SignUp { name: "阿依古丽·买买提".into(), name_again: "阿依古丽.买买提 ".into(), ..form() },
        SignUp { id_number_again: "１１０１０１ 19900307 002x".into(), ..form() },
    ] {
        assert_eq!(wrong(&form), vec![]);
    }
}

#[test]
fn each_mistake_is_told_at_its_field() {
    let s = str::to_owned;
    for (form, field, refusal) in [
        (SignUp { name_again: s("王方"), ..form() }, "name_again", Refusal::TypedTwiceDiffers),
        (SignUp { name_again: s(""), ..form() }, "name_again", Refusal::Missing),
        (SignUp { id_type_again: s("passport"), ..form() }, "id_type_again", Refusal::TypedTwiceDiffers),
        (SignUp { id_number_again: s("110101199003070021"), ..form() }, "id_number_again", Refusal::TypedTwiceDiffers),
        (SignUp { password_again: s("dengke2024"), ..form() }, "password_again", Refusal::TypedTwiceDiffers),
        (SignUp { notice_accepted: s(""), ..form() }, "notice_accepted", Refusal::NoticeNotAccepted),
        (SignUp { question_2: s("first-dish"), ..form() }, "question_2", Refusal::SameQuestion),
        (SignUp { username: s("王芳"), ..form() }, "username", Refusal::UsernameFormat),
        (SignUp { phone: s("12345"), ..form() }, "phone", Refusal::NotAPhone),
        (SignUp { sex: s(""), ..foreign() }, "sex", Refusal::NotChosen),
        (SignUp { id_type_again: s(""), ..form() }, "id_type_again", Refusal::NotChosen),
        (SignUp { sex: s("x"), ..foreign() }, "sex", Refusal::NotInList),
        (SignUp { birth_date: s(""), ..foreign() }, "birth_date", Refusal::Missing),
        (SignUp { birth_date: s("7.3.1990"), ..foreign() }, "birth_date", Refusal::NotADate),
        (SignUp { birth_date: s("2023-02-30"), ..foreign() }, "birth_date", Refusal::NotADate),
        (SignUp { birth_date: s("2023-12-06"), ..foreign() }, "birth_date", Refusal::InTheFuture),
        (
            SignUp { birth_date: s("1899-12-31"), ..foreign() },
            "birth_date",
            Refusal::OutOfRange { min: 1900, max: 2023 },
        ),
        (SignUp { nationality: s(" "), ..foreign() }, "nationality", Refusal::Missing),
        (SignUp { nationality: "国".repeat(31), ..foreign() }, "nationality", Refusal::TooLong { max: 30 }),
        (
            SignUp { nationality: s("西\u{0}班牙"), ..foreign() },
            "nationality",
            Refusal::Character { character: s("U+0000") },
        ),
    ] {
        assert_eq!(wrong(&form), vec![Wrong::new(field, refusal)], "{field}");
    }
}

#[test]
fn neither_name_to_sign_in_with_may_be_the_password() {
    let own =
        |password: &str| SignUp { password: password.to_owned(), password_again: password.to_owned(), ..foreign() };
    let common = vec![Wrong::new("password", Refusal::PasswordCommon)];
    assert_eq!(wrong(&own("xdd123456")), common);
    assert_eq!(wrong(&SignUp { username: "maria1990".into(), ..own("Maria1990") }), common);
}

#[test]
fn a_number_of_somebody_not_yet_born_is_mistyped() {
    let number = "110101202401010019".to_owned();
    let form = SignUp { id_number: number.clone(), id_number_again: number, ..form() };
    assert_eq!(wrong(&form), vec![Wrong::new("id_number", Refusal::IdBirthDate)]);
    assert!(NaiveDate::from_ymd_opt(2024, 1, 1).is_some_and(|born| form.check(born).is_ok()));
}

#[test]
fn an_empty_form_is_told_everything_at_once_in_the_order_of_the_form() {
    let fields: Vec<_> = wrong(&SignUp::default()).into_iter().map(|w| w.field).collect();
    assert_eq!(
        fields,
        [
            "name",
            "name_again",
            "id_type",
            "id_type_again",
            "id_number",
            "id_number_again",
            "username",
            "password",
            "password_again",
            "phone",
            "question_1",
            "answer_1",
            "question_2",
            "answer_2",
            "notice_accepted"
        ]
    );
}

#[test]
fn chinese_holders_of_other_documents_need_not_type_their_nationality() {
    for (id_type, number) in [("taiwan-pass", "12345678"), ("military", "南字第01234567号")] {
        let form = SignUp {
            id_type: id_type.into(),
            id_type_again: id_type.into(),
            id_number: number.into(),
            id_number_again: number.into(),
            nationality: String::new(),
            ..foreign()
        };
        assert_eq!(form.check(today()).map(|account| account.identity.nationality), Ok("中国".to_owned()));
    }
}

#[test]
fn nothing_secret_is_printed() -> Result<(), Vec<Wrong>> {
    let printed = format!("{:?} {:?}", form(), form().check(today())?);
    for secret in ["Dengke2024", "19900307", "西红柿", "王芳", "0001"] {
        assert!(!printed.contains(secret), "{secret} in {printed}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn whatever_is_typed_never_panics(texts in prop::array::uniform12("(?s).{0,24}"), kind in 0..7_usize) {
        let [name, number, sex, birth_date, nationality, username, password, phone, question, answer, other, tick] = texts;
        let id_type = IdType::ALL[kind].key().to_owned();
        let form = SignUp {
            name_again: name.clone(), name, id_type_again: id_type.clone(), id_type,
            id_number_again: number.clone(), id_number: number, sex, birth_date, nationality, username,
            password_again: password.clone(), password, phone, question_1: question, answer_1: answer.clone(),
            question_2: other, answer_2: answer, notice_accepted: tick,
        };
        prop_assert!(form.check(today()).is_err(), "random questions are in no list");
    }
}
