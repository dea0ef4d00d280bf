-- database: company
-- Whether every page and every exported file says who looks at it.
alter table settings add column watermark boolean not null default false;
