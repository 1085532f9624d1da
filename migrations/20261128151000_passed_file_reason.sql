-- Why a file of the drop folder is no longer told of: the user does not want it, or it says what the vault holds. The
-- latter is true only as long as nothing is taken back.
ALTER TABLE passed_file ADD COLUMN reason TEXT NOT NULL DEFAULT 'unwanted'
    CHECK (reason IN ('unwanted', 'nothing_new'));
