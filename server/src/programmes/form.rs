//! `form.toml`: pages, fields and groups, each checked by itself; what refers to others is noted for [`super::check`].

use super::{
    block::{Block, Document, Item},
    check::{Asked, References, Wanted},
    condition,
    folder::Folder,
    listed::{Lines, only_once},
    problem::Problems,
};
use app::domain::form::{
    Allowed, Condition, Field, FieldType, Group, IdentityPart, LONGEST_ANSWER, MOST_ENTRIES, NotBefore, Page, Proposal,
    Warn,
};

/// The keys that only some types of field have.
const ONLY_FOR: [(&str, &[FieldType]); 15] = [
    ("min", &[FieldType::Text, FieldType::Number]),
    ("max", &[FieldType::Text, FieldType::Number]),
    ("pattern", &[FieldType::Text]),
    ("options", &[FieldType::Choice, FieldType::Many, FieldType::Cascade]),
    ("category_field", &[FieldType::Specialty]),
    ("level_field", &[FieldType::Specialty]),
    ("identity", &[FieldType::Identity]),
    ("future", &[FieldType::Date, FieldType::Month]),
    ("years_since", &[FieldType::Number]),
    ("locked", &[FieldType::Choice, FieldType::Specialty]),
    ("allow", &[FieldType::Choice]),
    ("region_field", &[FieldType::Unit]),
    ("not_before", &[FieldType::Month]),
    ("warn_before", &[FieldType::Date]),
    ("provincial_when", &[FieldType::Site]),
];

/// Reads the file; `None` where it is missing or not TOML.
pub(super) fn read(folder: &Folder, problems: &Problems) -> Option<(Vec<Page>, References)> {
    let document = Document::read(folder, problems, "form.toml")?;
    let block = document.block();
    let mut reader = Reader::default();
    let blocks = block.need("pages", Item::blocks).unwrap_or_default();
    let mut pages: Vec<Page> = blocks.iter().filter_map(|block| reader.page(block)).collect();
    sites_below_areas(&mut pages);
    block.finish();
    Some((pages, reader.references))
}

/// Where the form asks for the area, it narrows the sites.
fn sites_below_areas(pages: &mut [Page]) {
    let fields = || pages.iter().flat_map(|page| &page.fields);
    let area = fields().find(|field| field.kind == FieldType::Area).map(|field| field.key.clone());
    for field in pages.iter_mut().flat_map(|page| &mut page.fields).filter(|field| field.kind == FieldType::Site) {
        field.area_field.clone_from(&area);
    }
}

#[derive(Default)]
struct Reader {
    pages: Lines,
    identity: Lines,
    references: References,
}

impl Reader {
    fn page(&mut self, block: &Block<'_>) -> Option<Page> {
        self.references.page += 1;
        let key = block.need("key", |item| {
            let key = item.key()?;
            only_once(&mut self.pages, &key, item.line, &item.name, block.report());
            Some(key)
        });
        let (title, intro) = (block.need("title", Item::text), block.may("intro", Item::text));
        let fields = self.fields(&block.may("fields", Item::blocks).unwrap_or_default(), None);
        let groups: Vec<Block<'_>> = block.may("groups", Item::blocks).unwrap_or_default();
        let groups = groups.iter().filter_map(|group| self.group(group)).collect();
        if block.item("fields").is_none() && block.item("groups").is_none() {
            block.report().line(block.line, "the page has no field");
        }
        block.finish();
        Some(Page { key: key?, title: title?, intro, fields, groups })
    }

    fn group(&mut self, block: &Block<'_>) -> Option<Group> {
        let key = self.unique(block, "key");
        let (label, note) = (block.need("label", Item::text), block.may("note", Item::text));
        let (min, max) = (block.may("min", Item::count).unwrap_or_default(), block.need("max", Item::count));
        if max.is_some_and(|max| max == 0 || max as usize > MOST_ENTRIES) {
            blame(block, "max", format!("must be 1 to {MOST_ENTRIES}"));
        } else if max.is_some_and(|max| min > max) {
            blame(block, "max", "is less than min");
        }
        // They look from outside: the entries come and go.
        let [min_when, visible_when] = ["min_when", "visible_when"].map(|name| {
            let item = block.item(name)?;
            self.condition(&item, None, None)
        });
        let hidden_note = block.may("hidden_note", Item::text);
        if block.item("visible_when").is_none() {
            blame(block, "hidden_note", "needs visible_when beside it");
        }
        let fields = block.need("fields", Item::blocks).unwrap_or_default();
        let fields = self.fields(&fields, Some(key.as_deref().unwrap_or_default()));
        let choose_one = block.item("choose_one").and_then(|item| {
            let mark = item.key()?;
            // The mark is a field of the entry, or a key of its own that no other field has.
            if fields.iter().any(|field| field.key == mark && field.kind != FieldType::Choice) {
                item.wrong(format!("\"{mark}\" is no choice"));
            } else if fields.iter().any(|field| field.key == mark) {
                self.references.add(&item, key.clone(), &mark, Wanted::values([("yes".to_owned(), item.line)]));
            } else {
                only_once(&mut self.references.keys, &mark, item.line, &item.name, block.report());
            }
            Some(mark)
        });
        block.finish();
        self.references.chosen.extend(key.clone().filter(|_| choose_one.is_some()));
        Some(Group {
            key: key?,
            label: label?,
            note,
            visible_when,
            hidden_note,
            min,
            min_when,
            max: max?,
            choose_one,
            fields,
        })
    }

    fn fields(&mut self, blocks: &[Block<'_>], group: Option<&str>) -> Vec<Field> {
        blocks.iter().map(|block| self.field(block, group)).collect()
    }

    /// One field; where something could not be read, an empty value stands in for it, as the form is refused anyway.
    fn field(&mut self, block: &Block<'_>, group: Option<&str>) -> Field {
        let key = self.unique(block, "key");
        let kind = block.need("type", |item| item.word::<FieldType>());
        let options = block.may("options", Item::string);
        let identity = self.identity(block);
        if let Some(key) = &key {
            let asked = Asked {
                kind,
                options: options.clone(),
                identity,
                group: group.map(str::to_owned),
                page: self.references.page,
                line: block.line,
            };
            self.references.fields.insert(key.clone(), asked);
        }
        if let Some(name) = &options {
            blame_with(block, "options", |item| self.references.options.push((item.line, name.clone())));
        }
        let label = block.need("label", Item::text);
        let conditions = ["visible_when", "required_when", "dash_when", "provincial_when"].map(|name| {
            let item = block.item(name)?;
            self.condition(&item, key.as_deref(), group)
        });
        let allow = block.may("allow", Item::blocks).unwrap_or_default();
        let allow = allow.iter().filter_map(|block| self.allowed(block, key.as_deref(), options.as_deref(), group));
        let allow: Vec<Allowed> = allow.collect();
        let region_field = block.item("region_field").and_then(|item| {
            let field = item.key()?;
            self.references.add(&item, group.map(str::to_owned), &field, Wanted::Cascade);
            Some(field)
        });
        let [category_field, level_field] =
            [("category_field", "categories"), ("level_field", "levels")].map(|(name, list)| {
                let item = block.item(name)?;
                let field = item.key()?;
                self.references.add(&item, group.map(str::to_owned), &field, Wanted::ChoiceOf(list));
                Some(field)
            });
        let years_since = block.item("years_since").and_then(|item| {
            let field = item.key()?;
            self.references.add(&item, group.map(str::to_owned), &field, Wanted::Month);
            Some(field)
        });
        let not_before = block.item("not_before").and_then(|item| self.not_before(&item, group));
        let warn = block.may("warn", Item::blocks).unwrap_or_default();
        let warn: Vec<Warn> = warn.iter().filter_map(|block| self.warn(block, group)).collect();
        let [visible_when, required_when, dash_when, provincial_when] = conditions;
        let field = Field {
            key: key.unwrap_or_default(),
            label: label.unwrap_or_default(),
            kind: kind.unwrap_or(FieldType::Text),
            required: block.may("required", Item::boolean).unwrap_or(true),
            help: block.may("help", Item::text),
            min: block.may("min", Item::number),
            max: block.may("max", Item::number),
            pattern: block.may("pattern", Item::word),
            options,
            visible_when,
            required_when,
            category_field,
            level_field,
            identity,
            compare: block.may("compare", Item::boolean).unwrap_or_default(),
            future: block.may("future", Item::boolean).unwrap_or_default(),
            locked: block.may("locked", Item::boolean).unwrap_or_default(),
            allow,
            propose: block.may("propose", Item::word),
            provincial_when,
            dash_when,
            region_field,
            area_field: None,
            years_since,
            not_before,
            warn_before: block.may("warn_before", Item::word),
            warn,
        };
        if kind.is_some() {
            check_kind(block, &field, group.is_some());
        }
        block.finish();
        field
    }

    /// A condition of the field `key`.
    fn condition(&mut self, item: &Item<'_>, key: Option<&str>, group: Option<&str>) -> Option<Condition> {
        condition::read(item, &mut |item, field, wanted| {
            if key == Some(field) {
                item.wrong("the field looks at itself");
            } else {
                self.references.add(item, group.map(str::to_owned), field, wanted);
            }
        })
    }

    /// `{ choice = …, when = …, unless = … }`; one condition is enough.
    fn allowed(
        &mut self,
        block: &Block<'_>,
        key: Option<&str>,
        options: Option<&str>,
        group: Option<&str>,
    ) -> Option<Allowed> {
        let choice = block.need("choice", Item::string);
        if let (Some(choice), Some(name), Some(item)) = (&choice, options, block.item("choice")) {
            self.references.choices.push((item.line, name.to_owned(), choice.clone()));
        }
        let [when, unless] = ["when", "unless"].map(|name| {
            let item = block.item(name)?;
            Some(self.condition(&item, key, group))
        });
        if when.is_none() && unless.is_none() {
            block.report().line(block.line, "needs when or unless");
        }
        block.finish();
        Some(Allowed { choice: choice?, when: when.flatten(), unless: unless.flatten() })
    }

    /// `{ field = …, years = … }`.
    fn not_before(&mut self, item: &Item<'_>, group: Option<&str>) -> Option<NotBefore> {
        let block = item.block()?;
        let field = block.need("field", Item::key);
        let years = block.may("years", Item::count).unwrap_or_default();
        block.finish();
        let field = field?;
        self.references.add(item, group.map(str::to_owned), &field, Wanted::Day);
        Some(NotBefore { field, years })
    }

    /// `{ when = …, unless = …, unproposed = …, text = … }`; what is warned of must be said by one of the first three.
    /// The conditions may look at the field itself.
    fn warn(&mut self, block: &Block<'_>, group: Option<&str>) -> Option<Warn> {
        let given = ["when", "unless", "unproposed"].map(|name| block.item(name).is_some());
        let [when, unless] = ["when", "unless"].map(|name| {
            let item = block.item(name)?;
            self.condition(&item, None, group)
        });
        let unproposed = block.may("unproposed", Item::boolean).unwrap_or_default();
        let text = block.need("text", Item::text);
        if !given.contains(&true) {
            block.report().line(block.line, "needs when, unless or unproposed");
        }
        block.finish();
        Some(Warn { when, unless, unproposed, text: text? })
    }

    fn identity(&mut self, block: &Block<'_>) -> Option<IdentityPart> {
        let item = block.item("identity")?;
        let part = item.word()?;
        only_once(&mut self.identity, &item.string()?, item.line, &item.name, block.report());
        Some(part)
    }

    /// A key that nothing else in the form has.
    fn unique(&mut self, block: &Block<'_>, name: &str) -> Option<String> {
        block.need(name, |item| {
            let key = item.key()?;
            only_once(&mut self.references.keys, &key, item.line, &item.name, block.report());
            Some(key)
        })
    }
}

/// What a field of this type must have and cannot have.
fn check_kind(block: &Block<'_>, field: &Field, in_group: bool) {
    for (key, kinds) in ONLY_FOR.iter().filter(|(_, kinds)| !kinds.contains(&field.kind)) {
        blame(block, key, format!("is not for this type of field; it is for {}", names(kinds)));
    }
    match field.kind {
        FieldType::Choice | FieldType::Many | FieldType::Cascade => drop(block.need("options", |_| Some(()))),
        FieldType::Identity => drop(block.need("identity", |_| Some(()))),
        _ => {}
    }
    let alone = matches!(field.kind, FieldType::Identity | FieldType::Many | FieldType::Cascade | FieldType::Area);
    if in_group && (alone || matches!(field.kind, FieldType::Unit)) {
        blame(block, "type", "cannot be in a group");
    }
    // Last year's record has one value for each compared field.
    if field.compare && (in_group || field.kind == FieldType::Many) {
        blame(block, "compare", "is not possible for several values");
    }
    let proposes = match field.propose {
        None => true,
        Some(Proposal::Pinyin) => field.kind == FieldType::Text,
        Some(Proposal::UnitCity) => field.kind == FieldType::Site,
    };
    if !proposes {
        blame(block, "propose", "is not for this type of field");
    }
    let proposes_city = field.propose == Some(Proposal::UnitCity);
    if field.kind == FieldType::Site && field.provincial_when.is_some() && !proposes_city {
        blame(block, "provincial_when", "needs propose = \"unit-city\" beside it");
    }
    if matches!(field.kind, FieldType::Identity | FieldType::Many) {
        blame(block, "warn", "is not for this type of field");
    }
    let has_proposal = field.kind == FieldType::Area || (field.kind == FieldType::Site && proposes_city);
    if field.warn.iter().any(|warn| warn.unproposed) && !has_proposal {
        blame(block, "warn", "unproposed is for an area, or a site with propose = \"unit-city\"");
    }
    if in_group && field.locked {
        blame(block, "locked", "is not for a group: nothing of it is answered at the start");
    }
    if field.kind == FieldType::Text && field.min.is_some_and(i64::is_negative) {
        blame(block, "min", "a length cannot be negative");
    }
    if field.min.zip(field.max).is_some_and(|(min, max)| min > max) {
        blame(block, "max", "is less than min");
    } else if field.kind == FieldType::Text && field.max.is_some_and(|max| !(1..=LONGEST_ANSWER as i64).contains(&max))
    {
        blame(block, "max", format!("must be 1 to {LONGEST_ANSWER}"));
    }
}

fn names(kinds: &[FieldType]) -> String {
    let names: Vec<String> = kinds.iter().map(|kind| format!("{kind:?}").to_lowercase()).collect();
    names.join(", ")
}

/// Blames a key, where it is there.
fn blame(block: &Block<'_>, key: &str, message: impl Into<String>) {
    blame_with(block, key, |item| item.wrong(message));
}

fn blame_with(block: &Block<'_>, key: &str, then: impl FnOnce(&Item<'_>)) {
    if let Some(item) = block.item(key) {
        then(&item);
    }
}
