-- What records say whose row is not there yet.

create table waiting (
    database text not null,
    claimant text not null,
    block text not null,
    match_key text not null, -- the values by which the row will be known
    scope text not null,
    contents text not null, -- {"mapped name": "value"}
    links text not null,    -- {"relation": ["title or key"]}
    fingerprint text not null,
    primary key (database, claimant)
) strict;

create index waiting_by_match on waiting (database, block, match_key);
create index waiting_by_block on waiting (database, block, claimant);
