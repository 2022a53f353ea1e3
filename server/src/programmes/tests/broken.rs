//! Folders with one error each: exactly that error is named, with its file and line.

use super::{Copy, Outcome};

/// One change that breaks a folder: file, what is replaced, by what, and the one sentence to come.
///
/// The line of the sentence is that of the replaced text, moved by `below`.
struct Break {
    file: &'static str,
    old: &'static str,
    new: &'static str,
    below: usize,
    says: &'static str,
}

const fn at(file: &'static str, old: &'static str, new: &'static str, says: &'static str) -> Break {
    Break { file, old, new, below: 0, says }
}

const AREAS: &str = "areas.csv";
const SPECIALTIES: &str = "specialties.csv";
const MATERIALS: &str = "materials.csv";
const FORM: &str = "form.toml";
const PROGRAMME: &str = "programme.toml";
const MESSAGES: &str = "messages.toml";
const ELIGIBILITY: &str = "eligibility.toml";

#[rustfmt::skip]
const BREAKS: [Break; 72] = [
    // Tables.
    at(AREAS, "13,河北,Hebei,onsite", "13,河北,Hebei,onsit", "confirmation: \"onsit\" is not one of onsite, online"),
    at(AREAS, "where_en,source", "where_en,source,map", "map: unknown column; there are code, name,"),
    at(AREAS, "no,2023-12-01T00:00,2023-12-22T00:00,2023-12-15T17:00", "no,2023-12-23T00:00,2023-12-22T00:00,2023-12-15T17:00", "confirm_until: the window ends (2023-12-22 00:00) before it begins (2023-12-23 00:00)"),
    at(AREAS, "2023-12-15T17:00", "15.12.2023", "reupload_until: \"15.12.2023\" is no time like 2023-12-15T00:00"),
    at(AREAS, "2023-12-15T17:00", "2023-11-15T17:00", "reupload_until: lies before the confirmation begins"),
    at(AREAS, "14,山西,Shanxi", "14,,Shanxi", "name: is empty"),
    at(AREAS, "14,山西,Shanxi,onsite,no,none,no", "14,山西,Shanxi,onsite,no,none", "14 cells, but 15 columns; is a comma or a \" missing?"),
    at(AREAS, "12,天津,Tianjin,", "10,某地,,onsite,no,none,no,2023-12-01T00:00,2023-12-22T00:00,,,,x,,x\n12,天津,Tianjin,", "code: sites.csv has no site in area 10"),
    at("sites.csv", "110102,11,西城", "110101,11,西城", "code: \"110101\" is already used in line 2"),
    at("sites.csv", "110102,11,西城", "110102,10,西城", "area: \"10\" is not in areas.csv"),
    at("sites.csv", "name_en,address,source", "name_en,address", "source: the column is missing"),
    at(SPECIALTIES, "101,药学,pharmacy", "101,药学,pharmacie", "category: \"pharmacie\" is not in the categories"),
    at(SPECIALTIES, "101,药学,pharmacy,assistant", "101,药学,pharmacy,junior", "level: \"junior\" is not in the levels"),
    at(SPECIALTIES, "101,药学,pharmacy,assistant,", "101,药学,pharmacy,assistant,basic_knowledge;basics", "subjects: \"basics\" is not in the subjects"),
    at(SPECIALTIES, "101,药学,pharmacy,assistant,,yes", "101,药学,pharmacy,assistant,,true", "offered: \"true\" is not one of yes, no"),
    at(MATERIALS, "12,application_form", "10,application_form", "area: \"10\" is not in areas.csv"),
    at(MATERIALS, "12,identity,有效身份证件,Valid identity document,1,4", "12,identity,有效身份证件,Valid identity document,5,4", "max: is less than min"),
    at(MATERIALS, "12,identity,有效身份证件,Valid identity document,1,4,jpg", "12,identity,有效身份证件,Valid identity document,1,4,gif", "accept: \"gif\" is not one of jpg, png, pdf"),
    at(MATERIALS, "12,identity,", "12,application_form,", "key: \"application_form\" is already used in line 2"),
    at("fees.csv", "area,level,mode,per_subject,base,source", "area,level,mode,per_subject,base,source,", "column 7 has no name"),
    Break { below: 1, ..at("fees.csv", "base,source", "base,source\n11,assistant,paper,50,0,x", "area: area 11 takes no payment") },
    at("dictionaries/practice.csv", "clinical,临床,Clinical medicine,medicine", "clinical,临床,Clinical medicine,medicin", "parent: \"medicin\" is not in categories"),
    at("dictionaries/unit_kind.csv", "blood,", "hospital,", "code: \"hospital\" is already used in line 2"),
    at("dictionaries/title.csv", "none,无,None,,own", "none,无,None,,", "source: is empty"),
    at(FORM, "{ choice = \"dental\",", "{ choice = \"dentist\",", "allow: \"dentist\" is not in practice"),
    at(FORM, "{ choice = \"tcm\", when = { field = \"category\", equals = \"medicine\" } }", "{ choice = \"tcm\", when = { field = \"category\", equals = \"medicin\" } }", "when: \"medicin\" is not in categories"),
    at(FORM, "{ choice = \"tcm\", when = { field = \"category\", equals = \"medicine\" } }", "{ choice = \"tcm\" }", "needs when or unless"),
    // The form.
    at(FORM, "options = \"ethnic\"", "options = \"ethnics\"", "options: there is no dictionary \"ethnics\""),
    at(FORM, "pattern = \"postcode\"", "patern = \"postcode\"", "patern: unknown key; there are allow, category_field,"),
    at(FORM, "type = \"phone\"", "type = \"telephone\"", "type: \"telephone\" is not one of identity, text, choice, many, date, month, number, phone, site, specialty, education"),
    Break { below: 1, ..at(FORM, "type = \"phone\"", "type = \"phone\"\nmax = 11", "max: is not for this type of field; it is for text, number") },
    at(FORM, "years_since = \"practice_since\"", "years_since = \"unit\"", "years_since: \"unit\" is no month"),
    at(FORM, "visible_when = { field = \"residency\",", "visible_when = { field = \"residence\",", "visible_when: there is no field \"residence\""),
    at(FORM, "required_when = { field = \"residency\", equals = \"yes\" }", "required_when = { field = \"residency\", equals = \"ja\" }", "required_when: \"ja\" is not in yes_no"),
    at(FORM, "visible_when = { field = \"residency\", equals = \"yes\" }", "visible_when = { any = [{ field = \"residency\", any_of = [\"yes\", \"nein\"] }] }", "visible_when.any: \"nein\" is not in yes_no"),
    at(FORM, "visible_when = { field = \"residency\", equals = \"yes\" }", "visible_when = { field = \"residency\" }", "visible_when: needs one of equals, not, any_of"),
    at(FORM, "visible_when = { field = \"title\", not", "visible_when = { field = \"subjects\", not", "visible_when: \"subjects\" is no field with one plain value"),
    at(FORM, "visible_when = { field = \"title\", not", "visible_when = { field = \"name\", not", "visible_when: \"name\" is no field with one plain value"),
    at(FORM, "visible_when = { field = \"title\", not", "visible_when = { field = \"id_type\", not", "visible_when: \"none\" is not one of resident-card, residence-permit,"),
    at(FORM, "visible_when = { field = \"title\", not", "visible_when = { field = \"sex\", not", "visible_when: \"none\" is not one of male, female"),
    at(FORM, "warn_before = \"exam\"", "warn_before = \"end\"", "warn_before: \"end\" is not one of exam"),
    Break { below: 1, ..at(FORM, "type = \"phone\"", "type = \"phone\"\nwarn_before = \"exam\"", "warn_before: is not for this type of field; it is for date") },
    Break { below: 1, ..at(FORM, "warn_before = \"exam\"", "warn_before = \"exam\"\nwarn = [{ text = { zh = \"当心\" } }]", "needs when, unless or unproposed") },
    Break { below: 1, ..at(FORM, "warn_before = \"exam\"", "warn_before = \"exam\"\nwarn = [{ unproposed = true, text = { zh = \"当心\" } }]", "warn: unproposed is for an area, or a site with propose") },
    Break { below: 1, ..at(FORM, "years_since = \"practice_since\"", "years_since = \"practice_since\"\nnot_before = { field = \"birth_date\" }", "not_before: is not for this type of field; it is for month") },
    at(FORM, "not_before = { field = \"birth_date\", years = 18 }", "not_before = { field = \"unit\" }", "not_before: \"unit\" is no month, no date, and not the date of birth"),
    at(FORM, "visible_when = { field = \"residency\", equals = \"yes\" }", "visible_when = { field = \"residency\", contains = [\"y\"] }", "visible_when: \"residency\" is no text"),
    Break { below: 1, ..at(FORM, "type = \"phone\"", "type = \"phone\"\nprovincial_when = { field = \"site\", equals = \"1300\" }", "provincial_when: is not for this type of field; it is for site") },
    Break { below: 1, ..at(FORM, "type = \"site\"", "type = \"site\"\nprovincial_when = { field = \"title\", equals = \"none\" }", "provincial_when: needs propose = \"unit-city\" beside it") },
    at(FORM, "identity = \"sex\"", "identity = \"name\"", "identity: \"name\" is already used in line 30"),
    at(FORM, "category_field = \"category\"", "category_field = \"level\"", "category_field: \"level\" is no choice of categories"),
    at(FORM, "level_field = \"level\"", "level_field = \"levels\"", "level_field: there is no field \"levels\""),
    at(FORM, "key = \"postcode\"\n", "key = \"mobile\"\n", "key: \"mobile\" is already used in line 99"),
    at(FORM, "label = { zh = \"民族\"", "label = { zh = \"\"", "label.zh: is empty"),
    Break { below: 1, ..at(FORM, "min = 0\nmax = 60", "min = 70\nmax = 60", "max: is less than min") },
    // The rest.
    at(PROGRAMME, "id = \"health-2024\"", "id = \"health\"", "id: \"health\" is not the folder's name, \"health-2024\""),
    at(PROGRAMME, "until = \"2023-12-15T00:00\"", "until = \"2023-12-01T00:00\"", "windows.registration: the window ends (2023-12-01 00:00) before it begins (2023-12-01 00:00)"),
    at(PROGRAMME, "cutoff = \"2023-12-31\"", "cutoff = \"2023-12-32\"", "cutoff: \"2023-12-32\" is no date like 2023-12-31"),
    at(PROGRAMME, "\"2024-04-13\", \"2024-04-14\"", "\"2024-04-14\", \"2024-04-13\"", "exam_dates: 2024-04-13 does not come after the day before it in the list"),
    at(PROGRAMME, "amendment = \"withdraw\"", "amendment = \"undo\"", "amendment: \"undo\" is not one of withdraw, replace"),
    at(PROGRAMME, "{ zh = \"材料看不清\", en = \"A material cannot be read\" }", "{ zh = \"照片不符合要求\" }", "reasons: \"照片不符合要求\" is there twice"),
    at(PROGRAMME, "pass_mark = 60", "pass_mark = 600", "pass_mark: must be points of 100"),
    at(PROGRAMME, "max_kb = 10240", "max_kb = 0", "photo.max_kb: must be at least 1 and not less than min_kb"),
    at(PROGRAMME, "background = \"white\"", "background = \"blue\"", "photo.background: \"blue\" is not one of any, white"),
    at(PROGRAMME, "\"declaration\", \"promise\"", "\"declaration\", \"promise\", \"oath\"", "statements: statements/oath.md is missing"),
    at(MESSAGES, "[todo]", "[extra]\n[todo]", "extra: unknown key; there are abandoned,"),
    at(MESSAGES, "Area: {area}. Site: {site}. Next: {next}.\"", "Area: {area}. Site: {site}.\"", "registered.body: zh has {next}, en has not"),
    at(MESSAGES, "考点：{site}。下一步：{next}。\"", "考点：{place}。下一步：{next}。\"", "registered.body: unknown placeholder {place}; there are exam,"),
    at("statements/promise.md", "# 考生诚信考试承诺书", "考生诚信考试承诺书", "the first line must be # and the title"),
    at("statements/notice.md", "请在填写报名信息前读完。", "请在[填写](/)报名信息前读完。", "a link cannot be shown; there are ## headings"),
    at(ELIGIBILITY, "{ education = [\"14\"], years = 2, since = \"residency_issued\" }", "{ education = [\"15\"], years = 2, since = \"residency_issued\" }", "education: \"15\" is not in education_level"),
    at(ELIGIBILITY, "{ education = [\"14\"], years = 2, since = \"residency_issued\" }", "{ education = [\"14\"], years = 2, since = \"unit\" }", "since: \"unit\" is neither a month field of form.toml nor graduation"),
];

#[test]
fn each_error_is_named_alone_with_file_and_line() -> Outcome {
    let mut wrong = Vec::new();
    for Break { file, old, new, below, says } in &BREAKS {
        let copy = Copy::new()?;
        let expected = format!("{file}:{}: {says}", copy.replace(file, old, new)? + below);
        let sentences = copy.sentences();
        if !matches!(sentences.as_slice(), [only] if only.starts_with(&expected)) {
            wrong.push(format!("{new}\n  expected {expected}\n  found    {sentences:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn five_errors_are_named_in_one_run() -> Outcome {
    let copy = Copy::new()?;
    let changes = [
        (AREAS, "13,河北,Hebei,onsite", "13,河北,Hebei,onsit", "confirmation: \"onsit\" is not one of onsite, online"),
        (FORM, "options = \"ethnic\"", "options = \"ethnics\"", "options: there is no dictionary \"ethnics\""),
        (
            PROGRAMME,
            "cutoff = \"2023-12-31\"",
            "cutoff = \"31.12.2023\"",
            "cutoff: \"31.12.2023\" is no date like 2023-12-31",
        ),
        ("sites.csv", "110102,11,西城", "110102,10,西城", "area: \"10\" is not in areas.csv"),
        (SPECIALTIES, "101,药学,pharmacy", "101,药学,", "category: is empty"),
    ];
    let mut expected = Vec::new();
    for (file, old, new, says) in changes {
        expected.push(format!("{file}:{}: {says}", copy.replace(file, old, new)?));
    }
    expected.sort();
    assert_eq!(copy.sentences(), expected);
    Ok(())
}

#[test]
fn a_missing_file_is_one_problem() -> Outcome {
    for file in [AREAS, "sites.csv", SPECIALTIES, FORM, MESSAGES] {
        let copy = Copy::new()?;
        std::fs::remove_file(copy.dir.join(file))?;
        assert_eq!(copy.sentences(), [format!("{file}:1: the file is missing")]);
    }
    Ok(())
}

#[test]
fn a_dictionary_may_do_without_its_sources() -> Outcome {
    let copy = Copy::new()?;
    let file = "dictionaries/yes_no.csv";
    copy.write(file, "code,name,name_en,parent\nyes,是,Yes,\nno,否,No,\n")?;
    assert_eq!(copy.sentences(), [""; 0]);
    copy.write(file, "code,name,name_en,parent,map\nyes,是,Yes,,x\nno,否,No,,x\n")?;
    let says = format!("{file}:1: map: unknown column; there are code, name, name_en, parent, source");
    assert_eq!(copy.sentences(), [says]);
    Ok(())
}

#[test]
fn a_file_that_no_programme_has_is_named() -> Outcome {
    let copy = Copy::new()?;
    copy.write("area.csv", "code")?;
    copy.write(".areas.csv.swp", "hidden files are left out")?;
    assert_eq!(copy.sentences(), ["area.csv:1: a programme has no such file"]);
    Ok(())
}

#[test]
fn a_payment_without_window_or_fee_is_named() -> Outcome {
    let copy = Copy::new()?;
    let line = copy.replace(AREAS, "14,山西,Shanxi,onsite,no,none,no", "14,山西,Shanxi,onsite,no,online,no")?;
    let missing = |level: &str| format!("areas.csv:{line}: payment: online, but fees.csv has no row for level {level}");
    let empty = |column: &str| format!("areas.csv:{line}: {column}: is empty");
    let fees = ["assistant", "intermediate", "practitioner"].map(missing);
    assert_eq!(copy.sentences(), [&fees[..], &[empty("payment_from"), empty("payment_until")]].concat());
    let window = "no,2023-12-01T00:00,2023-12-22T00:00,,2023-12-23T00:00,2023-12-30T00:00,";
    let areas = copy.read(AREAS)?;
    let paid = |row: &str| row.replace("no,2023-12-01T00:00,2023-12-22T00:00,,,,", window);
    let areas: Vec<String> =
        areas.lines().map(|row| if row.starts_with("14,") { paid(row) } else { row.to_owned() }).collect();
    copy.write(AREAS, areas.join("\n"))?;
    copy.write(
        "fees.csv",
        "area,level,mode,per_subject,base,source\n14,assistant,paper,0,10,x\n14,intermediate,computer,70,10,x\n",
    )?;
    assert_eq!(copy.sentences(), [missing("practitioner")]);
    Ok(())
}
