-- Requests to add to the register of units (增补申请), each with its two papers and what became of it.
create table unit_request (
    id integer primary key autoincrement,
    candidate bigint not null references account (id) on delete cascade,
    -- work or school.
    kind text not null,
    name text not null,
    code text not null,
    -- A path of division codes; its first says which area decides.
    region text not null,
    region_name text not null,
    -- The stored files of the papers.
    business_licence text not null,
    practice_licence text not null,
    -- open, approved or refused.
    state text not null default 'open',
    -- What the officer says to the candidate.
    opinion text not null default '',
    at bigint not null,
    -- By when it is to be decided.
    due bigint not null,
    decided bigint,
    -- The account of the officer.
    decided_by bigint
);
create index unit_request_candidate on unit_request (candidate);
create index unit_request_state on unit_request (state, region);
