package scrape

import (
	"strings"

	"github.com/backissue/backissue/scrape/date"
)

// provenanceLine is a line that says where a text was printed first: "From
// New Beacon, Vol. 9 No. 3, March 1945, pp. 91–95."
type provenanceLine struct {
	publication string
	issue       IssueRef
	pages       string
}

var provenanceOpenings = []string{"from ", "source: ", "first published in ", "first published: ", "originally published in ", "published in ", "originally appeared in ", "aus: ", "zuerst erschienen in ", "paru dans ", "publié dans ", "publicado en ", "da "}

// parseProvenance reads a provenance line. It needs an issue or volume number:
// many sentences begin with "From".
func parseProvenance(s string) (provenanceLine, bool) {
	var p provenanceLine
	rest := s
	low := strings.ToLower(s)
	opened := false
	for _, o := range provenanceOpenings {
		if strings.HasPrefix(low, o) {
			rest, opened = s[len(o):], true
			break
		}
	}
	if !opened || len(s) > maxLine {
		return p, false
	}
	p.issue.Volume = numberAfter(rest, "vol.", "volume", "vol", "jg.", "band", "tome")
	p.issue.Number = numberAfter(rest, "no.", "no", "nr.", "issue", "number", "n°", "№", "#", "heft")
	p.pages = pagesIn(rest)
	if p.issue.Volume == "" && p.issue.Number == "" {
		return p, false
	}
	if d, _, _, ok := date.Find(rest, date.Hints{}); ok {
		p.issue.Date = d.EDTF()
	}
	name, _, _ := strings.Cut(rest, ",")
	if name = strings.TrimSpace(name); len(name) <= maxName {
		p.publication = name
	}
	return p, true
}

// numberAfter is the number behind the first of the words that has one.
func numberAfter(s string, words ...string) string {
	low := strings.ToLower(s)
	if len(low) != len(s) {
		return ""
	}
	for _, w := range words {
		for from := 0; ; {
			k := strings.Index(low[from:], w)
			if k < 0 {
				break
			}
			k += from
			from = k + len(w)
			if k > 0 && isLetter(low[k-1]) {
				continue
			}
			if n := leadingNumber(strings.TrimLeft(s[from:], " .:\u00a0")); n != "" {
				return n
			}
		}
	}
	return ""
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 0x80 }

// leadingNumber is a number of at most six characters: "9", "3/129", "12-13",
// "IX".
func leadingNumber(s string) string {
	i := 0
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || i > 0 && (s[i] == '/' || s[i] == '-') && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9') {
		i++
	}
	if i == 0 {
		for i < len(s) && strings.IndexByte("IVXLC", s[i]) >= 0 {
			i++
		}
		if i < len(s) && isLetter(s[i]|0x20) {
			return ""
		}
	}
	if i > 8 {
		return ""
	}
	return s[:i]
}

// pagesIn is the pages of a line: "91–95" of "pp. 91–95".
func pagesIn(s string) string {
	for _, w := range []string{"pp.", "pages", "p.", "S.", "Seiten", "Seite"} {
		k := strings.Index(s, w)
		if k < 0 || k > 0 && isLetter(s[k-1]|0x20) {
			continue
		}
		rest := strings.TrimLeft(s[k+len(w):], " \u00a0")
		end := 0
		for _, r := range rest {
			if (r < '0' || r > '9') && r != '-' && r != '–' {
				break
			}
			end += len(string(r))
		}
		if pages := strings.Trim(rest[:end], "-–"); pages != "" {
			return pages
		}
	}
	return ""
}

// fillProvenance takes publication, issue and pages from a provenance line near
// the headline. What the head says stands.
func (a *Article) fillProvenance(l *layout) {
	for i := range l.lines {
		ln := &l.lines[i]
		if ln.zone == behind || ln.nth < 0 {
			continue
		}
		p, ok := parseProvenance(ln.text)
		if !ok {
			continue
		}
		ln.used = true
		if a.Publication == nil && p.publication != "" {
			a.Publication = &Publication{Name: p.publication}
			a.set("publication", true, Field{Source: "provenance-line", Confidence: .85, Raw: ln.text})
		}
		if a.Issue == nil {
			a.Issue = &p.issue
			a.set("issue", true, Field{Source: "provenance-line", Confidence: .85, Raw: ln.text})
		}
		if a.Pages == "" {
			a.Pages = p.pages
			a.set("pages", p.pages != "", Field{Source: "provenance-line", Confidence: .85, Raw: ln.text})
		}
		return
	}
}
