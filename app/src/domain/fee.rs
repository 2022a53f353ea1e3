//! What a registration costs (报名缴费): by area, level, mode and number of subjects.

use super::{
    form::Answer,
    programme::{ExamMode, Fee, Programme},
    registration::Registration,
};

/// Fen in a yuan.
const FEN: u32 = 100;

/// The fee of a registration in fen; 0 where its area takes none.
#[must_use]
pub fn fee(programme: &Programme, registration: &Registration) -> u32 {
    let answer = |field: &str| registration.answers.get(field).map_or("", Answer::one);
    let level = programme.specialty(answer("specialty")).map_or(answer("level"), |s| s.level.as_str());
    let subjects = registration.answers.get("subjects").map_or(0, |answer| answer.many().len());
    charge(&programme.fees, &registration.area, level, subjects)
}

fn charge(fees: &[Fee], area: &str, level: &str, subjects: usize) -> u32 {
    let ours: Vec<_> = fees.iter().filter(|fee| fee.area == area && fee.level == level).collect();
    // Nearly every specialty is sat at a computer; a table with one mode only has no choice.
    let computer = ours.iter().find(|fee| fee.mode == ExamMode::Computer);
    let Some(fee) = computer.or(ours.first()) else { return 0 };
    let subjects = u32::try_from(subjects).unwrap_or(u32::MAX);
    fee.per_subject.saturating_mul(subjects).saturating_add(fee.base).saturating_mul(FEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(area: &str, level: &str, mode: ExamMode, per_subject: u32, base: u32) -> Fee {
        Fee { area: area.to_owned(), level: level.to_owned(), mode, per_subject, base }
    }

    #[test]
    fn a_fee_is_by_area_level_mode_and_subjects() {
        let fees = [
            row("11", "junior", ExamMode::Paper, 50, 10),
            row("11", "junior", ExamMode::Computer, 60, 10),
            row("11", "senior", ExamMode::Paper, 70, 0),
            row("31", "junior", ExamMode::Computer, 0, 0),
            row("44", "junior", ExamMode::Computer, u32::MAX, 1),
        ];
        for (area, level, subjects, fen) in [
            ("11", "junior", 4, 25_000),
            ("11", "junior", 1, 7_000),
            ("11", "junior", 0, 1_000),
            ("11", "senior", 2, 14_000),
            ("11", "", 4, 0),
            ("31", "junior", 4, 0),
            ("32", "junior", 4, 0),
            ("44", "junior", 2, u32::MAX),
        ] {
            assert_eq!(charge(&fees, area, level, subjects), fen, "{area} {level} {subjects}");
        }
        assert_eq!(charge(&[], "11", "junior", 4), 0);
    }
}
