//! `/me/inbox`: every message, also those that WeChat did not deliver.

use crate::{
    api::profile::{ReadMessages, load_inbox},
    components::{ErrorSummary, Form, FormState, Hidden, Icon, Layout, Load, SubmitButton, use_header_news},
    locales::{Language, machine, moment, use_language, words},
    view::{InboxView, Message},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// `/me/inbox`.
#[component]
pub fn Inbox() -> impl IntoView {
    let l = use_language();
    let action = ServerAction::<ReadMessages>::new();
    let form = FormState::new(action);
    let inbox = Resource::new_blocking(move || form.saved.get(), |_| load_inbox());
    // What is read no longer counts in the header.
    let header = use_header_news();
    Effect::new(move |before: Option<u32>| {
        let saved = form.saved.get();
        if before.is_some_and(|before| before != saved) {
            header.tell();
        }
        saved
    });
    view! {
        <Title text=words::common_inbox(l)/>
        <Layout>
            <ErrorSummary form=form/>
            <header class="head"><h1>{words::common_inbox(l)}</h1></header>
            <Load resource=inbox let:view>{content(l, view, action, form)}</Load>
        </Layout>
    }
}

fn content(l: Language, view: InboxView, action: ServerAction<ReadMessages>, form: FormState) -> AnyView {
    if view.messages.is_empty() {
        return view! {
            <section class="sheet">
                <div class="blank blank--small">
                    <Icon name="inbox"/>
                    <h2>{words::profile_inbox_none(l)}</h2>
                    <p>{words::profile_inbox_none_text(l)}</p>
                </div>
            </section>
        }
        .into_any();
    }
    let unread = view.messages.iter().any(|message| !message.read);
    let read_all = unread.then(|| {
        view! {
            <Form action=action form=form>
                <Hidden name="key" value=view.key/>
                <div class="actions"><SubmitButton text=words::profile_inbox_read_all(l) class="btn btn--quiet btn--small"/></div>
            </Form>
        }
    });
    let rows: Vec<_> = view.messages.into_iter().map(|message| row(l, message)).collect();
    view! {
        <div class="stack">
            {read_all}
            <section class="sheet sheet--flush"><ul class="rows">{rows}</ul></section>
        </div>
    }
    .into_any()
}

fn row(l: Language, message: Message) -> AnyView {
    let unread = (!message.read).then(|| view! { <span class="hide">{words::profile_inbox_unread(l)}</span> });
    let open = message.registration.map(|id| {
        view! {
            <a href=format!("/registrations/{id}")>
                {words::profile_inbox_open(l)}<span class="hide">{message.title.get(l).to_owned()}</span>
            </a>
        }
    });
    view! {
        <li>
            <article class="row row--message" data-unread=(!message.read).then_some("")>
                <div class="row__main">
                    <h2 class="row__title">{unread}{message.title.get(l).to_owned()}</h2>
                    <p class="row__meta">{message.body.get(l).to_owned()}</p>
                    {open}
                </div>
                <span class="row__end"><time datetime=machine(message.at)>{moment(l, message.at)}</time></span>
            </article>
        </li>
    }
    .into_any()
}
