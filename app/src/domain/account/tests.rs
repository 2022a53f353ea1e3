//! Tables and properties of user names, passwords and security answers.

use super::*;
use proptest::prelude::*;

#[test]
fn user_names_are_stored_in_one_way() {
    for (typed, stored) in [
        ("wangfang", Ok("wangfang")),
        (" WangFang ", Ok("wangfang")),
        ("ｗａｎｇ１", Ok("wang1")),
        ("li.na_1-2", Ok("li.na_1-2")),
        ("abcd", Ok("abcd")),
        ("a2345678901234567890123456789012", Ok("a2345678901234567890123456789012")),
        ("", Err(Refusal::Missing)),
        (" \u{3000}", Err(Refusal::Missing)),
        ("abc", Err(Refusal::UsernameFormat)),
        ("a23456789012345678901234567890123", Err(Refusal::UsernameFormat)),
        ("1wang", Err(Refusal::UsernameFormat)),
        ("_wang", Err(Refusal::UsernameFormat)),
        ("wang fang", Err(Refusal::UsernameFormat)),
        ("王芳王芳", Err(Refusal::UsernameFormat)),
        ("wang@example.org", Err(Refusal::UsernameFormat)),
        ("wang\u{0}", Err(Refusal::UsernameFormat)),
    ] {
        assert_eq!(Username::parse(typed).as_ref().map(Username::as_str), stored.as_ref().map(|s| *s), "{typed}");
    }
}

#[test]
fn passwords_are_refused_with_the_reason() {
    for (password, answer) in [
        ("Dengke2024", Ok(())),
        ("correct horse 1 battery", Ok(())),
        ("密码真的很长呢8", Ok(())),
        ("", Err(Refusal::Missing)),
        ("abc1234", Err(Refusal::TooShort { min: 8 })),
        ("abcdefgh", Err(Refusal::PasswordMix)),
        ("39582047", Err(Refusal::PasswordMix)),
        ("!!!!!!!!", Err(Refusal::PasswordMix)),
        ("abc\u{1b}12345", Err(Refusal::Character { character: "U+001B".to_owned() })),
        ("abc12345", Err(Refusal::PasswordCommon)),
        ("1qaz2wsx", Err(Refusal::PasswordCommon)),
        ("Woaini1314", Err(Refusal::PasswordCommon)),
        ("PASSWORD1", Err(Refusal::PasswordCommon)),
        ("WangFang1990", Err(Refusal::PasswordCommon)),
    ] {
        assert_eq!(check_password(password, "wangfang1990"), answer, "{password}");
    }
    assert_eq!(check_password(&"a1".repeat(32), "wangfang"), Ok(()));
    assert_eq!(check_password(&"a1".repeat(33), "wangfang"), Err(Refusal::TooLong { max: 64 }));
}

#[test]
fn the_list_of_common_passwords_only_has_what_the_other_rules_let_through() {
    let common: Vec<&str> = COMMON_PASSWORDS.lines().collect();
    assert!(common.len() >= 1000, "{}", common.len());
    assert!(common.is_sorted_by(|a, b| a < b), "sorted, each once");
    for password in common {
        assert_eq!(password, password.trim().to_lowercase());
        assert_eq!(check_password(password, "nobody"), Err(Refusal::PasswordCommon), "{password}");
    }
}

#[test]
fn two_different_questions_with_answers_are_needed() {
    let wrong = |rows: &[(&str, &str)]| {
        let answers: Vec<_> = rows.iter().map(|(q, a)| ((*q).to_owned(), (*a).to_owned())).collect();
        check_answers(&answers)
    };
    let long = "长".repeat(31);
    let one = ("first-dish", "西红柿炒蛋");
    let two = ("first-film", "地道战");
    for (rows, expected) in [
        (vec![one, two], vec![]),
        (vec![one, ("first-film", &"长".repeat(30))], vec![]),
        (vec![one, one], vec![("question_2", Refusal::SameQuestion)]),
        (vec![one, ("mother", "王芳")], vec![("question_2", Refusal::NotInList)]),
        (vec![one, ("", "")], vec![("question_2", Refusal::NotChosen), ("answer_2", Refusal::Missing)]),
        (vec![one], vec![("question_2", Refusal::NotChosen), ("answer_2", Refusal::Missing)]),
        (vec![("first-dish", " 面 "), two], vec![("answer_1", Refusal::TooShort { min: 2 })]),
        (vec![("first-dish", long.as_str()), two], vec![("answer_1", Refusal::TooLong { max: 30 })]),
        (vec![("first-dish", " \u{3000} "), two], vec![("answer_1", Refusal::Missing)]),
        (
            vec![("first-dish", "炒\u{0}蛋"), two],
            vec![("answer_1", Refusal::Character { character: "U+0000".to_owned() })],
        ),
        (vec![one, two, ("first-journey", "北京")], vec![("question_3", Refusal::TooMany { max: 2 })]),
    ] {
        let expected: Vec<_> = expected.into_iter().map(|(field, refusal)| Wrong::new(field, refusal)).collect();
        assert_eq!(wrong(&rows), expected, "{rows:?}");
    }
    assert_eq!(wrong(&[]).len(), 4);
}

#[test]
fn every_question_is_offered_once() {
    assert!(QUESTIONS.is_sorted_by(|a, b| a < b));
}

#[test]
fn answers_compare_without_blanks_width_and_case() {
    for (a, b) in [(" Tian An Men ", "tiananmen"), ("ＡＢＣ１２", "abc12"), ("红烧　肉", "红烧肉")] {
        assert_eq!(normalise_answer(a), normalise_answer(b));
    }
    assert_ne!(normalise_answer("红烧肉"), normalise_answer("红烧鱼"));
}

proptest! {
    #[test]
    fn whatever_is_typed_never_panics(a in "(?s).{0,80}", b in "(?s).{0,80}") {
        if let Ok(name) = Username::parse(&a) {
            prop_assert_eq!(Username::parse(name.as_str()), Ok(name));
        }
        let _ = check_password(&a, &b);
        let _ = check_answers(&[(a.clone(), b.clone()), (b, a)]);
    }

    #[test]
    fn every_plain_user_name_passes(name in "[a-z][a-z0-9_.-]{3,31}") {
        let read = Username::parse(&name);
        prop_assert_eq!(read.as_ref().map(Username::as_str), Ok(name.as_str()));
    }
}
