package state

import (
	"context"
	"database/sql"
)

// maxUnsaved is how many changes that need not be durable may wait for one that
// does.
const maxUnsaved = 256

// A change is a durable one, on its way into the database.
type change struct {
	apply func() error
	done  bool
	err   error
}

// durably applies a change and returns once it is on the disk. Changes that
// arrive while another is being saved are saved together with the next, so the
// disk's slowness is shared by all workers.
func (s *Store) durably(doing string, apply func() error) error {
	c := &change{apply: apply}
	s.queue.Lock()
	s.queue.changes = append(s.queue.changes, c)
	s.queue.Unlock()

	s.mu.Lock()
	defer s.mu.Unlock()
	if !c.done {
		s.saveQueue()
	}
	return classed(doing, c.err)
}

// saveQueue applies and saves all that waits.
func (s *Store) saveQueue() {
	s.queue.Lock()
	batch := s.queue.changes
	s.queue.changes = nil
	s.queue.Unlock()

	err := s.broken
	for _, c := range batch {
		if err == nil {
			err = s.apply(c.apply)
		}
	}
	if err == nil {
		err = s.save()
	}
	for _, c := range batch {
		c.done, c.err = true, err
	}
}

// soon applies a change that may be lost when the process dies: it is saved
// with the next durable one, with others of its kind, or by Close.
func (s *Store) soon(doing string, apply func() error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken != nil {
		return s.broken
	}
	err := s.apply(apply)
	if err == nil && s.unsaved >= maxUnsaved {
		err = s.save()
	}
	return classed(doing, err)
}

// apply runs a change within the open transaction, which it opens if need be.
func (s *Store) apply(change func() error) error {
	err := s.begin()
	if err == nil {
		err = change()
	}
	if err != nil {
		return s.fail(err)
	}
	s.unsaved++
	return nil
}

// save makes all changes durable.
func (s *Store) save() error {
	if !s.open {
		return nil
	}
	if err := s.commit(); err != nil {
		return s.fail(err)
	}
	return nil
}

// fail undoes what is unsaved and ends the Store's use: a queue in memory and
// one on the disk that differ are worse than none.
func (s *Store) fail(err error) error {
	if s.open {
		s.script("ROLLBACK") //nolint:errcheck // SQLite may have rolled back by itself
		s.open = false
	}
	s.broken = classed("writing "+s.database, err)
	s.wake()
	return s.broken
}

func (s *Store) begin() error {
	if s.open {
		return nil
	}
	if err := s.script("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	s.open = true
	return nil
}

func (s *Store) commit() error {
	if err := s.script("COMMIT"); err != nil {
		return err
	}
	s.open, s.unsaved = false, 0
	return nil
}

// The statements below take no context: a transaction that many share is not
// one caller's to cancel.

// script runs statements that are not worth preparing.
func (s *Store) script(text string) error {
	_, err := s.conn.ExecContext(context.Background(), text)
	return err
}

// row runs a query that is not worth preparing.
func (s *Store) row(text string) *sql.Row {
	return s.conn.QueryRowContext(context.Background(), text)
}

func (s *Store) prepared(text string) (*sql.Stmt, error) {
	if st := s.statements[text]; st != nil {
		return st, nil
	}
	st, err := s.conn.PrepareContext(context.Background(), text)
	if err == nil {
		s.statements[text] = st
	}
	return st, err
}

// exec runs a prepared statement and tells how many rows it changed.
func (s *Store) exec(text string, args ...any) (int64, error) {
	st, err := s.prepared(text)
	if err != nil {
		return 0, err
	}
	r, err := st.ExecContext(context.Background(), args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// one scans the only row of a prepared query into the targets, and tells
// whether there is one.
func (s *Store) one(text string, args, targets []any) (bool, error) {
	found := false
	err := s.each(text, args, func(scan func(...any) error) error {
		found = true
		return scan(targets...)
	})
	return found, err
}

// each calls visit for every row of a prepared query.
func (s *Store) each(text string, args []any, visit func(scan func(...any) error) error) error {
	st, err := s.prepared(text)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(context.Background(), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := visit(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// read runs a reader of the database, which sees unsaved changes too.
func (s *Store) read(doing string, reader func() error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken != nil {
		return s.broken
	}
	return classed(doing, reader())
}
