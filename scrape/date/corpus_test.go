package date

import (
	"errors"
	"html"
	"strings"
	"testing"

	"github.com/backissue/backissue/scrape/corpus"
)

// TestCorpus reads the dates that machines wrote into real pages: datePublished
// of JSON-LD and the datetime of <time>. It skips where the page sets are not
// there.
func TestCorpus(t *testing.T) {
	for _, set := range []string{"fundus", "postlight"} {
		t.Run(set, func(t *testing.T) {
			seen, read := map[string]bool{}, 0
			err := corpus.EachFile("corpora/"+set+".tar.gz", func(name string, page []byte) {
				if !strings.Contains(name, "/pages/") {
					return
				}
				for _, s := range machineDates(string(page)) {
					if seen[s] {
						continue
					}
					seen[s] = true
					if _, ok := Parse(s, Hints{}); ok {
						read++
					} else {
						t.Logf("not read: %q", s)
					}
				}
			})
			if errors.Is(err, corpus.ErrAbsent) {
				t.Skip(err)
			}
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d of %d strings read", read, len(seen))
			if read*100 < len(seen)*98 {
				t.Errorf("%d of %d strings read, want 98 in 100", read, len(seen))
			}
		})
	}
}

// machineDates are the values of JSON-LD's dates and of datetime attributes that
// have a year and a month.
func machineDates(page string) (list []string) {
	for _, key := range []string{`"datePublished"`, `"dateModified"`, "datetime="} {
		for rest := page; ; {
			_, after, ok := strings.Cut(rest, key)
			if !ok {
				break
			}
			rest = after
			_, value, _ := strings.Cut(after[:min(len(after), 80)], `"`)
			value, _, _ = strings.Cut(value, `"`)
			value = html.UnescapeString(strings.TrimSpace(value))
			if year, ok := digits(value[:min(len(value), 4)]); ok && year > 1900 && year < 2030 && strings.Contains(value, "-") {
				list = append(list, value)
			}
		}
	}
	return list
}
