-- A person who was given another name, by hand: true while its batch stands. `person.name` stays what the first file
-- called them; files that go on using an earlier name mean the same person.
CREATE TABLE person_name (
    batch_id  INTEGER PRIMARY KEY REFERENCES batch (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    was       TEXT    NOT NULL CHECK (was <> ''),
    name      TEXT    NOT NULL CHECK (name <> '' AND name <> was)
) STRICT;

CREATE INDEX person_name_person ON person_name (person_id);

-- The newest name that stands, where it is another one.
ALTER TABLE person ADD COLUMN renamed TEXT CHECK (renamed <> '');
ALTER TABLE person ADD COLUMN called TEXT GENERATED ALWAYS AS (coalesce(renamed, name)) VIRTUAL;
