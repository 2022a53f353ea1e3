//! `/me/photo`: the photo of all registrations, judged rule by rule.

use crate::{
    api::profile::{NOT_TAKEN, load_photo},
    components::{Back, Chip, ErrorSummary, FormState, Labels, Layout, Load, Tone, use_query},
    domain::{
        photo::{Judgement, PhotoFacts, PhotoRule},
        refusal::Refusal,
    },
    locales::{Language, in_one_line, photo_found, photo_limit, photo_rule_name, use_language, words},
    view::PhotoView,
};
use leptos::{ev, prelude::*};
use leptos_meta::Title;

/// `/me/photo`.
#[component]
pub fn Photo() -> impl IntoView {
    let l = use_language();
    let form = FormState::posted();
    let photo = Resource::new_blocking(|| (), |()| load_photo());
    let labels: Labels = vec![("photo".into(), words::profile_photo(l).into())];
    let query = use_query();
    let not_taken = Memo::new(move |_| {
        let facts = query.with(|query| serde_json::from_str::<PhotoFacts>(query.get_str(NOT_TAKEN)?).ok());
        facts.filter(|facts| !PhotoRule::default().refusals(facts).is_empty())
    });
    view! {
        <Title text=words::profile_photo(l)/>
        <Layout>
            <ErrorSummary form=form labels=labels/>
            <Back href="/me" text=words::common_back_to_me(l)/>
            <header class="head">
                <h1>{words::profile_photo(l)}</h1>
                <p class="head__meta">{words::profile_photo_meta(l)}</p>
            </header>
            <Load resource=photo let:view>{content(l, &view, not_taken)}</Load>
        </Layout>
    }
}

fn content(l: Language, view: &PhotoView, not_taken: Memo<Option<PhotoFacts>>) -> AnyView {
    let in_use = view.photo.is_some();
    let refused = move || not_taken.get().map(|facts| refused(l, &facts, in_use));
    view! {
        <div class="stack">
            {stored(l, view)}
            {refused}
            <Upload first=!in_use/>
        </div>
    }
    .into_any()
}

fn stored(l: Language, view: &PhotoView) -> AnyView {
    let picture = view.photo.clone().map(|src| view! { <img src=src alt=words::profile_photo_alt(l)/> });
    let (tone, word) = match view.photo {
        None => (Tone::Plain, words::profile_photo_none(l)),
        Some(_) => (Tone::Ok, words::profile_photo_usable(l)),
    };
    let checks = checks(l, &view.judgements);
    view! {
        <section class="sheet">
            <div class="photo">
                <div class="photo__frame">{picture}</div>
                <div class="photo__text"><p class="chips"><Chip tone=tone text=word/></p>{checks}</div>
            </div>
        </section>
    }
    .into_any()
}

/// Why the photo that was just uploaded was not taken.
fn refused(l: Language, facts: &PhotoFacts, in_use: bool) -> AnyView {
    let kept = if in_use { words::profile_photo_refused_kept(l) } else { words::profile_photo_refused_none(l) };
    let checks = checks(l, &PhotoRule::default().judge(facts));
    view! {
        <section class="sheet" aria-labelledby="refused">
            <h2 id="refused">{words::profile_photo_refused(l)}</h2>
            <p>{kept}</p>
            {checks}
        </section>
    }
    .into_any()
}

/// How a photo was judged; nothing where nobody has judged it.
fn checks(l: Language, judgements: &[Judgement]) -> AnyView {
    let rule = PhotoRule::default();
    let checks: Vec<_> = judgements.iter().map(|judgement| check(l, &rule, judgement)).collect();
    (!checks.is_empty()).then(|| view! { <ul class="checks">{checks}</ul> }).into_any()
}

fn check(l: Language, rule: &PhotoRule, judgement: &Judgement) -> AnyView {
    let (met, word) =
        if judgement.met { ("yes", words::profile_rule_met(l)) } else { ("no", words::profile_rule_unmet(l)) };
    let name = photo_rule_name(l, judgement.rule);
    view! {
        <li data-met=met>
            <div class="checks__head"><span>{name}</span><span class="checks__state">{word}</span></div>
            <p class="checks__found">{photo_found(l, rule, judgement)}</p>
        </li>
    }
    .into_any()
}

/// What the browser saw in the chosen file: what it is, or why it cannot be used; its pixels are left to the server.
type Seen = Option<Result<PhotoFacts, Vec<Refusal>>>;

/// The upload, a plain post; the browser looks at the file first, as a hint.
#[component]
fn Upload(first: bool) -> impl IntoView {
    let l = use_language();
    let seen = RwSignal::new(Seen::None);
    let look = move |event: ev::Event| {
        #[cfg(feature = "hydrate")]
        {
            seen.set(None);
            leptos::task::spawn_local(async move { seen.set(browser::look(&event).await) });
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    };
    let hopeless = move || seen.with(|seen| matches!(seen, Some(Err(_))));
    let messages = move || {
        let (texts, class) = match seen.get()? {
            Ok(facts) => (vec![words::profile_photo_found(l, facts.width, facts.height)], "field__hint"),
            Err(refusals) => (refusals.iter().map(|refusal| in_one_line(l, refusal)).collect(), "field__error"),
        };
        Some(texts.into_iter().map(|text| view! { <p class=class>{text}</p> }).collect_view())
    };
    let rule = PhotoRule::default();
    let limits: Vec<_> = rule.lines().map(|line| view! { <li>{photo_limit(l, &rule, line)}</li> }).collect();
    let text = if first { words::profile_photo_first(l) } else { words::profile_photo_other(l) };
    view! {
        <form class="upload" method="post" action="/me/photo" enctype="multipart/form-data">
            <label class="field__label" for="photo">{text}</label>
            <div class="field__hint" id="photo-hint">
                <ul>{limits}</ul>
                <p>{words::profile_photo_rules(l)}</p>
            </div>
            <input
                id="photo" type="file" name="photo" accept="image/jpeg,image/png" aria-describedby="photo-hint photo-seen"
                on:change=look aria-invalid=move || hopeless().then_some("true")
            />
            <div id="photo-seen" role="status">{messages}</div>
            <button type="submit" class="btn" disabled=hopeless>{words::profile_photo_upload(l)}</button>
        </form>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::Seen;
    use crate::domain::photo::{PhotoRule, PhotoRuleName};
    use leptos::{__reexports::wasm_bindgen_futures::JsFuture, ev, prelude::event_target, web_sys::js_sys::Uint8Array};
    use web_sys::HtmlInputElement;

    /// What the chosen file says, by the rule that the server asks too; nothing where it cannot be read here.
    pub async fn look(event: &ev::Event) -> Seen {
        let file = event_target::<HtmlInputElement>(event).files()?.get(0)?;
        let rule = PhotoRule::default();
        // What is too large anyway is not read into the memory of a phone.
        if file.size() >= f64::from(rule.max_kb) * 1024.0 {
            return Some(Err(vec![rule.refusal(PhotoRuleName::LargestFile)]));
        }
        let bytes = Uint8Array::new(&JsFuture::from(file.array_buffer()).await.ok()?).to_vec();
        Some(rule.check(&bytes))
    }
}
