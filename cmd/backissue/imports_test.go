package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/backissue/backissue"

// edges are the imports that are allowed within the module, folder by folder.
// They run downwards only. Commands may import everything.
var edges = map[string][]string{
	"convert":          {"scrape"},
	"scrape":           {"scrape/content", "scrape/contents", "scrape/date", "scrape/fetch", "scrape/numbering", "scrape/robots", "scrape/rules", "scrape/state", "scrape/warc"},
	"scrape/content":   {},
	"scrape/contents":  {"scrape/date", "scrape/numbering"},
	"scrape/corpus":    {},
	"scrape/date":      {},
	"scrape/fetch":     {"scrape/robots"},
	"scrape/numbering": {},
	"scrape/robots":    {},
	"scrape/rules":     {},
	"scrape/state":     {},
	"scrape/warc":      {},
}

// corpus holds page sets for training and measuring: it is for tests and the
// developers' commands alone.
const corpus = "scrape/corpus"

// allowed reports whether a file in the folder dir may import the folder to.
func allowed(dir, file, to string) bool {
	test := strings.HasSuffix(file, "_test.go")
	switch {
	case to == corpus:
		return test || dir == "cmd/train" || dir == "cmd/evaluate" || dir == "cmd/internal/training"
	case strings.HasPrefix(dir, "cmd/"):
		return true
	}
	return test && to == dir || slices.Contains(edges[dir], to)
}

func TestImportsRunDownwards(t *testing.T) {
	root := os.DirFS("../..")
	files := 0
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go"):
			return nil
		}
		files++
		dir := path.Dir(name)
		if _, ok := edges[dir]; !ok && !strings.HasPrefix(dir, "cmd/") {
			t.Errorf("package %s is not in the table of allowed imports", dir)
			return fs.SkipDir
		}
		for _, to := range importsOf(t, root, name) {
			if !allowed(dir, name, to) {
				t.Errorf("%s imports %s", name, to)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files == 0 {
		t.Error("no Go file was found")
	}
}

func TestAllowed(t *testing.T) {
	for _, c := range []struct {
		dir, file, to string
		want          bool
	}{
		{"cmd/backissue", "main.go", "scrape/fetch", true},
		{"cmd/backissue", "main.go", "scrape/corpus", false},
		{"cmd/train", "main.go", "scrape/corpus", true},
		{"convert", "dir.go", "scrape", true},
		{"convert", "dir.go", "scrape/date", false},
		{"convert", "dir_test.go", "scrape/corpus", true},
		{"scrape", "crawl.go", "convert", false},
		{"scrape", "crawl_test.go", "scrape", true},
		{"scrape/date", "date.go", "scrape", false},
		{"scrape/fetch", "client.go", "scrape/robots", true},
		{"scrape/robots", "file.go", "scrape/fetch", false},
	} {
		if got := allowed(c.dir, c.file, c.to); got != c.want {
			t.Errorf("%s/%s imports %s: got %v, want %v", c.dir, c.file, c.to, got, c.want)
		}
	}
}

// importsOf lists the folders of this module that a file imports.
func importsOf(t *testing.T, root fs.FS, name string) []string {
	t.Helper()
	src, err := fs.ReadFile(root, name)
	if err != nil {
		t.Fatal(err)
	}
	f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var dirs []string
	for _, i := range f.Imports {
		imported, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if dir, ok := strings.CutPrefix(imported, module+"/"); ok {
			dirs = append(dirs, dir)
		} else if imported == module {
			dirs = append(dirs, ".")
		}
	}
	return dirs
}

func TestRootHoldsTheHouseAlone(t *testing.T) {
	entries, err := os.ReadDir("../..")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			got = append(got, e.Name())
		}
	}
	if want := []string{"cmd", "convert", "scrape", "testdata"}; !slices.Equal(got, want) {
		t.Errorf("folders at the root: got %q, want %q", got, want)
	}
}
