//! The candidates' screens.

pub mod area;
pub mod check;
pub mod confirmation;
pub mod education;
pub mod fill;
pub mod inbox;
pub mod landing;
pub mod login;
pub mod materials;
pub mod me;
pub mod notice;
pub mod payment;
pub mod photo;
pub mod profile;
pub mod programme;
pub mod programmes;
pub mod register;
pub mod registration;
pub mod registration_photo;
pub mod review;
pub mod wechat;
