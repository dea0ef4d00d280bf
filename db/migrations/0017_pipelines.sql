-- database: company
-- Pipelines in use: versions, departments they are meant for, and what to do in each stage.

alter table pipelines add column current_version numeric(18,0) default 1;

-- The stages of a version that is current no more, as they were in order, kind and needs; names and all else are those of the stage's own row.
-- Whatever began in it goes on by it until somebody moves it over.
create table pipeline_versions (
  pipeline_id uuid not null references pipelines (id) on delete cascade,
  number integer not null,
  ended_at timestamp with time zone not null,
  ended_by_id uuid references users (id),
  stages jsonb not null,
  primary key (pipeline_id, number)
);

create table pipeline_departments (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  position integer not null default 0,
  pipeline_id uuid not null references pipelines (id),
  department_id uuid not null references departments (id)
);
create index pipeline_departments_pipeline on pipeline_departments (pipeline_id, position);
create index pipeline_departments_bin on pipeline_departments (deleted_at desc, id desc) where deleted_at is not null;
create index pipeline_departments_department on pipeline_departments (department_id);
create unique index pipeline_departments_external on pipeline_departments (source_system, external_id)
  where deleted_at is null and external_id is not null;

alter table stages
  add column steps text,
  add column risks text,
  add column exit_standard text;

-- What came with the program stood in one text with a heading per line; what people wrote otherwise stays where it is.
update stages set
  steps = substring(guidance from '^(?:步骤：|Steps: )([^\n]+)\n'),
  risks = substring(guidance from '\n(?:风险：|Risk: )([^\n]+)\n'),
  exit_standard = substring(guidance from '\n(?:出阶段标准：|Exit: )([^\n]+)$'),
  guidance = null
where guidance ~ '^(?:步骤：|Steps: )[^\n]+\n(?:风险：|Risk: )[^\n]+\n(?:出阶段标准：|Exit: )[^\n]+$';

alter table opportunities add column pipeline_version numeric(18,0) default 1;
create index opportunities_pipeline_version on opportunities (pipeline_id, pipeline_version) where deleted_at is null;
