package state

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"modernc.org/sqlite"
)

const (
	homeName   = ".backissue"
	dbName     = "state.db"
	asideName  = "state.db.damaged"
	busyMillis = 5000
)

// Options of Open. The zero value is ready to use.
type Options struct {
	// RetryLock is how long to wait for a folder that another process holds.
	RetryLock time.Duration
	// Command is what those who find the folder held are told of this process.
	// It lies in a file: it should hold no secrets.
	Command string
	// Database is where the database lies, if not in the folder itself: a local
	// disk, where the folder is on a file system that SQLite cannot use.
	Database string
	// Quick leaves it to the system when changes reach the disk. They outlive the
	// process; when the system itself fails, the database may be found damaged.
	// It is for what can be had again.
	Quick bool
	// Replace puts a damaged database aside, as state.db.damaged, and begins an
	// empty one; Replaced tells.
	Replace bool
	// Now is the clock; nil is the system's.
	Now func() time.Time

	maxPages int // of the database, for tests of a full disk
}

// A Store is an open state. Its methods may be called by many goroutines at
// once. After an ErrDisk every call returns that error; what was durable before
// is whole.
type Store struct {
	home     string // DIR/.backissue
	database string // the database file
	now      func() time.Time
	lock     *flock.Flock
	replaced bool

	db   *sql.DB
	conn *sql.Conn // the one connection

	queue struct { // durable changes that wait for the next save
		sync.Mutex
		changes []*change
	}

	mu         sync.Mutex // guards all below, and the connection
	statements map[string]*sql.Stmt
	unsaved    int  // changes in the transaction that is open
	open       bool // a transaction is
	broken     error
	hosts      hosts
	retry      map[string]int64
	moved      chan struct{} // closed when a lease may have become possible
}

// Open opens the state of the folder dir, which it makes where it is missing,
// and holds it until Close. It returns ErrLocked, ErrDamaged, ErrNewer or
// ErrDisk; ctx ends only the wait for the lock.
func Open(ctx context.Context, dir string, o Options) (*Store, error) {
	s := &Store{
		home:       filepath.Join(dir, homeName),
		now:        o.Now,
		statements: map[string]*sql.Stmt{},
		retry:      map[string]int64{},
		moved:      make(chan struct{}),
	}
	if s.now == nil {
		s.now = time.Now
	}
	s.database = o.Database
	if s.database == "" {
		s.database = filepath.Join(s.home, dbName)
	}
	o.Now = s.now
	l, err := lock(ctx, s.home, o)
	if err != nil {
		if l != nil {
			l.Close()
		}
		return nil, classed("opening the state of "+dir, err)
	}
	s.lock = l
	doing := "opening " + s.database
	err = classed(doing, s.load(o))
	if errors.Is(err, ErrDamaged) && o.Replace {
		if err = s.putAside(); err == nil {
			s.replaced = true
			err = s.load(o)
		}
	}
	if err != nil {
		_ = s.disconnect() // nothing was written that it could lose
		s.unlock()
		return nil, classed(doing, err)
	}
	return s, nil
}

// Replaced reports whether Open put a damaged database aside: this one began
// empty.
func (s *Store) Replaced() bool { return s.replaced }

// load connects to the database, and makes sure that it is whole and of today's
// version.
func (s *Store) load(o Options) error {
	sealed, err := s.breakSeal()
	if err != nil {
		return err
	}
	if err := s.connect(o.Quick); err != nil {
		return err
	}
	if o.maxPages > 0 {
		if err := s.script(fmt.Sprintf("PRAGMA max_page_count = %d", o.maxPages)); err != nil {
			return err
		}
	}
	if !sealed {
		if err := s.check(); err != nil {
			return err
		}
	}
	if err := s.migrate(); err != nil {
		return err
	}
	if err := s.loadRetry(); err != nil {
		return err
	}
	return s.loadHosts()
}

// connect opens the one connection. The pragmas: a rollback journal, as a
// write-ahead log needs shared memory; durability as asked for; a schema that was
// tampered with runs no functions; checked cells, as the file is untrusted.
func (s *Store) connect(quick bool) error {
	abs, err := filepath.Abs(s.database)
	if err != nil {
		return err
	}
	file := filepath.ToSlash(abs)
	if !strings.HasPrefix(file, "/") {
		file = "/" + file
	}
	synchronous := "FULL"
	if quick {
		synchronous = "OFF"
	}
	q := url.Values{"_pragma": {
		fmt.Sprintf("busy_timeout(%d)", busyMillis), "locking_mode(EXCLUSIVE)", "journal_mode(DELETE)", "synchronous(" + synchronous + ")",
		"trusted_schema(OFF)", "cell_size_check(ON)",
	}}
	c, err := sqlite.NewConnector((&url.URL{Scheme: "file", Path: file, RawQuery: q.Encode()}).String())
	if err != nil {
		return err
	}
	s.db = sql.OpenDB(c)
	s.db.SetMaxOpenConns(1)
	s.conn, err = s.db.Conn(context.Background())
	return err
}

// check reads the whole database for damage; only a database that was not
// closed, so that no seal vouches for it, needs it.
func (s *Store) check() error {
	var answer string
	if err := s.row("PRAGMA quick_check(1)").Scan(&answer); err != nil {
		return err
	}
	if answer != "ok" {
		return fmt.Errorf("%w: %s", ErrDamaged, answer)
	}
	return nil
}

// putAside renames a damaged database, so that it can be looked at.
func (s *Store) putAside() error {
	_ = s.disconnect() // it is damaged already
	for _, name := range []string{s.sealPath(), s.database + "-journal"} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	err := os.Rename(s.database, filepath.Join(filepath.Dir(s.database), asideName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// disconnect closes the connection; what is in an open transaction is lost.
func (s *Store) disconnect() error {
	for _, st := range s.statements {
		st.Close()
	}
	clear(s.statements)
	if s.db == nil {
		return nil
	}
	if s.conn != nil {
		s.conn.Close()
	}
	err := s.db.Close()
	s.db, s.conn, s.open = nil, nil, false
	return err
}

func (s *Store) unlock() {
	os.Remove(filepath.Join(s.home, holderName))
	s.lock.Close()
}

// Close saves what is not saved and lets the folder go. A second call does
// nothing.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lock == nil {
		return nil
	}
	err := s.shut()
	s.unlock()
	s.lock = nil
	return err
}

// Discard closes the Store and removes the files it made, then the folder
// .backissue if nothing else is in it. It is for a run that ended with
// everything done in a folder that is no archive.
func (s *Store) Discard() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lock == nil {
		return ErrClosed
	}
	_ = s.shut() // what it could not save is removed
	var errs []error
	lockFile := filepath.Join(s.home, lockName)
	for _, name := range []string{s.sealPath(), s.database, s.database + "-journal", filepath.Join(s.home, holderName), lockFile} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) && name != lockFile {
			errs = append(errs, err)
		}
	}
	s.lock.Close()
	s.lock = nil
	os.Remove(lockFile) // where an open file cannot be removed
	os.Remove(s.home)
	return classed("discarding the state", errors.Join(errs...))
}

// shut saves, disconnects and seals.
func (s *Store) shut() error {
	err := s.broken
	if err == nil {
		err = s.forget()
	}
	if err == nil {
		err = s.save()
	}
	if e := s.disconnect(); err == nil {
		err = e
	}
	if err == nil {
		err = s.seal()
	}
	s.broken = ErrClosed
	s.wake()
	return classed("closing the state", err)
}
