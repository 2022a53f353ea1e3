//! Messages: the candidate's inbox, and what left Dengke.

use super::{Conn, Stored, from_json, to_json};
use app::{
    domain::{calendar::Moment, text::Text},
    view::{Message, SentMessage},
};
use sqlx::Row;

/// A message to be kept, once per job.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of `0010_message.sql`")]
pub struct NewMessage {
    pub job: i64,
    pub account: i64,
    pub at: Moment,
    pub title: Text,
    pub body: Text,
    pub registration: Option<i64>,
}

/// Puts a message into the inbox.
pub async fn insert(conn: &mut Conn, m: &NewMessage) -> Stored<()> {
    let sql = "insert into message (account, at, title, body, registration, job) values ($1, $2, $3, $4, $5, $6) \
               on conflict do nothing";
    let query = sqlx::query(sql).bind(m.account).bind(m.at.0).bind(to_json(&m.title)?).bind(to_json(&m.body)?);
    query.bind(m.registration).bind(m.job).execute(conn).await?;
    Ok(())
}

/// Notes that a message left through `channel`.
pub async fn insert_sent(conn: &mut Conn, m: &NewMessage, channel: &str, recipient: &str) -> Stored<()> {
    let sql = "insert into sent_message (at, channel, recipient, title, body, job) values ($1, $2, $3, $4, $5, $6) \
               on conflict do nothing";
    let query = sqlx::query(sql).bind(m.at.0).bind(channel).bind(recipient).bind(to_json(&m.title)?);
    query.bind(to_json(&m.body)?).bind(m.job).execute(conn).await?;
    Ok(())
}

/// The newest messages of an inbox.
pub async fn of(conn: &mut Conn, account: i64) -> Stored<Vec<Message>> {
    let sql = "select id, at, title, body, registration, seen from message where account = $1 \
               order by id desc limit 200";
    let rows = sqlx::query(sql).bind(account).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            Ok(Message {
                id: row.try_get("id")?,
                at: Moment(row.try_get("at")?),
                title: from_json(&row.try_get::<String, _>("title")?)?,
                body: from_json(&row.try_get::<String, _>("body")?)?,
                registration: row.try_get("registration")?,
                read: row.try_get::<i64, _>("seen")? != 0,
            })
        })
        .collect()
}

/// How many messages are unread.
pub async fn unread(conn: &mut Conn, account: i64) -> Stored<u32> {
    let sql = "select count(*) as many from message where account = $1 and seen = 0";
    let many: i64 = sqlx::query(sql).bind(account).fetch_one(conn).await?.try_get("many")?;
    Ok(u32::try_from(many).unwrap_or(u32::MAX))
}

/// Marks all messages as read.
pub async fn mark_read(conn: &mut Conn, account: i64) -> Stored<()> {
    let sql = "update message set seen = 1 where account = $1 and seen = 0";
    sqlx::query(sql).bind(account).execute(conn).await?;
    Ok(())
}

/// What left Dengke last.
pub async fn sent(conn: &mut Conn) -> Stored<Vec<SentMessage>> {
    let sql = "select at, channel, recipient, title, body from sent_message order by id desc limit 100";
    let rows = sqlx::query(sql).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            Ok(SentMessage {
                at: Moment(row.try_get("at")?),
                channel: row.try_get("channel")?,
                to: row.try_get("recipient")?,
                title: from_json(&row.try_get::<String, _>("title")?)?,
                body: from_json(&row.try_get::<String, _>("body")?)?,
            })
        })
        .collect()
}
