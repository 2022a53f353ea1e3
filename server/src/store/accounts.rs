//! Accounts of candidates and officers.

use super::{Conn, Stored, from_json, to_json};
use app::domain::{
    calendar::Moment,
    photo::Judgement,
    role::{Actor, Role},
};
use sqlx::{Row, any::AnyRow};

/// An account, with what is sealed still sealed.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of `0001_account.sql` and `0018_contact_version.sql`, explained there")]
pub struct Account {
    pub id: i64,
    pub username: String,
    pub role: Role,
    pub office: String,
    pub name: String,
    pub id_type: String,
    pub id_number_sealed: String,
    pub id_number_hash: Option<String>,
    pub sex: String,
    pub birth_date: String,
    pub nationality: String,
    pub phone_sealed: String,
    pub address: String,
    pub postcode: String,
    pub contact_version: i64,
    pub password_hash: String,
    pub security: String,
    pub photo: Option<String>,
    pub photo_judgements: String,
    pub wechat_openid: Option<String>,
    pub wechat_nickname: String,
    pub created_at: Moment,
}

impl Account {
    /// An account of this user name with nothing else in it.
    pub fn new(username: &str, role: Role, name: &str, password_hash: &str, now: Moment) -> Self {
        let empty = String::new;
        Self {
            id: 0,
            username: username.to_lowercase(),
            role,
            office: empty(),
            name: name.to_owned(),
            id_type: empty(),
            id_number_sealed: empty(),
            id_number_hash: None,
            sex: empty(),
            birth_date: empty(),
            nationality: empty(),
            phone_sealed: empty(),
            address: empty(),
            postcode: empty(),
            contact_version: 0,
            password_hash: password_hash.to_owned(),
            security: String::from("[]"),
            photo: None,
            photo_judgements: String::from("[]"),
            wechat_openid: None,
            wechat_nickname: empty(),
            created_at: now,
        }
    }

    /// Who this is to the rules.
    pub fn actor(&self) -> Actor {
        Actor { id: self.id, name: self.name.clone(), office: self.office.clone(), role: self.role.clone() }
    }
}

const COLUMNS: &str = "id, username, role, office, name, id_type, id_number_sealed, id_number_hash, sex, \
    birth_date, nationality, phone_sealed, address, postcode, contact_version, password_hash, security, photo, \
    photo_judgements, wechat_openid, wechat_nickname, created_at";

fn account(row: &AnyRow) -> Stored<Account> {
    Ok(Account {
        id: row.try_get("id")?,
        username: row.try_get("username")?,
        role: from_json(&row.try_get::<String, _>("role")?)?,
        office: row.try_get("office")?,
        name: row.try_get("name")?,
        id_type: row.try_get("id_type")?,
        id_number_sealed: row.try_get("id_number_sealed")?,
        id_number_hash: row.try_get("id_number_hash")?,
        sex: row.try_get("sex")?,
        birth_date: row.try_get("birth_date")?,
        nationality: row.try_get("nationality")?,
        phone_sealed: row.try_get("phone_sealed")?,
        address: row.try_get("address")?,
        postcode: row.try_get("postcode")?,
        contact_version: row.try_get("contact_version")?,
        password_hash: row.try_get("password_hash")?,
        security: row.try_get("security")?,
        photo: row.try_get("photo")?,
        photo_judgements: row.try_get("photo_judgements")?,
        wechat_openid: row.try_get("wechat_openid")?,
        wechat_nickname: row.try_get("wechat_nickname")?,
        created_at: Moment(row.try_get("created_at")?),
    })
}

async fn one(conn: &mut Conn, condition: &'static str, value: &str) -> Stored<Option<Account>> {
    // Both parts are constants of this file.
    let sql = sqlx::AssertSqlSafe(format!("select {COLUMNS} from account where {condition} = $1"));
    let row = sqlx::query(sql).bind(value).fetch_optional(conn).await?;
    row.as_ref().map(account).transpose()
}

/// The account with this number.
pub async fn by_id(conn: &mut Conn, id: i64) -> Stored<Option<Account>> {
    let sql = sqlx::AssertSqlSafe(format!("select {COLUMNS} from account where id = $1"));
    let row = sqlx::query(sql).bind(id).fetch_optional(conn).await?;
    row.as_ref().map(account).transpose()
}

/// The account with this user name, whatever its case.
pub async fn by_username(conn: &mut Conn, username: &str) -> Stored<Option<Account>> {
    one(conn, "username", &username.to_lowercase()).await
}

/// The account with this hash of ID type and number.
pub async fn by_id_number(conn: &mut Conn, hash: &str) -> Stored<Option<Account>> {
    one(conn, "id_number_hash", hash).await
}

/// The account that has bound this WeChat account.
pub async fn by_wechat(conn: &mut Conn, openid: &str) -> Stored<Option<Account>> {
    one(conn, "wechat_openid", openid).await
}

/// Whether there is no account at all.
pub async fn none_yet(conn: &mut Conn) -> Stored<bool> {
    Ok(sqlx::query("select id from account limit 1").fetch_optional(conn).await?.is_none())
}

/// Makes an account and returns its number. User name, ID number and WeChat account are unique.
pub async fn insert(conn: &mut Conn, a: &Account) -> Stored<i64> {
    let row = sqlx::query(
        "insert into account (username, role, office, name, id_type, id_number_sealed, id_number_hash, sex, \
         birth_date, nationality, phone_sealed, address, postcode, password_hash, security, photo, \
         photo_judgements, wechat_openid, wechat_nickname, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) \
         returning id",
    )
    .bind(a.username.to_lowercase())
    .bind(to_json(&a.role)?)
    .bind(&a.office)
    .bind(&a.name)
    .bind(&a.id_type)
    .bind(&a.id_number_sealed)
    .bind(a.id_number_hash.as_deref())
    .bind(&a.sex)
    .bind(&a.birth_date)
    .bind(&a.nationality)
    .bind(&a.phone_sealed)
    .bind(&a.address)
    .bind(&a.postcode)
    .bind(&a.password_hash)
    .bind(&a.security)
    .bind(a.photo.as_deref())
    .bind(&a.photo_judgements)
    .bind(a.wechat_openid.as_deref())
    .bind(&a.wechat_nickname)
    .bind(a.created_at.0)
    .fetch_one(conn)
    .await?;
    Ok(row.try_get("id")?)
}

/// Saves contact data, the phone sealed, over version `before`; `false` where they have moved on meanwhile.
pub async fn save_contact(
    conn: &mut Conn,
    id: i64,
    before: i64,
    phone_sealed: &str,
    address: &str,
    postcode: &str,
) -> Stored<bool> {
    let sql = "update account set phone_sealed = $3, address = $4, postcode = $5, \
               contact_version = contact_version + 1 where id = $1 and contact_version = $2";
    let query = sqlx::query(sql).bind(id).bind(before).bind(phone_sealed).bind(address).bind(postcode);
    Ok(query.execute(conn).await?.rows_affected() == 1)
}

/// Keeps a photo that met every rule, and how it was judged.
pub async fn save_photo(conn: &mut Conn, id: i64, file: &str, judgements: &[Judgement]) -> Stored<()> {
    let sql = "update account set photo = $2, photo_judgements = $3 where id = $1";
    sqlx::query(sql).bind(id).bind(file).bind(to_json(&judgements)?).execute(conn).await?;
    Ok(())
}

/// Binds a WeChat account, or none. Unique by the schema: `account_wechat_openid_key`.
pub async fn save_wechat(conn: &mut Conn, id: i64, openid: Option<&str>, nickname: &str) -> Stored<()> {
    let sql = "update account set wechat_openid = $2, wechat_nickname = $3 where id = $1";
    sqlx::query(sql).bind(id).bind(openid).bind(nickname).execute(conn).await?;
    Ok(())
}

/// Who has bound which of the sandbox's WeChat accounts: openid and name.
pub async fn wechat_bindings(conn: &mut Conn) -> Stored<Vec<(String, String)>> {
    let sql = "select wechat_openid, name from account where wechat_openid is not null order by id limit 100";
    let rows = sqlx::query(sql).fetch_all(conn).await?;
    rows.iter().map(|row| Ok((row.try_get("wechat_openid")?, row.try_get("name")?))).collect()
}
