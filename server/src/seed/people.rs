//! Who the people of the demo are (§14 of the design), and their records of last year. Everything is invented.

use app::domain::history::History;

/// A candidate of the demo.
pub struct Person {
    pub username: &'static str,
    pub name: &'static str,
    /// The first 17 digits; the check digit is calculated.
    pub number: &'static str,
    /// Empty where nothing is filled in yet.
    pub phone: &'static str,
    pub address: &'static str,
    pub postcode: &'static str,
    /// School, major, level, degree, month of graduation, certificate.
    pub education: &'static [[&'static str; 6]],
}

impl Person {
    /// Whether the profile is filled in.
    pub fn is_filled(&self) -> bool {
        !self.phone.is_empty()
    }

    /// What they answered and scored last year, where they were there.
    pub fn last_year(&self) -> Option<History> {
        let last = LAST_YEAR.iter().find(|last| last.username == self.username)?;
        let answers = last.answers.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned()));
        let scores = last.scores.iter().map(|(subject, points)| ((*subject).to_owned(), *points));
        let (answers, scores) = (answers.collect(), scores.collect());
        Some(History { area: String::from("11"), answers, scores, absent: false, violation: false })
    }
}

/// The candidates of the demo.
pub static PEOPLE: [Person; 4] = [
    Person {
        username: "wangfang",
        name: "王芳",
        number: "11010119950101002",
        phone: "",
        address: "",
        postcode: "",
        education: &[],
    },
    Person {
        username: "lina",
        name: "李娜",
        number: "11010119900307004",
        phone: "13800000002",
        address: "北京市东城区演示路2号",
        postcode: "100010",
        education: &[
            ["首都医科大学", "护理学", "21", "4", "2012-07", "100252012050002"],
            ["北京中医药大学", "护理学", "31", "0", "2009-07", "100262009060002"],
        ],
    },
    Person {
        username: "zhangwei",
        name: "张伟",
        number: "11010219880512001",
        phone: "13800000003",
        address: "北京市西城区演示路3号",
        postcode: "100032",
        education: &[["北京大学医学部", "临床医学", "21", "4", "2011-07", "100012011050003"]],
    },
    Person {
        username: "chenjing",
        name: "陈静",
        number: "31010119920823006",
        phone: "13800000004",
        address: "上海市黄浦区演示路4号",
        postcode: "200001",
        education: &[["复旦大学上海医学院", "护理学", "21", "4", "2014-07", "102462014050004"]],
    },
];

/// The officers of the demo: user name, name, role, area.
pub const OFFICERS: [(&str, &str, &str, &str); 6] = [
    ("site-beijing", "考点甲", "site", "11"),
    ("area-beijing", "考区甲", "area", "11"),
    ("site-shanghai", "考点乙", "site", "31"),
    ("area-shanghai", "考区乙", "area", "31"),
    ("centre", "中心", "centre", ""),
    ("auditor", "审计", "auditor", ""),
];

/// What a candidate answered and scored last year.
struct LastYear {
    username: &'static str,
    answers: &'static [(&'static str, &'static str)],
    scores: &'static [(&'static str, u32)],
}

/// Last year's candidates among the people of the demo.
const LAST_YEAR: [LastYear; 2] = [
    LastYear {
        username: "lina",
        answers: &[
            ("site", "110101"),
            ("ethnicity", "01"),
            ("health", "1"),
            ("category", "nursing"),
            ("level", "intermediate"),
            ("specialty", "368"),
            ("practice_category", "nursing"),
            ("first_registered", "2012-09"),
            ("residency", "no"),
            ("title", "senior_nurse"),
            ("title_obtained", "2017-06"),
            ("education", "首都医科大学 护理学 21 2012-07"),
            ("unit", "北京市东城区演示医院"),
            ("unit_kind", "hospital"),
            ("unit_address", "北京市东城区演示路20号"),
            ("department", "内科"),
            ("post", "senior_nurse"),
            ("practice_since", "2012-08"),
            ("practice_years", "11"),
        ],
        scores: &[
            ("basic_knowledge", 71),
            ("related_knowledge", 65),
            ("professional_knowledge", 52),
            ("professional_practice", 48),
        ],
    },
    LastYear {
        username: "zhangwei",
        answers: &[
            ("site", "110102"),
            ("ethnicity", "01"),
            ("health", "1"),
            ("category", "medicine"),
            ("level", "intermediate"),
            ("specialty", "303"),
            ("practice_category", "clinical"),
            ("first_registered", "2013-03"),
            ("residency", "yes"),
            ("residency_issued", "2014-08"),
            ("title", "physician"),
            ("title_obtained", "2012-12"),
            ("education", "北京大学医学部 临床医学 21 2011-07"),
            ("unit", "北京市西城区演示医院"),
            ("unit_kind", "hospital"),
            ("unit_address", "北京市西城区演示路30号"),
            ("department", "内科"),
            ("post", "physician"),
            ("practice_since", "2011-08"),
            ("practice_years", "12"),
        ],
        scores: &[
            ("basic_knowledge", 58),
            ("related_knowledge", 63),
            ("professional_knowledge", 61),
            ("professional_practice", 55),
        ],
    },
];
