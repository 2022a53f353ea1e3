-- What is known of an uploaded file; its bytes lie in the file store under `name`.
create table stored_file (
    name text not null primary key,
    owner bigint not null references account (id),
    -- photo or material.
    purpose text not null,
    content_type text not null,
    bytes bigint not null,
    at bigint not null
);
create index stored_file_owner on stored_file (owner);
