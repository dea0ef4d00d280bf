-- database: company
-- Paper: the company's own Word templates, and what was printed by whom.

-- A Word template of a noun. The bytes stand here: they are settings, like the words of a form.
create table print_templates (
  id uuid primary key,
  object text not null,
  name text not null,
  language text not null check (language in ('zh', 'en')),
  is_on boolean not null default true,
  version integer not null default 1,
  file_name text not null,
  content bytea not null,
  sha256 text not null,
  updated_at timestamp with time zone not null,
  updated_by_id uuid references users (id)
);
create index print_templates_object on print_templates (object, name);
create index print_templates_updated_by on print_templates (updated_by_id);

-- What was printed: of which record in which version, by whom, and the file as it was. `hidden` are the fields whose values whoever printed it did not see:
-- the file is opened by whoever sees the record and at least as much of it.
create table prints (
  id uuid primary key,
  object text not null,
  record_id uuid not null,
  record_version integer not null,
  print text not null,
  template_id uuid references print_templates (id) on delete set null,
  template_version integer,
  name text not null,
  language text not null check (language in ('zh', 'en')),
  format text not null check (format in ('pdf', 'docx')),
  file_id uuid references files (id) on delete set null,
  file_name text not null,
  size bigint not null,
  sha256 text not null,
  missing text[] not null,
  hidden text[] not null,
  at timestamp with time zone not null,
  by_id uuid references users (id)
);
create index prints_record on prints (object, record_id, at desc);
create index prints_by on prints (by_id);
create index prints_file on prints (file_id) where file_id is not null;
create index prints_template on prints (template_id) where template_id is not null;
