-- Instants are UTC texts of one width (2026-11-23T10:00:00.0000000Z), so that they sort as texts.

create table databases (
    id text primary key,
    database_id text,
    data_source_id text,
    parent_page_id text not null,
    properties text not null, -- {"mapped name": ["Notion's id", "fingerprint"]}
    views text not null,      -- the same
    rows_adopted integer not null
) strict;

create table rows (
    database text not null,
    key text not null,
    title text not null,
    page_id text,
    sending integer not null,
    in_trash integer not null,
    gone integer not null,
    dirty integer not null,
    recheck_at text,
    written_at text,
    contents text not null, -- {"mapped name": "value"}
    repaired text not null, -- {"mapped name": "instant"}
    primary key (database, key)
) strict;

create index rows_by_title on rows (database, title) where in_trash = 0;
create index rows_by_page on rows (page_id) where page_id is not null;
create index rows_alive on rows (database) where page_id is not null and in_trash = 0;
create index rows_dirty on rows (database, key) where dirty = 1;
create index rows_to_recheck on rows (recheck_at) where recheck_at is not null;

create table claims (
    database text not null,
    claimant text not null,
    row_key text not null,
    block text not null,
    scope text not null,
    contents text not null, -- {"mapped name": "value"}
    links text not null,    -- {"relation": ["title or key"]}
    fingerprint text not null,
    absences integer not null,
    absent_since text,
    primary key (database, claimant)
) strict;

create index claims_by_row on claims (database, row_key);
create index claims_by_block on claims (database, block, claimant);

create table links (
    left_database text not null,
    left_key text not null,
    relation text not null,
    right_database text not null,
    right_key text not null,
    of_people integer not null,
    primary key (left_database, left_key, relation, right_database, right_key)
) strict, without rowid;

create index links_by_right on links (right_database, right_key);

create table wanted_links (
    left_database text not null,
    left_key text not null,
    relation text not null,
    right_database text not null,
    right_key text not null,
    maker text not null,
    primary key (left_database, left_key, relation, right_database, right_key, maker)
) strict, without rowid;

create index wanted_links_by_right on wanted_links (right_database, right_key);

create table samples (
    database text not null,
    key text not null,
    property text not null,
    at text not null,
    amount text not null, -- a decimal, exact
    primary key (database, key, property, at)
) strict, without rowid;

create table changes (
    id integer primary key,
    run text not null,
    database text not null,
    key text not null,
    property text not null,
    before text,
    after text,
    at text not null
) strict;

create index changes_by_run on changes (run, id);

create table notes (
    name text primary key,
    content text not null
) strict, without rowid;

create table runs (
    id text primary key,
    name text not null,
    started_at text not null,
    ended_at text,
    report text
) strict, without rowid;

create index runs_by_name on runs (name, id);
