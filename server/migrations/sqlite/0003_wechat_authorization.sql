-- An authorisation that was asked of WeChat: it belongs to one account, for a few minutes, once.
create table wechat_authorization (
    state text not null primary key,
    account bigint not null references account (id) on delete cascade,
    expires_at bigint not null,
    used bigint not null default 0
);
create index wechat_authorization_expires on wechat_authorization (expires_at);
