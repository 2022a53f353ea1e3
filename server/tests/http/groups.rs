//! Repeatable groups and the register of units on a page of the form, by its plain form: one more entry, one fewer, what
//! a chosen unit brings along, and how far the pages are.

use super::replacing::{PAGES, app, start};
use crate::app::{browser::Browser, page::Page};
use app::{
    api::registration::LoadFill,
    domain::{
        form::{FEWER, FIND, MORE},
        refusal::Refusal,
    },
    view::FillView,
};

/// Sends the form of a page by one of its buttons, and goes where that leads.
async fn press(candidate: &Browser, page: &Page, typed: &[(&str, &str)], button: (&str, &str)) -> Page {
    let path = page.path.split('?').next().unwrap();
    let fields = page.form(path).filled(typed);
    let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain([button]);
    let answer = candidate.post_from(page, path, &fields.collect::<Vec<_>>()).await;
    candidate.follow(answer).await
}

fn major(page: &Page, entry: usize) -> Option<String> {
    let form = page.form(page.path.split('?').next().unwrap());
    form.value(&format!("educations.{entry}.major")).map(str::to_owned)
}

async fn stored(candidate: &Browser, id: i64, page: &str) -> FillView {
    candidate.ask::<LoadFill>(&[("id", &id.to_string()), ("page", page)]).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_scripts_entries_are_added_and_removed_by_buttons_that_save_the_page() {
    let app = app().await;
    let candidate = app.sign_in("chenjing").await;
    let id = start(&candidate, "110").await.unwrap();
    let path = format!("/registrations/{id}/fill/education");
    let page = candidate.open(&path).await;
    assert_eq!((major(&page, 0), major(&page, 1)), (Some(String::new()), None), "one entry is needed, and open");

    let page = press(&candidate, &page, &[("educations.0.major", "甲")], (MORE, "educations")).await;
    assert!(page.path.starts_with(&format!("{path}?entries.educations=2")), "{}", page.path);
    assert_eq!((major(&page, 0).as_deref(), major(&page, 1).as_deref()), (Some("甲"), Some("")));
    let page = press(&candidate, &page, &[("educations.1.major", "乙")], (FEWER, "educations.0")).await;
    assert_eq!((major(&page, 0).as_deref(), major(&page, 1)), (Some("乙"), None));
    let page = press(&candidate, &page, &[], (FEWER, "educations.0")).await;
    assert_eq!((major(&page, 0).as_deref(), major(&page, 1)), (Some(""), None), "the last one is open again");

    // What is wrong brings no further entry along.
    let page = candidate.submit(&page, &path, &[("educations.0.major", "甲")]).await;
    page.refuses(&Refusal::ChooseOne).marks("educations").shows("还没有选定");
    assert_eq!((major(&page, 0).as_deref(), major(&page, 1)), (Some("甲"), None));
    let two = press(&candidate, &page, &[("educations.0.chosen", "yes")], (MORE, "educations")).await;
    let two = candidate.submit(&two, &path, &[("educations.1.major", "乙"), ("educations.1.chosen", "yes")]).await;
    two.shows("第 1、2 条都已选定");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_that_may_stay_empty_begins_without_an_entry() {
    let app = app().await;
    let candidate = app.sign_in("chenjing").await;
    let id = start(&candidate, "110").await.unwrap();
    let path = format!("/registrations/{id}/fill/training");
    let page = candidate.open(&path).await;
    assert_eq!(page.form(&path).value("trainings.0.training_specialty"), None);
    let page = press(&candidate, &page, &[], (MORE, "trainings")).await;
    assert_eq!(page.form(&path).value("trainings.0.training_specialty"), Some(""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_entry_that_was_typed_into_a_refused_form_comes_back() {
    let app = app().await;
    let candidate = app.sign_in("chenjing").await;
    let id = start(&candidate, "110").await.unwrap();
    let path = format!("/registrations/{id}/fill/education");
    let first = candidate.open(&path).await;
    let second = candidate.open(&format!("{path}?entries.educations=3")).await;
    candidate.submit(&first, &path, &[("educations.0.major", "甲")]).await;
    let told = candidate.submit(&second, &path, &[("educations.2.major", "丙")]).await;
    told.refuses(&Refusal::PageChangedElsewhere);
    assert_eq!(major(&told, 2).as_deref(), Some("丙"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_search_in_an_entry_that_is_not_stored_yet_comes_back_in_it() {
    let app = app().await;
    let candidate = app.sign_in("chenjing").await;
    let id = start(&candidate, "110").await.unwrap();
    let path = format!("/registrations/{id}/fill/education");
    let page = candidate.open(&path).await;
    let page = press(&candidate, &page, &[("educations.0.major", "甲")], (MORE, "educations")).await;
    let search = [("find.educations.1.school", "测试医科")];
    let page = press(&candidate, &page, &search, (FIND, "educations.1.school")).await;
    let offered = page.form(&path).offered("educations.1.school");
    assert!(offered.contains(&"CSXX001".to_owned()), "{offered:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_unit_brings_its_region_along_and_words_without_a_choice_are_searched_for() {
    let app = app().await;
    let candidate = app.sign_in("chenjing").await;
    let id = start(&candidate, "110").await.unwrap();
    candidate.save(id, "work", &[("unit", "CS110101001")]).await;
    let work = stored(&candidate, id, "work").await;
    assert_eq!(work.answers["work_region"].one(), "11/1101/110101");
    // A region that was chosen stays, and the rules say that the unit lies elsewhere.
    candidate.save(id, "work", &[("unit", "CS110101001"), ("work_region", "44")]).await;
    assert_eq!(stored(&candidate, id, "work").await.answers["work_region"].one(), "44");

    let answer = candidate.save(id, "work", &[("unit", ""), ("work_region", ""), ("find.unit", "东城区测试")]).await;
    let page = candidate.follow(answer).await;
    assert!(page.path.contains("?check&find.unit="), "{}", page.path);
    let path = format!("/registrations/{id}/fill/work");
    assert!(page.form(&path).offered("unit").contains(&"CS110101001".to_owned()), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_may_stay_empty_counts_once_it_was_opened() {
    let app = app().await;
    let candidate = app.sign_in("chenjing").await;
    let id = start(&candidate, "110").await.unwrap();
    let filled = async || {
        let pages = stored(&candidate, id, "choice").await.pages;
        pages.into_iter().filter(|page| page.filled).map(|page| page.key).collect::<Vec<_>>()
    };
    assert_eq!(filled().await, ["choice"]);
    candidate.open(&format!("/registrations/{id}")).await.shows("已填好 1 页");
    candidate.save(id, "training", &[]).await;
    assert_eq!(filled().await, ["choice", "training"]);
    for (page, answers) in PAGES.iter().filter(|(page, _)| *page != "certificates") {
        candidate.save(id, page, answers).await;
    }
    // Nothing is missing: that nobody looked at the last one holds nobody up.
    candidate.open(&format!("/registrations/{id}")).await.shows("各页均已填好");
}
