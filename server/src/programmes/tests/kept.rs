//! What people may have registered with is not taken out while the server runs; everything else may change.

use super::{super::kept::dropped, Outcome, check, shipped};
use app::domain::programme::{Programme, Site};

type Change = fn(&mut Programme);

#[test]
fn each_code_that_was_taken_out_is_named() -> Outcome {
    let served = check(&shipped("health-2024")).map_err(|problems| format!("{problems:?}"))?;
    let changes: [(Change, &[&str]); 9] = [
        (|_| {}, &[]),
        (|p| p.pass_mark = 61, &[]),
        (|p| p.specialties.iter_mut().for_each(|specialty| specialty.offered = false), &[]),
        (|p| p.sites.extend(p.sites.first().map(|site| Site { code: "new".to_owned(), ..site.clone() })), &[]),
        (|p| p.areas.retain(|area| area.code != "14"), &["areas.csv:1: code: \"14\""]),
        (|p| p.sites.retain(|site| site.code != "110102"), &["sites.csv:1: code: \"110102\""]),
        (|p| p.specialties.retain(|s| s.code != "101"), &["specialties.csv:1: code: \"101\""]),
        (|p| p.pages.retain(|page| page.key != "work"), &["form.toml:1: key: \"work\""]),
        (
            |p| {
                p.areas.retain(|area| area.code != "14");
                p.pages.iter_mut().filter(|page| page.key == "work").for_each(|page| page.key = "job".to_owned());
            },
            &["areas.csv:1: code: \"14\"", "form.toml:1: key: \"work\""],
        ),
    ];
    for (number, (change, expected)) in changes.into_iter().enumerate() {
        let mut new = served.clone();
        change(&mut new);
        let found: Vec<String> = dropped(&served, &new).iter().map(ToString::to_string).collect();
        let named = found.iter().zip(expected).all(|(found, expected)| found.starts_with(expected));
        assert!(found.len() == expected.len() && named, "change {number}: {found:#?}");
    }
    Ok(())
}
