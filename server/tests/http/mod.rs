//! The site over HTTP, as browsers and those who only pretend to be one see it.
//!
//! Each test runs on several threads, as the server itself does.

mod bans;
mod decisions;
mod demo_mode;
mod eligibility;
mod form_code;
mod groups;
mod live;
mod log;
mod photos;
mod programmes;
mod replacing;
mod requests;
mod restart;
mod saving;
mod sign_up;
mod staff;
mod starting;
mod submitting;
mod units;
mod uploads;
mod wechat;
mod whole_way;
mod windows;
