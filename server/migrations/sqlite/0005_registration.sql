-- A registration: the domain's own struct as JSON in `body`; beside it what queues, counts and searches need.
create table registration (
    id integer primary key autoincrement,
    candidate bigint not null references account (id),
    programme text not null,
    area text not null,
    site text not null default '',
    specialty text not null default '',
    state text not null,
    -- Counts events. Saving names the version it was decided on, so nobody overwrites what they have not seen.
    version bigint not null,
    -- The newest submitted form; 0 before the first submission.
    form_version bigint not null default 0,
    -- Flags for queues: differs from last year, confirmed automatically.
    differs bigint not null default 0,
    automatic bigint not null default 0,
    -- Since when it is in this state.
    since bigint not null,
    body text not null
);
-- One live registration per candidate and programme.
create unique index registration_candidate_programme_key on registration (candidate, programme)
    where state not in ('abandoned', 'cancelled');
create index registration_candidate on registration (candidate);
create index registration_queue on registration (area, state, since);
create index registration_window on registration (programme, state, area);
