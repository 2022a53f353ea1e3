-- What these data are for, written once: 'demo' or 'real'. The demo has passwords that everybody knows and a clock
-- that anybody may move; neither may ever meet real registrations.
create table mode (
    one bigint not null constraint mode_pkey primary key constraint mode_one_check check (one = 1),
    name text not null
);
