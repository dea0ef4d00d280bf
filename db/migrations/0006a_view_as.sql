-- database: control
-- An administrator may look at the company as one of its people does; such a session only reads.

alter table sessions add column view_as_user_id uuid;
