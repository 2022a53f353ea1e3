-- What happened, for ever. Each row's hash covers the row and the hash before it, so nothing can be changed,
-- put in or taken out of a registration's past without being seen by `verify-log`.
create table event (
    registration bigint not null references registration (id),
    seq bigint not null,
    at bigint not null,
    actor bigint not null,
    -- The office that acted, as candidates see it; empty for candidates and the clock.
    office text not null,
    kind text not null,
    body text not null,
    previous_hash text not null,
    hash text not null,
    primary key (registration, seq)
);
