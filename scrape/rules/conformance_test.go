package rules

import (
	"errors"
	"path"
	"strings"
	"testing"

	"github.com/backissue/backissue/scrape/corpus"
)

// eachFTR calls f for every rule file of ftr-site-config, or skips the test.
func eachFTR(t testing.TB, f func(name string, data []byte)) {
	t.Helper()
	err := corpus.EachFile("conformance/ftr-site-config.tar.gz", func(name string, data []byte) {
		if name = path.Base(name); strings.HasSuffix(name, ".txt") && name != "LICENSE.txt" {
			f(name, data)
		}
	})
	if errors.Is(err, corpus.ErrAbsent) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
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
