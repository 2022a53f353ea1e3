//! By how much dates move, and what counts as naming one, as tables.

use super::super::new::{named, shift::Shift};

#[test]
fn dates_and_times_move_and_other_texts_do_not() {
    let moves = [
        ("1y", "2023-12-01T00:00", Some("2024-12-01T00:00")),
        ("1y", "2023-12-31", Some("2024-12-31")),
        ("1y", "2023-02-28", Some("2024-02-28")),
        ("1y", "2024-02-29", Some("2025-02-28")),
        ("1y", "2024-02-29T17:30:59", Some("2025-02-28T17:30:59")),
        ("1y", "2024-03-01T00:00", Some("2025-03-01T00:00")),
        ("4y", "2024-02-29", Some("2028-02-29")),
        ("-1y", "2024-02-29", Some("2023-02-28")),
        ("+1y", "2024-04-13", Some("2025-04-13")),
        ("0d", "2024-04-13", Some("2024-04-13")),
        ("365d", "2023-12-31", Some("2024-12-30")),
        ("366d", "2023-12-31", Some("2024-12-31")),
        ("-7d", "2024-03-06T12:00", Some("2024-02-28T12:00")),
        ("-7d", "2024-01-05", Some("2023-12-29")),
        ("1d", "2024-02-28", Some("2024-02-29")),
        ("1d", "2023-02-28", Some("2023-03-01")),
        ("52w", "2024-04-13", Some("2025-04-12")),
        ("-52w", "2024-04-13", Some("2023-04-15")),
        ("1y", "2024-13-01", None),
        ("1y", "2024-04", None),
        ("1y", "2024", None),
        ("1y", "at 2024-04-13", None),
        ("1y", "", None),
    ];
    for (shift, text, moved) in moves {
        let found = Shift::parse(shift).and_then(|shift| shift.written(text));
        assert_eq!(found.as_deref(), moved, "{text} by {shift}");
    }
}

#[test]
fn a_shift_is_a_number_and_a_unit() {
    for wrong in ["", "y", "1", "1m", "1 y", "1年", "y1", "1.5y", "--7d", "101y", "-101y", "36526d", "99999999999d"] {
        assert_eq!(Shift::parse(wrong), None, "{wrong:?}");
    }
}

#[test]
fn years_months_and_days_are_found_in_prose() {
    let named_in = ["2024年度考试", "the 2024 Examination", "health-2024", "格式如 2019-07", "14日前", "12月", "4 月"];
    let more = ["十二月底", "二〇二四年", "1 to 14 December.", "in June, on", "（May）", "GB/T 8561-2001"];
    for line in named_in.into_iter().chain(more) {
        assert_eq!(named::lines("file", line, &[]).len(), 1, "{line}");
    }
    let others = ["试用满6个月", "5个工作日", "371 units", "110105", "S2024", "20245", "Mayor", "满一年", "第31号"];
    for line in others {
        assert_eq!(named::lines("file", line, &[]), [], "{line}");
    }
    let text = "none\nfrom 2024-12-01T00:00 on\r\n2025 and 2026";
    let lines = named::lines("file", text, &[10..26, 31..35]);
    assert_eq!(lines.iter().map(ToString::to_string).collect::<Vec<_>>(), ["file:3: 2025 and 2026"]);
}
