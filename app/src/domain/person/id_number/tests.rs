//! Tables and properties of ID numbers. All numbers are invented.

use super::*;
use IdType::{HongKongMacaoPass, Military, Passport, PermanentResident, ResidencePermit, ResidentCard, TaiwanPass};
use proptest::prelude::*;

fn length(id_type: IdType, expected: &str) -> Refusal {
    Refusal::IdLength { id_type, expected: expected.to_owned() }
}

#[test]
fn valid_numbers_are_stored_in_one_way() {
    for (id_type, typed, stored) in [
        (ResidentCard, "11010119900307002X", "11010119900307002X"),
        (ResidentCard, "11010119900307002x", "11010119900307002X"),
        (ResidentCard, "１１０１０１１９９００３０７００２Ｘ", "11010119900307002X"),
        (ResidentCard, " 110101 19900307\u{3000}002x\t", "11010119900307002X"),
        (ResidentCard, "\u{202D}11010119900307002X\u{202C}", "11010119900307002X"),
        // Retired counties: 崇文 of Beijing (till 2010), 达县 of 达川 (till 1999).
        (ResidentCard, "110103196204150033", "110103196204150033"),
        (ResidentCard, "513021197508201011", "513021197508201011"),
        (ResidentCard, "650101199912311236", "650101199912311236"),
        // Late February of 1900, which was no leap year, and of 2000, which was one.
        (ResidentCard, "110101190002280016", "110101190002280016"),
        (ResidentCard, "110101200002290018", "110101200002290018"),
        (ResidencePermit, "810000199501010015", "810000199501010015"),
        (ResidencePermit, "820000199501010025", "820000199501010025"),
        (ResidencePermit, "830000199501010035", "830000199501010035"),
        (HongKongMacaoPass, "h12345678", "H12345678"),
        (HongKongMacaoPass, "M12345678", "M12345678"),
        (HongKongMacaoPass, "H1234567800", "H1234567800"),
        (TaiwanPass, "１２３４５６７８", "12345678"),
        (PermanentResident, "fra310012345678", "FRA310012345678"),
        (PermanentResident, "911156198501010039", "911156198501010039"),
        (Passport, "e 12345678", "E12345678"),
        (Passport, "AB123", "AB123"),
        (Passport, "12345678901234567", "12345678901234567"),
        (Military, "南字第01234567号", "南字第01234567号"),
        (Military, "123456", "123456"),
    ] {
        let read = IdNumber::parse(id_type, typed);
        assert_eq!(read.as_ref().map(IdNumber::as_str), Ok(stored), "{id_type:?} {typed}");
    }
}

#[test]
fn wrong_numbers_are_refused_with_the_reason() {
    let format = |id_type| Refusal::IdFormat { id_type };
    for (id_type, typed, refusal) in [
        (ResidentCard, "", Refusal::Missing),
        (ResidentCard, " \u{3000}\u{200B}", Refusal::Missing),
        // The 15 digits of cards before 1999, which are no longer valid: the refusal says 18.
        (ResidentCard, "110101900307002", length(ResidentCard, "18")),
        (ResidentCard, "1101011990030700", length(ResidentCard, "18")),
        (ResidentCard, "11010119900307002X1", length(ResidentCard, "18")),
        (ResidentCard, "110101199003070021", Refusal::IdCheckDigit),
        (ResidentCard, "110101199003070020", Refusal::IdCheckDigit),
        (ResidentCard, "11010119900370002X", Refusal::IdBirthDate),
        (ResidentCard, "110101202302300010", Refusal::IdBirthDate),
        (ResidentCard, "110101190002290018", Refusal::IdBirthDate),
        (ResidentCard, "11010118991231001X", Refusal::IdBirthDate),
        (ResidentCard, "160101199003070029", Refusal::IdRegion),
        (ResidentCard, "710101199003070021", Refusal::IdRegion),
        (ResidentCard, "810000199501010015", Refusal::IdRegion),
        (ResidentCard, "1101011990030700OX", format(ResidentCard)),
        (ResidentCard, "1101011990030700-X", format(ResidentCard)),
        (ResidentCard, "X1010119900307002X", format(ResidentCard)),
        (ResidentCard, "一一〇一〇一一九九〇〇三〇七〇〇二X", format(ResidentCard)),
        (ResidencePermit, "840000199501010037", Refusal::IdRegion),
        (ResidencePermit, "11010119900307002X", Refusal::IdRegion),
        (ResidencePermit, "810000199501010016", Refusal::IdCheckDigit),
        (HongKongMacaoPass, "H1234567", length(HongKongMacaoPass, "9 / 11")),
        (HongKongMacaoPass, "H123456789", length(HongKongMacaoPass, "9 / 11")),
        (HongKongMacaoPass, "K12345678", format(HongKongMacaoPass)),
        (HongKongMacaoPass, "H1234567X", format(HongKongMacaoPass)),
        (TaiwanPass, "1234567", length(TaiwanPass, "8")),
        (TaiwanPass, "T1234567", format(TaiwanPass)),
        (PermanentResident, "FR1310012345678", format(PermanentResident)),
        (PermanentResident, "811156198501010037", format(PermanentResident)),
        (PermanentResident, "911156198501010030", Refusal::IdCheckDigit),
        (PermanentResident, "9111561985010100", length(PermanentResident, "15 / 18")),
        (Passport, "E123", length(Passport, "5–17")),
        (Passport, "123456789012345678", length(Passport, "5–17")),
        (Passport, "E-1234567", format(Passport)),
        (Passport, "护照123456", format(Passport)),
        (Military, "12345", length(Military, "6–20")),
        (Military, "军1234\u{7}56", format(Military)),
    ] {
        assert_eq!(IdNumber::parse(id_type, typed), Err(refusal), "{id_type:?} {typed}");
    }
}

#[test]
fn birth_date_and_sex_are_read_where_the_number_tells_them() -> Result<(), Refusal> {
    for (id_type, typed, date, sex) in [
        (ResidentCard, "11010119900307002X", Some((1990, 3, 7)), Some(Sex::Female)),
        (ResidentCard, "110103196204150033", Some((1962, 4, 15)), Some(Sex::Male)),
        (ResidencePermit, "820000199501010025", Some((1995, 1, 1)), Some(Sex::Female)),
        (PermanentResident, "911156198501010039", Some((1985, 1, 1)), Some(Sex::Male)),
        (PermanentResident, "FRA310012345678", None, None),
        (HongKongMacaoPass, "H12345678", None, None),
        (Passport, "11010119900307002", None, None),
        (Military, "123456789012345678", None, None),
    ] {
        let number = IdNumber::parse(id_type, typed)?;
        assert_eq!(number.birth_date(), date.and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d)), "{typed}");
        assert_eq!(number.sex(), sex, "{typed}");
    }
    Ok(())
}

#[test]
fn numbers_are_shown_and_printed_masked() -> Result<(), Refusal> {
    for (id_type, typed, masked) in [
        (ResidentCard, "11010119900307002X", "1101••••••••••002X"),
        (PermanentResident, "FRA310012345678", "FRA3•••••••5678"),
        (HongKongMacaoPass, "H12345678", "••••••678"),
        (TaiwanPass, "12345678", "•••••678"),
        (Passport, "AB123", "••123"),
        (Military, "南字第01234567号", "南字第0••••567号"),
    ] {
        let number = IdNumber::parse(id_type, typed)?;
        assert_eq!(number.masked(), masked);
        assert_eq!(format!("{number:?}"), format!("IdNumber({masked})"));
    }
    Ok(())
}

/// A number with the right check character for these 17 digits.
fn with_check(first: &str) -> String {
    let end = "0123456789X".chars().find(|end| check_fits(&format!("{first}{end}")));
    first.chars().chain(end).collect()
}

prop_compose! {
    fn citizen_number()(
        province in prop::sample::select(vec![11, 15, 21, 31, 37, 44, 46, 50, 53, 54, 61, 65]),
        county in 0..10_000_u32,
        day in 0..45_000_u64,
        order in 0..1000_u32,
    ) -> String {
        let start = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default();
        let date = start.checked_add_days(chrono::Days::new(day)).unwrap_or(start);
        with_check(&format!("{province}{county:04}{}{order:03}", date.format("%Y%m%d")))
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_never_panics(typed in "\\PC{0,30}|[0-9Xx \u{3000}]{0,30}|(?s).{0,40}") {
        for id_type in IdType::ALL {
            if let Ok(number) = IdNumber::parse(id_type, &typed) {
                prop_assert_eq!(number.masked().chars().count(), number.as_str().chars().count());
                prop_assert!(number.masked().contains('•'));
                let _ = (number.birth_date(), number.sex());
                // What was normalised once stays as it is.
                prop_assert_eq!(IdNumber::parse(id_type, number.as_str()), Ok(number));
            }
        }
    }

    #[test]
    fn every_valid_number_passes(number in citizen_number()) {
        let read = IdNumber::parse(ResidentCard, &number);
        prop_assert_eq!(read.as_ref().map(IdNumber::as_str), Ok(number.as_str()));
        prop_assert!(read.is_ok_and(|n| n.birth_date().is_some() && n.sex().is_some()));
    }

    #[test]
    fn one_wrong_digit_is_found(number in citizen_number(), at in 0..18_usize, by in 1..10_u8) {
        let mut bytes = number.into_bytes();
        bytes[at] = if bytes[at] == b'X' { b'0' + by } else { (bytes[at] - b'0' + by) % 10 + b'0' };
        prop_assert!(IdNumber::parse(ResidentCard, &String::from_utf8_lossy(&bytes)).is_err());
    }

    #[test]
    fn two_neighbours_swapped_are_found(number in citizen_number(), at in 0..16_usize) {
        let mut bytes = number.into_bytes();
        prop_assume!(bytes[at] != bytes[at + 1]);
        bytes.swap(at, at + 1);
        prop_assert!(IdNumber::parse(ResidentCard, &String::from_utf8_lossy(&bytes)).is_err());
    }
}
