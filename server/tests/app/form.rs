//! Forms of a page, filled in as somebody without scripts fills them in.

use super::html::Token;

/// A form of a page.
#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    pub multipart: bool,
    controls: Vec<Control>,
}

/// Something to type into or to choose from.
#[derive(Clone, Debug)]
struct Control {
    name: String,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Text(String),
    Tick { value: String, on: bool },
    List { offered: Vec<String>, chosen: String },
    File,
}

fn control(token: &Token, following: &[Token]) -> Option<Control> {
    let Token::Open { name: tag, .. } = token else { return None };
    let name = token.attribute("name").filter(|_| token.attribute("disabled").is_none())?.to_owned();
    let value = || token.attribute("value").unwrap_or_default().to_owned();
    let kind = match (tag.as_str(), token.attribute("type").unwrap_or("text")) {
        ("input", "checkbox" | "radio") => Kind::Tick { value: value(), on: token.attribute("checked").is_some() },
        ("input", "file") => Kind::File,
        ("input", "submit" | "button") => return None,
        ("input", _) => Kind::Text(value()),
        ("textarea", _) => match following.first() {
            Some(Token::Text(text)) => Kind::Text(text.clone()),
            _ => Kind::Text(String::new()),
        },
        ("select", _) => {
            let inside = following.iter().take_while(|token| **token != Token::Close("select".to_owned()));
            let options: Vec<&Token> = inside.filter(|t| t.attribute("value").is_some()).collect();
            let offered = options.iter().filter_map(|o| o.attribute("value").map(str::to_owned)).collect::<Vec<_>>();
            let chosen = options.iter().find(|option| option.attribute("selected").is_some()).or(options.first());
            let chosen = chosen.and_then(|option| option.attribute("value")).unwrap_or_default().to_owned();
            Kind::List { offered, chosen }
        }
        _ => return None,
    };
    Some(Control { name, kind })
}

impl Form {
    /// The forms of a page at this address.
    pub fn all(page: &[Token], path: &str) -> Vec<Self> {
        let mut forms: Vec<Self> = Vec::new();
        let mut inside = false;
        for (at, token) in page.iter().enumerate() {
            match token {
                Token::Open { name, .. } if name == "form" => {
                    let action =
                        token.attribute("action").filter(|action| !action.is_empty()).unwrap_or(path).to_owned();
                    let multipart = token.attribute("enctype") == Some("multipart/form-data");
                    forms.push(Self { action, multipart, controls: Vec::new() });
                    inside = true;
                }
                Token::Close(name) if name == "form" => inside = false,
                _ if inside => {
                    let control = control(token, page.get(at + 1..).unwrap_or_default());
                    if let (Some(control), Some(form)) = (control, forms.last_mut()) {
                        form.controls.push(control);
                    }
                }
                _ => {}
            }
        }
        forms
    }

    /// What the form would post, with this typed and chosen. Nobody can type where there is no field, or choose
    /// what is not offered.
    #[track_caller]
    pub fn filled(&self, typed: &[(&str, &str)]) -> Vec<(String, String)> {
        let untouched = |control: &&Control| !typed.iter().any(|(name, _)| *name == control.name);
        let kept = self.controls.iter().filter(untouched).filter_map(|control| {
            let value = match &control.kind {
                Kind::Text(value) | Kind::Tick { value, on: true } | Kind::List { chosen: value, .. } => value,
                Kind::Tick { .. } | Kind::File => return None,
            };
            Some((control.name.clone(), value.clone()))
        });
        let own = typed.iter().map(|(name, value)| {
            let possible =
                self.controls.iter().filter(|control| control.name == *name).any(|control| match &control.kind {
                    Kind::Text(_) => true,
                    Kind::Tick { value: offered, .. } => offered == value,
                    Kind::List { offered, .. } => offered.iter().any(|offered| offered == value),
                    Kind::File => false,
                });
            assert!(possible, "the form of {} offers no {value:?} for {name}: {:?}", self.action, self.controls);
            ((*name).to_owned(), (*value).to_owned())
        });
        kept.chain(own).collect()
    }

    /// The value that a control has now.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.controls.iter().filter(|control| control.name == name).find_map(|control| match &control.kind {
            Kind::Text(value) | Kind::Tick { value, on: true } | Kind::List { chosen: value, .. } => {
                Some(value.as_str())
            }
            Kind::Tick { .. } | Kind::File => None,
        })
    }

    /// What a list or a group of buttons offers.
    pub fn offered(&self, name: &str) -> Vec<String> {
        let ours = self.controls.iter().filter(|control| control.name == name);
        ours.flat_map(|control| match &control.kind {
            Kind::List { offered, .. } => offered.clone(),
            Kind::Tick { value, .. } => vec![value.clone()],
            Kind::Text(_) | Kind::File => Vec::new(),
        })
        .filter(|value| !value.is_empty())
        .collect()
    }

    /// Whether a file can be chosen under this name.
    pub fn takes_file(&self, name: &str) -> bool {
        self.controls.iter().any(|control| control.name == name && matches!(control.kind, Kind::File))
    }
}
