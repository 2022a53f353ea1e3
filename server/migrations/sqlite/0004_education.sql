-- Education records of candidates; registrations choose one of them.
create table education (
    id integer primary key autoincrement,
    account bigint not null references account (id) on delete cascade,
    school text not null,
    major text not null,
    level text not null,
    degree text not null,
    graduated text not null,
    certificate text not null,
    -- What the check against the national register said: unchecked, passed, failed.
    checked text not null default 'unchecked'
);
create index education_account on education (account);
