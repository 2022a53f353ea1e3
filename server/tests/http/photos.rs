//! The photo of a registration: what the exam asks of it, made as small as it wants it, confirmed once, an officer's
//! kept.

use crate::app::{TestApp, browser::Browser, people, pictures::id_photo};
use app::{
    api::{programme::StartRegistration, registration::ConfirmPhoto},
    desk::{Caller, Command, Desk, Order},
    domain::registration,
    locales::{Language, words},
};
use image::{ExtendedColorType, Rgb, RgbImage, codecs::jpeg::JpegEncoder};
use server::store::accounts;

/// An exam that takes photos below 30 kB.
const EXAM: &str = "physician-2024";
const L: Language = Language::Chinese;

/// Noise over a white border, in the measures of an ID photo: no small file holds it as it is.
fn large_photo(seed: u32) -> Vec<u8> {
    let mut seed = seed;
    let picture = RgbImage::from_fn(413, 579, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let border = !(50..363).contains(&x) || y < 60;
        if border { Rgb([255; 3]) } else { Rgb([(seed >> 24) as u8 / 3 + 80; 3]) }
    });
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 90).encode(&picture, 413, 579, ExtendedColorType::Rgb8).unwrap();
    assert!(jpeg.len() > 30 * 1024, "{}", jpeg.len());
    jpeg
}

async fn upload(candidate: &Browser, photo: Vec<u8>) {
    let page = candidate.open("/me/photo").await;
    candidate.upload(&page, "/me/photo", "photo", "photo.jpg", photo).await.hides("data-met=\"no\"");
}

async fn start(candidate: &Browser) -> i64 {
    let fields = [
        ("programme", EXAM),
        ("specialty", "110"),
        ("key", "start"),
        ("accept_notice", "true"),
        ("accept_promise", "true"),
    ];
    let (answer, page) = candidate.told::<StartRegistration>(&fields).await;
    answer.unwrap();
    page.location().rsplit('/').next().unwrap().parse().expect("sent to the registration")
}

/// Whether the page asks to confirm a photo.
async fn asks(candidate: &Browser, id: i64) -> bool {
    let page = candidate.open(&format!("/registrations/{id}/photo")).await;
    let asks = page.forms().iter().any(|form| form.action.contains("/confirm_photo"));
    if !asks {
        page.shows(words::node_photo_confirmed(L));
    }
    asks
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_large_photo_is_confirmed_once_as_a_smaller_copy() {
    let app = TestApp::new().await;
    app.set_clock("2024-01-25T09:00");
    let candidate = app.sign_in("chenjing").await;
    upload(&candidate, large_photo(1)).await;
    let id = start(&candidate).await;
    let page = candidate.open(&format!("/registrations/{id}/photo")).await;
    page.shows(words::registration_photo_rule(L)).shows("文件小于 30 KB").shows("JPEG 格式").shows("白底");
    page.shows(words::registration_photo_copy(L));
    candidate.submit(&page, "/confirm_photo", &[]).await;

    let confirmed = candidate.registration(id).await.unwrap();
    let (photo, profile) = (confirmed.photo.unwrap(), confirmed.profile_photo.unwrap());
    assert_ne!(photo, profile, "the profile's stays as it is");
    let stored = candidate.get(&photo).await;
    assert!(stored.status == 200 && stored.bytes.len() < 30 * 1024, "{}", stored.bytes.len());
    assert!(!asks(&candidate, id).await);
    // A tap on a page of another tab changes nothing.
    let number = id.to_string();
    let tap = [("id", number.as_str()), ("then", ""), ("key", "another tab")];
    candidate.ask::<ConfirmPhoto>(&tap).await.unwrap();
    let after = candidate.registration(id).await.unwrap();
    assert_eq!((after.version, after.photo), (confirmed.version, Some(photo.clone())));

    upload(&candidate, large_photo(2)).await;
    let page = candidate.open(&format!("/registrations/{id}/photo")).await;
    page.shows(words::registration_photo_changed(L));
    candidate.submit(&page, "/confirm_photo", &[]).await;
    assert!(!asks(&candidate, id).await);
    assert_ne!(candidate.registration(id).await.unwrap().photo, Some(photo));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_officer_replaced_is_not_undone_by_a_tap() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("lina").await;
    let id = candidate.start(people::EXAM, "11").await.unwrap();
    let before = candidate.open(&format!("/registrations/{id}/photo")).await;
    before.shows("文件小于 10 MB").hides(words::registration_photo_copy(L));

    let account = accounts::by_username(&mut app.desk.db().read().await.unwrap(), "site-beijing").await.unwrap();
    let officer = Caller { actor: account.map(|account| account.actor()), ..Caller::default() };
    let photo = app.desk.files().keep(&officer, "photo", "image/jpeg", id_photo()).await.unwrap();
    let address = Some(format!("/files/{photo}"));
    let command = Command::Registration { id, version: None, command: registration::Command::ReplacePhoto { photo } };
    app.desk.execute(&officer, Order { key: String::new(), command }).await.unwrap();

    candidate.submit(&before, "/confirm_photo", &[]).await;
    assert_eq!(candidate.registration(id).await.unwrap().photo, address);
    assert!(!asks(&candidate, id).await);
    // Another photo of the profile is another wish.
    upload(&candidate, id_photo()).await;
    assert!(asks(&candidate, id).await);
    assert_eq!(candidate.registration(id).await.unwrap().photo, address, "until it is confirmed");
}
