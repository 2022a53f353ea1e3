//! Uploads: told by content, limited in size and pixels, stored without what nobody asked for.

use crate::app::{
    TestApp,
    browser::Browser,
    page::Page,
    people::EXAM,
    pictures::{id_photo, pixel_bomb, red_photo},
};
use app::{
    api::profile::LoadPhoto,
    domain::{photo::PhotoRule, refusal::Refusal},
};
use reqwest::multipart::{Form, Part};
use std::time::{Duration, Instant};

async fn upload(candidate: &Browser, name: &str, bytes: Vec<u8>) -> Page {
    let page = candidate.open("/me/photo").await;
    candidate.upload(&page, "/me/photo", "photo", name, bytes).await
}

async fn photo(candidate: &Browser) -> Option<String> {
    candidate.ask::<LoadPhoto>(&[]).await.unwrap().photo
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_photo_is_refused_in_words_and_the_old_photo_stays() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("lina").await;
    let before = photo(&candidate).await;
    assert!(before.is_some());
    let rule = PhotoRule::default();
    let type_of = |page: &Page| assert!(page.alerts().contains("改文件名没有用"), "{}:\n{}", page.path, page.text());
    let large = [id_photo(), vec![0; 30 * 1024 * 1024]].concat();
    upload(&candidate, "photo.jpg", large).await.refuses(&Refusal::FileTooLarge { max_kb: rule.max_kb });
    type_of(&upload(&candidate, "photo.jpg", b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF".to_vec()).await);
    type_of(&upload(&candidate, "photo.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec()).await);
    upload(&candidate, "photo.jpg", Vec::new()).await.refuses(&Refusal::FileMissing);
    let broken = [&[0xFF, 0xD8, 0xFF, 0xE0, 0, 16][..], b"JFIF", &[0; 500]].concat();
    assert!(!upload(&candidate, "photo.jpg", broken).await.alerts().is_empty());
    assert_eq!(photo(&candidate).await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_file_and_long_fields_are_refused_in_words() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("lina").await;
    let before = photo(&candidate).await;
    let file = || Part::bytes(id_photo()).file_name("photo.jpg");
    for (form, refusal) in [
        (Form::new().part("photo", file()).part("photo", file()), Refusal::TooMany { max: 1 }),
        (Form::new().text("key", "k".repeat(65)).part("photo", file()), Refusal::TooLong { max: 64 }),
    ] {
        let answer = candidate.send(candidate.request("POST", "/me/photo").multipart(form)).await;
        candidate.follow(answer).await.refuses(&refusal);
    }
    assert_eq!(photo(&candidate).await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pixel_bomb_is_refused_before_it_is_decoded() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("lina").await;
    let before = photo(&candidate).await;
    let start = Instant::now();
    let page = upload(&candidate, "photo.png", pixel_bomb()).await;
    page.refuses(&Refusal::PictureTooManyPixels { max_megapixels: 40 });
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    assert_eq!(photo(&candidate).await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_photo_that_breaks_a_rule_is_judged_line_by_line_and_not_used() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("wangfang").await;
    let page = upload(&candidate, "photo.jpg", red_photo()).await;
    let judged = page.attributes("data-met");
    assert!(judged.contains(&"no".to_owned()) && judged.contains(&"yes".to_owned()), "{judged:?}");
    assert_eq!(photo(&candidate).await, None);
    let page = upload(&candidate, "photo.jpg", id_photo()).await;
    assert!(page.attributes("data-met").iter().all(|met| met == "yes"));
    assert!(photo(&candidate).await.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_camera_writes_into_a_photo_is_not_kept() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("lina").await;
    let comment = b"GPS 39.9042 116.4074";
    let marker = [&[0xFF, 0xFE, 0, u8::try_from(comment.len() + 2).unwrap()][..], comment].concat();
    let mut picture = id_photo();
    picture.splice(2..2, marker);
    upload(&candidate, "photo.jpg", picture).await;
    let stored = candidate.get(&photo(&candidate).await.unwrap()).await;
    assert!(stored.status == 200 && stored.bytes.starts_with(&[0xFF, 0xD8]));
    assert!(!stored.bytes.windows(comment.len()).any(|bytes| bytes == comment));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn materials_are_told_by_content_and_only_their_people_see_them() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "31").await.unwrap();
    let path = format!("/registrations/{id}/materials");
    let page = candidate.open(&path).await;
    let program = candidate.upload(&page, &path, "file", "scan.pdf", b"MZ\x90\x00 a program".to_vec()).await;
    assert!(program.alerts().contains("改文件名没有用"), "{}:\n{}", program.path, program.text());
    let large = [b"%PDF-1.7\n".to_vec(), vec![b' '; 30 * 1024 * 1024]].concat();
    let page = candidate.open(&path).await;
    let large = candidate.upload(&page, &path, "file", "scan.pdf", large).await;
    large.refuses(&Refusal::FileTooLarge { max_kb: 10240 });
    let page = candidate.open(&path).await;
    let page = candidate.upload(&page, &path, "file", "../../盖章的表.pdf", b"%PDF-1.7\n%%EOF".to_vec()).await;
    page.shows("盖章的表.pdf");
    let file = page.links("/files/").into_iter().next().expect("the file can be opened");
    let stored = candidate.get(&file).await;
    assert_eq!((stored.status, stored.header("content-type")), (200, "application/pdf"));
    assert_eq!(app.sign_in("zhangwei").await.get(&file).await.status, 404);
    assert_eq!(app.sign_in("site-shanghai").await.get(&file).await.status, 404, "drafts are nobody else's affair");
    let names = std::fs::read_dir(app.data.path().join("uploads")).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.into_iter().all(|name| !name.to_string_lossy().contains('.')), "stored under names of our own");
}
