//! A message to a candidate: into the inbox, and through WeChat where it is bound.
//!
//! What a message says is fixed in the transaction that caused it: a result must not speak of a later state.

use crate::{
    desk::{
        OfficeDesk, unexpected,
        words::{both, form_name},
    },
    store::{
        accounts,
        jobs::{self, Job},
        messages::{self, NewMessage},
        registrations::answer,
    },
};
use app::{
    desk::Result,
    domain::{
        calendar::Moment,
        programme::{Confirmation, MessageText, Programme},
        registration::{Event, Registration, State},
        text::Text,
    },
    error::Error,
    locales::{self, words},
    view::NamedDifference,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The message to be sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SendMessage {
    /// To whom.
    pub account: i64,
    /// About which registration.
    pub registration: i64,
    /// Whose texts.
    pub programme: String,
    /// Which text: `todo`, `result`, ….
    pub message: String,
    /// The placeholders.
    pub values: BTreeMap<String, Text>,
    /// When it was caused.
    pub at: Moment,
    /// Whether no deadline binds the candidate: reopened, or waiting for an officer.
    #[serde(default)]
    pub no_deadline: bool,
}

impl SendMessage {
    /// The kind of job.
    pub const KIND: &'static str = "send-message";

    /// The messages that follow from events. `missed` is the deadline as it was before them.
    pub fn after(
        registration: &Registration,
        events: &[Event],
        programme: &Programme,
        differences: &[NamedDifference],
        missed: Option<Moment>,
        now: Moment,
    ) -> Vec<Self> {
        let values = values(registration, programme, differences, missed);
        let no_deadline = registration.missed.is_none() && registration.deadline(programme).is_none();
        let messages = keys(events).into_iter().map(|message| Self {
            account: registration.candidate,
            registration: registration.id,
            programme: programme.id.clone(),
            message: message.to_owned(),
            values: values.clone(),
            at: now,
            no_deadline,
        });
        messages.collect()
    }

    /// Sends it. Inbox, record of what left, and end of the job are one transaction.
    ///
    /// # Errors
    /// Where the storage cannot be used or the text is gone.
    pub async fn run(desk: &OfficeDesk, job: &Job) -> Result<()> {
        let message: Self = serde_json::from_str(&job.body).map_err(unexpected)?;
        let programme = desk.programmes().get(&message.programme);
        let programme = programme.ok_or_else(|| unexpected(format!("programme {} is gone", message.programme)))?;
        let text = programme.messages.get(&message.message);
        let text = text.cloned().ok_or_else(|| unexpected(format!("no text {}", message.message)))?;
        let MessageText { title, body, no_deadline } = text;
        let body = no_deadline.filter(|_| message.no_deadline).unwrap_or(body);
        let (id, now) = (job.id, desk.clock().machine());
        desk.db()
            .write::<_, Error, _>(move |tx| {
                Box::pin(async move {
                    if let Some(account) = accounts::by_id(tx, message.account).await? {
                        let mut values = message.values;
                        values.insert(String::from("name"), Text::chinese(&account.name));
                        let new = NewMessage {
                            job: id,
                            account: account.id,
                            at: message.at,
                            title: fill(&title, &values),
                            body: fill(&body, &values),
                            registration: Some(message.registration),
                        };
                        messages::insert(tx, &new).await?;
                        if account.wechat_openid.is_some() {
                            messages::insert_sent(tx, &new, "wechat", &account.wechat_nickname).await?;
                        }
                    }
                    Ok(jobs::finish(tx, id, now).await?)
                })
            })
            .await
    }
}

/// Which texts events call for.
fn keys(events: &[Event]) -> Vec<&'static str> {
    let happened = |is: fn(&Event) -> bool| events.iter().any(is);
    let submitted = happened(|e| matches!(e, Event::Submitted { .. }));
    let confirmed = happened(|e| matches!(e, Event::Confirmed { .. }));
    let registered = happened(|e| matches!(e, Event::Registered));
    let calls = [
        // Notice 000 (二)2(3): whoever is not confirmed automatically hears why, and that something is left to do.
        ("preregistered", happened(|e| matches!(e, Event::AutoConfirmationFailed { .. }))),
        ("todo", submitted && !confirmed),
        ("result", confirmed),
        ("confirmation_refused", happened(|e| matches!(e, Event::ConfirmationRefused { .. }))),
        ("review_passed", happened(|e| matches!(e, Event::AreaPassed)) && !registered),
        ("review_refused", happened(|e| matches!(e, Event::ReviewRefused { .. }))),
        ("reopened", happened(|e| matches!(e, Event::Reopened { .. }))),
        ("registered", registered),
        ("abandoned", happened(|e| matches!(e, Event::Abandoned { .. }))),
    ];
    calls.into_iter().filter(|(_, called)| *called).map(|(key, _)| key).collect()
}

/// The placeholders of all texts.
fn values(
    registration: &Registration,
    programme: &Programme,
    differences: &[NamedDifference],
    missed: Option<Moment>,
) -> BTreeMap<String, Text> {
    let area = programme.area(&registration.area);
    let deadline = registration.deadline(programme).or(missed.filter(|_| registration.missed.is_some()));
    let deadline = match deadline {
        Some(until) => both(|language| locales::until(language, until)),
        None => both(words::desk_no_deadline),
    };
    let next = match registration.state {
        State::Submitted if area.is_some_and(|a| a.confirmation == Confirmation::Online) => {
            both(words::desk_next_confirm_online)
        }
        State::Submitted if registration.reopened => {
            both(|l| words::desk_next_confirm_onsite_reopened(l, form_name(programme).get(l)))
        }
        State::Submitted => both(|l| words::desk_next_confirm_onsite(l, form_name(programme).get(l))),
        State::ConfirmationRefused => both(words::desk_next_submit_again),
        State::Draft => both(words::desk_next_submit),
        State::Confirmed | State::SitePassed => both(words::desk_next_review),
        State::AreaPassed => both(words::desk_next_pay),
        State::Registered => both(words::desk_next_exam),
        State::ReviewRefused | State::Abandoned | State::Cancelled => both(words::desk_next_nothing),
    };
    let values = [
        ("exam", programme.title.clone()),
        ("area", area.map(|area| area.name.clone()).unwrap_or_default()),
        ("site", programme.site(answer(registration, "site")).map(|site| site.name.clone()).unwrap_or_default()),
        ("state", both(|language| locales::state_word(language, registration.state))),
        ("next", next),
        ("deadline", deadline),
        ("reason", reason(registration, differences)),
    ];
    values.into_iter().map(|(key, text)| (key.to_owned(), text)).collect()
}

fn reason(registration: &Registration, differences: &[NamedDifference]) -> Text {
    match registration.missed {
        Some(State::Draft) => return both(words::desk_missed_draft),
        Some(State::ConfirmationRefused) => return both(words::desk_missed_upload),
        Some(State::AreaPassed) => return both(words::desk_missed_payment),
        Some(_) => return both(words::desk_missed_confirmation),
        None => {}
    }
    if !registration.reasons.is_empty() {
        return both(|language| locales::told_apart(language, &registration.reasons));
    }
    if differences.is_empty() { both(words::desk_no_reason) } else { crate::desk::differences_text(differences) }
}

/// Puts the values in. In one pass: what a value says is never taken for a placeholder.
fn fill(text: &Text, values: &BTreeMap<String, Text>) -> Text {
    both(|language| {
        let mut filled = String::new();
        let mut rest = text.get(language);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((key, tail)) = after.split_once('}') else {
                filled.push('{');
                rest = after;
                continue;
            };
            filled.push_str(values.get(key).map_or("", |value| value.get(language)));
            rest = tail;
        }
        filled.push_str(rest);
        filled
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_never_taken_for_a_placeholder() {
        let values = [("name", "{reason}"), ("reason", "x")].map(|(k, v)| (k.to_owned(), Text::chinese(v)));
        let text = Text::new("{name}：{reason}，{unknown}{", "{name}");
        let filled = fill(&text, &values.into());
        assert_eq!(filled, Text::new("{reason}：x，{", "{reason}"));
    }

    #[test]
    fn events_call_for_their_messages() {
        use app::domain::{form_code::FormCode, registration::ConfirmedBy};
        let submitted =
            || Event::Submitted { version: 1, code: FormCode::from_mac(&[0; 32], 1), answers: BTreeMap::new() };
        let automatic = Event::Confirmed { by: ConfirmedBy::Automatic };
        let failed = Event::AutoConfirmationFailed { differences: Vec::new() };
        for (events, messages) in [
            (vec![submitted()], vec!["todo"]),
            (vec![submitted(), automatic], vec!["result"]),
            (vec![submitted(), failed], vec!["preregistered", "todo"]),
            (vec![Event::AreaPassed, Event::Registered], vec!["registered"]),
            (vec![Event::AreaPassed], vec!["review_passed"]),
            (vec![Event::Reopened { reason: "补正".into() }], vec!["reopened"]),
            (vec![Event::SitePassed], vec![]),
        ] {
            assert_eq!(keys(&events), messages);
        }
    }
}
