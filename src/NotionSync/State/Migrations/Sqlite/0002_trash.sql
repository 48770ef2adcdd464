-- in_trash says whether a row is not (or soon not) among the living; trash says how it stands to Notion's trash: 0 none, 1 by people, 2 by us,
-- 3 leaving, 4 returning, 5 kept by people.
alter table rows add column trash integer not null default 0;
update rows set trash = in_trash;
