-- Answers to commands by their key: a repetition is answered as the first time.
create table receipt (
    account bigint not null,
    -- Of the client's key and the command itself: the same key with other contents is another command.
    key text not null,
    at bigint not null,
    body text not null,
    primary key (account, key)
);
create index receipt_at on receipt (at);
