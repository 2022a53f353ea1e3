//! Everything Dengke does. `app` knows the rules and the screens; this crate carries them out and decides nothing.
//!
//! Read in this order:
//! - [`config`] is the command line and the environment, [`commands`] one function a command;
//! - [`http`] is everything between a connection and the Desk;
//! - [`desk`] answers the screens: it loads, asks the domain to decide, saves, and announces after the commit;
//! - [`store`] holds all SQL, [`files`] the bytes of uploads, [`keys`] and [`passwords`] the cryptography;
//! - [`jobs`] does afterwards what a commit has promised, [`providers`] are the services outside;
//! - [`live`] says what changed, [`clock`] what time it is;
//! - [`programmes`] reads the exams from their folders, [`form_pdf`] prints the form, [`pictures`] judges photos;
//! - [`turns`] keeps heavy work away from the threads that answer;
//! - [`register`] imports the register of units, [`pinyin`] finds the initials of names;
//! - [`seed`] makes the people of the demo.
#![recursion_limit = "512"]

pub mod clock;
pub mod commands;
pub mod config;
pub mod desk;
pub mod files;
pub mod form_pdf;
pub mod http;
pub mod jobs;
pub mod keys;
pub mod live;
pub mod metrics;
pub mod names;
pub mod passwords;
pub mod pictures;
pub mod pinyin;
pub mod programmes;
pub mod providers;
pub mod register;
pub mod seed;
pub mod store;
pub mod turns;
