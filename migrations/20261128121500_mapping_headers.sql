-- What the columns of a shape are called, by column, as JSON: so that a mapping can be read and handed on. Missing
-- where it was remembered before.
ALTER TABLE column_mapping ADD COLUMN headers TEXT CHECK (json_valid(headers));
