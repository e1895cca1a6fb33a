package scrape

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/date"
	"github.com/backissue/backissue/scrape/numbering"
)

// provenanceLine is a line that says in which issue a text was printed: "From
// New Beacon, Vol. 9 No. 3, March 1945, pp. 91–95.", "Issue 14, Winter 2019".
type provenanceLine struct {
	publication string
	issue       IssueRef
	pages       string
	opened      bool // it says so in words
	bare        bool // it is a number alone, as entries of lists have them too
}

var provenanceOpenings = []string{"from ", "source: ", "first published in ", "first published: ", "originally published in ", "published in ", "originally appeared in ", "in ", "aus: ", "aus ", "erschienen in ", "zuerst erschienen in ", "paru dans ", "publié dans ", "publicado en ", "pubblicato in ", "da "}

// maxProvenanceWords is how many words such a line may have beside its numbers and dates.
const maxProvenanceWords = 12

// parseProvenance reads a provenance line. Many sentences begin with "From", so
// it needs an issue or volume number; and a line without such words is one only
// if it has nothing but the issue, or the name of a periodical known beforehand.
func parseProvenance(s, lang string, known []string) (provenanceLine, bool) {
	var p provenanceLine
	if len(s) > maxLine {
		return p, false
	}
	line := p.cutOpening(s)
	n, rest := numbering.Find(line)
	p.issue.Number, p.issue.Volume = n.Number, n.Volume
	p.pages = pagesIn(rest)
	if p.pages != "" {
		rest, _, _ = strings.Cut(rest, p.pages)
	}
	rest = p.cutDate(rest, lang, n.Year)
	numbered := n.Number != "" || n.Volume != ""
	if !numbered && p.issue.Date == "" {
		return p, false
	}
	if p.opened && numbered {
		name, _, _ := strings.Cut(rest, "|")
		name, _, _ = strings.Cut(name, ",")
		if name = strings.Trim(name, " .:;–—-("); len(name) <= maxName && !fillers(name) {
			p.publication = name
		}
		return p, len(strings.Fields(rest)) <= maxProvenanceWords
	}
	if strings.HasPrefix(s, "#") {
		return p, false // the number of a post
	}
	named := false
	for _, part := range strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune("|,;:()[]·•–—-/.", r) }) {
		switch part = strings.TrimSpace(part); {
		case part == "":
		case fillers(part):
			named = named || slices.ContainsFunc(strings.Fields(strings.ToLower(part)), numbering.IssueWord)
		case slices.ContainsFunc(known, func(name string) bool { return sameWords(name, part) }):
			p.publication = part
		default:
			return p, false
		}
	}
	p.bare = n.Number == "" || n.Volume == "" && p.issue.Date == ""
	return p, numbered || named
}

// cutOpening takes off the words that lead to the issue.
func (p *provenanceLine) cutOpening(s string) string {
	low := strings.ToLower(s)
	for _, o := range provenanceOpenings {
		if strings.HasPrefix(low, o) && len(low) == len(s) {
			p.opened = true
			return s[len(o):]
		}
	}
	return s
}

// cutDate takes the date of the issue, and gives the line without it.
func (p *provenanceLine) cutDate(s, lang, year string) string {
	if d, at, to, ok := date.Find(s, date.Hints{Lang: lang}); ok {
		p.issue.Date = d.EDTF()
		return s[:at] + "|" + s[to:]
	}
	p.issue.Date = year
	for i := 0; i+4 <= len(s); i++ {
		alone := (i == 0 || s[i-1] < '0' || s[i-1] > '9') && (i+4 == len(s) || s[i+4] < '0' || s[i+4] > '9')
		if numbering.IsYear(s[i:i+4]) && alone {
			p.issue.Date = s[i : i+4]
			return s[:i] + "|" + strings.TrimPrefix(s[i+4:], "年")
		}
	}
	return s
}

// fillers reports whether a part of the line has only words that name any issue.
func fillers(s string) bool {
	for _, w := range strings.Fields(strings.ToLower(s)) {
		switch w = strings.Trim(w, ".:,"); {
		case w == "", numbering.IssueWord(w), numbering.VolumeWord(w):
		case w == "the", w == "der", w == "die", w == "le", w == "la", w == "el", w == "of", w == "magazine", w == "print", w == "|":
		default:
			return false
		}
	}
	return true
}

// pagesIn is the pages of a line: "91–95" of "pp. 91–95".
func pagesIn(s string) string {
	for _, w := range []string{"pp.", "pages", "p.", "S.", "Seiten", "Seite"} {
		k := strings.Index(s, w)
		if r, _ := utf8.DecodeLastRuneInString(s[:max(0, k)]); k < 0 || unicode.IsLetter(r) {
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
func (a *Article) fillProvenance(l *layout, known []string, res resolver) {
	for i := range l.lines {
		ln := &l.lines[i]
		if ln.nth < 0 || ln.zone == behind && !l.besideText(ln) || commentNames(ln.names) {
			continue
		}
		p, ok := parseProvenance(ln.text, l.lang, known)
		if !ok || !p.opened && !l.namesOwnIssue(ln, p) {
			continue
		}
		ln.used = true
		field := Field{Source: "provenance-line", Confidence: .85, Raw: ln.text}
		if a.Publication == nil && p.publication != "" {
			a.Publication = &Publication{Name: p.publication}
			a.set("publication", true, field)
		}
		p.issue.URL = l.linkIn(ln, res)
		a.takeIssue(p.issue, field)
		if a.Pages == "" {
			a.Pages = p.pages
			a.set("pages", p.pages != "", field)
		}
		return
	}
}

// besideText reports whether a line behind the body is the next there, and in no
// box of its own but in that of the headline.
func (l *layout) besideText(ln *line) bool {
	if ln.block > l.last+2 || l.heading == nil || l.blocks[ln.block].Elem.DataAtom == atom.Li {
		return false
	}
	for p := l.heading.Parent; p != nil; p = p.Parent {
		if p == l.blocks[ln.block].Elem.Parent {
			return p.Data != "body"
		}
	}
	return false
}

// namesOwnIssue reports whether a line that is nothing but an issue stands where
// the article's own does: next to its headline, or, if it says more than a
// number, at the ends of its text.
func (l *layout) namesOwnIssue(ln *line, p provenanceLine) bool {
	switch ln.zone {
	case above:
		return !inChrome(l.blocks[ln.block].Elem)
	case below:
		return true
	}
	return !p.bare
}

// takeIssue takes over an issue that a line of the page names. What is known
// stands; where it is another, the record says so.
func (a *Article) takeIssue(ref IssueRef, field Field) {
	switch {
	case a.Issue == nil:
		a.Issue = &ref
		a.set("issue", true, field)
	case ref.Number != "" && a.Issue.Number != "" && strings.TrimLeft(ref.Number, "0") != strings.TrimLeft(a.Issue.Number, "0"):
		a.Warnings = append(a.Warnings, fmt.Sprintf("issue: the number is %s by the head and %s by %q", a.Issue.Number, ref.Number, field.Raw))
	default:
		a.Issue.Number = first(a.Issue.Number, ref.Number)
		a.Issue.Volume = first(a.Issue.Volume, ref.Volume)
		a.Issue.Date = first(a.Issue.Date, ref.Date)
		a.Issue.URL = first(a.Issue.URL, ref.URL)
	}
}
