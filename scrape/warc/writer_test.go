package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

func TestRotation(t *testing.T) {
	dir := t.TempDir()
	w := &Writer{Dir: dir, Size: 1000, Now: today}
	writeExchanges(t, w, 10)
	files, err := filepath.Glob(filepath.Join(dir, "backissue-20261123034200-*.warc.gz"))
	if err != nil || len(files) < 3 {
		t.Fatalf("got %d files, %v", len(files), err)
	}
	responses := 0
	for _, f := range files {
		all, err := readPath(t, f)
		if err != nil || all[0].Type != "warcinfo" || all[0].Header.Value("WARC-Filename") != filepath.Base(f) {
			t.Errorf("%s: %v", f, err)
		}
		responses += strings.Count(types(all), "response")
		if s := verifyPath(t, f); len(s.Findings) > 0 {
			t.Errorf("%s: %+v", f, s.Findings)
		}
	}
	if responses != 10 {
		t.Errorf("got %d responses", responses)
	}
}

func TestSeveralGoroutines(t *testing.T) {
	dir := t.TempDir()
	var mu sync.Mutex
	stands := map[string]Written{}
	w := &Writer{Dir: dir, Size: 4000}
	var group sync.WaitGroup
	for g := range 4 {
		group.Go(func() {
			for i := range 25 {
				done, err := w.Write(exchange(fmt.Sprintf("https://a.example/%d/%d", g, i), "x").Drafts(nil)...)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				stands[done[0].ID] = done[0]
				mu.Unlock()
			}
		})
	}
	group.Wait()
	closeAll(t, w)
	files, err := filepath.Glob(filepath.Join(dir, "*.warc.gz"))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, f := range files {
		all, err := readPath(t, f)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range all {
			if at, ok := stands[r.ID]; ok {
				found++
				// A response and its request stand together.
				if at.File != filepath.Base(f) || at.Offset != r.Offset || all[i+1].Header.Value("WARC-Concurrent-To") != r.ID {
					t.Errorf("%s stands elsewhere", r.ID)
				}
			}
		}
		if s := verifyPath(t, f); len(s.Findings) > 0 {
			t.Errorf("%s: %+v", f, s.Findings)
		}
	}
	if found != 100 {
		t.Errorf("got %d responses", found)
	}
}

func TestOneWriterForAFile(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files are not locked here")
	}
	path := filepath.Join(t.TempDir(), "a.warc.gz")
	first, second := &Writer{Path: path}, &Writer{Path: path}
	x := exchange("https://a.example/", "x")
	write(t, first, x.Drafts(nil)...)
	if _, err := second.Write(x.Drafts(nil)...); !errors.Is(err, ErrInUse) {
		t.Errorf("got %v, want ErrInUse", err)
	}
	closeAll(t, first)
	write(t, second, x.Drafts(nil)...)
	closeAll(t, second)
	if all, err := readPath(t, path); err != nil || len(all) != 6 {
		t.Errorf("got %d records, %v", len(all), err)
	}
}

// Where a file cannot be begun, nothing of it is left.
func TestNothingIsLeftOfAFileThatCannotBeBegun(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "missing")
	w := &Writer{Dir: dir}
	if _, err := w.Write(exchange("https://a.example/", "x").Drafts(nil)...); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	writeExchanges(t, w, 1)
}

// After an error the file ends where it ended before, and writing can go on.
func TestAFailedWriteLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.warc.gz")
	w := &Writer{Path: path}
	x := exchange("https://a.example/", "x")
	write(t, w, x.Drafts(nil)...)
	if err := w.Sync(); err != nil {
		t.Fatal(err)
	}
	before := readFile(t, path)
	broken, err := os.Open(path) // cannot be written
	if err != nil {
		t.Fatal(err)
	}
	defer broken.Close()
	good := w.file
	w.file = broken
	if done, err := w.Write(x.Drafts(nil)...); err == nil {
		t.Errorf("got %v", done)
	}
	if after := readFile(t, path); !bytes.Equal(before, after) {
		t.Error("the file was changed")
	}
	w.file = good
	write(t, w, x.Drafts(nil)...)
	closeAll(t, w)
	if s := verifyPath(t, path); s.Records != 5 || len(s.Findings) > 0 {
		t.Errorf("got %+v", s)
	}
}

// A crash can cut the file at any byte. Everything complete stays readable, and
// writing goes on behind it.
func TestRepairAfterEveryCut(t *testing.T) {
	dir := t.TempDir()
	whole := filepath.Join(dir, "whole.warc.gz")
	writeExchanges(t, &Writer{Path: whole}, 4)
	all, err := readPath(t, whole)
	if err != nil {
		t.Fatal(err)
	}
	data := readFile(t, whole)
	rng := rand.New(rand.NewPCG(1, 2))
	for cut := 0; cut <= len(data); cut += 1 + rng.IntN(40) {
		complete := 0
		for i := range all {
			end := int64(len(data))
			if i+1 < len(all) {
				end = all[i+1].Offset
			}
			if end <= int64(cut) {
				complete++
			}
		}
		for name, tail := range map[string][]byte{"cut": nil, "cut, then zeros": make([]byte, 100)} {
			path := filepath.Join(dir, "cut.warc.gz")
			if err := os.WriteFile(path, append(bytes.Clone(data[:cut]), tail...), 0o644); err != nil {
				t.Fatal(err)
			}
			if tail != nil && complete == 0 {
				continue // nothing says that this was a WARC file
			}
			writeExchanges(t, &Writer{Path: path}, 1)
			got, err := readPath(t, path)
			if err != nil {
				t.Fatalf("%s at %d: %v", name, cut, err)
			}
			// Zeros are what a member may end with.
			if n := len(got) - 3; n != complete && (tail == nil || n != complete+1) {
				t.Fatalf("%s at %d: %d records are left, want %d", name, cut, n, complete)
			}
		}
	}
}

func gzipped(t *testing.T, s string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRepairLeavesOtherFilesAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "own.warc.gz")
	writeExchanges(t, &Writer{Path: path}, 3)
	own := string(readFile(t, path))
	all, err := readPath(t, path)
	if err != nil {
		t.Fatal(err)
	}
	flipped := func(record int) string { // in the middle of its member
		b := []byte(own)
		b[all[record].Offset+60] ^= 4
		return string(b)
	}
	long := gzipped(t, strings.Repeat("my notes\n", 1000))
	for _, c := range []struct {
		name, content string
		want          error
	}{
		{"text", "my notes\n", ErrFormat},
		{"a plain WARC", "WARC/1.1\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n", ErrFormat},
		{"gzip of nothing", gzipped(t, ""), ErrFormat},
		{"gzip of a letter", gzipped(t, "a"), ErrFormat},
		{"gzip of the first letters", gzipped(t, "WARC"), ErrFormat},
		{"gzip of text", gzipped(t, "my notes\n"), ErrFormat},
		{"gzip of text, cut", long[:len(long)-9], ErrFormat},
		{"gzip of another program, cut", "\x1f\x8b\x08\x08abc", ErrFormat},
		{"damage in the first record", flipped(0), ErrFormat},
		{"damage in the middle, cut", flipped(2)[:len(own)-5], ErrDamaged},
		{"damage in the last record", flipped(6), ErrDamaged},
	} {
		path := filepath.Join(t.TempDir(), "x.warc.gz")
		if err := os.WriteFile(path, []byte(c.content), 0o644); err != nil {
			t.Fatal(err)
		}
		w := &Writer{Path: path}
		_, err := w.Write(exchange("https://a.example/", "x").Drafts(nil)...)
		if !errors.Is(err, c.want) && !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
		if after := readFile(t, path); string(after) != c.content {
			t.Errorf("%s: the file became one of %d bytes", c.name, len(after))
		}
	}
}

// Damage in the middle is left to Verify to find.
func TestAppendBehindDamage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.warc.gz")
	writeExchanges(t, &Writer{Path: path}, 3)
	all, err := readPath(t, path)
	if err != nil {
		t.Fatal(err)
	}
	data := readFile(t, path)
	data[all[2].Offset+60] ^= 4
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	writeExchanges(t, &Writer{Path: path}, 1)
	if after := readFile(t, path); !bytes.HasPrefix(after, data) || len(after) == len(data) {
		t.Error("the file was changed")
	}
	if s := verifyPath(t, path); s.Records != len(all)-1+3 || len(s.Findings) == 0 {
		t.Errorf("got %+v", s)
	}
}

// The newest file of an earlier run is repaired when a new one is begun.
func TestRepairOfAnEarlierFile(t *testing.T) {
	dir := t.TempDir()
	writeExchanges(t, &Writer{Dir: dir, Now: today}, 2)
	path := filepath.Join(dir, "backissue-20261123034200-00001.warc.gz")
	data := readFile(t, path)
	if err := os.WriteFile(path, data[:len(data)-7], 0o644); err != nil {
		t.Fatal(err)
	}
	writeExchanges(t, &Writer{Dir: dir, Now: today}, 1)
	all, err := readPath(t, path)
	if err != nil || types(all) != "warcinfo response request response" {
		t.Errorf("got %s, %v", types(all), err)
	}
}

// The end of a large file is found without reading it all, and a record that
// holds a WARC file does not mislead.
func TestRepairOfAFileWithinAFile(t *testing.T) {
	dir := t.TempDir()
	inner := filepath.Join(dir, "inner.warc.gz")
	writeExchanges(t, &Writer{Path: inner}, 2)
	body := string(readFile(t, inner))
	rng := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 2000)
	for i := range noise {
		noise[i] = byte(rng.Uint32())
	}
	path := filepath.Join(dir, "outer.warc.gz")
	w := &Writer{Path: path}
	write(t, w, exchange("https://a.example/w", string(noise)+body+string(noise)).Drafts(nil)...)
	closeAll(t, w)
	writeExchanges(t, &Writer{Path: path}, 1)
	if s := verifyPath(t, path); len(s.Findings) > 0 || s.Records != 6 {
		t.Errorf("got %+v", s)
	}
}
