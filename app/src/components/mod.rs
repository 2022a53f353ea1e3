//! What the screens are made of. Read `layout` and `load` (every page), then `form` and `field` (every form).

mod alert;
mod chip;
mod deadline;
mod field;
mod field_choice;
mod form;
mod icon;
mod layout;
mod load;
mod markdown;
mod mend;
mod next_step;
mod nodes;
mod note;
mod programme_sheet;
mod rows;
mod typed;

pub use alert::{Alert, ErrorSummary, Labels};
pub use chip::{Chip, StateChip, Tone, state_tone, window_chip};
pub use deadline::Deadline;
pub use field::{AreaField, Hidden, Size, TextField};
pub use field_choice::{ManyField, RadioField, SelectField, TickField};
pub use form::{Form, FormState, SubmitButton, use_query, use_wrong};
pub use icon::Icon;
pub use layout::{Back, Layout, Width};
pub use load::{Failure, Load, Loading};
pub use markdown::Markdown;
pub use mend::{Mend, mend};
pub use next_step::{NextKind, NextStep};
pub use nodes::Nodes;
pub use note::{Banner, Note, NoteKind};
pub use programme_sheet::{ProgrammeSheet, RegistrationRow};
pub use rows::{Locked, LockedRow, Row};
pub use typed::{Typed, typed};
