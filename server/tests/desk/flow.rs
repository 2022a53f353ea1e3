//! Whole ways through a registration.

use super::{NEW, on_both_desks};
use crate::store::refusal;
use app::{
    desk::{Caller, Command as Order, Desk},
    domain::{
        form::{Answer, Answers},
        material::Material,
        node::Status,
        refusal::Refusal,
        registration::{Command, State},
    },
    error::Error,
    view::{Decision, NamedDifference},
};
use server::jobs::sweep_files;

fn status(view: &app::view::RegistrationView, key: &str) -> Status {
    let children = view.nodes.iter().flat_map(|node| &node.children);
    view.nodes.iter().chain(children).find(|node| node.key.key() == key).unwrap().status
}

#[tokio::test]
async fn who_changes_nothing_since_last_year_is_confirmed_by_submitting() {
    on_both_desks(async |office| {
        let lina = office.caller("lina").await;
        let id = office.start(&lina, "11").await.unwrap();
        let exam = office.desk.fill(&lina, id, "exam").await.unwrap();
        assert_eq!(exam.answers["subjects"].many(), ["professional_knowledge", "professional_practice"]);
        assert_eq!(exam.wrong, []);
        office.fill(&lina, id, &[]).await;
        let check = office.desk.check(&lina, id).await.unwrap();
        assert!(check.can_submit, "{:?}", check.sections.iter().map(|s| &s.wrong).collect::<Vec<_>>());
        office.act(&lina, id, Command::Submit).await.unwrap();

        let view = office.desk.registration(&lina, id).await.unwrap();
        assert_eq!((view.state, view.differences.len(), view.can_withdraw), (State::Confirmed, 0, false));
        assert_eq!(status(&view, "confirmation"), Status::Green);
        assert_eq!(status(&view, "review"), Status::LightBlue);
        assert_eq!(office.inbox(&lina).await, ["报名结果通知"]);

        for (officer, decision, command) in [
            ("site-beijing", Decision::PassSite, Command::PassSite),
            ("area-beijing", Decision::PassArea, Command::PassArea),
        ] {
            let officer = office.caller(officer).await;
            let shown = office.desk.staff_registration(&officer, id, None, "").await.unwrap();
            assert!(shown.may.contains(&decision), "{:?}", shown.may);
            assert!(shown.queue.iter().any(|row| row.id == id && row.automatic));
            office.act(&officer, id, command).await.unwrap();
        }
        let view = office.desk.registration(&lina, id).await.unwrap();
        assert_eq!((view.state, status(&view, "review")), (State::Registered, Status::DeepBlue));
        assert_eq!(office.inbox(&lina).await, ["报名结果通知", "报名成功通知"]);
        office.prove().await;
    })
    .await;
}

#[tokio::test]
async fn who_changed_something_confirms_on_site_with_the_newest_form() {
    on_both_desks(async |office| {
        let (zhangwei, site) = (office.caller("zhangwei").await, office.caller("site-beijing").await);
        let id = office.start(&zhangwei, "11").await.unwrap();
        office.fill(&zhangwei, id, &[("unit", "北京市演示第二医院")]).await;
        let early = office.desk.printed_form(&zhangwei, id).await.map(|form| form.form_code);
        assert_eq!(early, Err(Error::NotFound), "on site the print of a draft would be worth nothing");
        office.act(&zhangwei, id, Command::Submit).await.unwrap();
        let printed = office.desk.printed_form(&zhangwei, id).await.unwrap();
        let view = office.desk.registration(&zhangwei, id).await.unwrap();
        let first = view.form_code.clone().unwrap();
        assert_eq!(printed.form_code, first);
        assert_eq!((view.state, status(&view, "confirmation")), (State::Submitted, Status::Grey));
        let [difference] = view.differences.as_slice() else { panic!("{:?}", view.differences) };
        assert_eq!((difference.label.zh.as_str(), difference.now_name.zh.as_str()), ("单位名称", "北京市演示第二医院"));
        assert_eq!(office.inbox(&zhangwei).await, ["网上预报名成功通知", "待办事项提醒"]);

        office.act(&zhangwei, id, Command::Withdraw).await.unwrap();
        office.fill(&zhangwei, id, &[("unit", "北京市演示第三医院")]).await;
        office.act(&zhangwei, id, Command::Submit).await.unwrap();
        let second = office.desk.registration(&zhangwei, id).await.unwrap().form_code.unwrap();
        let old = office.act(&site, id, Command::ConfirmOnSite { form_code: first.clone() }).await;
        let expected = Refusal::FormCodeOld { typed: 1, current: 2, changed: vec!["unit".into()] };
        assert_eq!(refusal(old), expected);
        for search in [first.as_str(), second.as_str(), "张伟", "张"] {
            let filter = app::view::QueueFilter { search: search.into(), ..Default::default() };
            assert_eq!(office.desk.queue(&site, filter).await.unwrap().rows.len(), 1, "{search}");
        }
        office.act(&site, id, Command::ConfirmOnSite { form_code: second.to_lowercase() }).await.unwrap();
        let reasons = vec![String::from("专业不符")];
        office.act(&site, id, Command::RefuseReview { reasons: reasons.clone() }).await.unwrap();
        let view = office.desk.registration(&zhangwei, id).await.unwrap();
        assert_eq!((view.state, view.reasons), (State::ReviewRefused, reasons));
        let kinds: Vec<_> = view.timeline.iter().map(|entry| entry.event.as_str()).collect();
        assert!(kinds.starts_with(&["started"]) && kinds.ends_with(&["confirmed", "review-refused"]), "{kinds:?}");
        office.prove().await;
    })
    .await;
}

#[tokio::test]
async fn an_online_area_wants_materials_and_may_refuse_them() {
    on_both_desks(async |office| {
        let (chenjing, site) = (office.caller("chenjing").await, office.caller("site-shanghai").await);
        let id = filled_in_shanghai(&office, &chenjing).await;
        assert!(matches!(refusal(office.act(&chenjing, id, Command::Submit).await), Refusal::MaterialsMissing { .. }));
        upload_all(&office, &chenjing, id).await;
        office.act(&chenjing, id, Command::FinishMaterials).await.unwrap();
        let printed = office.desk.printed_form(&chenjing, id).await.unwrap();
        office.act(&chenjing, id, Command::Submit).await.unwrap();
        let code = office.desk.registration(&chenjing, id).await.unwrap().form_code;
        assert_eq!(Some(printed.form_code), code, "the draft is printed, to be stamped and uploaded, with this code");

        let reasons = vec![String::from("不清晰")];
        office.act(&site, id, Command::RefuseOnline { reasons }).await.unwrap();
        let view = office.desk.materials(&chenjing, id).await.unwrap();
        assert!(view.open && view.finished.is_none());
        office.act(&chenjing, id, Command::FinishMaterials).await.unwrap();
        office.act(&chenjing, id, Command::Submit).await.unwrap();
        office.act(&site, id, Command::ConfirmOnline).await.unwrap();
        assert_eq!(office.inbox(&chenjing).await, ["待办事项提醒", "确认不通过通知", "待办事项提醒", "报名结果通知"]);
        // Who waits for an officer is told so, and not to hurry.
        let messages = office.desk.inbox(&chenjing).await.unwrap().messages;
        for message in messages.iter().filter(|message| message.title.zh == "待办事项提醒") {
            let body = &message.body.zh;
            assert!(body.contains("等待考点在线确认，现在不需要做什么") && !body.contains("尽快"), "{body}");
        }
        office.prove().await;
    })
    .await;
}

/// Two tabs on one page: whoever comes second sees what the other has saved, in words, beside what they typed.
#[tokio::test]
async fn what_is_typed_is_compared_with_what_was_saved_elsewhere() {
    on_both_desks(async |office| {
        let zhangwei = office.caller("zhangwei").await;
        let id = office.start(&zhangwei, "11").await.unwrap();
        office.fill(&zhangwei, id, &[]).await;
        let stored = office.desk.fill(&zhangwei, id, "work").await.unwrap();
        let own = stored.page.fields.iter().filter_map(|field| stored.answers.get_key_value(&field.key));
        let typed: Answers = own.map(|(key, answer)| (key.clone(), answer.clone())).collect();
        let compare = async |change: &[(&str, &str)]| {
            let mut typed = typed.clone();
            typed.extend(change.iter().map(|(key, value)| ((*key).to_owned(), Answer::One((*value).to_owned()))));
            office.desk.compare(&zhangwei, id, "work", typed).await
        };
        assert_eq!(compare(&[]).await.unwrap().base, stored.base);
        for (change, expected) in [
            (vec![], vec![]),
            (vec![("department", "心内科")], vec![("所在科室", "内科", "心内科")]),
            (
                vec![("unit_kind", "community"), ("unit_address", "")],
                vec![("单位类别", "医院", "社区卫生服务中心（站）"), ("单位地址", "北京市西城区演示路30号", "（空）")],
            ),
        ] {
            let found = compare(&change).await.unwrap();
            let texts = |d: &NamedDifference| [&d.label, &d.last_name, &d.now_name].map(|text| text.zh.clone());
            let expected: Vec<_> = expected.into_iter().map(|(a, b, c)| [a, b, c].map(str::to_owned)).collect();
            assert_eq!(found.differences.iter().map(texts).collect::<Vec<_>>(), expected, "{change:?}");
        }
        assert!(matches!(refusal(compare(&[("salary", "1")]).await), Refusal::Fields(_)));
        assert_eq!(office.desk.compare(&zhangwei, id, "none", Answers::new()).await, Err(Error::NotFound));
        let stranger = office.caller("lina").await;
        assert_eq!(office.desk.compare(&stranger, id, "work", Answers::new()).await, Err(Error::NotFound));
    })
    .await;
}

/// What was submitted names its files, whatever is removed after it was withdrawn.
#[tokio::test]
async fn a_file_of_a_submitted_form_outlives_its_removal() {
    on_both_desks(async |office| {
        let (chenjing, site) = (office.caller("chenjing").await, office.caller("site-shanghai").await);
        let id = filled_in_shanghai(&office, &chenjing).await;
        upload_all(&office, &chenjing, id).await;
        let file = office.stored(id).await.materials.remove(0).file;
        for command in [
            Command::FinishMaterials,
            Command::Submit,
            Command::Withdraw,
            Command::RemoveMaterial { file: file.clone() },
        ] {
            office.act(&chenjing, id, command).await.unwrap();
        }
        office.execute(&chenjing, Order::SetClock { beijing: "2023-12-07T09:00".into() }).await.unwrap();
        sweep_files::run(&office.desk).await.unwrap();
        for caller in [&chenjing, &site] {
            assert!(office.desk.open_file(caller, &file).await.is_ok(), "{:?}", caller.actor);
        }
    })
    .await;
}

/// A registration in 上海 with every page filled.
async fn filled_in_shanghai(office: &super::Office, caller: &Caller) -> i64 {
    let id = office.start(caller, "31").await.unwrap();
    let programme = office.desk.programmes().get("health-2024").unwrap();
    let place = programme.sites.iter().find(|s| s.area == "31").unwrap().code.clone();
    let typed: Vec<_> = NEW.iter().map(|(k, v)| if *k == "site" { (*k, place.as_str()) } else { (*k, *v) }).collect();
    office.fill(caller, id, &typed).await;
    id
}

async fn upload_all(office: &super::Office, caller: &Caller, id: i64) {
    let view = office.desk.materials(caller, id).await.unwrap();
    let stranger = office.caller("lina").await;
    for kind in view.kinds.iter().filter(|kind| kind.min > 0) {
        let add = |file: String| Command::AddMaterial {
            material: Material {
                file,
                kind: kind.key.clone(),
                name: "a.jpg".into(),
                content_type: String::new(),
                bytes: 1,
                at: super::at("2000-01-01T00:00"),
            },
        };
        let foreign = office.desk.files().keep(&stranger, "material", "image/jpeg", vec![1, 2]).await.unwrap();
        assert_eq!(refusal(office.act(caller, id, add(foreign.clone())).await), Refusal::MaterialUnknown);
        assert_eq!(office.desk.open_file(caller, &foreign).await, Err(Error::NotFound));
        for _ in 0..kind.min {
            let file = office.desk.files().keep(caller, "material", "image/jpeg", vec![1, 2, 3]).await.unwrap();
            office.act(caller, id, add(file.clone())).await.unwrap();
            let stored = office.stored(id).await.materials.pop().unwrap();
            assert_eq!((stored.bytes, stored.at.date()), (3, super::at("2023-12-05T00:00").date()));
            assert!(stored.is_picture(), "the store knows what it is");
            assert_eq!(office.desk.open_file(caller, &file).await.unwrap().1, [1, 2, 3]);
        }
    }
}
