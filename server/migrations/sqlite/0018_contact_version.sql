-- How often phone, address and postcode were saved: of two tabs the second is told, and nothing is lost.
alter table account add column contact_version bigint not null default 0;
