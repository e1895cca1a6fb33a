package scrape

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/date"
)

const (
	maxDateScripts = 4 << 20 // bytes of a page's scripts that are looked through
	maxScriptKey   = 40
	maxScriptDays  = 64
)

// scriptKeys are the names under which a page's scripts tell counters and
// advertisers when its article was published, in lower case without "_" and
// "-". Names like "created" are left out: scripts say that of anything.
var scriptKeys = map[string]bool{
	"datepublished": true, "publisheddate": true, "publishedat": true, "publishedon": true, "publishedtime": true, "publishedfirst": true,
	"firstpublished": true, "firstpublishedat": true, "firstpublisheddate": true, "firstpublishdate": true, "firstpublicationdate": true,
	"publishdate": true, "publicationdate": true, "publicationtime": true, "publishingdate": true, "pubdate": true, "publishtime": true,
	"contentdatepublished": true, "contentpublisheddate": true, "contentpublishdate": true, "articlepublisheddate": true,
	"articlepublicationdate": true, "articlepublishdate": true, "articledatepublished": true, "articlepublishedtime": true,
	"postdate": true, "pagepostdate": true, "pagepublishdate": true, "pagepublisheddate": true, "cmspublishingdate": true,
}

// scriptDates is the day that the page's scripts give as that of publication,
// if all of them that say one say the same: a state that holds several articles
// does not tell which of their days is this one's.
func scriptDates(doc *html.Node, hints date.Hints) []dateCandidate {
	s := scriptDays{hints: hints}
	left := maxDateScripts
	for n := range doc.Descendants() {
		if n.DataAtom != atom.Script || n.FirstChild == nil || strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") {
			continue
		}
		text := n.FirstChild.Data
		if left -= len(text); left < 0 {
			break
		}
		for _, stem := range [...]string{"ubli", "ubdate", "ubDate", "ub_date", "ostDate", "ost_date"} {
			s.read(text, stem)
		}
		if s.differ {
			return nil
		}
	}
	if s.raw == "" {
		return nil
	}
	return []dateCandidate{{date: s.date, raw: s.raw, source: "script", weight: .58}}
}

// scriptDays is what the scripts read so far say.
type scriptDays struct {
	hints  date.Hints
	date   date.Date
	raw    string
	differ bool
}

// read takes the values of the keys of a script that hold a stem.
func (s *scriptDays) read(text, stem string) {
	for at, n := 0, 0; n < maxScriptDays && !s.differ; n++ {
		k := strings.Index(text[at:], stem)
		if k < 0 {
			return
		}
		from, to := at+k, at+k+len(stem)
		at = to
		for from > 0 && to-from < maxScriptKey && isKeyByte(text[from-1]) {
			from--
		}
		for to < len(text) && to-from < maxScriptKey && isKeyByte(text[to]) {
			to++
		}
		if !scriptKeys[strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(text[from:to]))] {
			continue
		}
		if raw := scriptValue(text[to:]); raw != "" {
			s.add(raw)
		}
	}
}

func (s *scriptDays) add(raw string) {
	d, ok := date.Parse(raw, s.hints)
	if !ok || d.Precision < date.Day || d.End != nil || d.Ambiguous {
		return
	}
	if s.raw != "" && !sameDay(d, s.date) {
		s.differ = true
		return
	}
	if s.raw == "" || d.Precision > s.date.Precision {
		s.date, s.raw = d, raw
	}
}

func isKeyByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '-'
}

// scriptValue is the text that a key with which s continues has: `": "…"`,
// ` = '…'`, `\":\"…\"`, `&quot;:&quot;…&quot;`. It is "" where none follows.
func scriptValue(s string) string {
	s = s[:min(len(s), 160)]
	skip := func() {
		for {
			before := len(s)
			s = strings.TrimLeft(s, " \t\n\\\"'")
			s = strings.TrimPrefix(s, "&quot;")
			if len(s) == before {
				return
			}
		}
	}
	skip()
	if s == "" || s[0] != ':' && s[0] != '=' && s[0] != ',' {
		return ""
	}
	s = s[1:]
	skip()
	if end := strings.IndexAny(s, "\"'\\&<>{}[]\n;"); end > 0 {
		return s[:end]
	}
	return ""
}
