package state

import "fmt"

// migrations bring a database from one version to the next; its version,
// PRAGMA user_version, is how many of them it has seen. They are only ever
// added to. One table a concept; times are Unix milliseconds, 0 is never.
var migrations = []string{
	`
	CREATE TABLE job (
		seq     INTEGER PRIMARY KEY,          -- the order in which jobs came
		key     TEXT    NOT NULL UNIQUE,
		host    TEXT    NOT NULL,
		payload BLOB,
		status  INTEGER NOT NULL DEFAULT 0,   -- open, done, failed
		due     INTEGER NOT NULL DEFAULT 0,   -- not leased before
		tries   INTEGER NOT NULL DEFAULT 0,   -- that failed since it was last done
		kind    TEXT,                         -- of the last failure
		article TEXT,
		path    TEXT,
		digest  TEXT
	);
	CREATE INDEX job_open ON job (host, due, seq) WHERE status = 0;
	CREATE INDEX job_failed ON job (seq) WHERE status = 2;

	CREATE TABLE page (
		url      TEXT PRIMARY KEY,
		etag     TEXT,
		modified TEXT,
		digest   TEXT,
		checked  INTEGER NOT NULL,
		article  TEXT,
		path     TEXT
	) WITHOUT ROWID;

	CREATE TABLE article (
		id      TEXT PRIMARY KEY,
		url     TEXT,
		path    TEXT,
		digest  TEXT,
		seen    INTEGER NOT NULL,
		changed INTEGER NOT NULL,
		gone    INTEGER NOT NULL,
		fails   INTEGER NOT NULL,
		next    INTEGER NOT NULL
	) WITHOUT ROWID;
	CREATE INDEX article_next ON article (next);

	CREATE TABLE retry (
		key TEXT PRIMARY KEY,
		at  INTEGER NOT NULL
	) WITHOUT ROWID;

	CREATE TABLE robots (
		origin  TEXT PRIMARY KEY,
		fetched INTEGER NOT NULL,
		body    BLOB
	);
	`,
}

// migrate brings the database to the version of this program, in one
// transaction.
func (s *Store) migrate() error {
	var version int
	if err := s.row("PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	switch {
	case version < 0 || version > len(migrations):
		return fmt.Errorf("%w: its version is %d, known are versions up to %d", ErrNewer, version, len(migrations))
	case version == len(migrations):
		return nil
	}
	if err := s.begin(); err != nil {
		return err
	}
	for _, m := range migrations[version:] {
		if err := s.script(m); err != nil {
			return err
		}
	}
	if err := s.script(fmt.Sprintf("PRAGMA user_version = %d", len(migrations))); err != nil {
		return err
	}
	return s.commit()
}
