//! Signing up and in: what is typed wrong is said at its field, and nobody learns who has an account.

use crate::app::{TestApp, browser::Browser, page::Page, people::PASSWORD};
use app::domain::refusal::Refusal;

/// What a newcomer types; the first 17 digits of the ID number are given, the check digit is worked out.
pub fn newcomer(name: &str, digits: &str) -> Vec<(&'static str, String)> {
    let number = format!("{digits}{}", check_digit(digits));
    [
        ("name", name),
        ("name_again", name),
        ("id_type", "resident-card"),
        ("id_type_again", "resident-card"),
        ("id_number", number.as_str()),
        ("id_number_again", number.as_str()),
        ("username", "newcomer"),
        ("password", PASSWORD),
        ("password_again", PASSWORD),
        ("phone", "13912345678"),
        ("question_1", "first-dish"),
        ("answer_1", "番茄炒蛋"),
        ("question_2", "hiding-place"),
        ("answer_2", "衣柜里"),
        ("notice_accepted", "true"),
    ]
    .map(|(field, value)| (field, value.to_owned()))
    .to_vec()
}

/// GB 11643: the 18th sign from the 17 digits before it.
fn check_digit(digits: &str) -> char {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
    ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][usize::try_from(sum % 11).unwrap()]
}

/// Signs up as a newcomer with some fields typed otherwise.
async fn sign_up(visitor: &Browser, otherwise: &[(&'static str, &str)]) -> Page {
    let page = visitor.open("/register").await;
    let mut form = newcomer("王小明", "11010119960101001");
    for (field, value) in otherwise {
        form.iter_mut().find(|(name, _)| name == field).expect("a field of the form").1 = (*value).to_owned();
    }
    let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    visitor.submit(&page, "/sign_up", &fields).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_check_digit_is_refused_at_its_field_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let right = newcomer("王小明", "11010119960101001")[4].1.clone();
    let last = if right.ends_with('0') { '1' } else { '0' };
    let wrong = format!("{}{last}", &right[..17]);
    let page = sign_up(&visitor, &[("id_number", &wrong), ("id_number_again", &wrong)]).await;
    page.refuses(&Refusal::IdCheckDigit).marks("id_number");
    let form = page.form("/sign_up");
    assert_eq!((form.value("name"), form.value("id_number")), (Some("王小明"), Some(wrong.as_str())));
    assert_eq!(form.value("question_1"), Some("first-dish"));
    page.hides(PASSWORD).hides("番茄炒蛋").shows("密码和找回问题的答案不会保留");
    assert_eq!(visitor.open("/me").await.path, "/login?next=%2Fme", "nobody is signed in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_summary_names_each_field_once_and_promises_nothing_that_is_not_kept() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let page = sign_up(&visitor, &[("username", "1x"), ("password", "7391046258")]).await;
    let summary = page.refuses(&Refusal::UsernameFormat).refuses(&Refusal::PasswordMix).alerts();
    for field in ["用户名", "密码"] {
        assert!(!summary.contains(&format!("{field}：{field}")), "{summary}");
    }
    assert!(!summary.contains("保留"), "{summary}");
    assert_eq!(page.attributes("data-retype"), ["again"]);
    // Nobody is told to type a password again who has typed nothing at all.
    let page = visitor.open("/register").await;
    let empty: Vec<_> = page.form("/sign_up").filled(&[]).into_iter().map(|(name, _)| (name, String::new())).collect();
    let empty: Vec<_> = empty.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = visitor.post_from(&page, "/sign_up", &empty).await;
    let page = visitor.follow(answer).await;
    assert!(!page.alerts().is_empty() && page.attributes("data-retype") == ["fresh"], "{}", page.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_is_refused_twice_has_one_refusal_in_its_address() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let typed = [("username", "lina"), ("password", "Dengke2025")];
    let mut page = visitor.open("/login?next=%2Fme").await;
    for _ in 0..2 {
        page = visitor.submit(&page, "/sign_in", &typed).await;
        page.refuses(&Refusal::SignInFailed);
        let count = |name: &str| page.path.matches(name).count();
        assert_eq!((count("__path="), count("__err="), count("next=")), (1, 1, 1), "{}", page.path);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_second_typing_must_be_the_same() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    for (field, value) in [
        ("name_again", "王晓明"),
        ("id_type_again", "passport"),
        ("id_number_again", "110101199601010020"),
        ("password_again", "Dengke2025"),
    ] {
        let page = sign_up(&visitor, &[(field, value)]).await;
        page.refuses(&Refusal::TypedTwiceDiffers).marks(field);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_taken_id_number_and_a_taken_user_name_get_one_and_the_same_answer() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let lina = newcomer("", "11010119900307004")[4].1.clone();
    let by_number = sign_up(&visitor, &[("id_number", &lina), ("id_number_again", &lina)]).await;
    let by_name = sign_up(&visitor, &[("username", "lina")]).await;
    for page in [&by_number, &by_name] {
        page.refuses(&Refusal::SignUpTaken).marks("id_number").marks("username");
        assert!(page.attributes("aria-invalid").is_empty(), "a field tells what is taken: {}", page.text());
    }
    assert_eq!(by_number.path, by_name.path, "the addresses differ");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rare_characters_and_the_dot_are_names() {
    let app = TestApp::new().await;
    let people = [
        ("𠮷田𡈼", "𠮷田𡈼", "rare-han", "11010119960101001"),
        ("阿依古丽•买买提", "阿依古丽·买买提", "dotted", "65010119960101002"),
    ];
    for (typed, kept, username, digits) in people {
        let visitor = app.visitor();
        let number = newcomer(typed, digits)[4].1.clone();
        let numbers = [("id_number", number.as_str()), ("id_number_again", &number), ("username", username)];
        let page = sign_up(&visitor, &[&[("name", typed), ("name_again", typed)], &numbers[..]].concat()).await;
        assert_eq!(page.path, "/me", "{}", page.text());
        page.shows(kept);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn control_characters_are_no_part_of_a_name() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    for (name, shown) in [("王\u{7}明", "U+0007"), ("王\u{0}明", "U+0000"), ("王\u{202e}明", "U+202E")] {
        let page = sign_up(&visitor, &[("name", name), ("name_again", name)]).await;
        page.refuses(&Refusal::Character { character: shown.to_owned() }).marks("name");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_password_and_an_unknown_name_get_one_and_the_same_answer() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let mut answers = Vec::new();
    for (username, password) in [("lina", "Dengke2025"), ("nobody-here", PASSWORD)] {
        let page = visitor.open("/login").await;
        let form = page
            .forms()
            .into_iter()
            .position(|form| form.value("username") == Some(""))
            .expect("the form to type into");
        let fields = [("username", username), ("password", password), ("next", "")];
        assert_eq!(form, 0, "the form to type into comes first");
        let page = visitor.submit(&page, "/sign_in", &fields).await;
        page.refuses(&Refusal::SignInFailed);
        answers.push(page.path);
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_signing_in_nobody_is_led_to_another_site() {
    let app = TestApp::new().await;
    for next in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let visitor = app.visitor();
        let form = [("username", "lina"), ("password", PASSWORD), ("next", next)];
        let page = visitor.post_form("/api/app/api/account/sign_in", &form).await;
        assert_eq!(page.location(), "/me", "{next}");
    }
}
