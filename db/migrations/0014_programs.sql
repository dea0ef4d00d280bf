-- database: company
-- For programs: requests that are done once however often they are sent, and records in the order in which they changed.

-- What a request came to, so that the same request sent again comes to the same. Rows older than a day count for nothing and are cleared.
create table idempotency_keys (
  user_id uuid not null,
  -- Method and path.
  route text not null,
  key text not null,
  -- The first transaction of a request, or a later one.
  part smallint not null,
  request_hash bytea not null,
  result jsonb,
  made_at timestamp with time zone not null,
  primary key (user_id, route, key, part)
);
create index idempotency_keys_made on idempotency_keys (made_at);

-- Programs that synchronise read what changed since they asked last.
create index departments_changes on departments (updated_at, id);
create index users_changes on users (updated_at, id);
create index customers_changes on customers (updated_at, id);
create index product_categories_changes on product_categories (updated_at, id);
create index products_changes on products (updated_at, id);
create index pipelines_changes on pipelines (updated_at, id);
create index opportunities_changes on opportunities (updated_at, id);
create index tags_changes on tags (updated_at, id);
create index legal_entities_changes on legal_entities (updated_at, id);
create index campaigns_changes on campaigns (updated_at, id);
create index contacts_changes on contacts (updated_at, id);
create index leads_changes on leads (updated_at, id);
create index activities_changes on activities (updated_at, id);
create index tasks_changes on tasks (updated_at, id);
create index events_changes on events (updated_at, id);
