-- Every printed form's code, old ones too: an old print must find its registration to be told that it is old.
create table form (
    registration bigint not null references registration (id) on delete cascade,
    version bigint not null,
    code text not null,
    primary key (registration, version)
);
create index form_code on form (code);
