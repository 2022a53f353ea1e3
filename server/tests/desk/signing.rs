//! Sign up, sign in, WeChat.

use super::on_both_desks;
use crate::store::refusal;
use app::{
    desk::{Caller, Command, Desk},
    domain::{account::SignUp, refusal::Refusal},
    error::Error,
};
use server::store::{StoreError, throttle};

/// Lina's ID number, as the demo has it.
const LINA: &str = "110101199003070046";

fn form(username: &str, number: &str) -> SignUp {
    let own = str::to_owned;
    SignUp {
        name: own("赵敏"),
        name_again: own("赵敏"),
        id_type: own("resident-card"),
        id_type_again: own("resident-card"),
        id_number: own(number),
        id_number_again: own(number),
        username: own(username),
        password: own("Ganz-geheim-7"),
        password_again: own("Ganz-geheim-7"),
        phone: own("13900000001"),
        question_1: own("first-film"),
        answer_1: own("大闹天宫"),
        question_2: own("hiding-place"),
        answer_2: own("树上"),
        notice_accepted: own("yes"),
        ..SignUp::default()
    }
}

/// The same person once more, with this password.
fn again(username: &str, number: &str, password: &str) -> SignUp {
    SignUp { password: password.into(), password_again: password.into(), ..form(username, number) }
}

fn visitor(peer: &str) -> Caller {
    Caller { peer: peer.into(), ..Caller::default() }
}

fn token(cookie: &str) -> &str {
    cookie.split_once('=').unwrap().1.split_once(';').unwrap().0
}

#[tokio::test]
async fn one_account_per_id_number_and_a_session_that_ends() {
    on_both_desks(async |office| {
        let desk = &office.desk;
        let session = desk.sign_up(&visitor("a"), form("ZhaoMin", "11010119900307109X")).await;
        let session = match session {
            Ok(session) => session,
            Err(error) => panic!("{error:?}"),
        };
        assert!(session.set_cookie.starts_with("dengke=") && session.set_cookie.contains("; HttpOnly; SameSite=Lax"));
        let (actor, number) = desk.find_session(token(&session.set_cookie)).await.unwrap().unwrap();
        assert_eq!((actor.name.as_str(), actor.is_candidate()), ("赵敏", true));
        // Neither answer tells what is taken.
        for (username, id_number) in [("zhaomin", "11010119900307117X"), ("another", "11010119900307109X")] {
            let again = desk.sign_up(&visitor("a"), form(username, id_number)).await.map(|_| ());
            assert_eq!(refusal(again), Refusal::SignUpTaken, "{username}");
        }
        let signed_in = desk.sign_in(&visitor("a"), " zhaomin ".into(), "Ganz-geheim-7".into()).await.unwrap();
        assert_eq!(signed_in.actor, actor);
        let by_number = desk.sign_in(&visitor("a"), "11010119900307109x".into(), "Ganz-geheim-7".into()).await;
        assert_eq!(by_number.unwrap().actor, actor);
        let caller = Caller { actor: Some(actor), session: Some(number), ..visitor("a") };
        assert!(desk.sign_out(&caller).await.unwrap().contains("Max-Age=0"));
        assert!(desk.find_session(token(&session.set_cookie)).await.unwrap().is_none());
        assert!(desk.find_session("forged").await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn guessing_is_slowed_down_and_told_nothing() {
    on_both_desks(async |office| {
        for username in ["lina", "nobody"] {
            let caller = visitor(username);
            for _ in 0..5 {
                let tried = office.desk.sign_in(&caller, username.into(), "wrong".into()).await.map(|_| ());
                assert_eq!(refusal(tried), Refusal::SignInFailed, "{username}");
            }
            let tried = office.desk.sign_in(&caller, username.into(), "Dengke2024".into()).await.map(|_| ());
            assert!(matches!(refusal(tried), Refusal::TooManyTries { seconds: 1..=2 }), "{username}");
        }
    })
    .await;
}

#[tokio::test]
async fn signing_up_again_is_no_way_around_the_delays() {
    on_both_desks(async |office| {
        let desk = &office.desk;
        // A guess at the page to sign up counts like one at the page to sign in.
        let guessed = desk.sign_up(&visitor("a"), again("lina", LINA, "Geraten-17")).await.map(|_| ());
        assert_eq!(refusal(guessed), Refusal::SignUpTaken);
        for _ in 0..4 {
            let tried = desk.sign_in(&visitor("b"), "lina".into(), "wrong".into()).await.map(|_| ());
            assert_eq!(refusal(tried), Refusal::SignInFailed);
        }
        let tried = desk.sign_in(&visitor("c"), "lina".into(), "Dengke2024".into()).await.map(|_| ());
        assert!(matches!(refusal(tried), Refusal::TooManyTries { .. }));
        // After many guesses the right password has to wait as well.
        let lina = office.caller("lina").await.actor.unwrap().id;
        let (bucket, now) = (desk.keys().bucket("account", &lina.to_string()), desk.clock().machine());
        let failures = desk.db().write::<_, StoreError, _>(move |tx| {
            Box::pin(async move {
                for _ in 0..10 {
                    throttle::fail(tx, &bucket, 1, now).await?;
                }
                Ok(())
            })
        });
        failures.await.unwrap();
        let right = desk.sign_up(&visitor("d"), again("lina", LINA, "Dengke2024")).await.map(|_| ());
        assert!(matches!(refusal(right), Refusal::TooManyTries { seconds: 60.. }));
    })
    .await;
}

#[tokio::test]
async fn whoever_signs_up_again_with_the_right_password_is_in_and_starts_anew() {
    on_both_desks(async |office| {
        let (desk, minmin) = (&office.desk, visitor("a"));
        let number = "11010119900307109X";
        let fails = async |times: u32| {
            for _ in 0..times {
                let tried = desk.sign_in(&minmin, "zhaomin".into(), "wrong".into()).await.map(|_| ());
                assert_eq!(refusal(tried), Refusal::SignInFailed);
            }
        };
        let first = desk.sign_up(&minmin, form("zhaomin", number)).await.unwrap();
        fails(4).await;
        let second = desk.sign_up(&minmin, form("zhaomin", number)).await.unwrap();
        assert_eq!(first.actor, second.actor);
        fails(4).await;
        let signed_in = desk.sign_in(&minmin, "zhaomin".into(), "Ganz-geheim-7".into()).await.unwrap();
        assert_eq!(signed_in.actor, first.actor);
    })
    .await;
}

#[tokio::test]
async fn a_wechat_account_belongs_to_one_candidate() {
    on_both_desks(async |office| {
        let desk = &office.desk;
        let (wangfang, lina) = (office.caller("wangfang").await, office.caller("lina").await);
        let programme = desk.programme(&wangfang, "health-2024").await.unwrap();
        let blockers = [Refusal::ProfileIncomplete, Refusal::PhotoMissing, Refusal::WechatUnbound];
        assert_eq!(programme.blockers, blockers);
        let code = async |number: &str| {
            let phones = desk.sandbox(&wangfang).await.unwrap().phones;
            phones.into_iter().find(|phone| phone.openid == format!("sandbox-{number}")).unwrap().code
        };
        // Lina's own account, and an authorisation that belongs to somebody else.
        let asked = desk.ask_wechat(&wangfang).await.unwrap().unwrap();
        let own = asked.split_once("state=").unwrap().1.to_owned();
        let taken = Command::BindWechat { state: own.clone(), code: code("2").await };
        assert_eq!(refusal(office.execute(&wangfang, taken).await), Refusal::WechatTaken);
        let foreign = Command::BindWechat { state: own.clone(), code: code("5").await };
        assert_eq!(refusal(office.execute(&lina, foreign).await), Refusal::WechatExpired);
        // A double tap on the way back from WeChat.
        let bind = Command::BindWechat { state: own, code: code("1").await };
        let (first, second) = tokio::join!(office.execute(&wangfang, bind.clone()), office.execute(&wangfang, bind));
        assert!(first.is_ok() && second.is_ok(), "{first:?} {second:?}");
        assert_eq!(desk.wechat(&wangfang).await.unwrap().bound.as_deref(), Some("王芳的微信"));
        assert_eq!(desk.ask_wechat(&wangfang).await, Ok(None), "one is bound already");
        office.execute(&wangfang, Command::UnbindWechat).await.unwrap();
        assert_eq!(desk.wechat(&wangfang).await.unwrap().bound, None);
        assert_eq!(desk.me(&Caller::default()).await.unwrap_err(), Error::SignIn);
    })
    .await;
}
