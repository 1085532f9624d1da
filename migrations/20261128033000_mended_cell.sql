-- Cells that the user typed anew before an import was committed: what the file said, and what was taken instead.
CREATE TABLE mended_cell (
    batch_id   INTEGER NOT NULL REFERENCES batch (id),
    source_row INTEGER NOT NULL,
    cell       TEXT NOT NULL,
    was        TEXT NOT NULL,
    now        TEXT NOT NULL,
    PRIMARY KEY (batch_id, source_row, cell)
) STRICT, WITHOUT ROWID;
