-- Who is signed in where. Only a keyed hash of the token is kept: whoever reads this table cannot sign in with it.
create table session (
    id bigint generated always as identity primary key,
    token_hash text not null unique,
    account bigint not null references account (id) on delete cascade,
    created_at bigint not null,
    seen_at bigint not null,
    -- Moved forward while the session is used.
    expires_at bigint not null,
    peer text not null
);
create index session_account on session (account);
create index session_expires on session (expires_at);

-- Failed tries by bucket (a keyed hash of what was typed, or of the peer's address), and until when to wait.
create table throttle (
    bucket text not null primary key,
    failures bigint not null,
    last_at bigint not null,
    blocked_until bigint not null
);
