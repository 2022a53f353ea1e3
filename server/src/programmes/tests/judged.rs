//! Who may enter (报名条件): the shipped rules at their boundaries, with the reasons.

mod standings;

use super::{Outcome, check, shipped};
use app::domain::{
    education::{EducationCheck, EducationRecord},
    eligibility::{Standing, Verdict, What, judge, value_of},
    form::{Answer, Answers},
    programme::Programme,
    text::Text,
};

type Given<'a> = &'a [(&'a str, &'a str)];

fn programme(id: &str) -> Result<Programme, String> {
    check(&shipped(id)).map_err(|problems| format!("{problems:?}"))
}

fn record(level: &str, graduated: &str) -> EducationRecord {
    EducationRecord {
        id: 1,
        school: "医学院".into(),
        major: "医学".into(),
        level: level.into(),
        level_name: Text::default(),
        degree: String::new(),
        graduated: graduated.into(),
        certificate: String::new(),
        check: EducationCheck::Unchecked,
        in_use: true,
    }
}

/// The answers of somebody who registers for this specialty, with the education record 1.
fn answers(programme: &Programme, specialty: &str, given: Given<'_>) -> Result<Answers, String> {
    let of = programme.specialty(specialty).ok_or("no such specialty")?;
    let own = [("specialty", specialty), ("category", of.category.as_str()), ("level", of.level.as_str())];
    let all = own.into_iter().chain([("education", "1")]).chain(given.iter().copied());
    Ok(all.map(|(key, value)| (key.to_owned(), Answer::One(value.to_owned()))).collect())
}

fn verdict(health: &Programme, specialty: &str, level: &str, given: Given<'_>) -> Result<Verdict, String> {
    let answers = answers(health, specialty, given)?;
    judge(health, &answers, &[record(level, "2010-07")]).ok_or_else(|| format!("no rule for {specialty}"))
}

/// What the nearest way lacks.
fn lacks(verdict: &Verdict) -> Vec<&What> {
    let nearest = verdict.ways.iter().take(1).flat_map(|way| &way.points);
    nearest.filter(|point| point.standing == Standing::Unmet).map(|point| &point.what).collect()
}

/// Whether nothing is missing, though the offices may have something to judge.
fn may(verdict: &Verdict) -> bool {
    verdict.standing != Standing::Unmet
}

/// A 护师 who was registered and had the title long ago.
const SENIOR_NURSE: Given<'static> = &[
    ("practice_category", "nursing"),
    ("first_registered", "2005-01"),
    ("title", "senior_nurse"),
    ("title_obtained", "2005-01"),
];

/// The matrix of domain.md §2a where it asks for years: specialty, level of education, what else is answered, the
/// month from which they count, how many.
const YEARS: &[(&str, &str, Given<'static>, &str, i32)] = &[
    ("201", "41", &[("title", "pharmacist_assistant")], "title_obtained", 5),
    ("201", "31", &[], "practice_since", 3),
    ("201", "21", &[], "practice_since", 1),
    ("207", "41", &[("title", "technician")], "title_obtained", 5),
    ("203", "41", &[("practice_category", "nursing")], "first_registered", 5),
    ("203", "31", &[("practice_category", "nursing")], "first_registered", 3),
    ("203", "14", &[("practice_category", "nursing")], "first_registered", 1),
    ("303", "41", &[("practice_category", "clinical")], "first_registered", 7),
    ("303", "31", &[("practice_category", "clinical")], "first_registered", 6),
    ("303", "21", &[("practice_category", "clinical")], "first_registered", 4),
    ("303", "21", &[("residency", "yes")], "residency_issued", 2),
    ("353", "14", &[("residency", "yes")], "residency_issued", 2),
    ("362", "31", &[("practice_category", "public_health")], "first_registered", 6),
    ("362", "14", &[("practice_category", "public_health")], "first_registered", 2),
    ("368", "41", SENIOR_NURSE, "title_obtained", 7),
    ("368", "41", SENIOR_NURSE, "first_registered", 7),
    ("368", "31", SENIOR_NURSE, "first_registered", 6),
    ("368", "21", SENIOR_NURSE, "title_obtained", 4),
    ("368", "21", SENIOR_NURSE, "first_registered", 4),
    ("368", "14", &[("practice_category", "nursing")], "first_registered", 2),
    ("366", "31", &[("title", "pharmacist")], "title_obtained", 6),
    ("379", "14", &[("title", "technologist")], "title_obtained", 2),
];

#[test]
fn exactly_enough_years_are_enough_and_a_month_less_is_not() -> Outcome {
    let health = programme("health-2024")?;
    for (specialty, level, given, since, years) in YEARS {
        let by = |month: &str| {
            let month = format!("{}-{month}", 2024 - years);
            verdict(&health, specialty, level, &[*given, &[(*since, month.as_str())][..]].concat())
        };
        assert!(may(&by("01")?), "{specialty} {level} {since} {years}");
        let short = by("02")?;
        let one_month = matches!(lacks(&short).as_slice(), [What::Since { from: Some(_), missing: 1, .. }]);
        assert!(!may(&short) && one_month, "{specialty} {level} {since} {years}: {:#?}", short.ways.first());
    }
    Ok(())
}

#[test]
fn no_years_ask_for_the_thing_itself() -> Outcome {
    let health = programme("health-2024")?;
    let (nurse, doctor) = (("practice_category", "nursing"), ("practice_category", "public_health"));
    for (specialty, level, given, since) in [
        ("201", "14", ("title", "none"), "practice_since"),
        ("303", "11", ("residency", "yes"), "residency_issued"),
        ("362", "11", doctor, "first_registered"),
        ("368", "11", nurse, "first_registered"),
        ("366", "11", ("title", "none"), "practice_since"),
    ] {
        for (month, met) in [("2023-12", true), ("", false), ("2024-01", false)] {
            let found = verdict(&health, specialty, level, &[given, (since, month)])?;
            assert_eq!(may(&found), met, "{specialty} {level} {month:?}: {:#?}", found.ways.first());
        }
    }
    // A month that was typed before residency became "no" is not shown any more and does not count.
    let hidden = [("residency", "no"), ("residency_issued", "2014-08")];
    assert!(!may(&verdict(&health, "303", "11", &hidden)?));
    Ok(())
}

#[test]
fn the_first_level_asks_for_a_degree_by_the_cut_off_day() -> Outcome {
    let health = programme("health-2024")?;
    let answers = answers(&health, "101", &[])?;
    for (level, graduated, met) in [
        ("41", "2023-12", true),
        ("31", "1999-07", true),
        ("31", "2024-07", false),
        ("21", "2010-07", false),
        ("", "", false),
    ] {
        let found = judge(&health, &answers, &[record(level, graduated)]).ok_or("no rule")?;
        assert_eq!(may(&found), met, "{level} {graduated}: {:#?}", found.ways);
    }
    assert_eq!(judge(&health, &answers, &[]).map(|found| found.standing), Some(Standing::Unmet), "no record");
    Ok(())
}

#[test]
fn the_reasons_are_in_words_and_another_title_is_not_enough() -> Outcome {
    let health = programme("health-2024")?;
    let given = [
        ("practice_category", "nursing"),
        ("first_registered", "2013-01"),
        ("title", "nurse"),
        ("title_obtained", "2013-01"),
    ];
    let found = verdict(&health, "368", "21", &given)?;
    let lacks = lacks(&found);
    let [What::Title(title)] = lacks.as_slice() else { return Err(format!("{found:#?}").into()) };
    assert_eq!((title.label.zh.as_str(), title.values[0].zh.as_str()), ("现有技术资格", "护师"));
    assert_eq!(title.held.as_ref().map(|held| held.zh.as_str()), Some("护士"));
    let points = &found.ways[0].points;
    let What::Education(education) = &points[0].what else { return Err(format!("{points:#?}").into()) };
    assert_eq!(education.held.as_ref().map(|held| held.zh.as_str()), Some("大学本科毕业"));
    Ok(())
}

#[test]
fn nothing_is_judged_before_it_is_chosen_what_to_register_for() -> Outcome {
    let health = programme("health-2024")?;
    assert_eq!(judge(&health, &Answers::new(), &[]), None);
    let mut answers = answers(&health, "368", &[])?;
    answers.insert("level".into(), Answer::One("practitioner".into()));
    assert_eq!(judge(&health, &answers, &[]), None, "a specialty of another level");
    answers.insert("specialty".into(), Answer::One(String::new()));
    assert_eq!(judge(&health, &answers, &[]), None);
    Ok(())
}

/// Two entries, of which the second is chosen.
fn chosen(mark: &str, first: Given<'_>, second: Given<'_>) -> Answer {
    let entry = |fields: Given<'_>, value: &str| {
        let all = fields.iter().copied().chain([(mark, value)]);
        all.map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
    };
    Answer::Entries(vec![entry(first, ""), entry(second, "yes")])
}

#[test]
fn what_counts_of_a_group_is_the_entry_that_is_chosen() -> Outcome {
    let physician = programme("physician-2024")?;
    let (trial, studying): (Given<'_>, Given<'_>) =
        (&[("on_post", "probation"), ("practice_years", "0")], &[("on_post", "postgraduate"), ("practice_years", "0")]);
    let year: Given<'_> = &[("on_post", "employed"), ("practice_years", "1")];
    let (none, assistant): (Given<'_>, Given<'_>) =
        (&[], &[("certificate_kind", "assistant"), ("licence_registered", "2022-09")]);
    let late: Given<'_> = &[("certificate_kind", "assistant"), ("licence_registered", "2022-10")];
    let western: Given<'_> = &[("certificate_kind", "western_tcm"), ("licence_registered", "2010-01")];
    for (level, graduated, given, certificate, met) in [
        // Years as the candidate counted them.
        ("21", "2022-07", year, none, true),
        ("21", "2022-07", trial, none, false),
        // Open only to those for whom the condition holds, who may have no month of graduation yet.
        ("14", "-", studying, none, true),
        ("14", "2023-07", studying, none, true),
        ("14", "2023-07", trial, none, false),
        ("21", "-", studying, none, false),
        // The certificate that is chosen.
        ("31", "2015-07", trial, assistant, true),
        ("31", "2015-07", trial, late, false),
        ("31", "2015-07", trial, western, false),
        ("31", "2015-07", trial, none, false),
    ] {
        let mut answers = answers(&physician, "110", given)?;
        let own = [("edu_kind", "higher"), ("major", "临床医学"), ("edu_level", level), ("graduated", graduated)];
        let other: Given<'_> = &[("edu_level", "21"), ("graduated", "2001-07")];
        answers.insert("educations".into(), chosen("chosen", other, &own));
        answers.insert("held_certificates".into(), chosen("certificate_chosen", assistant, certificate));
        assert_eq!(value_of(&physician, &answers, "edu_level"), level);
        let found = judge(&physician, &answers, &[]).ok_or("no rule")?;
        assert_eq!(may(&found), met, "{level} {graduated} {given:?} {certificate:?}: {:#?}", found.ways.first());
    }
    // A group that is not shown has no entry that counts.
    for (specialty, kind) in [("110", "assistant"), ("210", "")] {
        let mut answers = answers(&physician, specialty, &[])?;
        answers.insert("held_certificates".into(), chosen("certificate_chosen", none, assistant));
        assert_eq!(value_of(&physician, &answers, "certificate_kind"), kind, "{specialty}");
    }
    let all = [Answers::new(), answers(&physician, "110", studying)?];
    assert!(all.iter().all(|answers| value_of(&physician, answers, "edu_level").is_empty()), "no entry");
    Ok(())
}

/// Somebody who registers for the physician exam: specialty, level of education, position, years in the field, the
/// certificate that is held and the month of its licence; and whether they may.
type Physician = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, bool);

/// Every rule of domain.md §5b at its boundaries; years count to August 2024.
#[rustfmt::skip]
const PHYSICIANS: &[Physician] = &[
    // 执业, 规定学历: 本科 and a trial year; whoever studies for a higher degree; 专科 and 2 years, 中专 and 5, as 助理.
    ("110", "21", "employed", "1", "", "", true),
    ("110", "17", "employed", "1", "", "", true),
    ("110", "21", "employed", "0", "", "", false),
    ("110", "14", "postgraduate", "0", "", "", true),
    ("110", "11", "postgraduate", "0", "", "", true),
    ("110", "17", "postgraduate", "0", "", "", false),
    ("110", "14", "probation", "0", "", "", false),
    ("110", "31", "employed", "9", "assistant", "2022-09", true),
    ("110", "31", "employed", "9", "assistant", "2022-10", false),
    ("110", "31", "employed", "9", "", "", false),
    ("110", "41", "employed", "9", "assistant", "2019-09", true),
    ("110", "41", "employed", "9", "assistant", "2019-10", false),
    ("110", "44", "employed", "9", "assistant", "2010-01", false),
    ("110", "90", "employed", "9", "assistant", "2010-01", false),
    ("120", "21", "employed", "1", "", "", true),
    ("120", "14", "postgraduate", "0", "", "", true),
    ("120", "31", "employed", "9", "assistant", "2022-09", true),
    ("120", "41", "employed", "9", "assistant", "2019-10", false),
    ("130", "21", "employed", "1", "", "", true),
    ("130", "21", "employed", "0", "", "", false),
    ("130", "11", "postgraduate", "0", "", "", true),
    ("130", "31", "employed", "9", "assistant", "2022-10", false),
    ("130", "41", "employed", "9", "assistant", "2019-09", true),
    ("141", "21", "employed", "1", "", "", true),
    ("141", "14", "postgraduate", "0", "", "", true),
    ("141", "21", "employed", "0", "western_tcm", "2010-01", false),
    ("143", "31", "employed", "9", "assistant", "2022-09", true),
    ("145", "21", "employed", "0", "", "", false),
    // 中西医结合: 西学中 too.
    ("142", "21", "employed", "1", "", "", true),
    ("142", "14", "postgraduate", "0", "", "", true),
    ("142", "31", "employed", "9", "assistant", "2022-09", true),
    ("142", "31", "employed", "0", "western_tcm", "2024-08", true),
    ("142", "31", "employed", "0", "western_tcm", "2024-09", false),
    ("142", "21", "employed", "0", "western_tcm", "", false),
    ("142", "41", "employed", "0", "western_tcm", "2010-01", false),
    // 执业, 师承和确有专长: 5 years as 助理, whatever the schooling.
    ("341", "90", "employed", "9", "assistant", "2019-09", true),
    ("341", "90", "employed", "9", "assistant", "2019-10", false),
    ("341", "41", "employed", "9", "assistant", "2019-09", true),
    ("341", "21", "employed", "9", "", "", false),
    ("345", "90", "postgraduate", "9", "", "", false),
    // 助理, 规定学历.
    ("210", "31", "employed", "1", "", "", true),
    ("210", "31", "employed", "0", "", "", false),
    ("210", "41", "employed", "1", "", "", true),
    ("210", "41", "employed", "0", "", "", false),
    ("210", "14", "postgraduate", "0", "", "", true),
    ("210", "90", "employed", "9", "", "", false),
    ("220", "21", "employed", "1", "", "", true),
    ("220", "14", "postgraduate", "0", "", "", true),
    ("230", "31", "employed", "1", "", "", true),
    ("230", "31", "employed", "0", "", "", false),
    ("241", "41", "employed", "1", "", "", true),
    ("241", "31", "employed", "0", "", "", false),
    ("242", "31", "employed", "1", "", "", true),
    ("244", "11", "postgraduate", "0", "", "", true),
    // 助理, 师承和确有专长.
    ("441", "90", "employed", "1", "", "", true),
    ("441", "90", "employed", "0", "", "", false),
    ("444", "31", "employed", "1", "", "", true),
    // 乡村.
    ("250P", "41", "employed", "1", "", "", true),
    ("250P", "41", "employed", "0", "", "", false),
    ("250P", "90", "employed", "1", "", "", false),
    ("250P", "14", "postgraduate", "0", "", "", false),
];

#[test]
fn each_rule_of_the_physician_exam_holds_at_its_boundary() -> Outcome {
    let physician = programme("physician-2024")?;
    let rules = physician.eligibility.iter().flat_map(|eligibility| &eligibility.rules);
    for rule in rules {
        let tried = |met: bool| {
            PHYSICIANS.iter().any(|row| row.6 == met && physician.specialty(row.0).is_some_and(|s| rule.is_for(s)))
        };
        assert!(tried(true) && tried(false), "no row for {rule:?}");
    }
    for row in PHYSICIANS {
        let (specialty, level, on_post, years, certificate, registered, met) = *row;
        let graduated = if on_post == "postgraduate" { "-" } else { "2015-07" };
        let given = [("on_post", on_post), ("practice_years", years), ("org_kind", "C/C220")];
        let mut answers = answers(&physician, specialty, &given)?;
        let other: Given<'_> = &[("edu_level", "21"), ("graduated", "2001-07")];
        let kind = match level {
            _ if specialty.starts_with(['3', '4']) => "apprentice",
            "41" | "44" | "47" => "secondary",
            _ => "higher",
        };
        let own = [("edu_kind", kind), ("major", "临床医学"), ("edu_level", level), ("graduated", graduated)];
        answers.insert("educations".into(), chosen("chosen", other, &own));
        let held: Given<'_> = &[("certificate_kind", certificate), ("licence_registered", registered)];
        answers.insert("held_certificates".into(), chosen("certificate_chosen", &[], held));
        let found = judge(&physician, &answers, &[]).ok_or_else(|| format!("no rule for {specialty}"))?;
        assert_eq!(may(&found), met, "{row:?}: {:#?}", found.ways.first());
    }
    Ok(())
}
