-- Accounts of candidates and officers. What is locked after sign-up (section 8 of the design) is never updated
-- by a candidate's own command.
create table account (
    id bigint generated always as identity primary key,
    -- In lower case; the sign-in page lowers what is typed.
    username text not null unique,
    -- The role as JSON, with the area and site of an officer.
    role text not null,
    -- The name of the office, as candidates see it; empty for candidates.
    office text not null default '',
    name text not null,
    id_type text not null default '',
    -- Sealed; opened only for its owner's form and for an officer's audited look.
    id_number_sealed text not null default '',
    -- Keyed hash of type and number: one account per ID number, ever. Null for officers.
    id_number_hash text unique,
    sex text not null default '',
    birth_date text not null default '',
    nationality text not null default '',
    phone_sealed text not null default '',
    address text not null default '',
    postcode text not null default '',
    password_hash text not null,
    -- JSON: hashed answers by security question.
    security text not null default '[]',
    -- The stored file of the photo; null before there is one.
    photo text,
    -- JSON: how the last uploaded photo was judged, rule by rule.
    photo_judgements text not null default '[]',
    -- One WeChat account, one candidate: held by this constraint, not by looking first.
    wechat_openid text unique,
    wechat_nickname text not null default '',
    banned_until bigint,
    created_at bigint not null
);
create index account_name on account (name);
