-- {"mapped name": "value of the source when it was last looked at"}: properties in which a value that a person wrote stands.
alter table rows add column held text not null default '{}';
