//! What time does: windows close, whoever missed one is abandoned and told.

use super::{at, on_both_desks};
use crate::store::refusal;
use app::{
    desk::{Command as Order, Desk},
    domain::{
        refusal::Refusal,
        registration::{Command, State},
    },
};
use server::jobs::close_windows;

#[tokio::test]
async fn whoever_misses_a_deadline_is_abandoned_with_the_reason() {
    on_both_desks(async |office| {
        let (lina, zhangwei) = (office.caller("lina").await, office.caller("zhangwei").await);
        let draft = office.start(&lina, "11").await.unwrap();
        let submitted = office.start(&zhangwei, "11").await.unwrap();
        office.fill(&zhangwei, submitted, &[("unit", "别处")]).await;
        office.act(&zhangwei, submitted, Command::Submit).await.unwrap();

        office.execute(&lina, Order::SetClock { beijing: "2023-12-14T23:59".into() }).await.unwrap();
        close_windows::run(&office.desk).await.unwrap();
        assert_eq!(office.stored(draft).await.state, State::Draft);

        office.execute(&lina, Order::SetClock { beijing: "2023-12-15T00:00".into() }).await.unwrap();
        let until = at("2023-12-15T00:00");
        assert_eq!(refusal(office.act(&lina, draft, Command::Submit).await), Refusal::WindowClosed { until });
        close_windows::run(&office.desk).await.unwrap();
        assert_eq!(office.stored(draft).await.state, State::Abandoned);
        assert_eq!(office.stored(submitted).await.state, State::Submitted, "confirmation is still open");

        office.execute(&lina, Order::SetClock { beijing: "2023-12-22T00:00".into() }).await.unwrap();
        close_windows::run(&office.desk).await.unwrap();
        close_windows::run(&office.desk).await.unwrap();
        assert_eq!(office.stored(submitted).await.missed, Some(State::Submitted));
        assert_eq!(office.inbox(&lina).await, ["报名失效通知"]);
        let inbox = office.desk.inbox(&zhangwei).await.unwrap().messages;
        assert!(inbox[0].body.zh.contains("未在截止时间前完成报名确认") && inbox[0].body.zh.contains("12月21日 24:00"));
        assert!(!inbox[0].body.zh.contains('{'), "{}", inbox[0].body.zh);
        office.prove().await;
    })
    .await;
}

#[tokio::test]
async fn who_is_reopened_reads_that_no_deadline_binds() {
    on_both_desks(async |office| {
        let (zhangwei, site) = (office.caller("zhangwei").await, office.caller("site-beijing").await);
        let id = office.start(&zhangwei, "11").await.unwrap();
        office.fill(&zhangwei, id, &[("unit", "别处")]).await;
        office.act(&zhangwei, id, Command::Submit).await.unwrap();
        let form_code = office.desk.registration(&zhangwei, id).await.unwrap().form_code.unwrap();
        office.act(&site, id, Command::ConfirmOnSite { form_code }).await.unwrap();
        office.act(&site, id, Command::Reopen { reason: "补正".into() }).await.unwrap();
        office.act(&zhangwei, id, Command::Submit).await.unwrap();
        let view = office.desk.registration(&zhangwei, id).await.unwrap();
        assert_eq!((view.reopened, view.deadline), (true, None));
        let titles = office.inbox(&zhangwei).await;
        let [.., reopened, differs, todo] = titles.as_slice() else { panic!("{titles:?}") };
        assert_eq!([reopened, differs, todo], ["退回修改通知", "网上预报名成功通知", "待办事项提醒"]);
        // Newest first: the two of the second submission, and the one before them.
        let messages = office.desk.inbox(&zhangwei).await.unwrap().messages;
        for message in &messages[..3] {
            let body = &message.body.zh;
            assert!(body.contains("没有系统截止时间，请尽快") && !body.contains("逾期"), "{body}");
        }
    })
    .await;
}
