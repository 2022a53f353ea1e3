//! Uploads: told by content, limited in size and pixels, stored without what nobody asked for; the examples beside them.

use crate::app::{
    TestApp,
    browser::Browser,
    page::Page,
    people::EXAM,
    pictures::{hollow_png, id_photo, pixel_bomb, red_photo, small_photo, white_photo},
};
use app::{
    api::{profile::LoadPhoto, programme::StartRegistration},
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
    upload(&candidate, "photo.jpg", Vec::new()).await.refuses(&Refusal::FileEmpty);
    upload(&candidate, "", Vec::new()).await.refuses(&Refusal::FileMissing);
    let cut = id_photo()[..id_photo().len() / 2].to_vec();
    upload(&candidate, "photo.jpg", cut).await.refuses(&Refusal::PictureBroken);
    let broken = [&[0xFF, 0xD8, 0xFF, 0xE0, 0, 16][..], b"JFIF", &[0; 500]].concat();
    assert!(!upload(&candidate, "photo.jpg", broken).await.alerts().is_empty());
    assert_eq!(photo(&candidate).await, before);
    let with_film = [id_photo(), vec![7; 70_000]].concat();
    upload(&candidate, "photo.jpg", with_film).await.hides("data-met=\"no\"");
    assert_ne!(photo(&candidate).await, before, "what a phone appends does not matter");
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
    let page = candidate.open("/me/photo").await;
    for limit in ["JPEG 或 PNG", "10 MB", "295 × 413", "295:413", "白底"] {
        page.shows(limit);
    }
    let page = upload(&candidate, "photo.jpg", small_photo()).await;
    page.shows("至少 295 × 413 像素，本张 150 × 210。请使用原图，不要压缩或截图。");
    let page = upload(&candidate, "photo.jpg", red_photo()).await;
    page.shows("本张 0 %").shows("请使用白底证件照。");
    let judged = page.attributes("data-met");
    assert!(judged.contains(&"no".to_owned()) && judged.contains(&"yes".to_owned()), "{judged:?}");
    assert_eq!(photo(&candidate).await, None);
    let page = upload(&candidate, "photo.jpg", id_photo()).await;
    assert!(page.attributes("data-met").iter().all(|met| met == "yes"));
    assert!(photo(&candidate).await.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_photo_is_told_apart_from_the_one_that_stays() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("lina").await;
    let before = photo(&candidate).await.unwrap();
    let page = upload(&candidate, "photo.jpg", red_photo()).await;
    page.shows("正在使用").shows("这次上传的图片没有采用").shows("原来的照片继续使用");
    assert!(page.attributes("src").contains(&before), "the former photo is shown");
    upload(&candidate, "photo.jpg", id_photo()).await.shows("正在使用").hides("没有采用");

    // Whoever comes again finds the photo in use with its own checks, whatever was tried after it.
    let page = upload(&candidate, "photo.jpg", red_photo()).await;
    assert!(page.attributes("data-met").contains(&"no".to_owned()));
    let page = candidate.open("/me/photo").await;
    let met = page.hides("没有采用").attributes("data-met");
    assert!(!met.is_empty() && met.iter().all(|met| met == "yes"), "{met:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_blank_picture_is_no_photo() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("lina").await;
    let before = photo(&candidate).await;
    let page = upload(&candidate, "photo.jpg", white_photo()).await;
    page.shows("人像：画面至少 10 % 与背景不同，本张 0 %。请上传本人的正面证件照。");
    let unmet = page.attributes("data-met").into_iter().filter(|met| met == "no").count();
    assert_eq!(unmet, 1, "white is the right background: {}", page.text());
    assert_eq!(photo(&candidate).await, before);
    // What an address says of a photo is only ever judged, never believed.
    candidate.open("/me/photo?not_taken=%7B%7D").await.hides("没有采用");
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
    for (name, bytes, refusal) in [
        ("scan.pdf", b"%PDF-1.7\n1 0 obj".to_vec(), Refusal::DocumentBroken),
        ("scan.jpg", id_photo()[..id_photo().len() / 2].to_vec(), Refusal::PictureBroken),
        ("scan.png", pixel_bomb(), Refusal::PictureTooManyPixels { max_megapixels: 40 }),
        ("scan.png", hollow_png(), Refusal::PictureBroken),
        ("scan.pdf", Vec::new(), Refusal::FileEmpty),
        ("", Vec::new(), Refusal::FileMissing),
    ] {
        let page = candidate.open(&path).await;
        assert!(page.attributes("required").is_empty(), "the page says it, not a bubble of the browser");
        candidate.upload(&page, &path, "file", name, bytes).await.refuses(&refusal);
    }
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_renamed_material_gets_the_name_and_the_picture_of_what_it_is() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "31").await.unwrap();
    let path = format!("/registrations/{id}/materials");
    let pictures = |page: &Page| page.attributes("src").into_iter().filter(|src| src.starts_with("/files/")).count();
    let page = candidate.open(&path).await;
    let page = candidate.upload(&page, &path, "file", "盖章的表.jpg", b"%PDF-1.7\n%%EOF".to_vec()).await;
    page.shows("盖章的表.pdf").hides("盖章的表.jpg");
    assert_eq!(pictures(&page), 0, "a PDF is no picture, whatever it was called");
    let page = candidate.upload(&page, &path, "file", "第二页.pdf", id_photo()).await;
    page.shows("第二页.jpg").hides("第二页.pdf");
    assert_eq!(pictures(&page), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_example_stands_beside_each_kind_and_is_everybodys() {
    let app = TestApp::new().await;
    let candidate = app.sign_in("chenjing").await;
    let id = candidate.start(EXAM, "31").await.unwrap();
    let page = candidate.open(&format!("/registrations/{id}/materials")).await;
    let address = format!("/programmes/{EXAM}/examples/identity.jpg");
    assert!(page.attributes("src").contains(&address) && page.links("/programmes/").contains(&address));
    assert!(page.attributes("alt").contains(&"有效身份证件示例，点开看大图".to_owned()));
    page.shows("示例").shows("每个不超过 10 MB");
    let example = app.visitor().get(&address).await;
    assert_eq!((example.status, example.header("content-type")), (200, "image/jpeg"));
    assert_eq!(example.header("x-content-type-options"), "nosniff");
    assert_eq!(example.header("cache-control"), "public, max-age=3600");
    assert!(example.bytes.starts_with(&[0xFF, 0xD8]) && example.bytes.ends_with(&[0xFF, 0xD9]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_but_examples_is_served_as_one() {
    let app = TestApp::new().await;
    for path in [
        "health-2024/examples/..%2Fmaterials.csv",
        "health-2024/examples/%2e%2e%2Fmaterials.csv",
        "health-2024/examples/%2Fetc%2Fpasswd",
        "health-2024/examples/materials.csv",
        "health-2024/examples/diploma.jpg",
        "..%2Fprogrammes%2Fhealth-2024/examples/identity.jpg",
        "health-2023/examples/identity.jpg",
    ] {
        let answer = app.visitor().get(&format!("/programmes/{path}")).await;
        assert_eq!(answer.status, 404, "{path}");
        answer.hides("max_kb").hides("root:");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_exam_that_takes_small_files_only_says_so() {
    let app = TestApp::new().await;
    app.set_clock("2024-01-25T09:00");
    let candidate = app.sign_in("chenjing").await;
    let chosen = [("programme", "physician-2024"), ("specialty", "130"), ("key", "start")];
    let fields = [&chosen[..], &[("accept_notice", "true"), ("accept_promise", "true")]].concat();
    let (answer, page) = candidate.told::<StartRegistration>(&fields).await;
    answer.unwrap();
    let id = page.location().rsplit('/').next().unwrap().parse().unwrap();
    candidate.save(id, "submit_to", &[("area", "31"), ("site", "310101"), ("extra", "none")]).await;
    let page = candidate.open(&format!("/registrations/{id}/materials")).await;
    page.shows("JPG、PNG，每个不超过 200 KB，最多 2 个");
    assert!(page.attributes("accept").contains(&".jpg,.png,.jpeg".to_owned()));
    assert!(page.attributes("src").contains(&"/programmes/physician-2024/examples/diploma.jpg".to_owned()));
}
