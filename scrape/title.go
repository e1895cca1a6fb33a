package scrape

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/content"
)

// maxTitle is the longest title kept, in bytes; longer ones are paragraphs
// that a template put into a heading.
const maxTitle = 500

// titleCandidate is one wording of the headline and what speaks for it.
type titleCandidate struct {
	text   string
	source string
	weight float64
	rival  string         // who says what else, where that may be right too
	node   *html.Node     // of a heading
	parts  parts          // of the heading, where it is one
	line   *content.Block // that says it, where no heading does
}

// titleReader ranks the wordings of one page's headline.
type titleReader struct {
	head    *head
	sel     *content.Selection
	sites   []string // the site's names, as the page says them
	names   []string // those that its links give it
	section string
	first   int      // the first block of the content, or -1
	slug    []string // the words of the page's address
	all     []titleCandidate
	top     *html.Node        // the first heading
	parted  map[string]string // headings with their kicker, folded, and without
	address string

	titleWords map[string]bool   // those of <title>, folded
	headWords  []map[string]bool // those of each headline in the head
}

// titleOf ranks the wordings of the headline that the page offers. Those that
// other sources repeat come first, and a heading of the page comes before what
// was written for search engines.
func titleOf(h *head, sel *content.Selection, sites []string, address string) titleCandidate {
	groups := newTitleReader(h, sel, sites, address).groups()
	if len(groups) == 0 {
		return titleCandidate{}
	}
	best, sum := 0, 0.0
	scores := make([]float64, len(groups))
	for i := range groups {
		if scores[i] = groups[i].score(); scores[i] > scores[best] {
			best = i
		}
	}
	second := -1
	for i := range groups {
		sum += math.Exp(scores[i] - scores[best])
		if i != best && (second < 0 || scores[i] > scores[second]) {
			second = i
		}
	}
	probability := 1 / sum
	if probability < minTitle {
		return titleCandidate{}
	}
	c := groups[best].candidate(min(sureOf(probability), maxSure))
	if second >= 0 && math.Exp(scores[second]-scores[best])/sum >= minTitle {
		other := groups[second].candidate(0)
		c.rival = other.source + " says " + strconv.Quote(other.text)
	}
	return c
}

// sureOf is how often titles are right that have a probability of p against the
// page's others: all of them may be wrong.
func sureOf(p float64) float64 {
	p = min(max(p, 1e-4), 1-1e-4)
	return 1 / (1 + math.Exp(-titleSure[0]*math.Log(p/(1-p))-titleSure[1]))
}

// What a title's probability means: below minTitle there is none, and above
// maxSure pages are not right more often.
const (
	minTitle = .3
	maxSure  = .95
)

func newTitleReader(h *head, sel *content.Selection, sites []string, address string) *titleReader {
	r := &titleReader{head: h, sel: sel, sites: sites, names: h.namedBy(address), first: -1, slug: slugWords(address), address: address, parted: map[string]string{}}
	r.section = sectionOf(h).value
	for i := range sel.Blocks {
		if sel.Blocks[i].Keep {
			r.first = i
			break
		}
	}
	r.gather()
	return r
}

// add cleans a wording and keeps it.
func (r *titleReader) add(c titleCandidate) {
	c.text = strings.TrimLeft(oneLine(c.text), "|»·•› ")
	if c.text == "" || len(c.text) > maxTitle || r.namesHost(c.text) {
		return
	}
	if c.text = r.clean(c.text); c.text != "" {
		r.all = append(r.all, c)
	}
}

// namesHost reports whether a few words hold the name of the page's own host:
// they are the site's, not a headline.
func (r *titleReader) namesHost(text string) bool {
	host := strings.TrimPrefix(hostOf(r.address), "www.")
	return strings.Contains(host, ".") && len(text) <= 4*len(host) && len(strings.Fields(text)) <= 4 && strings.Contains(strings.ToLower(text), host)
}

// clean takes the site's names off a wording.
func (r *titleReader) clean(text string) string {
	text = withoutSite(withoutNames(text, r.names), r.sites)
	if r.section != "" && strings.HasSuffix(text, r.section) {
		text = first(withoutName(text, r.section), text)
	}
	return text
}

func (r *titleReader) gather() {
	h := r.head
	r.all = append(r.all, h.rule.titles(r.sites)...)
	if v, name := h.metaValue("citation_title", "dc.title", "dcterms.title"); v != "" {
		r.add(titleCandidate{text: v, source: name})
	}
	for i := range h.ld {
		if strings.HasSuffix(h.ld[i].kind, "Article") || strings.HasSuffix(h.ld[i].kind, "Posting") {
			r.add(titleCandidate{text: h.ld[i].headline, source: "json-ld"})
			break
		}
	}
	for _, name := range []string{"og:title", "twitter:title"} {
		if v, _ := h.metaValue(name); v != "" {
			r.add(titleCandidate{text: v, source: name})
		}
	}
	for i := range h.props {
		if h.props[i].name == "headline" {
			r.add(titleCandidate{text: first(h.props[i].value, textOf(h.props[i].node)), source: "itemprop", node: h.props[i].node})
			break
		}
	}
	before := len(r.all)
	if !r.gatherHeadings() {
		r.gatherLines(len(r.all) > before)
	}
	r.gatherTitle()
}

// gatherHeadings adds the page's own headlines, and reports whether one of them
// is a part of <title>.
func (r *titleReader) gatherHeadings() (titled bool) {
	n := 0
	inTitle := map[string]bool{}
	for _, part := range splitTitle(r.head.title[:runeCut(r.head.title, maxTitle)]) {
		inTitle[fold(part)] = true
	}
	for _, heading := range r.head.headings {
		p := partsOf(heading)
		if n >= maxHeadings && !inTitle[fold(p.title)] {
			continue
		}
		if p.title == "" || len(p.title) > maxTitle || isSite(p.title, r.sites) || inChrome(heading) || toFront(heading) {
			continue
		}
		source := "h1"
		if heading.DataAtom == atom.H2 {
			source = "h2"
		}
		before := len(r.all)
		r.add(titleCandidate{text: p.title, source: source, node: heading, parts: p})
		if len(r.all) == before {
			continue
		}
		n++
		if p.kicker != "" && p.rest == "" {
			r.parted[fold(r.clean(oneLine(headingText(heading))))] = fold(r.all[before].text)
		}
		titled = titled || inTitle[fold(r.all[before].text)]
		if n == 2*maxHeadings {
			break
		}
	}
	return titled
}

// withoutMenu cuts off the last part of a title if the page's menus have a link
// of that name: a section. It is "" where they have none.
func (r *titleReader) withoutMenu(t string) string {
	for k := len(t); k > 0; {
		k = strings.LastIndexAny(t[:k], "|-–—_·•/｜ㅣ丨»")
		if k <= 0 {
			break
		}
		_, size := utf8.DecodeRuneInString(t[k:])
		tail, front := fold(t[k+size:]), strings.TrimRightFunc(t[:k], isTitleMark)
		if tail == "" || len(tail) > 40 || fold(front) == "" {
			continue
		}
		if r.inMenu(tail) {
			return first(r.withoutMenu(front), front)
		}
	}
	return ""
}

// inMenu reports whether a link of the page says no more than a folded text.
func (r *titleReader) inMenu(folded string) bool {
	return slices.ContainsFunc(r.head.links, func(n *html.Node) bool {
		c := n.FirstChild
		return c != nil && len(c.Data) < 80 && foldsTo(textOf(n), folded)
	})
}

// maxHeadings is how many headings of a page can be its headline, whether or
// not <title> has their words; of those whose it has, as many more.
const maxHeadings = 10

// gatherTitle adds <title>, and its parts that another source says.
func (r *titleReader) gatherTitle() {
	t := r.head.title
	if t == "" || len(t) > maxTitle {
		return
	}
	said := map[string]bool{}
	for i := range r.all {
		said[fold(r.all[i].text)] = true
	}
	for _, part := range splitTitle(t) {
		if f := fold(part); f != "" && said[f] {
			r.add(titleCandidate{text: part, source: "title"})
			said[f] = false
		}
	}
	r.add(titleCandidate{text: t, source: "title-whole"})
	if cut := r.withoutMenu(r.clean(t)); cut != "" {
		r.add(titleCandidate{text: cut, source: "title-cut"})
	}
}

var titleSeparators = []string{" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", "｜", " ‹ ", " › ", " : ", ": "}

// separatorMarks are one of each of the separators.
const separatorMarks = "|-–—:»«·•/｜‹›"

// maxTitleParts is how many parts of a title are put together.
const maxTitleParts = 8

// splitTitle gives every run of a title's parts between separators.
func splitTitle(t string) []string {
	starts, ends := []int{0}, []int{}
	for i := 0; i < len(t); {
		n := separatorAt(t[i:])
		if n == 0 {
			i++
			continue
		}
		ends = append(ends, i)
		starts = append(starts, i+n)
		i += n
		if len(starts) == maxTitleParts {
			break
		}
	}
	ends = append(ends, len(t))
	var runs []string
	for i := range starts {
		for j := len(ends) - 1; j >= i; j-- {
			runs = append(runs, strings.TrimSpace(t[starts[i]:ends[j]]))
		}
	}
	return runs
}

// partsBeside are the parts of a <title> that are not the headline.
func partsBeside(t, headline string) []string {
	return slices.DeleteFunc(splitTitle(t), func(part string) bool { return part == "" || sameWords(part, headline) })
}

// separatorAt is the length of the separator with which s begins, or 0.
func separatorAt(s string) int {
	for _, sep := range titleSeparators {
		if strings.HasPrefix(s, sep) {
			return len(sep)
		}
	}
	return 0
}

// withoutSite takes the site's name off either end of a title, where the page
// or its address says that it is the site's name.
func withoutSite(t string, sites []string) string {
	if !strings.ContainsAny(t, separatorMarks) {
		if isSite(t, sites) {
			return ""
		}
		return t
	}
	for range 3 {
		cut := false
		for _, sep := range titleSeparators {
			if sep == ": " {
				continue
			}
			if k := strings.LastIndex(t, sep); k > 0 && isSite(t[k+len(sep):], sites) {
				t, cut = strings.TrimSpace(t[:k]), true
			} else if k := strings.Index(t, sep); k > 0 && isSite(t[:k], sites) {
				t, cut = strings.TrimSpace(t[k+len(sep):]), true
			}
		}
		if !cut {
			break
		}
	}
	if isSite(t, sites) {
		return ""
	}
	return withoutTail(t, sites)
}

// withoutTail cuts a title at the site's name in its middle: what follows that
// is the site's motto.
func withoutTail(t string, sites []string) string {
	for _, sep := range titleSeparators {
		parts := strings.Split(t, sep)
		for i := 1; i < len(parts)-1; i++ {
			if sep != ": " && isSite(parts[i], sites) {
				return strings.TrimSpace(strings.Join(parts[:i], sep))
			}
		}
	}
	return t
}

// isSite reports whether s is one of the site's names, in whatever spelling.
func isSite(s string, sites []string) bool {
	f := foldName(s)
	if f == "" {
		return false
	}
	for _, name := range sites {
		g := foldName(name)
		if g == "" {
			continue
		}
		if f == g || len(g) >= 4 && len(f) <= len(g)+8 && (strings.HasPrefix(f, g) || strings.HasSuffix(f, g)) ||
			len(f) >= 4 && strings.HasPrefix(g, f) && 2*len(f) >= len(g) {
			return true
		}
	}
	return false
}

// foldName is fold without the article that sites put before their names.
func foldName(s string) string {
	return strings.TrimPrefix(fold(s), "the")
}

// inChrome reports whether n stands in navigation, a footer or an aside.
func inChrome(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Nav, atom.Footer, atom.Aside, atom.Dialog:
			return true
		}
	}
	return false
}
