//! `/me/wechat`: binding one's own WeChat account, without which one cannot register (notice 000 (一)4(5)).

use crate::{
    api::profile::{UnbindWechat, load_wechat},
    components::{
        Back, Chip, ErrorSummary, Form, FormState, Hidden, Labels, Layout, Load, Note, NoteKind, SubmitButton, Tone,
    },
    locales::{Language, use_language, words},
    view::WechatView,
};
use leptos::prelude::*;
use leptos_meta::Title;

/// `/me/wechat`.
#[component]
pub fn Wechat() -> impl IntoView {
    let l = use_language();
    let action = ServerAction::<UnbindWechat>::new();
    let (form, returned) = (FormState::new(action), FormState::posted());
    let wechat = Resource::new_blocking(move || form.saved.get(), |_| load_wechat());
    view! {
        <Title text=words::profile_wechat(l)/>
        <Layout>
            <ErrorSummary form=form labels=Labels::new()/>
            <ErrorSummary form=returned labels=Labels::new()/>
            <Back href="/me" text=words::common_back_to_me(l)/>
            <header class="head">
                <h1>{words::profile_wechat(l)}</h1>
                <p class="head__meta">{words::profile_wechat_meta(l)}</p>
            </header>
            <Load resource=wechat let:view>{content(l, view, action, form)}</Load>
        </Layout>
    }
}

fn content(l: Language, view: WechatView, action: ServerAction<UnbindWechat>, form: FormState) -> AnyView {
    let Some(nickname) = view.bound else {
        return view! {
            <section class="sheet">
                <p class="chips"><Chip text=words::profile_wechat_unbound(l)/></p>
                <p>{words::profile_wechat_one(l)}</p>
                // Leads out of the app: a plain post, which the browser follows and not the router.
                <form class="actions" method="post" action="/me/wechat">
                    <button type="submit" class="btn">{words::profile_wechat_bind(l)}</button>
                </form>
            </section>
        }
        .into_any();
    };
    view! {
        <section class="sheet" data-wechat-bound="">
            <p class="chips"><Chip tone=Tone::Ok text=words::profile_wechat_bound(l)/></p>
            <p>{words::profile_wechat_account(l, nickname)}</p>
            <p class="quiet">{words::profile_wechat_one(l)}</p>
            <Note kind=NoteKind::Warn title=words::profile_wechat_unbind_title(l)>
                <p>{words::profile_wechat_unbind_text(l)}</p>
            </Note>
            <Form action=action form=form>
                <Hidden name="key" value=view.key/>
                <div class="actions"><SubmitButton text=words::profile_wechat_unbind(l) class="btn btn--danger"/></div>
            </Form>
        </section>
    }
    .into_any()
}
