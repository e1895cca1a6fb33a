package warc

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// capture writes one exchange into a file of its own in dir.
func writeCapture(t *testing.T, dir, url string, at time.Time) {
	t.Helper()
	w := &Writer{Dir: dir, Now: func() time.Time { return at }}
	x := &Exchange{URL: url, Time: at, Status: 200, Request: []byte("GET / HTTP/1.1\r\n\r\n"), Response: []byte("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>" + url)}
	if _, err := w.Write(x.Drafts(nil)...); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func indexOf(t *testing.T, dir string) []string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, IndexName))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
}

func TestUpdateIndex(t *testing.T) {
	dir := t.TempDir()
	at := time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
	for i, url := range []string{"http://m.example/", "http://z.example/", "http://a.example/"} {
		writeCapture(t, dir, url, at.Add(time.Duration(i)*time.Second))
		if i == 1 { // the third comes into an index that is there
			if err := UpdateIndex(dir); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := UpdateIndex(dir); err != nil {
		t.Fatal(err)
	}
	lines := indexOf(t, dir)
	if len(lines) != 3 || !slices.IsSorted(lines) || !strings.HasPrefix(lines[0], "example,a)/ ") {
		t.Fatalf("index: got %q", lines)
	}
	before, err := os.Stat(filepath.Join(dir, IndexName))
	if err != nil {
		t.Fatal(err)
	}
	if err := UpdateIndex(dir); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(filepath.Join(dir, IndexName)); err != nil || !os.SameFile(before, after) {
		t.Error("an index that is up to date was written again")
	}
}

func TestUpdateIndexOfCutFile(t *testing.T) {
	dir := t.TempDir()
	at := time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
	writeCapture(t, dir, "http://a.example/", at)
	names, err := filepath.Glob(filepath.Join(dir, "*.warc.gz"))
	if err != nil || len(names) != 1 {
		t.Fatal(names, err)
	}
	info, err := os.Stat(names[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(names[0], info.Size()-5); err != nil {
		t.Fatal(err)
	}
	if err := UpdateIndex(dir); err != nil {
		t.Fatal(err)
	}
	if lines := indexOf(t, dir); len(lines) != 1 || !strings.HasPrefix(lines[0], "example,a)/ ") {
		t.Errorf("index: got %q", lines)
	}
}

func TestUpdateIndexLeavesFilesInUse(t *testing.T) {
	dir := t.TempDir()
	w := &Writer{Dir: dir}
	x := &Exchange{URL: "http://a.example/", Time: time.Unix(0, 0), Status: 200, Response: []byte("HTTP/1.1 200 OK\r\n\r\n")}
	if _, err := w.Write(x.Drafts(nil)...); err != nil {
		t.Fatal(err)
	}
	if err := UpdateIndex(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, IndexName)); err == nil {
		t.Skip("this system has no locks on files")
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := UpdateIndex(dir); err != nil {
		t.Fatal(err)
	}
	if lines := indexOf(t, dir); len(lines) != 1 {
		t.Errorf("index: got %q", lines)
	}
}

func TestCheckIndex(t *testing.T) {
	dir := t.TempDir()
	writeCapture(t, dir, "http://example.org/a", time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC))
	check := func(want int) {
		t.Helper()
		if faults, err := CheckIndex(dir); err != nil || len(faults) != want {
			t.Errorf("got %q, %v; want %d faults", faults, err, want)
		}
	}
	check(0) // not indexed yet
	if err := UpdateIndex(dir); err != nil {
		t.Fatal(err)
	}
	check(0)
	name := filepath.Join(dir, IndexName)
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for at := range data {
		data[at] ^= 1
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
		if faults, err := CheckIndex(dir); err != nil || len(faults) == 0 {
			t.Errorf("byte %d changed: got %q, %v", at, faults, err)
		}
		data[at] ^= 1
	}
}
