-- A candidate's inbox. The job that wrote a message is named, so that a repeated job writes it once.
create table message (
    id integer primary key autoincrement,
    account bigint not null references account (id) on delete cascade,
    at bigint not null,
    -- JSON texts in all languages.
    title text not null,
    body text not null,
    registration bigint,
    seen bigint not null default 0,
    job bigint unique
);
create index message_account on message (account, id);

-- What left Dengke, for the sandbox and for questions afterwards.
create table sent_message (
    id integer primary key autoincrement,
    at bigint not null,
    channel text not null,
    recipient text not null,
    title text not null,
    body text not null,
    job bigint unique
);
