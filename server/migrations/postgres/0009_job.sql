-- Work to be done after a commit, written in the same transaction as what caused it.
create table job (
    id bigint generated always as identity primary key,
    kind text not null,
    body text not null,
    run_at bigint not null,
    attempts bigint not null default 0,
    -- A worker's claim; it lapses, so that the jobs of a worker that died are taken over.
    locked_until bigint not null default 0,
    done_at bigint,
    -- The last failure, for the operator.
    failure text not null default ''
);
create index job_due on job (run_at) where done_at is null;
