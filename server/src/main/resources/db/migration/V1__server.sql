-- One file for SQLite and PostgreSQL. Times are milliseconds since 1970, flags are 0 or 1.

create table setting (
  name text primary key,
  value text not null
);

create table account (
  id text primary key,
  name text not null,
  created bigint not null,
  max_concurrent integer not null,
  max_daily integer not null
);

create table api_key (
  id text primary key,
  account text not null references account (id),
  name text not null,
  prefix text not null,
  hash text not null unique,
  scopes text not null,
  created bigint not null,
  revoked bigint
);
create index api_key_account on api_key (account);

create table job (
  id text primary key,
  account text not null references account (id),
  api_key text not null,
  status text not null,
  dialect text not null,
  operation text not null,
  model text not null,
  engine text not null,
  pool text not null,
  priority integer not null,
  request text not null,
  body_hash text not null,
  created bigint not null,
  started bigint,
  ended bigint,
  attempt integer not null,
  handed integer not null,
  worker text,
  cancel integer not null,
  progress double precision not null,
  step text not null,
  version bigint not null,
  estimated bigint not null,
  cost bigint not null,
  failure text,
  failure_code text,
  help text,
  output text,
  output_type text,
  output_bytes bigint not null,
  result text,
  parent text,
  webhook text,
  expires bigint,
  deleted bigint
);
create index job_account on job (account, created);
create index job_status on job (status, account, created);
create index job_ended on job (ended);

create table upload (
  id text primary key,
  account text not null references account (id),
  name text not null,
  purpose text not null,
  token text not null,
  type text,
  file text,
  bytes bigint not null,
  created bigint not null,
  expires bigint not null
);
create index upload_expires on upload (expires);

create table balance (
  account text primary key,
  amount bigint not null
);

create table transfer (
  id text primary key,
  created bigint not null,
  debit text not null,
  credit text not null,
  amount bigint not null check (amount > 0),
  kind text not null,
  account text not null,
  job text,
  model text,
  note text not null
);
create index transfer_account on transfer (account, created);
create index transfer_job on transfer (job);

create table webhook (
  id text primary key,
  account text not null,
  job text,
  url text not null,
  body text not null,
  created bigint not null,
  next bigint not null,
  attempts integer not null,
  delivered bigint,
  error text
);
create index webhook_next on webhook (delivered, next);

create table audit (
  id text primary key,
  at bigint not null,
  account text not null,
  api_key text not null,
  action text not null,
  target text not null,
  address text not null
);
create index audit_account on audit (account, at);

-- As db-scheduler wants it.
create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamp with time zone not null,
  picked boolean not null,
  picked_by text,
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures integer,
  last_heartbeat timestamp with time zone,
  version bigint not null,
  priority smallint,
  state text,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
