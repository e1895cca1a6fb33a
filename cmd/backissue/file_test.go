package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func TestReplaceFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.md")
	for _, text := range []string{"first", "second, and longer", "2", "", strings.Repeat("x", 100_000)} {
		if err := replaceFile(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(path); string(got) != text {
			t.Errorf("got %q, want %q", got, text)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestEqualFileIsNotTouched(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(path, []byte("same"), 0o666); err != nil {
		t.Fatal(err)
	}
	then := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	if err := os.Chtimes(path, then, then); err != nil {
		t.Fatal(err)
	}
	if err := replaceFile(path, []byte("same")); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Stat(path); !info.ModTime().Equal(then) {
		t.Errorf("modification time: got %v, want %v", info.ModTime(), then)
	}
}

func TestAbandonKeepsTheOld(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.md")
	if err := replaceFile(path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	f, err := createPending(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("new")); err != nil {
		t.Fatal(err)
	}
	if err := f.abandon(); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); string(got) != "old" {
		t.Errorf("got %q, want %q", got, "old")
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestSameBytes(t *testing.T) {
	big := strings.Repeat("0123456789", 10_000)
	for _, c := range []struct {
		name, a, b string
		want       bool
	}{
		{"empty", "", "", true},
		{"equal", "abc", "abc", true},
		{"shorter", "abc", "ab", false},
		{"different", "abc", "abd", false},
		{"large", big, big, true},
		{"large and longer", big, big + "x", false},
		{"a multiple of the buffer", big[:65536], big[:65536], true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := sameBytes(iotest.HalfReader(strings.NewReader(c.a)), strings.NewReader(c.b))
			if err != nil || got != c.want {
				t.Errorf("got %v, %v; want %v", got, err, c.want)
			}
		})
	}
}
