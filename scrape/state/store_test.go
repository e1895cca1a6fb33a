package state

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// epoch is the time of all tests.
var epoch = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func fixed(t time.Time) func() time.Time { return func() time.Time { return t } }

func openAt(t *testing.T, dir string, at time.Time) *Store {
	t.Helper()
	s, err := Open(context.Background(), dir, Options{Now: fixed(at)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func closed(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestSecondOpenNamesTheHolder(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(context.Background(), dir, Options{Command: "backissue test", Now: func() time.Time { return epoch }})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(context.Background(), dir, Options{})
	var locked *LockedError
	if !errors.Is(err, ErrLocked) || !errors.As(err, &locked) {
		t.Fatalf("got %v, want ErrLocked", err)
	}
	if locked.Holder.PID != os.Getpid() || !locked.Holder.Started.Equal(epoch) {
		t.Errorf("got holder %+v", locked.Holder)
	}
	for _, want := range []string{fmt.Sprint(os.Getpid()), "2026-03-01 12:00:00 UTC", "backissue test"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not name %q", err, want)
		}
	}
	closed(t, s)
	openAt(t, dir, epoch)
}

func TestRetryLockWaits(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, dir, epoch)
	got := make(chan error)
	go func() {
		second, err := Open(context.Background(), dir, Options{RetryLock: time.Hour})
		if err == nil {
			err = second.Close()
		}
		got <- err
	}()
	select {
	case err := <-got:
		t.Fatalf("did not wait: %v", err)
	case <-time.After(3 * lockPoll):
	}
	closed(t, s)
	if err := <-got; err != nil {
		t.Error(err)
	}
}

func TestWaitForTheLockEndsWithItsContext(t *testing.T) {
	dir := t.TempDir()
	openAt(t, dir, epoch)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Open(ctx, dir, Options{RetryLock: time.Hour}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestLockOfADeadProcess(t *testing.T) {
	dir := t.TempDir()
	home := filepath.Join(dir, homeName)
	if err := os.MkdirAll(home, 0o755); err != nil {
		t.Fatal(err)
	}
	os.WriteFile(filepath.Join(home, lockName), nil, 0o600)
	os.WriteFile(filepath.Join(home, holderName), []byte(`{"pid":1,"host":"elsewhere"}`), 0o600)
	openAt(t, dir, epoch)
}

func TestHolderIsPrintable(t *testing.T) {
	home := t.TempDir()
	os.WriteFile(filepath.Join(home, holderName), []byte(`{"pid":7,"command":"a\u001b[2Jb\u009bc"}`), 0o600)
	if got, want := readHolder(home).Command, "a [2Jb c"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, broken := range []string{"", "{", "[]", strings.Repeat("x", maxHolder+1)} {
		os.WriteFile(filepath.Join(home, holderName), []byte(broken), 0o600)
		if got := readHolder(home).String(); got != "an unknown process" {
			t.Errorf("holder %.10q: got %q", broken, got)
		}
	}
}

func TestDamage(t *testing.T) {
	for _, c := range []struct {
		name   string
		sealed bool // the seal of a clean end is there
		damage func(db []byte) []byte
	}{
		{"no database", false, func([]byte) []byte { return []byte(strings.Repeat("no database ", 1000)) }},
		{"cut", false, func(db []byte) []byte { return db[:len(db)/2] }},
		{"zeros inside", false, func(db []byte) []byte { clear(db[4096:]); return db }},
		{"one byte of a text", true, func(db []byte) []byte { return flip(t, db, "http://example.org/7") }},
		{"empty", true, func([]byte) []byte { return nil }},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			s := openAt(t, dir, epoch)
			addNumbered(t, s, 100)
			closed(t, s)
			file := filepath.Join(dir, homeName, dbName)
			db, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !c.sealed {
				os.Remove(file + sealSuffix)
			}
			os.WriteFile(file, c.damage(db), 0o644)

			for range 2 {
				if _, err := Open(context.Background(), dir, Options{}); !errors.Is(err, ErrDamaged) {
					t.Fatalf("got %v, want ErrDamaged", err)
				}
			}
			s, err = Open(context.Background(), dir, Options{Replace: true})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if n, err := s.Counts(); !s.Replaced() || err != nil || n != (Counts{}) {
				t.Errorf("got replaced %v, %+v, %v; want an empty queue", s.Replaced(), n, err)
			}
			if _, err := os.Stat(filepath.Join(dir, homeName, asideName)); err != nil {
				t.Error(err)
			}
		})
	}
}

func flip(t *testing.T, db []byte, text string) []byte {
	t.Helper()
	i := strings.Index(string(db), text)
	if i < 0 {
		t.Fatalf("%q is not in the database", text)
	}
	db[i+len(text)-1] ^= 1
	return db
}

func TestEveryFlippedByteIsSeen(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, dir, epoch)
	addNumbered(t, s, 20)
	closed(t, s)
	file := filepath.Join(dir, homeName, dbName)
	db, _ := os.ReadFile(file)
	for i := 0; i < len(db); i += len(db)/50 + 1 {
		db[i] ^= 0x10
		os.WriteFile(file, db, 0o644)
		db[i] ^= 0x10
		if s, err := Open(context.Background(), dir, Options{}); !errors.Is(err, ErrDamaged) {
			s.Close()
			t.Fatalf("byte %d: got %v, want ErrDamaged", i, err)
		}
	}
}

func TestNewerVersionIsRefused(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, dir, epoch)
	if err := s.script("PRAGMA user_version = 1000"); err != nil {
		t.Fatal(err)
	}
	closed(t, s)
	if _, err := Open(context.Background(), dir, Options{Replace: true}); !errors.Is(err, ErrNewer) || errors.Is(err, ErrDamaged) {
		t.Errorf("got %v, want ErrNewer", err)
	}
}

func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(context.Background(), dir, Options{maxPages: 40})
	if err != nil {
		t.Fatal(err)
	}
	kept := 0
	for {
		_, err = s.Add(Job{Key: fmt.Sprint("http://example.org/", kept), Host: "example.org", Payload: make([]byte, 3000)})
		if err != nil {
			break
		}
		if kept++; kept > 1000 {
			t.Fatal("the disk does not get full")
		}
	}
	if !errors.Is(err, ErrDisk) {
		t.Errorf("got %v, want ErrDisk", err)
	}
	if _, err := s.Add(Job{Key: "k", Host: "h"}); !errors.Is(err, ErrDisk) {
		t.Errorf("afterwards: got %v, want ErrDisk", err)
	}
	if _, err := s.Lease(context.Background()); !errors.Is(err, ErrDisk) {
		t.Errorf("lease afterwards: got %v, want ErrDisk", err)
	}
	if err := s.Close(); !errors.Is(err, ErrDisk) {
		t.Errorf("close: got %v, want ErrDisk", err)
	}
	s = openAt(t, dir, epoch)
	if n, err := s.Counts(); err != nil || n.Open != kept || kept == 0 {
		t.Errorf("got %+v, %v; want %d open", n, err, kept)
	}
}

func TestFolderThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	os.WriteFile(file, nil, 0o600)
	if _, err := Open(context.Background(), file, Options{}); !errors.Is(err, ErrDisk) {
		t.Errorf("got %v, want ErrDisk", err)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	dir := t.TempDir()
	os.Chmod(dir, 0o500)
	defer os.Chmod(dir, 0o700)
	if os.WriteFile(filepath.Join(dir, "probe"), nil, 0o600) == nil {
		t.Skip("this user may write anywhere")
	}
	if _, err := Open(context.Background(), dir, Options{}); !errors.Is(err, ErrDisk) {
		t.Errorf("got %v, want ErrDisk", err)
	}
}

func TestDiscard(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, dir, epoch)
	addNumbered(t, s, 10)
	closed(t, s)
	s = openAt(t, dir, epoch)
	addNumbered(t, s, 20)
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
	if err := s.Discard(); !errors.Is(err, ErrClosed) {
		t.Errorf("second: got %v, want ErrClosed", err)
	}
	if _, err := s.Add(Job{Key: "k", Host: "h"}); !errors.Is(err, ErrClosed) {
		t.Errorf("add: got %v, want ErrClosed", err)
	}
}

func TestDiscardKeepsWhatIsNotOurs(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, dir, epoch)
	theirs := filepath.Join(dir, homeName, "notes.txt")
	os.WriteFile(theirs, nil, 0o600)
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	left, _ := os.ReadDir(filepath.Join(dir, homeName))
	if len(left) != 1 || left[0].Name() != "notes.txt" {
		t.Errorf("left: %v", left)
	}
}

func TestDatabaseElsewhereAndOddNames(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ein ?#% Ordner&x=1")
	for _, db := range []string{"", filepath.Join(t.TempDir(), "my state?.db")} {
		s, err := Open(context.Background(), dir, Options{Database: db})
		if err != nil {
			t.Fatal(err)
		}
		addNumbered(t, s, 1)
		closed(t, s)
		if db == "" {
			db = filepath.Join(dir, homeName, dbName)
		}
		if _, err := os.Stat(db); err != nil {
			t.Error(err)
		}
	}
}

// TestProcessPairs opens one folder from several processes again and again: of
// them one at a time may hold it, also while holders discard what they made.
func TestProcessPairs(t *testing.T) {
	if dir := os.Getenv("STATE_TEST_PAIR"); dir != "" {
		takeTurns(t, dir)
		return
	}
	dir := t.TempDir()
	var children []*exec.Cmd
	for range 4 {
		c := exec.Command(os.Args[0], "-test.run=^TestProcessPairs$")
		c.Env = append(os.Environ(), "STATE_TEST_PAIR="+dir)
		c.Stderr = os.Stderr
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		children = append(children, c)
	}
	for _, c := range children {
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	}
}

// takeTurns holds the folder ten times; a file beside it shows that nobody else
// does.
func takeTurns(t *testing.T, dir string) {
	for range 10 {
		s, err := Open(context.Background(), dir, Options{RetryLock: time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		sole := filepath.Join(dir, "sole")
		if err := os.Mkdir(sole, 0o700); err != nil {
			t.Fatalf("two hold the folder: %v", err)
		}
		os.Remove(sole)
		if err := s.Discard(); err != nil {
			t.Fatal(err)
		}
	}
}
