package state

import (
	"errors"
	"fmt"
	"io/fs"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// What can go wrong. Errors of this package wrap one of these or are a
// programmer's mistake.
var (
	// ErrLocked: another process holds the folder. The error is a *LockedError.
	ErrLocked = errors.New("another run holds the archive")
	// ErrDamaged: the database is not one, or not whole. Options.Replace puts it
	// aside and begins an empty one, to be filled again from the stored files.
	ErrDamaged = errors.New("the state file is damaged")
	// ErrNewer: a newer version of the program wrote the database. It was not
	// touched.
	ErrNewer = errors.New("the state file was written by a newer version of backissue")
	// ErrDisk: the disk is full, read-only or failing. What was saved before is
	// whole; the Store takes no more.
	ErrDisk = errors.New("disk error")
	// ErrIdle: no job can be leased now, and none that is leased could change it.
	ErrIdle = errors.New("no job is ready")
	// ErrClosed: the Store was closed.
	ErrClosed = errors.New("the state is closed")
)

// classed wraps what SQLite or the file system said in the error it means
// here, naming what was done.
func classed(doing string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ErrDisk), errors.Is(err, ErrDamaged), errors.Is(err, ErrNewer), errors.Is(err, ErrClosed):
		return err
	}
	if kind := kindOf(err); kind != nil {
		return fmt.Errorf("%s: %w: %w", doing, kind, err)
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// kindOf is the sentinel that an error stands for, nil if none. Of SQLite's
// result codes the low byte is the primary one.
func kindOf(err error) error {
	if e := (*sqlite.Error)(nil); errors.As(err, &e) {
		switch e.Code() & 0xff {
		case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB, lib.SQLITE_FORMAT:
			return ErrDamaged
		case lib.SQLITE_FULL, lib.SQLITE_IOERR, lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN, lib.SQLITE_PERM, lib.SQLITE_NOLFS:
			return ErrDisk
		}
		return nil
	}
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		return ErrDisk
	}
	return nil
}
