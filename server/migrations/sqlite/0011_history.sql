-- Last year's registrations, found by programme, name and the keyed hash of the ID.
create table history (
    programme text not null,
    id_number_hash text not null,
    name text not null,
    body text not null,
    primary key (programme, id_number_hash)
);
