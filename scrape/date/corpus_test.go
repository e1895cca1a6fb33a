package date

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"html"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCorpus reads the dates that machines wrote into real pages: datePublished
// of JSON-LD and the datetime of <time>. It skips where the page sets are not
// there.
func TestCorpus(t *testing.T) {
	shared := os.Getenv("BACKISSUE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	for _, set := range []string{"fundus", "postlight"} {
		t.Run(set, func(t *testing.T) {
			seen, read := map[string]bool{}, 0
			eachPage(t, filepath.Join(shared, "corpora", set+".tar.gz"), func(page []byte) {
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

// eachPage calls f with the pages of a set.
func eachPage(t *testing.T, name string, f func(page []byte)) {
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no page set: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	for archive := tar.NewReader(unzipped); ; {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(h.Name, "/pages/") {
			continue
		}
		page, err := io.ReadAll(io.LimitReader(archive, 20<<20))
		if err != nil {
			t.Fatal(err)
		}
		f(page)
	}
}
