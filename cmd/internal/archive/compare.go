package archive

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"github.com/backissue/backissue/scrape"
)

// Verdict is what a new reading of a stored article means.
type Verdict string

// The verdicts.
const (
	Same    Verdict = "same"    // the same words
	Changed Verdict = "changed" // others
	Teaser  Verdict = "teaser"  // only the beginning, where all of it is stored
	Shrunk  Verdict = "shrunk"  // less than a third is left, or less than two thirds and only the beginning
)

// Compare judges a new reading of an article against the stored one. Words
// count, and in them letters and digits: spaces, punctuation, marks and
// addresses change with a site's furniture.
func Compare(old, read *scrape.Article) Verdict {
	before, now := fold(words(old.Body)), fold(words(read.Body))
	switch {
	case fold(old.Title) == fold(read.Title) && (old.SHA256 != "" && old.SHA256 == read.SHA256 || before == now):
		return Same
	case read.Access == "teaser" && old.Access != "teaser":
		return Teaser
	case 3*read.WordCount < old.WordCount, 3*len(now) < 2*len(before) && strings.HasPrefix(before, now):
		return Shrunk
	}
	return Changed
}

// Differences are the keys in which two records differ to a reader: not those of
// how they were made and how sure that is.
func Differences(old, read []byte) []string {
	var a, b map[string]json.RawMessage
	if json.Unmarshal(old, &a) != nil || json.Unmarshal(read, &b) != nil {
		return []string{"record"}
	}
	var keys []string
	for key := range a {
		keys = append(keys, key)
	}
	for key := range b {
		if _, ok := a[key]; !ok {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return slices.DeleteFunc(keys, func(key string) bool {
		switch key {
		case "provenance", "fields", "confidence", "coverage", "warnings", "retrieved":
			return true
		}
		return bytes.Equal(compact(a[key]), compact(b[key]))
	})
}

func compact(raw json.RawMessage) []byte {
	var b bytes.Buffer
	if json.Compact(&b, raw) != nil {
		return raw
	}
	return b.Bytes()
}

// fold keeps the letters and digits of s, in lower case.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// words is Markdown without the addresses of its links and images.
func words(markdown string) string {
	var b strings.Builder
	for {
		i := strings.Index(markdown, "](")
		if i < 0 {
			b.WriteString(markdown)
			return b.String()
		}
		b.WriteString(markdown[:i+1])
		markdown = markdown[i+2:]
		markdown = markdown[addressEnd(markdown):]
	}
}

// addressEnd is where the address at the beginning of s, in brackets that are
// open, ends: behind the bracket that closes them, or at the end of the line.
func addressEnd(s string) int {
	depth := 1
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		case '\n':
			return i
		}
	}
	return len(s)
}
