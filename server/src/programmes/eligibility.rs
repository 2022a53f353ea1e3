//! `eligibility.toml` (报名条件), with every name in it looked up in the form and the lists.

use super::{
    block::{Block, Document, Item},
    check::{Asked, Lists, References, Wanted, is_plain, possible},
    condition,
    folder::Folder,
    listed::{Listed, refers},
    problem::Problems,
};
use app::domain::{
    eligibility::{Alternative, Counted, Eligibility, GRADUATION, Judged, LEVELS, Rule, Span, TITLE},
    form::{Condition, FieldType, Page},
    programme::Specialty,
};

/// Reads the file; `None` where something that it must have is missing or wrong.
pub(super) fn read(
    folder: &Folder,
    problems: &Problems,
    lists: &Lists<'_>,
    form: Option<&(Vec<Page>, References)>,
) -> Option<Eligibility> {
    let document = Document::read(folder, problems, "eligibility.toml")?;
    let block = document.block();
    let own_fields = block.item("education").is_some();
    let reader = Reader { lists, form, graduates: !own_fields || block.item("graduated").is_some() };
    let (enforce, source) = (block.need("enforce", Item::word), block.need("source", Item::string));
    let education = block.may("education", |item| item.read(|key| reader.choice_of(key, LEVELS)));
    let graduated = block.may("graduated", |item| item.read(|key| reader.field_of(key, FieldType::Month, "no month")));
    if !own_fields && reader.has_no(FieldType::Education) {
        block.report().column(1, "education", "is missing, and no field of form.toml has the type education");
    }
    let everybody = reader.common(&block);
    let rules = block.need("rules", Item::blocks).unwrap_or_default();
    let rules = rules.iter().filter_map(|rule| reader.rule(rule, &everybody)).collect();
    block.finish();
    Some(Eligibility { enforce: enforce?, source: source?, education, graduated, rules })
}

/// What is asked of several alternatives: it may stand at the top, in a rule, or in one alternative.
#[derive(Clone, Debug, Default)]
struct Common {
    when: Option<Condition>,
    judged: Vec<Judged>,
}

impl Common {
    /// Both, the wider one first.
    fn and(&self, narrower: Self) -> Self {
        let when = match (self.when.clone(), narrower.when) {
            (Some(wide), Some(narrow)) => Some(Condition::All { all: vec![wide, narrow] }),
            (wide, narrow) => wide.or(narrow),
        };
        Self { when, judged: [self.judged.clone(), narrower.judged].concat() }
    }
}

/// What the names in the file are looked up in.
struct Reader<'a> {
    lists: &'a Lists<'a>,
    /// `None` where it could not be read: then it is believed to have everything.
    form: Option<&'a (Vec<Page>, References)>,
    /// Whether a month of graduation is known.
    graduates: bool,
}

impl Reader<'_> {
    fn rule(&self, block: &Block<'_>, everybody: &Common) -> Option<Rule> {
        let level = block.need("level", |item| item.read(|code| self.in_dictionary(code, "levels")));
        let category = block.need("category", |item| self.codes(item, "categories"));
        let subcategory = block.may("subcategory", |item| {
            let names = item.items()?;
            Some(names.iter().filter_map(|item| item.read(|name| self.subcategory(name))).collect())
        });
        let common = everybody.and(self.common(block));
        let alternatives = block.need("alternatives", Item::blocks).unwrap_or_default();
        let alternatives = alternatives.iter().filter_map(|one| self.alternative(one, &common)).collect();
        block.finish();
        Some(Rule { level: level?, category: category?, subcategory: subcategory.unwrap_or_default(), alternatives })
    }

    /// `when` and `judged`, which may stand in three places.
    fn common(&self, block: &Block<'_>) -> Common {
        let when = block.may("when", |item| {
            condition::read(item, &mut |place, field, wanted| self.look(block, place, field, wanted))
        });
        let judged = block.may("judged", Item::blocks).unwrap_or_default();
        Common { when, judged: judged.iter().filter_map(|block| self.judged(block)).collect() }
    }

    /// `{ text = …, field = … }`.
    fn judged(&self, block: &Block<'_>) -> Option<Judged> {
        let text = block.need("text", Item::text);
        let field = block.item("field").map(|item| item.read(|key| self.one_value(key).map(|_| key.to_owned())));
        block.finish();
        let field = match field {
            Some(field) => Some(field?),
            None => None,
        };
        Some(Judged { text: text?, field })
    }

    fn alternative(&self, block: &Block<'_>, common: &Common) -> Option<Alternative> {
        let given = ["education", "years", "title", "when"].map(|key| block.item(key).is_some()).contains(&true);
        let education = block.may("education", |item| self.codes(item, LEVELS)).unwrap_or_default();
        let also = block.may("also", Item::blocks).unwrap_or_default();
        let also = also.iter().map(|block| {
            let span = self.span(block);
            block.finish();
            span
        });
        // Without any of the three no years are asked for.
        let has_span = ["years", "since", "counted"].map(|key| block.item(key).is_some()).contains(&true);
        let own = has_span.then(|| self.span(block));
        let spans: Option<Vec<Span>> = own.into_iter().chain(also).collect();
        let title = block.may("title", |item| {
            if let Err(message) = self.choice_of(TITLE, TITLE) {
                item.wrong(message);
            }
            self.codes(item, TITLE)
        });
        let Common { when, judged } = common.and(self.common(block));
        let note = block.may("note", Item::text);
        if !given && when.is_none() {
            block.report().line(block.line, "asks for nothing: it needs education, years, title or when");
        }
        block.finish();
        let title = title.unwrap_or_default();
        Some(Alternative { education, spans: spans?, title, when, judged, note })
    }

    /// Years, and from when on or by what they are counted.
    fn span(&self, block: &Block<'_>) -> Option<Span> {
        let years = block.need("years", Item::count);
        let counted = match (block.item("since"), block.item("counted")) {
            (Some(item), None) => item.read(|key| self.since(key)),
            (None, Some(item)) => {
                item.read(|key| self.field_of(key, FieldType::Number, "no number")).map(Counted::Number)
            }
            _ => {
                block.report().line(block.line, "needs either since or counted");
                None
            }
        };
        Some(Span { years: years?, counted: counted? })
    }

    /// A condition looks at a field, and waits for values that it must be able to have.
    fn look(&self, block: &Block<'_>, place: &Item<'_>, key: &str, wanted: Wanted) {
        let field = self.one_value(key).map_err(|message| place.wrong(message)).ok().flatten();
        let Some((field, kind)) = field.and_then(|field| Some((field, field.kind?))) else { return };
        match wanted {
            Wanted::Words if kind != FieldType::Text => place.wrong(format!("\"{key}\" is no text")),
            Wanted::Values(values) => {
                for (value, line) in values {
                    if let Err(message) = possible(&value, kind, field, self.lists) {
                        block.report().column(line, &place.name, message);
                    }
                }
            }
            _ => {}
        }
    }

    /// The codes of a dictionary.
    fn codes(&self, item: &Item<'_>, list: &str) -> Option<Vec<String>> {
        let items = item.items()?;
        Some(items.iter().filter_map(|item| item.read(|code| self.in_dictionary(code, list))).collect())
    }

    fn in_dictionary(&self, code: &str, name: &str) -> Result<String, String> {
        match self.lists.dictionaries.get(name) {
            Some(dictionary) => refers(code, dictionary.as_ref(), name),
            None => Err(format!("there is no dictionary \"{name}\"")),
        }
    }

    fn subcategory(&self, name: &str) -> Result<String, String> {
        let has = |listed: &Listed<Specialty>| {
            // A row that could not be read may be the only one of its kind.
            listed.list.len() < listed.lines.len()
                || listed.list.iter().any(|specialty| specialty.subcategory.as_deref() == Some(name))
        };
        let known = self.lists.specialties.is_none_or(has);
        known.then(|| name.to_owned()).ok_or_else(|| format!("no specialty has the subcategory \"{name}\""))
    }

    fn since(&self, key: &str) -> Result<Counted, String> {
        match key {
            GRADUATION if self.graduates => Ok(Counted::Graduation),
            GRADUATION => Err("needs the key graduated beside education".to_owned()),
            _ => {
                let what = "neither a month field of form.toml nor graduation";
                self.field_of(key, FieldType::Month, what).map(Counted::Since)
            }
        }
    }

    /// A field of the form; in a group only where one entry is chosen, for else there is not the one value.
    fn field(&self, key: &str) -> Result<Option<&Asked>, String> {
        let Some((pages, references)) = self.form else { return Ok(None) };
        let field = references.fields.get(key).ok_or_else(|| format!("there is no field \"{key}\""))?;
        let mut groups = pages.iter().flat_map(|page| &page.groups);
        let group = field.group.as_ref().and_then(|key| groups.find(|group| group.key == *key));
        match group.filter(|group| group.choose_one.is_none()) {
            Some(group) => Err(format!("\"{key}\" is in the group \"{}\", where no entry is chosen", group.key)),
            None => Ok(Some(field)),
        }
    }

    /// A field that a condition can look at, as in the form; but of the identity nothing is told in words here.
    fn one_value(&self, key: &str) -> Result<Option<&Asked>, String> {
        let field = self.field(key)?;
        let told = |field: &Asked| field.kind.is_none_or(|kind| kind != FieldType::Identity && is_plain(kind, field));
        match field.filter(|field| !told(field)) {
            Some(_) => Err(format!("\"{key}\" is no field with one plain value")),
            None => Ok(field),
        }
    }

    /// A field of this type; one whose type could not be read is believed to have it.
    fn field_of(&self, key: &str, kind: FieldType, what: &str) -> Result<String, String> {
        let fits = self.field(key)?.and_then(|field| field.kind).is_none_or(|found| found == kind);
        fits.then(|| key.to_owned()).ok_or_else(|| format!("\"{key}\" is {what}"))
    }

    /// A choice of this dictionary.
    fn choice_of(&self, key: &str, list: &str) -> Result<String, String> {
        let what = format!("no choice of {list}");
        let options = self.field(key)?.and_then(|field| field.options.as_deref());
        match options.filter(|options| *options != list) {
            Some(_) => Err(format!("\"{key}\" is {what}")),
            None => self.field_of(key, FieldType::Choice, &what),
        }
    }

    /// Whether the form has no field of this type; not said of a form with a type that could not be read.
    fn has_no(&self, kind: FieldType) -> bool {
        let other = |field: &Asked| field.kind.is_some_and(|found| found != kind);
        self.form.is_some_and(|(_, references)| references.fields.values().all(other))
    }
}
