package convert

import (
	"strings"

	"github.com/backissue/backissue/scrape"
)

// linkAddress is the address of a link as it may be written: http, https,
// mailto or a path without a scheme. Anything else is "", false: a scheme
// that a reader's program may run has no place in an archive.
func (t *tidier) linkAddress(raw string) (string, bool) {
	s, ok := address(raw, t.anyScheme, "http", "https", "mailto")
	if t.cleanLinks {
		s = scrape.WithoutTracking(s)
	}
	return s, ok
}

// imageAddress is linkAddress for what is shown without a click.
func (t *tidier) imageAddress(raw string) (string, bool) {
	return address(raw, t.anyScheme, "http", "https")
}

// address removes what browsers remove from a URL before they read its scheme
// (WHATWG URL, section 4.4), and checks the scheme. Where the first segment
// has a colon it counts as a scheme whatever else it holds, since readers'
// programs differ in what they forgive.
func address(raw string, anyScheme bool, allowed ...string) (string, bool) {
	s := cleanText(raw)
	if strings.ContainsAny(s, "\t\n") {
		s = strings.NewReplacer("\t", "", "\n", "").Replace(s)
	}
	s = strings.TrimSpace(s)
	k := strings.IndexAny(s, ":/?#")
	if k < 0 || s[k] != ':' || anyScheme {
		return s, true
	}
	for _, scheme := range allowed {
		if strings.EqualFold(s[:k], scheme) {
			return s, true
		}
	}
	return "", false
}
