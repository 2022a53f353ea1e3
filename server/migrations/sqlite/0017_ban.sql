-- The register of bans (禁考期, 违纪). Whose a ban is, is the keyed hash of ID type and number, as in `account`: a person
-- may be banned before they ever sign up.
create table ban (
    id integer primary key autoincrement,
    id_number_hash text not null,
    id_type text not null,
    -- Sealed; opened to be shown masked.
    id_number_sealed text not null,
    name text not null,
    -- banned or violation.
    reason text not null,
    note text not null default '',
    starts_at bigint not null,
    -- The first moment after it; null for life.
    ends_at bigint,
    -- The accounts of the officers. A ban that is lifted stays on record.
    set_by bigint not null,
    set_at bigint not null,
    lifted_by bigint,
    lifted_at bigint
);
create index ban_id_number_hash on ban (id_number_hash);
create index ban_set_at on ban (set_at);
-- What the register replaces. Nothing is moved: nobody ever set it.
alter table account drop column banned_until;
