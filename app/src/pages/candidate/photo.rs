//! `/me/photo`: the photo of all registrations, judged rule by rule.

use crate::{
    api::profile::load_photo,
    components::{Back, Chip, ErrorSummary, FormState, Labels, Layout, Load, Tone},
    domain::{
        photo::{Judgement, PhotoRuleName},
        refusal::Refusal,
    },
    locales::{Language, remedy, sentence, use_language, words},
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
    view! {
        <Title text=words::profile_photo(l)/>
        <Layout>
            <ErrorSummary form=form labels=labels/>
            <Back href="/me" text=words::common_back_to_me(l)/>
            <header class="head">
                <h1>{words::profile_photo(l)}</h1>
                <p class="head__meta">{words::profile_photo_meta(l)}</p>
            </header>
            <Load resource=photo let:view>
                <div class="stack">
                    {stored(l, &view)}
                    <Upload first=view.photo.is_none()/>
                </div>
            </Load>
        </Layout>
    }
}

fn stored(l: Language, view: &PhotoView) -> AnyView {
    let picture = view.photo.clone().map(|src| view! { <img src=src alt=words::profile_photo_alt(l)/> });
    let (tone, word) = match (&view.photo, view.judgements.iter().all(|j| j.met)) {
        (None, true) => (Tone::Plain, words::profile_photo_none(l)),
        (_, false) => (Tone::Bad, words::profile_photo_unusable(l)),
        (Some(_), true) => (Tone::Ok, words::profile_photo_usable(l)),
    };
    let checks: Vec<_> = view.judgements.iter().map(|judgement| check(l, judgement)).collect();
    let checks = (!checks.is_empty()).then(|| view! { <ul class="checks">{checks}</ul> });
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

fn check(l: Language, judgement: &Judgement) -> AnyView {
    let (met, word) =
        if judgement.met { ("yes", words::profile_rule_met(l)) } else { ("no", words::profile_rule_unmet(l)) };
    let found = (!judgement.found.is_empty()).then(|| words::profile_rule_found(l, &judgement.found));
    view! {
        <li data-met=met>
            <div class="checks__head"><span>{rule_name(l, judgement.rule)}</span><span class="checks__state">{word}</span></div>
            <p class="checks__found">{found}</p>
        </li>
    }
    .into_any()
}

const fn rule_name(l: Language, rule: PhotoRuleName) -> &'static str {
    match rule {
        PhotoRuleName::Format => words::profile_rule_format(l),
        PhotoRuleName::LargestFile => words::profile_rule_largest_file(l),
        PhotoRuleName::SmallestFile => words::profile_rule_smallest_file(l),
        PhotoRuleName::MostPixels => words::profile_rule_most_pixels(l),
        PhotoRuleName::FewestPixels => words::profile_rule_fewest_pixels(l),
        PhotoRuleName::Shape => words::profile_rule_shape(l),
        PhotoRuleName::Background => words::profile_rule_background(l),
    }
}

/// What the browser saw in the chosen file: its size in pixels, or why it cannot be used.
type Seen = Option<Result<(u32, u32), Refusal>>;

/// The upload, a plain post; the browser looks at the file first, as a hint.
#[component]
fn Upload(first: bool) -> impl IntoView {
    let l = use_language();
    let seen = RwSignal::new(Seen::None);
    let look = move |event: ev::Event| {
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(async move { seen.set(browser::look(&event).await) });
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    };
    let hopeless = move || seen.with(|seen| matches!(seen, Some(Err(_))));
    let message = move || {
        seen.get().map(|seen| match seen {
            Ok((width, height)) => (words::profile_photo_found(l, width, height), "field__hint"),
            Err(refusal) => (format!("{} {}", sentence(l, &refusal), remedy(l, &refusal)), "field__error"),
        })
    };
    let text = if first { words::profile_photo_first(l) } else { words::profile_photo_other(l) };
    view! {
        <form class="upload" method="post" action="/me/photo" enctype="multipart/form-data">
            <label class="field__label" for="photo">{text}</label>
            <p class="field__hint" id="photo-hint">{words::profile_photo_rules(l)}</p>
            <input
                id="photo" type="file" name="photo" accept="image/jpeg,image/png" aria-describedby="photo-hint photo-seen"
                on:change=look aria-invalid=move || hopeless().then_some("true")
            />
            <div id="photo-seen" role="status">
                {move || message().map(|(text, class)| view! { <p class=class>{text}</p> })}
            </div>
            <button type="submit" class="btn" disabled=hopeless>{words::profile_photo_upload(l)}</button>
        </form>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::Seen;
    use crate::domain::{photo::read_photo, refusal::Refusal};
    use leptos::{__reexports::wasm_bindgen_futures::JsFuture, ev, prelude::event_target, web_sys::js_sys::Uint8Array};
    use web_sys::HtmlInputElement;

    /// So much of a file is read before the upload: its header and any preview before it.
    const HEAD_BYTES: i32 = 1 << 20;

    /// What the head of the chosen file says; nothing where only the whole file can tell.
    pub async fn look(event: &ev::Event) -> Seen {
        let file = event_target::<HtmlInputElement>(event).files()?.get(0)?;
        let head = file.slice_with_i32_and_i32(0, HEAD_BYTES).ok()?;
        let bytes = Uint8Array::new(&JsFuture::from(head.array_buffer()).await.ok()?).to_vec();
        match read_photo(&bytes) {
            Ok(facts) => Some(Ok((facts.width, facts.height))),
            // The header may lie behind what was read.
            Err(Refusal::PictureBroken) if file.size() > f64::from(HEAD_BYTES) => None,
            Err(refusal) => Some(Err(refusal)),
        }
    }
}
