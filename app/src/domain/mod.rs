//! The rules of registration: pure code without clock, database, or screen; the same in browser and server.
//!
//! Read in this order: [`programme`] (what an exam is), [`form`] (what is asked), [`registration`]
//! (what may happen), [`node`] (what a candidate sees of it), [`refusal`] (every reason to say no),
//! [`role`] (who may do what).

pub mod account;
pub mod ban;
pub mod calendar;
pub mod contact;
pub mod document;
pub mod education;
pub mod eligibility;
pub mod fee;
pub mod form;
pub mod form_code;
pub mod history;
pub mod material;
pub mod node;
pub mod person;
pub mod photo;
pub mod preparation;
pub mod programme;
pub mod refusal;
pub mod registration;
pub mod role;
pub mod text;
pub mod unit;
