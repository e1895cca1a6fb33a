package scrape

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/content"
	"github.com/backissue/backissue/scrape/date"
	"github.com/backissue/backissue/scrape/numbering"
)

// editionLine is a line that says in which edition of a paper a text was
// printed, and where: "Erschienen in der Ausgabe vom 18.05.2026, Seite 9,
// Schwerpunkt", "Published in the print edition of May 18, 2026, page 9".
type editionLine struct {
	date    date.Date // the zero date where the line has none
	raw     string
	issue   IssueRef
	pages   string
	section string
}

var (
	// appearedWords begin the words that say that a text was printed.
	appearedWords = []string{
		"appear", "published in", "publication in", "printed in", "from the", "taken from", "erschien", "aus der", "aus:", "aus", "veröffentlicht in", "gedruckt in", "paru ", "parue ", "publié dans", "publiée dans", "extrait de",
		"publicad", "apareci", "aparecid", "pubblicat", "apparso", "uscito", "dal ", "dall", "verschen", "verscheen", "gepubliceerd in", "uit de",
	}
	// editionWords name an edition. Those in front of a date need no word of
	// appearing.
	editionWords = []string{
		"ausgabe vom", "ausgabe von", "printausgabe", "ausgabe", "print edition", "edition of", "in print on", "issue of", "edition", "issue", "édition du", "édition de", "édition", "numéro du", "numéro de", "edición impresa", "edición del", "edición de", "número del", "número de",
		"edizione del", "edizione di", "numero del", "numero di", "edição de", "edição impressa", "editie van", "krant van",
	}
	printedPageWords = []string{"seite", "seiten", "s", "page", "pages", "p", "pp", "página", "páginas", "pág", "págs", "pagina", "pagine", "pag", "pagg", "pagina's", "blz", "bladzijde"}
	sectionWords     = []string{"section", "rubrik", "ressort", "in der rubrik", "im ressort", "teil", "rubrique", "cahier", "sección", "en la sección", "suplemento", "sezione", "inserto", "seção", "caderno", "rubriek", "katern"}
	// underTitles lead to the headline that a text had in print.
	underTitles = []string{" with the headline", " under the headline", " with the title", " under the title", " headlined", " unter dem titel", " unter der überschrift", " sous le titre", " avec le titre", " con el título", " con el titular", " bajo el título", " con il titolo", " con o título", " onder de kop", " as “", " as ‘", " as \"", " as '"}
)

const (
	maxSectionWords  = 4
	maxAppearedWords = 14 // "A version of this article appears in print on"
)

// parseEdition reads a line that says in which edition a text was printed. A
// line with more in it than that is none.
func parseEdition(s, lang string) (editionLine, bool) {
	var e editionLine
	if s = strings.Trim(s, "()[] "); s == "" || len(s) > maxLine || !opensEdition(strings.ToLower(s)) {
		return e, false
	}
	s = strings.NewReplacer(" – ", ", ", " — ", ", ", " - ", ", ").Replace(s)
	low := strings.ToLower(s)
	if len(low) != len(s) {
		return e, false
	}
	for _, w := range underTitles {
		if k := strings.Index(low, w); k > 0 {
			s, low = s[:k], low[:k]
		}
	}
	tail := 0
	if d, at, to, ok := date.Find(s, date.Hints{Lang: lang}); ok && d.Month > 0 {
		e.date, e.raw, tail = d, s[at:to], at+1
		e.issue.Date = d.EDTF()
		s = s[:at] + "," + s[to:]
	}
	n, _ := numbering.Find(s)
	e.issue.Number = n.Number
	for at := 0; at < len(s); {
		end := strings.IndexAny(s[at:], ",;/|·•()")
		if end < 0 {
			end = len(s) - at
		}
		if !e.part(s[at:at+end], tail > 0 && at >= tail) {
			return editionLine{}, false
		}
		_, size := utf8.DecodeRuneInString(s[at+end:])
		at += end + max(1, size)
	}
	return e, e.raw != "" || e.pages != "" || e.section != ""
}

// opensEdition reports whether a line, in lower case, begins as those do that
// say where a text was printed.
func opensEdition(low string) bool {
	if !editionNeedles().in(low) || len(strings.Fields(low)) < 2 {
		return false
	}
	at := -1
	for _, w := range editionWords {
		if k := wordIndex(low, w); k >= 0 && (at < 0 || k < at) {
			at = k
		}
		if strings.HasPrefix(low, w) && strings.Contains(w, " ") {
			return true // "Ausgabe vom 3. März 2020, Seite 4"
		}
	}
	if at < 0 {
		return false
	}
	for _, w := range appearedWords {
		if k := wordIndex(low[:at], w); k >= 0 && len(strings.Fields(low[:k])) <= 6 && len(strings.Fields(low[k:at])) <= 14 {
			return true
		}
	}
	return false
}

var editionNeedles = sync.OnceValue(func() *needles { return newNeedles(editionWords...) })

// wordIndex is where w begins a word of s, or -1.
func wordIndex(s, w string) int {
	for at := 0; ; {
		k := strings.Index(s[at:], w)
		if k < 0 {
			return -1
		}
		at += k
		if r, _ := utf8.DecodeLastRuneInString(s[:at]); at == 0 || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return at
		}
		at += len(w)
	}
}

// part reads what stands between two marks of the line, behind its date or in
// front of it. It reports whether such a line can say it.
func (e *editionLine) part(s string, behindDate bool) bool {
	s = strings.Trim(oneLine(s), " .:")
	low := strings.ToLower(s)
	words := strings.Fields(s)
	e.pages = first(e.pages, pageOf(low))
	if opensEdition(low) || slices.ContainsFunc(appearedWords, func(w string) bool { return wordIndex(low, w) >= 0 }) {
		e.section = first(e.section, sectionWithin(s))
		return len(words) <= maxAppearedWords
	}
	switch {
	case len(words) == 0 || pageOf(low) != "" || strings.ContainsAny(s, "0123456789"):
		return len(words) <= 9
	case slices.ContainsFunc(editionWords, func(w string) bool { return wordIndex(low, w) >= 0 }):
		return len(words) <= 9
	case len(words) > maxSectionWords+2:
		return false
	}
	name, labelled := cutSection(s, low)
	if r, _ := utf8.DecodeRuneInString(name); (behindDate || labelled) && utf8.RuneCountInString(name) > 1 && unicode.IsUpper(r) && len(strings.Fields(name)) <= maxSectionWords {
		e.section = first(e.section, name)
	}
	return true
}

// cutSection takes off the word that says that a part of the line names a
// section.
func cutSection(s, low string) (name string, labelled bool) {
	if len(low) != len(s) {
		return s, false
	}
	for _, w := range sectionWords {
		if strings.HasPrefix(low, w+" ") {
			return strings.Trim(s[len(w):], " :„“”«»\""), true
		}
	}
	return s, false
}

// sectionWithin is the section of "appeared in the Culture section of".
func sectionWithin(s string) string {
	head, _, ok := strings.Cut(s, " section of ")
	k := strings.LastIndex(head, " the ")
	if !ok || k < 0 {
		return ""
	}
	name := head[k+len(" the "):]
	if r, _ := utf8.DecodeRuneInString(name); !unicode.IsUpper(r) || len(strings.Fields(name)) > maxSectionWords {
		return ""
	}
	return name
}

// pageOf is the page or the pages that a part of the line names, in lower case.
func pageOf(low string) string {
	words := strings.Fields(low)
	for i := 0; i+1 < len(words); i++ {
		w := words[i+1]
		if slices.Contains(printedPageWords, strings.TrimRight(words[i], ".:")) && len(w) <= 9 && strings.ContainsAny(w, "0123456789") {
			return strings.ToUpper(strings.ReplaceAll(w, "-", "–"))
		}
	}
	return ""
}

// findEdition finds the line around the article that says in which edition it
// was printed.
func (l *layout) findEdition() {
	for i := range l.lines {
		if ln := &l.lines[i]; ln.nth >= 0 && !commentNames(ln.names) {
			if e, ok := parseEdition(ln.text, l.lang); ok {
				l.printed, l.edition = ln, e
				return
			}
		}
	}
}

// fillEdition takes issue, pages and section from the line of the edition. What
// the head says stands.
func (a *Article) fillEdition(l *layout, res resolver) {
	ln, e := l.printed, l.edition
	if ln == nil {
		return
	}
	ln.used = true
	field := Field{Source: "edition-line", Confidence: .8, Raw: ln.text}
	if (e.issue != IssueRef{}) {
		e.issue.URL = l.linkIn(ln, res)
		a.takeIssue(e.issue, field)
	}
	if a.Pages == "" && e.pages != "" {
		a.Pages = e.pages
		a.set("pages", true, field)
	}
	if a.Section == "" && e.section != "" && (a.Publication == nil || !sameWords(e.section, a.Publication.Name)) {
		a.Section = e.section
		a.set("section", true, field)
	}
}

// linkIn is the address that the first link of a line leads to: that of the
// edition.
func (l *layout) linkIn(ln *line, res resolver) string {
	for _, link := range linksAround(&l.blocks[ln.block]) {
		if text := oneLine(textOf(link)); text != "" && strings.Contains(ln.text, text) {
			return res.resolve(attr(link, "href"))
		}
	}
	return ""
}

// linksAround are the links that the texts of a block stand in, in their order.
func linksAround(b *content.Block) []*html.Node {
	var links []*html.Node
	for n := b.First; n != nil; n = content.Following(n, b.Elem) {
		for p := n.Parent; p != nil && n.Type == html.TextNode && content.Inline(p); p = p.Parent {
			if p.DataAtom == atom.A && !slices.Contains(links, p) {
				links = append(links, p)
			}
		}
		if n == b.Last {
			break
		}
	}
	return links
}

// editionDates is the day of the edition, as a candidate: a paper's articles
// have no other.
func (l *layout) editionDates() []dateCandidate {
	if e := l.edition; e.raw != "" && e.date.Day > 0 {
		return []dateCandidate{{date: e.date, raw: e.raw, source: "edition-line", weight: .7}}
	}
	return nil
}
