//! The sign-up form (注册) as typed, and the account that it makes.

use super::{Username, check_answers, check_password, normalise_answer};
use crate::domain::{
    calendar::parse_date,
    person::{
        CHINESE, IdNumber, IdType, Identity, Name, Phone, Sex, compact, half_width, refused_character, typed_twice,
    },
    refusal::{Refusal, Wrong},
};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The longest nationality.
const LONGEST_NATIONALITY: usize = 30;

/// What was typed into the form of `/register`; each field's name is its input's `name`.
///
/// Name, ID type and ID number are typed twice, because nobody can change them afterwards (notice 000 (一)4(4)).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct SignUp {
    pub name: String,
    pub name_again: String,
    /// A key of [`IdType`].
    pub id_type: String,
    pub id_type_again: String,
    pub id_number: String,
    pub id_number_again: String,
    /// A key of [`Sex`]; only where the ID number does not tell it.
    pub sex: String,
    /// `1990-03-07`; only where the ID number does not tell it.
    pub birth_date: String,
    /// Chinese where empty; needed with the documents of foreigners, ignored with a resident card.
    pub nationality: String,
    pub username: String,
    pub password: String,
    pub password_again: String,
    pub phone: String,
    pub question_1: String,
    pub answer_1: String,
    pub question_2: String,
    pub answer_2: String,
    /// `yes` once 特别提示 was read and ticked.
    pub notice_accepted: String,
}

/// An account to be made: everything checked and normalised. The password and the answers are still plain;
/// the store hashes them.
#[derive(Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct NewAccount {
    pub identity: Identity,
    pub username: Username,
    pub password: String,
    pub phone: Phone,
    /// Question keys with normalised answers.
    pub answers: [(String, String); 2],
}

impl fmt::Debug for SignUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignUp").field("id_type", &self.id_type).finish_non_exhaustive()
    }
}

impl fmt::Debug for NewAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewAccount").field("username", &self.username).finish_non_exhaustive()
    }
}

impl SignUp {
    /// The account that this form makes, or everything that is wrong with it, in the order of the form.
    ///
    /// # Errors
    /// All wrong fields at once: nobody mends a form one field per try.
    pub fn check(&self, today: NaiveDate) -> Result<NewAccount, Vec<Wrong>> {
        let mut wrong = Collected::default();
        let name = wrong.keep("name", Name::parse(&self.name));
        wrong.keep("name_again", typed_twice(&comparable_name(&self.name), &comparable_name(&self.name_again)));

        let id_type = wrong.keep("id_type", read_key(&self.id_type, IdType::from_key));
        wrong.keep("id_type_again", chosen_twice(&self.id_type, &self.id_type_again));
        let number = match id_type {
            Some(id_type) => {
                let number = IdNumber::parse(id_type, &self.id_number);
                wrong.keep("id_number", number.and_then(|number| born_by(today, number)))
            }
            None if compact(&self.id_number).is_empty() => wrong.keep("id_number", Err(Refusal::Missing)),
            // Without its type a number cannot be judged; that the type is wrong is said already.
            None => None,
        };
        wrong.keep("id_number_again", typed_twice(&compact(&self.id_number), &compact(&self.id_number_again)));

        let (sex, birth_date) = self.check_untold(id_type, number.as_ref(), today, &mut wrong);
        let nationality = wrong.keep("nationality", self.check_nationality(id_type));

        let username = wrong.keep("username", Username::parse(&self.username));
        let own = username.as_ref().map_or("", Username::as_str);
        let number_text = number.as_ref().map_or("", IdNumber::as_str);
        // The ID number is a name to sign in with as well.
        let password = check_password(&self.password, own).and_then(|()| check_password(&self.password, number_text));
        wrong.keep("password", password);
        wrong.keep("password_again", typed_twice(&self.password, &self.password_again));
        let phone = wrong.keep("phone", Phone::parse(&self.phone));
        let questions = [(&self.question_1, &self.answer_1), (&self.question_2, &self.answer_2)];
        wrong.0.extend(check_answers(&questions.map(|(question, answer)| (question.clone(), answer.clone()))));
        let accepted = matches!(self.notice_accepted.as_str(), "yes" | "on" | "true");
        wrong.keep("notice_accepted", if accepted { Ok(()) } else { Err(Refusal::NoticeNotAccepted) });

        match (name, id_type, number, nationality, username, phone) {
            (Some(name), Some(id_type), Some(id_number), Some(nationality), Some(username), Some(phone))
                if wrong.0.is_empty() =>
            {
                Ok(NewAccount {
                    identity: Identity { name, id_type, id_number, sex, birth_date, nationality },
                    username,
                    password: self.password.clone(),
                    phone,
                    answers: questions.map(|(question, answer)| (question.clone(), normalise_answer(answer))),
                })
            }
            _ => Err(wrong.0),
        }
    }

    /// Sex and birth date, from the ID number or, where it does not tell them, as typed.
    fn check_untold(
        &self,
        id_type: Option<IdType>,
        number: Option<&IdNumber>,
        today: NaiveDate,
        wrong: &mut Collected,
    ) -> (Option<Sex>, Option<NaiveDate>) {
        let told = (number.and_then(IdNumber::sex), number.and_then(IdNumber::birth_date));
        if told.1.is_some() || id_type.is_none_or(IdType::tells_birth_date) {
            return told;
        }
        let sex = wrong.keep("sex", read_key(&self.sex, Sex::from_key));
        (sex, wrong.keep("birth_date", read_birth_date(&self.birth_date, today)))
    }

    fn check_nationality(&self, id_type: Option<IdType>) -> Result<String, Refusal> {
        let typed: String = self.nationality.trim().chars().map(half_width).collect();
        let foreign = matches!(id_type, Some(IdType::PermanentResident | IdType::Passport));
        if id_type == Some(IdType::ResidentCard) || (typed.is_empty() && !foreign) {
            Ok(CHINESE.to_owned())
        } else if typed.is_empty() {
            Err(Refusal::Missing)
        } else if typed.chars().count() > LONGEST_NATIONALITY {
            Err(Refusal::TooLong { max: LONGEST_NATIONALITY as u32 })
        } else {
            typed.chars().find(|c| c.is_control()).map_or(Ok(typed.clone()), |c| Err(refused_character(c)))
        }
    }
}

/// What was refused so far.
#[derive(Default)]
struct Collected(Vec<Wrong>);

impl Collected {
    /// The value, or nothing after its refusal was noted for `field`.
    fn keep<T>(&mut self, field: &str, read: Result<T, Refusal>) -> Option<T> {
        read.map_err(|refusal| self.0.push(Wrong::new(field, refusal))).ok()
    }
}

/// A name as it is compared with its second typing: normalised, or as typed where it is no name.
fn comparable_name(typed: &str) -> String {
    Name::parse(typed).map_or_else(|_| typed.trim().to_owned(), |name| name.as_str().to_owned())
}

fn read_key<T>(key: &str, from_key: impl Fn(&str) -> Option<T>) -> Result<T, Refusal> {
    if key.is_empty() { Err(Refusal::NotChosen) } else { from_key(key).ok_or(Refusal::NotInList) }
}

/// As [`typed_twice`], for what is picked from a list.
fn chosen_twice(first: &str, second: &str) -> Result<(), Refusal> {
    if second.is_empty() { Err(Refusal::NotChosen) } else { typed_twice(first, second) }
}

/// A number whose birth date is still to come is mistyped.
fn born_by(today: NaiveDate, number: IdNumber) -> Result<IdNumber, Refusal> {
    if number.birth_date().is_some_and(|date| date > today) { Err(Refusal::IdBirthDate) } else { Ok(number) }
}

fn read_birth_date(typed: &str, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    let typed: String = typed.trim().chars().map(half_width).collect();
    if typed.is_empty() {
        return Err(Refusal::Missing);
    }
    match parse_date(&typed).ok_or(Refusal::NotADate)? {
        date if date > today => Err(Refusal::InTheFuture),
        date if date.year() < 1900 => Err(Refusal::OutOfRange { min: 1900, max: i64::from(today.year()) }),
        date => Ok(date),
    }
}

#[cfg(test)]
mod tests;
