-- database: company
-- Of a hundred records a handful lies in a pool or has a day on which it falls. Measured at 100,000 customers: the three indexes shrink from 13 MB
-- to half a megabyte, an edit writes 14 % fewer WAL records, and every way of reading a pool keeps its index.

drop index customers_pool;
drop index customers_entered_pool_at;
drop index customers_recover_on;
create index customers_pool on customers (pool_id, created_at desc, id desc) where deleted_at is null and pool_id is not null;
create index customers_entered_pool_at on customers (entered_pool_at, id) where deleted_at is null and entered_pool_at is not null;
create index customers_recover_on on customers (recover_on, id) where deleted_at is null and recover_on is not null;

drop index leads_pool;
drop index leads_entered_pool_at;
drop index leads_recover_on;
create index leads_pool on leads (pool_id, created_at desc, id desc) where deleted_at is null and pool_id is not null;
create index leads_entered_pool_at on leads (entered_pool_at, id) where deleted_at is null and entered_pool_at is not null;
create index leads_recover_on on leads (recover_on, id) where deleted_at is null and recover_on is not null;
