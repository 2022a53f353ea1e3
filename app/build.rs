//! Turns the texts of `src/locales/<language>/*.toml` into one function a text, so that a missing or
//! differing text fails the build. `account.toml` with `sign_in = "登录"` becomes `account_sign_in(language)`;
//! placeholders such as `{time}` become arguments in the order of the Chinese text.

use std::{collections::BTreeMap, env, error::Error, fmt::Write, fs, path::Path};

type Texts = BTreeMap<String, String>;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=src/locales");
    let (chinese, english) = (read("src/locales/zh-CN")?, read("src/locales/en")?);
    let mut problems = String::new();
    for key in chinese.keys().filter(|key| !english.contains_key(*key)) {
        writeln!(problems, "the text `{key}` is missing in en")?;
    }
    for key in english.keys().filter(|key| !chinese.contains_key(*key)) {
        writeln!(problems, "the text `{key}` is missing in zh-CN")?;
    }
    let mut code = String::new();
    for (key, zh) in &chinese {
        let en = english.get(key).map_or("", String::as_str);
        let (arguments, mut others) = (placeholders(zh), placeholders(en));
        let mut sorted = arguments.clone();
        sorted.sort();
        others.sort();
        if sorted != others {
            writeln!(problems, "the text `{key}` has {arguments:?} in zh-CN and {others:?} in en")?;
        }
        code.push_str(&function(key, zh, en, &arguments)?);
    }
    if !problems.is_empty() {
        return Err(problems.into());
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("words.rs"), code)?;
    Ok(())
}

fn read(folder: &str) -> Result<Texts, Box<dyn Error>> {
    let mut texts = Texts::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let section = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_owned();
        let table: BTreeMap<String, String> =
            toml::from_str(&fs::read_to_string(&path)?).map_err(|e| format!("{}: {e}", path.display()))?;
        texts.extend(table.into_iter().map(|(key, text)| (format!("{section}_{key}"), text)));
    }
    Ok(texts)
}

fn placeholders(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for name in text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn function(key: &str, zh: &str, en: &str, arguments: &[String]) -> Result<String, Box<dyn Error>> {
    let mut code = String::new();
    writeln!(code, "/// zh-CN: {}", zh.replace('\n', " ").replace(['[', ']', '<', '>', '`'], " "))?;
    if arguments.is_empty() {
        writeln!(code, "#[must_use] pub const fn {key}(language: Language) -> &'static str {{")?;
        writeln!(code, "match language {{ Language::Chinese => {zh:?}, Language::English => {en:?} }} }}")?;
    } else {
        let list: String = arguments.iter().map(|a| format!(", {a}: impl std::fmt::Display")).collect();
        writeln!(code, "#[must_use] pub fn {key}(language: Language{list}) -> String {{")?;
        writeln!(
            code,
            "match language {{ Language::Chinese => format!({zh:?}), Language::English => format!({en:?}) }} }}"
        )?;
    }
    Ok(code)
}
