//! The kinds of ID document with which a candidate may sign up.

use serde::{Deserialize, Serialize};

/// A kind of ID document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdType {
    /// 居民身份证.
    ResidentCard,
    /// 港澳台居民居住证.
    ResidencePermit,
    /// 港澳居民来往内地通行证.
    HongKongMacaoPass,
    /// 台湾居民来往大陆通行证.
    TaiwanPass,
    /// 外国人永久居留身份证.
    PermanentResident,
    /// 护照.
    Passport,
    /// 军官证.
    Military,
}

impl IdType {
    /// All, in the order in which forms offer them.
    pub const ALL: [Self; 7] = [
        Self::ResidentCard,
        Self::ResidencePermit,
        Self::HongKongMacaoPass,
        Self::TaiwanPass,
        Self::PermanentResident,
        Self::Passport,
        Self::Military,
    ];

    /// The key in forms, locales and the store.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ResidentCard => "resident-card",
            Self::ResidencePermit => "residence-permit",
            Self::HongKongMacaoPass => "hong-kong-macao-pass",
            Self::TaiwanPass => "taiwan-pass",
            Self::PermanentResident => "permanent-resident",
            Self::Passport => "passport",
            Self::Military => "military",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|id_type| id_type.key() == key)
    }

    /// Whether every number of this kind tells sex and birth date, so that forms do not ask for them.
    /// The newer ones of [`Self::PermanentResident`] do too, the older ones do not.
    #[must_use]
    pub const fn tells_birth_date(self) -> bool {
        matches!(self, Self::ResidentCard | Self::ResidencePermit)
    }

    /// The lengths a number may have, as refusals show them: figures only, for any language.
    #[must_use]
    pub const fn expected_length(self) -> &'static str {
        match self {
            Self::ResidentCard | Self::ResidencePermit => "18",
            Self::HongKongMacaoPass => "9 / 11",
            Self::TaiwanPass => "8",
            Self::PermanentResident => "15 / 18",
            Self::Passport => "5–17",
            Self::Military => "6–20",
        }
    }

    /// Whether a number may have `length` characters.
    #[must_use]
    pub const fn fits_length(self, length: usize) -> bool {
        match self {
            Self::ResidentCard | Self::ResidencePermit => length == 18,
            Self::HongKongMacaoPass => length == 9 || length == 11,
            Self::TaiwanPass => length == 8,
            Self::PermanentResident => length == 15 || length == 18,
            Self::Passport => 5 <= length && length <= 17,
            Self::Military => 6 <= length && length <= 20,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_back_and_equal_their_serde_form() {
        for id_type in IdType::ALL {
            assert_eq!(IdType::from_key(id_type.key()), Some(id_type));
            assert_eq!(serde_json::to_value(id_type).ok(), Some(id_type.key().into()));
        }
        for wrong in ["", "ResidentCard", "resident_card", "居民身份证"] {
            assert_eq!(IdType::from_key(wrong), None, "{wrong}");
        }
    }
}
