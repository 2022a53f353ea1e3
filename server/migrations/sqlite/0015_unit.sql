-- The register of work units (工作单位) and schools: imported, or added by a request that was approved.
create table unit (
    id integer primary key autoincrement,
    -- work or school.
    kind text not null,
    -- For a work unit the 全国唯一码 of its licence; in capitals.
    code text not null,
    name text not null,
    -- The name as it is searched: small letters, no blanks, narrow signs.
    sought text not null,
    -- The first letters of the name's pinyin, small.
    initials text not null,
    -- A path of division codes such as 44/4401/440103; empty where that is unknown.
    region text not null default '',
    region_name text not null default '',
    -- import, request or demo.
    source text not null,
    created_at bigint not null,
    constraint unit_kind_code_key unique (kind, code)
);
-- Beginnings are found as ranges in the order of bytes. A part of a name is looked for in an index alone, which is
-- several times smaller than the table.
create index unit_sought on unit (kind, sought);
create index unit_initials on unit (kind, initials);
create index unit_region on unit (kind, region, sought);
