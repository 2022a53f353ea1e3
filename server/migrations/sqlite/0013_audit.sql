-- Looks that are no events of a registration, such as revealing an ID number.
create table audit (
    id integer primary key autoincrement,
    at bigint not null,
    actor bigint not null,
    kind text not null,
    registration bigint,
    detail text not null default ''
);
create index audit_at on audit (at);
