//! What the offices judge is never called met: fields of study, kinds of institution, apprentices.

use super::*;

/// What is registered for; kind, level and field of the education; the kind of institution; and how it stands with a year
/// of work.
type Education = (&'static str, &'static str, &'static str, &'static str, &'static str, Standing);

#[rustfmt::skip]
const EDUCATIONS: &[Education] = &[
    // 报考类别 = 学历类别 (domain.md §5b): by the name of the field of study the offices judge it, so it is never green.
    ("110", "higher", "21", "临床医学", "A/A100", Standing::Judged),
    ("120", "higher", "21", "临床医学", "A/A511", Standing::Judged),
    ("142", "higher", "21", "临床医学", "A/A100", Standing::Judged),
    ("130", "higher", "21", "临床医学", "J/J100", Standing::Judged),
    // Degrees that do not count.
    ("110", "higher", "21", "护理学", "A/A100", Standing::Unmet),
    ("110", "higher", "21", "基础医学", "A/A100", Standing::Unmet),
    ("110", "higher", "21", "医学检验技术", "A/A100", Standing::Unmet),
    ("120", "higher", "21", "口腔医学技术", "A/A511", Standing::Unmet),
    ("120", "higher", "14", "口腔基础医学", "A/A511", Standing::Judged),
    ("241", "higher", "31", "中药学", "A/A210", Standing::Unmet),
    ("110", "higher", "21", "", "A/A100", Standing::Unmet),
    // 乡村: only in township health centres and village clinics.
    ("250P", "secondary", "41", "农村医学", "C/C210", Standing::Judged),
    ("250P", "secondary", "41", "农村医学", "C/C220", Standing::Judged),
    ("250P", "secondary", "41", "农村医学", "D/D600", Standing::Judged),
    ("250P", "secondary", "41", "农村医学", "A/A100", Standing::Unmet),
    ("250P", "secondary", "41", "农村医学", "B/B100", Standing::Unmet),
    ("250P", "secondary", "41", "农村医学", "", Standing::Unmet),
    ("250P", "secondary", "41", "护理", "D/D600", Standing::Unmet),
    // 师承和确有专长, whatever the schooling; and nobody else.
    ("441", "apprentice", "", "", "D/D212", Standing::Judged),
    ("441", "apprentice", "90", "", "D/D212", Standing::Judged),
    ("441", "higher", "21", "中医学", "D/D212", Standing::Unmet),
    ("110", "apprentice", "21", "临床医学", "A/A100", Standing::Unmet),
];

#[test]
fn where_the_name_of_a_field_of_study_or_the_kind_of_a_unit_decides_nothing_is_called_met() -> Outcome {
    let physician = programme("physician-2024")?;
    for row in EDUCATIONS {
        let (specialty, kind, level, major, org_kind, standing) = *row;
        let given = [("on_post", "employed"), ("practice_years", "1"), ("org_kind", org_kind)];
        let mut answers = answers(&physician, specialty, &given)?;
        let own = [("edu_kind", kind), ("major", major), ("edu_level", level), ("graduated", "2015-07")];
        answers.insert("educations".into(), chosen("chosen", &[], &own));
        let found = judge(&physician, &answers, &[]).ok_or_else(|| format!("no rule for {specialty}"))?;
        assert_eq!(found.standing, standing, "{row:?}: {:#?}", found.ways.first());
        let mut points = found.ways.iter().flat_map(|way| &way.points);
        let names_schooling = points.any(|point| matches!(point.what, What::Education(_)));
        assert_eq!(names_schooling, specialty != "441", "{row:?}: where any will do, none is named");
    }
    Ok(())
}

#[test]
fn what_is_judged_names_what_was_answered_and_levels_are_told_from_the_lowest_up() -> Outcome {
    let physician = programme("physician-2024")?;
    let mut answers = answers(&physician, "110", &[("on_post", "employed"), ("practice_years", "1")])?;
    let own = [("edu_kind", "higher"), ("major", "临床医学"), ("edu_level", "21"), ("graduated", "2015-07")];
    answers.insert("educations".into(), chosen("chosen", &[], &own));
    let found = judge(&physician, &answers, &[]).ok_or("no rule")?;
    let points = &found.ways.first().ok_or("no way")?.points;
    let Some(What::Education(education)) = points.first().map(|point| &point.what) else {
        return Err(format!("{points:#?}").into());
    };
    assert_eq!(education.least.as_ref().map(|level| level.zh.as_str()), Some("大学本科毕业"));
    let Some(What::Judged { of: Some(major), .. }) = points.last().map(|point| &point.what) else {
        return Err(format!("{points:#?}").into());
    };
    assert_eq!(major.held.as_ref().map(|held| held.zh.as_str()), Some("临床医学"));
    // The health exam leaves out a level in between: the rest is listed.
    let health = programme("health-2024")?;
    let found = verdict(&health, "203", "21", &[("practice_category", "nursing"), ("first_registered", "2016-09")])?;
    let What::Education(education) = &found.ways[0].points[0].what else { return Err(format!("{found:#?}").into()) };
    assert_eq!((education.least.as_ref(), education.values.len()), (None, 3));
    assert_eq!(found.standing, Standing::Judged);
    Ok(())
}
