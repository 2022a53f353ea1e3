//! `programme.toml`: what the exam is called, when it is, and the lists that are too short for a file.

use super::{
    block::{Block, Document, Item},
    folder::Folder,
    listed::{Lines, Listed, only_once},
    problem::Problems,
};
use app::domain::{
    calendar::Window,
    form::Choice,
    photo::{MAX_PIXELS, PhotoFormat, PhotoRule},
    programme::Amendment,
    text::Text,
};
use chrono::NaiveDate;
use serde::{
    Deserialize,
    de::value::{Error as ValueError, MapDeserializer},
};

const FILE: &str = "programme.toml";

/// What `programme.toml` says.
#[derive(Debug)]
pub(super) struct Settings {
    pub title: Option<Text>,
    pub summary: Option<Text>,
    pub form_title: Option<Text>,
    pub form_name: Option<Text>,
    pub form_stamped: bool,
    pub submitted_title: Option<Text>,
    pub exam_dates: Option<Vec<NaiveDate>>,
    pub cutoff: Option<NaiveDate>,
    pub wechat_required: Option<bool>,
    pub amendment: Option<Amendment>,
    pub reopen: Option<bool>,
    pub pass_mark: Option<u32>,
    /// The keys of the statements in order, with their lines.
    pub statements: Vec<(String, usize)>,
    /// The usual reasons of a refusal.
    pub reasons: Vec<Text>,
    pub registration: Option<Window>,
    pub amendment_window: Option<Window>,
    pub photo: Option<PhotoRule>,
    pub categories: Listed<Choice>,
    pub levels: Listed<Choice>,
    pub subjects: Listed<Choice>,
}

/// Reads the file; `None` where it is missing or not TOML.
pub(super) fn read(folder: &Folder, problems: &Problems) -> Option<Settings> {
    let document = Document::read(folder, problems, FILE)?;
    let block = document.block();
    check_id(&block, &folder.name);
    let [registration, amendment_window] = windows(&block);
    let settings = Settings {
        title: block.need("title", Item::text),
        summary: block.need("summary", Item::text),
        form_title: block.may("form_title", Item::text),
        form_name: block.may("form_name", Item::text),
        form_stamped: block.may("form_stamped", Item::boolean).unwrap_or(true),
        submitted_title: block.may("submitted_title", Item::text),
        exam_dates: exam_dates(&block, registration),
        cutoff: block.need("cutoff", Item::date),
        wechat_required: block.need("wechat_required", Item::boolean),
        amendment: block.need("amendment", Item::word),
        reopen: block.need("reopen", Item::boolean),
        pass_mark: pass_mark(&block),
        statements: statements(&block),
        reasons: block.may("reasons", reasons).unwrap_or_default(),
        registration,
        amendment_window,
        photo: photo(&block),
        categories: choices(&block, "categories"),
        levels: choices(&block, "levels"),
        subjects: choices(&block, "subjects"),
    };
    block.finish();
    Some(settings)
}

fn check_id(block: &Block<'_>, folder: &str) {
    block.need("id", |item| {
        let id = item.string()?;
        let shaped = id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if id != folder {
            item.wrong(format!("\"{id}\" is not the folder's name, \"{folder}\""));
        } else if !shaped {
            item.wrong(format!("\"{id}\" stands in addresses: lower-case letters, digits and - only"));
        }
        Some(id)
    });
}

fn windows(block: &Block<'_>) -> [Option<Window>; 2] {
    let Some(windows) = block.need("windows", Item::block) else {
        return [None, None];
    };
    let registration = windows.need("registration", Item::window);
    let amendment = windows.need("amendment", |item| {
        let window = item.window()?;
        if registration.is_some_and(|registration| window.until <= registration.from) {
            item.wrong("ends before the registration begins");
        }
        Some(window)
    });
    windows.finish();
    [registration, amendment]
}

fn exam_dates(block: &Block<'_>, registration: Option<Window>) -> Option<Vec<NaiveDate>> {
    let mut dates: Vec<NaiveDate> = Vec::new();
    for item in block.need("exam_dates", Item::items)? {
        let Some(date) = item.date() else { continue };
        if dates.last().is_some_and(|last| *last >= date) {
            item.wrong(format!("{date} does not come after the day before it in the list"));
        }
        if registration.is_some_and(|window| date < window.until.date()) {
            item.wrong(format!("{date} lies before the end of the registration"));
        }
        dates.push(date);
    }
    Some(dates)
}

fn pass_mark(block: &Block<'_>) -> Option<u32> {
    block.need("pass_mark", |item| {
        let mark = item.count()?;
        if mark > 100 {
            item.wrong("must be points of 100");
        }
        Some(mark)
    })
}

fn statements(block: &Block<'_>) -> Vec<(String, usize)> {
    let mut lines = Lines::new();
    let mut statements = Vec::new();
    for item in block.need("statements", Item::items).unwrap_or_default() {
        let Some(key) = item.key() else { continue };
        only_once(&mut lines, &key, item.line, &item.name, block.report());
        statements.push((key, item.line));
    }
    statements
}

/// The texts of a list; what is stored of a ticked one is the Chinese text, so none may be there twice.
fn reasons(item: &Item<'_>) -> Option<Vec<Text>> {
    let mut reasons: Vec<Text> = Vec::new();
    for item in item.items()? {
        let Some(text) = item.text() else { continue };
        if reasons.iter().any(|reason| reason.zh == text.zh) {
            item.wrong(format!("\"{}\" is there twice", text.zh));
        }
        reasons.push(text);
    }
    Some(reasons)
}

/// A list of blocks with `key` and `name`.
fn choices(block: &Block<'_>, name: &str) -> Listed<Choice> {
    let mut choices = Listed::default();
    for entry in block.need(name, Item::blocks).unwrap_or_default() {
        let key = entry.need("key", |item| {
            let key = item.key()?;
            only_once(&mut choices.lines, &key, item.line, &item.name, entry.report());
            Some(key)
        });
        let name = entry.need("name", Item::text);
        entry.finish();
        choices.list.extend(key.zip(name).map(|(code, name)| Choice { code, name, parent: None }));
    }
    choices
}

fn photo(block: &Block<'_>) -> Option<PhotoRule> {
    let photo = block.need("photo", Item::block)?;
    let size = |item: &Item<'_>| {
        let pixels = item.count()?;
        if pixels == 0 || u64::from(pixels).pow(2) > MAX_PIXELS {
            item.wrong("no photo can have this size");
        }
        Some(pixels)
    };
    let (min_width, min_height) = (photo.need("min_width", size), photo.need("min_height", size));
    let min_kb = photo.may("min_kb", Item::count).unwrap_or_default();
    let max_kb = photo.need("max_kb", |item| {
        let max = item.count()?;
        if max == 0 || min_kb > max {
            item.wrong("must be at least 1 and not less than min_kb");
        }
        Some(max)
    });
    let ratio = photo.may("ratio", ratio);
    let tolerance = photo.may("tolerance", Item::count);
    let background = photo.may("background", Item::word);
    let formats = photo.may("formats", |item| {
        let formats: Vec<PhotoFormat> = item.items()?.iter().filter_map(Item::word).collect();
        if formats.is_empty() {
            item.wrong("is empty");
        }
        Some(formats)
    });
    photo.finish();
    // What is left out is as the rule itself has it.
    let given = [("min_width", min_width?), ("min_height", min_height?), ("min_kb", min_kb), ("max_kb", max_kb?)];
    let reader: MapDeserializer<'_, _, ValueError> = MapDeserializer::new(given.into_iter());
    let mut rule = PhotoRule::deserialize(reader).ok()?;
    rule.ratio = ratio.unwrap_or(rule.ratio);
    rule.tolerance = tolerance.unwrap_or(rule.tolerance);
    rule.background = background.unwrap_or(rule.background);
    rule.formats = formats.unwrap_or(rule.formats);
    Some(rule)
}

/// `[295, 413]`: width to height.
fn ratio(item: &Item<'_>) -> Option<(u32, u32)> {
    let numbers: Vec<u32> = item.items()?.iter().filter_map(Item::count).collect();
    let [width, height] = numbers.as_slice() else {
        item.wrong("must be two numbers, width and height");
        return None;
    };
    if *width == 0 || *height == 0 {
        item.wrong("must not have a 0");
    }
    Some((*width, *height))
}
