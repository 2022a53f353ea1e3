//! Which ways to qualify a candidate meets, and what each of them still needs.

use super::{
    Alternative, Counted, Eligibility, Judged, LEVELS, OneOf, Point, Span, Standing, Stated, TITLE, Verdict, Way, What,
};
use crate::domain::{
    calendar::Month,
    education::EducationRecord,
    form::{Answers, Condition, Field, FieldType, Group, chosen_entry, entry_value, page_value},
    programme::{Programme, Specialty},
    text::Text,
};
use std::slice;

const MONTHS: u32 = 12;

/// Judges what was answered so far; nothing while level, category and specialty are not chosen, and where no rule is
/// for that specialty.
#[must_use]
pub fn judge(programme: &Programme, answers: &Answers, education: &[EducationRecord]) -> Option<Verdict> {
    let eligibility = programme.eligibility.as_ref()?;
    let specialty = chosen_specialty(programme, answers)?;
    let case = Case::of(programme, eligibility, answers, education);
    let rules = eligibility.rules.iter().filter(|rule| rule.is_for(specialty));
    let mut ways: Vec<Way> = rules.flat_map(|rule| &rule.alternatives).map(|one| case.way(one)).collect();
    ways.sort_by_key(Way::distance);
    let standing = ways.first()?.standing();
    Some(Verdict { standing, cutoff: programme.cutoff, ways })
}

/// The value of a field of a page, or of the entry that is chosen in its group. What is not shown is not answered,
/// though it may have been typed before.
#[must_use]
pub fn value_of(programme: &Programme, answers: &Answers, key: &str) -> String {
    let Some((field, group)) = find(programme, key) else { return String::new() };
    if group.is_some_and(|group| !group.is_visible(&|key: &str| page_value(answers, key))) {
        return String::new();
    }
    let entry = group.and_then(|group| Some((group, chosen_entry(group, answers)?)));
    // As in the form, the same entry comes first, then the page.
    let value = |key: &str| match entry {
        Some((group, entry)) => entry_value(group, entry, answers, key),
        None => page_value(answers, key),
    };
    if field.is_visible(&value) { value(key) } else { String::new() }
}

/// The field with this key, and the group in which it is.
fn find<'a>(programme: &'a Programme, key: &str) -> Option<(&'a Field, Option<&'a Group>)> {
    let on_pages = programme.pages.iter().flat_map(|page| &page.fields).map(|field| (field, None));
    let groups = programme.pages.iter().flat_map(|page| &page.groups);
    let in_groups = groups.flat_map(|group| group.fields.iter().map(move |field| (field, Some(group))));
    on_pages.chain(in_groups).find(|(field, _)| field.key == key)
}

/// What is registered for, if it is of the category and level that were chosen.
fn chosen_specialty<'a>(programme: &'a Programme, answers: &Answers) -> Option<&'a Specialty> {
    let field = programme.pages.iter().flat_map(|page| &page.fields).find(|f| f.kind == FieldType::Specialty)?;
    let specialty = programme.specialty(&value_of(programme, answers, &field.key))?;
    let agrees = |key: Option<&str>, code: &str| key.is_none_or(|key| value_of(programme, answers, key) == code);
    let fits = agrees(field.category_field.as_deref(), &specialty.category)
        && agrees(field.level_field.as_deref(), &specialty.level);
    fits.then_some(specialty)
}

/// A candidate with what they answered.
struct Case<'a> {
    programme: &'a Programme,
    answers: &'a Answers,
    /// The label of the education, the code of its level, and when it ended (its label, its month).
    education: Text,
    level: String,
    graduated: (Option<Text>, String),
}

impl<'a> Case<'a> {
    fn of(
        programme: &'a Programme,
        eligibility: &Eligibility,
        answers: &'a Answers,
        records: &[EducationRecord],
    ) -> Self {
        let mut case = Self {
            programme,
            answers,
            education: Text::default(),
            level: String::new(),
            graduated: (None, String::new()),
        };
        let mut fields = programme.pages.iter().flat_map(|page| &page.fields);
        if let Some(key) = &eligibility.education {
            case.education = case.label(key);
            case.level = case.value(key);
            case.graduated = match &eligibility.graduated {
                Some(key) => (Some(case.label(key)), case.value(key)),
                None => (None, String::new()),
            };
        } else if let Some(field) = fields.find(|field| field.kind == FieldType::Education) {
            let chosen = case.value(&field.key);
            case.education = field.label.clone();
            if let Some(record) = records.iter().find(|record| record.id.to_string() == chosen) {
                case.level = record.level.clone();
                case.graduated = (None, record.graduated.clone());
            }
        }
        case
    }

    fn value(&self, key: &str) -> String {
        value_of(self.programme, self.answers, key)
    }

    fn label(&self, key: &str) -> Text {
        find(self.programme, key).map_or_else(|| Text::chinese(key), |(field, _)| field.label.clone())
    }

    fn way(&self, alternative: &Alternative) -> Way {
        let mut points = Vec::new();
        if !alternative.education.is_empty() {
            let level = |code: &str| self.programme.choice_name(LEVELS, code);
            let mut education = one_of(self.education.clone(), &alternative.education, &self.level, level);
            education.least = self.least(&alternative.education);
            points.push(point(alternative.education.contains(&self.level), What::Education(education)));
        }
        if !alternative.title.is_empty() {
            let held = self.value(TITLE);
            let title = |code: &str| self.programme.choice_name(TITLE, code);
            let title = one_of(self.label(TITLE), &alternative.title, &held, title);
            points.push(point(alternative.title.contains(&held), What::Title(title)));
        }
        points.extend(alternative.spans.iter().map(|span| self.span(span)));
        points.extend(alternative.when.iter().flat_map(|when| self.conditions(when)));
        points.extend(alternative.judged.iter().map(|judged| self.judged(judged)));
        Way { note: alternative.note.clone(), points }
    }

    /// The lowest of these levels of education, where all above it count too: the list begins with the highest.
    fn least(&self, codes: &[String]) -> Option<Text> {
        let from_the_top = self.programme.dictionary(LEVELS).iter().take_while(|level| codes.contains(&level.code));
        let levels: Vec<_> = from_the_top.collect();
        levels.last().filter(|_| levels.len() > 1 && levels.len() == codes.len()).map(|level| level.name.clone())
    }

    fn judged(&self, judged: &Judged) -> Point {
        let of = judged.field.as_ref().map(|field| self.said(field, &[]));
        Point { standing: Standing::Judged, what: What::Judged { text: judged.text.clone(), of } }
    }

    fn span(&self, span: &Span) -> Point {
        match &span.counted {
            Counted::Graduation => self.since(self.graduated.0.clone(), &self.graduated.1, span.years),
            Counted::Since(key) => self.since(Some(self.label(key)), &self.value(key), span.years),
            Counted::Number(key) => self.counted(key, span.years),
        }
    }

    /// Years from a month on. Even where none are needed, the month must have come by the cut-off day: a certificate
    /// that is issued later is none yet, and education counts up to that day too (notice 000 (三)2(1)).
    fn since(&self, label: Option<Text>, month: &str, needed: u32) -> Point {
        let from = Month::parse(month);
        let passed = from.map_or(0, |month| month.months_until(self.programme.cutoff));
        let missing = (i64::from(needed) * i64::from(MONTHS)).max(1) - i64::from(passed);
        let missing = u32::try_from(missing.max(0)).unwrap_or(u32::MAX);
        let passed = u32::try_from(passed).unwrap_or_default();
        point(from.is_some() && missing == 0, What::Since { label, from, needed, passed, missing })
    }

    fn counted(&self, key: &str, needed: u32) -> Point {
        let counted = self.value(key).parse::<u32>().ok();
        let missing = needed.saturating_sub(counted.unwrap_or_default()).saturating_mul(MONTHS);
        point(counted.is_some() && missing == 0, What::Counted { label: self.label(key), counted, needed, missing })
    }

    /// A point for each condition that must hold.
    fn conditions(&self, when: &Condition) -> Vec<Point> {
        if let Condition::All { all } = when {
            return all.iter().flat_map(|condition| self.conditions(condition)).collect();
        }
        let met = when.holds(&|key: &str| self.value(key));
        vec![point(met, What::Condition(self.stated(when)))]
    }

    fn stated(&self, condition: &Condition) -> Stated {
        let all = |conditions: &[Condition]| conditions.iter().map(|one| self.stated(one)).collect();
        match condition {
            Condition::Equals { field, equals } => Stated::Is(self.said(field, slice::from_ref(equals))),
            Condition::Not { field, not } => Stated::Not(self.said(field, slice::from_ref(not))),
            Condition::AnyOf { field, any_of } => Stated::Is(self.said(field, any_of)),
            Condition::Contains { field, contains } => Stated::Contains(self.said(field, contains)),
            Condition::Lacks { field, lacks } => Stated::Lacks(self.said(field, lacks)),
            Condition::All { all: conditions } => Stated::All(all(conditions)),
            Condition::Any { any: conditions } => Stated::Any(all(conditions)),
        }
    }

    /// Values of a field in words.
    fn said(&self, key: &str, values: &[String]) -> OneOf {
        let field = find(self.programme, key).map(|(field, _)| field);
        let name = |value: &str| field.map_or_else(|| Text::chinese(value), |field| self.name(field, value));
        one_of(self.label(key), values, &self.value(key), name)
    }

    fn name(&self, field: &Field, value: &str) -> Text {
        let named = match field.kind {
            FieldType::Choice | FieldType::Cascade => {
                // Of a cascade the last level says it all.
                let code = value.rsplit('/').next().unwrap_or(value);
                Some(self.programme.choice_name(field.options.as_deref().unwrap_or_default(), code))
            }
            FieldType::Specialty => self.programme.specialty(value).map(|specialty| specialty.name.clone()),
            FieldType::Site => self.programme.site(value).map(|site| site.name.clone()),
            FieldType::Area => self.programme.area(value).map(|area| area.name.clone()),
            _ => None,
        };
        named.unwrap_or_else(|| Text::chinese(value))
    }
}

fn one_of(label: Text, codes: &[String], held: &str, name: impl Fn(&str) -> Text) -> OneOf {
    let values = codes.iter().map(|code| name(code)).collect();
    OneOf { label, values, least: None, held: (!held.is_empty()).then(|| name(held)) }
}

fn point(met: bool, what: What) -> Point {
    Point { standing: Standing::of(met), what }
}
