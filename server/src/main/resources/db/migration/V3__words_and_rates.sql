-- Names that were taught, each of one account, with the keys of their files in the store.
create table word (
  id text primary key,
  account text not null references account (id),
  lower_name text not null,
  name text not null,
  noun text not null,
  looks integer not null,
  bytes bigint not null,
  created bigint not null,
  unique (account, lower_name)
);

-- How many requests a caller has left at all nodes together, on PostgreSQL.
create table rate (
  caller text primary key,
  tokens double precision not null,
  at bigint not null
);
create index rate_at on rate (at);
