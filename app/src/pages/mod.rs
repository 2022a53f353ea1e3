//! The screens: one file a screen, named like its path.

pub mod candidate;
mod not_found;
pub mod sandbox;
pub mod staff;

pub use not_found::NotFound;
