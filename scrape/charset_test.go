package scrape

import (
	"encoding/json"
	"errors"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"github.com/backissue/backissue/scrape/corpus"
)

// TestUnlabelledTexts holds detection to texts in known encodings: at least 85
// in 100 must come out as they would with their label.
func TestUnlabelledTexts(t *testing.T) {
	all, right := 0, 0
	wrong := map[string]int{}
	err := corpus.EachFile("conformance/charset/labelled.tar.gz", func(name string, b []byte) {
		all++
		dir := path.Base(path.Dir(name))
		got, cs := decode(b, "")
		if want, ok := decodedAs(dir, cs, b); ok && want == string(got) {
			right++
		} else {
			wrong[dir+" as "+cs.name]++
		}
	})
	if errors.Is(err, corpus.ErrAbsent) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d of %d; wrong: %v", right, all, wrong)
	if all == 0 || right*100 < all*85 {
		t.Errorf("%d of %d texts are decoded as with their label, want 85 in 100", right, all)
	}
}

// decodedAs is a text under the encoding that a folder is named for, such as
// windows-1250-polish.
func decodedAs(dir string, got encodingOf, b []byte) (string, bool) {
	name := strings.ToLower(dir)
	for _, family := range []string{"windows-125", "iso-8859-"} {
		if rest, ok := strings.CutPrefix(name, family); ok {
			number, _, _ := strings.Cut(rest, "-")
			name = family + number
		}
	}
	if same, ok := map[string]string{"cp949": "euc-kr", "cp932": "shift_jis", "utf-8-sig": "utf-8", "ascii": "utf-8", "macroman": "macintosh", "maccyrillic": "x-mac-cyrillic"}[name]; ok {
		name = same
	}
	enc, _ := lookup(name)
	switch {
	case name == "ibm855":
		enc = charmap.CodePage855
	case name == "utf-16" && got.source == "bom": // its byte order mark says which
		enc, _ = lookup(got.name)
	}
	if enc == nil {
		return "", false
	}
	text, err := enc.NewDecoder().Bytes(b)
	return strings.TrimPrefix(string(text), "\ufeff"), err == nil
}

// TestEncodingLabels holds lookup to the labels of the Encoding Standard.
func TestEncodingLabels(t *testing.T) {
	var groups []struct {
		Encodings []struct {
			Name   string   `json:"name"`
			Labels []string `json:"labels"`
		} `json:"encodings"`
	}
	if err := json.Unmarshal(conformance(t, "encoding/encodings.json"), &groups); err != nil {
		t.Fatal(err)
	}
	labels := 0
	for _, g := range groups {
		for _, e := range g.Encodings {
			for _, l := range e.Labels {
				labels++
				want := strings.ToLower(e.Name)
				if want == "replacement" {
					want = "" // a page under it holds nothing that could be read
				}
				if _, got := lookup(l); got != want {
					t.Errorf("label %q: got %q, want %q", l, got, want)
				}
			}
		}
	}
	if labels != 228 {
		t.Errorf("the standard has %d labels, want 228", labels)
	}
}

// conformance is a file of other people's tests, which stand beside the module.
func conformance(t *testing.T, name string) []byte {
	t.Helper()
	root, err := corpus.Root()
	if err != nil {
		t.Skip(err)
	}
	b, err := os.ReadFile(filepath.Join(root, "conformance", filepath.FromSlash(name)))
	if err != nil {
		t.Skip(err)
	}
	return b
}
