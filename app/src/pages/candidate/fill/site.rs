//! The site, below the area that is chosen on the same page; without WebAssembly all sites, grouped by area.

use super::{field::Asked, filling::Filling, narrowed};
use crate::{
    domain::form::{Choice, Field},
    locales::Language,
    view::FillView,
};
use leptos::prelude::*;

/// The list of sites.
pub fn draw(l: Language, filling: Filling, field: &Field, asked: Asked) -> AnyView {
    let key = field.area_field.clone().unwrap_or_default();
    let area = Memo::new(move |_| {
        let area = filling.value(None, &key);
        (filling.live.get() && !area.is_empty()).then_some(area)
    });
    let options =
        move |area: Option<&String>, wanted: &str| filling.view.with_value(|view| options(l, view, area, wanted));
    narrowed::draw(l, filling, asked, area, String::new, options)
}

fn options(l: Language, view: &FillView, area: Option<&String>, wanted: &str) -> AnyView {
    let choices = |name: &str| view.dictionaries.get(name).map_or(&[][..], Vec::as_slice);
    let one = |site: &Choice| {
        let selected = site.code == wanted;
        view! { <option value=site.code.clone() selected=selected>{site.name.get(l).to_owned()}</option> }.into_any()
    };
    let below = |area: &str| -> Vec<AnyView> {
        choices("site").iter().filter(|site| site.parent.as_deref() == Some(area)).map(one).collect()
    };
    match area {
        Some(area) => below(area).into_any(),
        None => {
            let group = |area: &Choice| {
                view! { <optgroup label=area.name.get(l).to_owned()>{below(&area.code)}</optgroup> }.into_any()
            };
            choices("area").iter().map(group).collect::<Vec<_>>().into_any()
        }
    }
}
