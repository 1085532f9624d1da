-- What users sign with: the public halves (Ed25519). The private ones lie in the key file, each under its user's own
-- passphrase. A key is never taken out: what it signed is held against it for good.
CREATE TABLE signing_key (
    id         INTEGER PRIMARY KEY,
    user_id    INTEGER NOT NULL REFERENCES user (id),
    public     BLOB    NOT NULL UNIQUE CHECK (length(public) = 32),
    valid_from INTEGER NOT NULL,
    -- Signs nothing from then on.
    valid_to   INTEGER CHECK (valid_to >= valid_from)
) STRICT;

CREATE UNIQUE INDEX signing_key_present ON signing_key (user_id) WHERE valid_to IS NULL;

CREATE TRIGGER signing_key_keeps_rows BEFORE DELETE ON signing_key
BEGIN
    SELECT RAISE (ABORT, 'signing keys stay');
END;

CREATE TRIGGER signing_key_keeps_values BEFORE UPDATE ON signing_key
WHEN NEW.id <> OLD.id OR NEW.user_id <> OLD.user_id OR NEW.public <> OLD.public OR NEW.valid_from <> OLD.valid_from
    OR OLD.valid_to IS NOT NULL
BEGIN
    SELECT RAISE (ABORT, 'signing keys stay');
END;
