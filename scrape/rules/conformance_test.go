package rules

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/backissue/backissue/scrape/corpus"
)

// eachFTR calls f for every rule file of ftr-site-config, or skips the test.
func eachFTR(t testing.TB, f func(name string, data []byte)) {
	t.Helper()
	root, err := corpus.Root()
	if err != nil {
		t.Skip(err)
	}
	file, err := os.Open(filepath.Join(root, "conformance", "ftr-site-config.tar.gz"))
	if err != nil {
		t.Skip(err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	for a := tar.NewReader(z); ; {
		h, err := a.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		name := path.Base(h.Name)
		if h.Typeflag != tar.TypeReg || !strings.HasSuffix(name, ".txt") || name == "LICENSE.txt" {
			continue
		}
		data, err := io.ReadAll(a)
		if err != nil {
			t.Fatal(err)
		}
		f(name, data)
	}
}

// TestConformance reads all of ftr-site-config. Every file gives a rule, and
// what of it cannot be read is named with file, line and reason.
func TestConformance(t *testing.T) {
	files, expressions, troubled := 0, 0, 0
	eachFTR(t, func(name string, data []byte) {
		files++
		r := ParseFTR(name, data)
		expressions += r.selectors()
		if len(r.Problems) > 0 {
			troubled++
		}
		for _, p := range r.Problems {
			if p.File != name || p.Line == 0 && !strings.Contains(p.Reason, "find_string") || p.Reason == "" {
				t.Errorf("a problem without its place: %v", p)
			}
			t.Log(p)
		}
	})
	t.Logf("%d files, %d expressions; %d files with problems", files, expressions, troubled)
	if files != 2040 || expressions < 8400 || troubled > 14 {
		t.Error("want 2040 files, 8400 expressions or more, at most 14 files with problems")
	}
}
