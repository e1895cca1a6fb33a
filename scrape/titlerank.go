package scrape

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/content"
)

// Headline is a wording of a page's headline with what speaks for it, as it is
// ranked: for those who learn the ranking.
type Headline struct {
	Text     string
	Features []float64
}

// Headlines are the wordings of the headline that a page offers.
func Headlines(p *Page) []Headline {
	h := readHead(p.Doc)
	address := unwrapArchive(p.URL)
	sel := content.Find(p.Doc, h.hints(), content.Options{})
	groups := newTitleReader(h, &sel, h.siteNames(address), address).groups()
	all := make([]Headline, len(groups))
	for i := range groups {
		all[i] = Headline{groups[i].candidate(0).text, groups[i].features[:]}
	}
	return all
}

// titleGroup is one wording with all the sources that say it.
type titleGroup struct {
	said     []titleCandidate
	features [titleFeatures]float64
}

// The features of a wording.
const (
	saidByJournal = iota // tags of journals
	saidByLD             // JSON-LD
	saidByOG             // og:title
	saidByTwitter        // twitter:title
	saidByItem           // microdata
	isH1                 // a heading of the first level
	isOnlyH1             // and the page has no other
	isH2                 // one of the second
	isPart               // a heading without its kicker
	isFirst              // the first heading that can be the headline
	isNamed              // its class is one of those of headlines
	isLinked             // it is a link to another page
	isMenuCut            // <title> without a section's name
	isLine               // a line that is a part of <title>
	isTitled             // a line of a class for headlines
	isTitle              // <title> without the site's name
	isTitlePart          // a part of <title>
	beginsTitle          // <title> begins with it
	endsTitle            // <title> ends with it, and begins with something else
	withoutH1            // the page has no h1 that could be a headline
	isNear               // the heading stands up to four blocks before the content
	isBefore             // or further up
	isTop                // or among the first four of it
	isInside             // or further down
	isFurniture          // the heading stands in what belongs to the site
	likeTitle            // the share of words that <title> has too
	likeHead             // that og:title or JSON-LD has too
	likeSlug             // the share of the address's words that it holds
	isShort              // a word or two
	isLong               // more than 20 words
	isCut                // it ends in dots, or where <title> quotes: programs cut titles off
	isMarked             // it holds a bar or a bullet
	byRule               // a site's rule says it
	holdsOther           // it holds another wording, a heading
	inOther              // another wording holds it
	agreement            // how many kinds of sources say it, beyond the first
	titleFeatures
)

// groups are the wordings, each with what speaks for it.
func (r *titleReader) groups() []titleGroup {
	var groups []titleGroup
	byText := map[string]int{}
	for i := range r.all {
		f := fold(r.all[i].text)
		f = first(r.parted[f], f)
		k, ok := byText[f]
		if !ok {
			k = len(groups)
			byText[f] = k
			groups = append(groups, titleGroup{})
		}
		groups[k].said = append(groups[k].said, r.all[i])
	}
	h1s := 0
	for i := range r.all {
		if n := r.all[i].node; r.top == nil && n != nil && (n.DataAtom == atom.H1 || n.DataAtom == atom.H2) {
			r.top = n
		}
		if r.all[i].source == "h1" {
			h1s++
		}
	}
	for i := range groups {
		r.examine(&groups[i], h1s)
	}
	nest(groups)
	return groups
}

// nest notes which wordings are parts of others.
func nest(groups []titleGroup) {
	texts := make([]string, len(groups))
	for i := range groups {
		texts[i] = fold(groups[i].candidate(0).text)
	}
	for i, whole := range texts {
		for k, part := range texts {
			if i == k || len(part) < 8 || len(part) >= len(whole) || !strings.Contains(whole, part) {
				continue
			}
			groups[k].features[inOther] = 1
			if groups[k].features[isH1]+groups[k].features[isH2] > 0 {
				groups[i].features[holdsOther] = 1
			}
		}
	}
}

// examine fills in the features of a group.
func (r *titleReader) examine(g *titleGroup, h1s int) {
	x := &g.features
	placed := false
	for i := range g.said {
		c := &g.said[i]
		switch c.source {
		case "json-ld":
			x[saidByLD] = 1
		case "og:title":
			x[saidByOG] = 1
		case "twitter:title":
			x[saidByTwitter] = 1
		case "itemprop":
			x[saidByItem] = 1
		case "h1":
			x[isH1] = 1
			if h1s == 1 {
				x[isOnlyH1] = 1
			}
		case "h2":
			x[isH2] = 1
		case "title-cut":
			x[isMenuCut] = 1
		case "line":
			x[isLine] = 1
		case "named-line":
			x[isTitled] = 1
		case "title-whole":
			x[isTitle] = 1
		case "title":
			x[isTitlePart] = 1
		case "citation_title":
			x[saidByJournal] = 1
		case "dc.title", "dcterms.title":
			// As often the page's as the article's: its words alone speak for it.
		default:
			x[byRule] = 1
		}
		if c.node != nil {
			if !placed {
				r.place(x, c.node)
				placed = true
			}
			if c.node == r.top {
				x[isFirst] = 1
			}
			if c.parts.kicker != "" {
				x[isPart] = 1
			}
		}
		if c.line != nil {
			r.stand(x, func(b *content.Block) bool { return b == c.line })
			if c.line.LinkWords == c.line.Words {
				x[isLinked] = 1
			}
		}
	}
	if h1s == 0 {
		x[withoutH1] = 1
	}
	r.read(x, g.candidate(0).text)
	kinds := x[saidByJournal] + x[saidByLD] + max(x[saidByOG], x[saidByTwitter]) + x[saidByItem] + max(x[isH1], x[isH2], x[isLine]) + max(x[isTitle], x[isTitlePart])
	x[agreement] = max(0, kinds-1)
}

// place notes where a heading stands.
func (r *titleReader) place(x *[titleFeatures]float64, n *html.Node) {
	if furnished(n, nil) {
		x[isFurniture] = 1
	}
	if namedAny(strings.ToLower(attr(n, "class")+" "+attr(n, "id")), headlineNames) {
		x[isNamed] = 1
	}
	if r.isTeaser(n) {
		x[isLinked] = 1
	}
	r.stand(x, func(b *content.Block) bool { return b.In(n) })
}

// stand notes how far from the content the first block stands that is meant.
func (r *titleReader) stand(x *[titleFeatures]float64, meant func(*content.Block) bool) {
	at := -1
	for i := range r.sel.Blocks {
		if meant(&r.sel.Blocks[i]) {
			at = i
			break
		}
	}
	switch {
	case at < 0 || r.first < 0:
	case at > r.first+4:
		x[isInside] = 1
	case at > r.first:
		x[isTop] = 1
	case at >= r.first-4:
		x[isNear] = 1
	default:
		x[isBefore] = 1
	}
}

// headlineNames are parts of the names that themes give to headlines.
var headlineNames = []string{"title", "headline", "headline", "heading", "titre", "titulo", "titel", "ueberschrift", "überschrift"}

// isTeaser reports whether a heading is a link to another page than this one.
func (r *titleReader) isTeaser(n *html.Node) bool {
	link := n.Parent
	if link == nil || link.DataAtom != atom.A {
		link = nil
		for d := range n.Descendants() {
			if d.DataAtom == atom.A && attr(d, "href") != "" {
				link = d
				break
			}
		}
	}
	if link == nil {
		return false
	}
	href := attr(link, "href")
	if href == "" || href[0] == '#' || strings.HasPrefix(href, "javascript:") {
		return false
	}
	to, _, _ := strings.Cut(href, "#")
	to, _, _ = strings.Cut(to, "?")
	if i := strings.Index(to, "://"); i >= 0 {
		to = to[i+3:]
	}
	own, _, _ := strings.Cut(r.address, "?")
	return !strings.HasSuffix(strings.TrimSuffix(own, "/"), strings.TrimSuffix(to, "/")) || strings.Trim(to, "/.") == ""
}

// read notes what the wording itself says.
func (r *titleReader) read(x *[titleFeatures]float64, text string) {
	words := termsOf(strings.ToLower(text))
	r.known()
	x[likeTitle] = shareIn(words, r.titleWords)
	for _, have := range r.headWords {
		x[likeHead] = max(x[likeHead], shareIn(words, have))
	}
	if len(r.slug) > 2 {
		have := map[string]bool{}
		for _, w := range words {
			have[slugWord(w)] = true
		}
		n := 0
		for _, w := range r.slug {
			if have[w] {
				n++
			}
		}
		x[likeSlug] = float64(n) / float64(len(r.slug))
	}
	if f, t := fold(text), fold(r.head.title); len(f) > 3 && strings.HasPrefix(t, f) {
		x[beginsTitle] = 1
	} else if len(f) > 3 && strings.HasSuffix(t, f) {
		x[endsTitle] = 1
	}
	switch fields, letters := len(strings.Fields(text)), utf8.RuneCountInString(text); {
	case len(words) <= 2 && letters < 16, letters < 6:
		x[isShort] = 1
	case fields > 20:
		x[isLong] = 1
	}
	if strings.HasSuffix(text, "...") || strings.HasSuffix(text, "…") || endsAtQuote(text, r.head.title) {
		x[isCut] = 1
	}
	if strings.ContainsAny(text, "|•·»｜_") || strings.Contains(text, "::") {
		x[isMarked] = 1
	}
}

// endsAtQuote reports whether a wording is the beginning of a title up to a
// quotation mark: the attribute that held it ended there.
func endsAtQuote(text, title string) bool {
	rest, ok := strings.CutPrefix(title, text)
	return ok && strings.HasPrefix(strings.TrimSpace(rest), `"`)
}

// known reads the words of <title> and of what the head calls the headline,
// once.
func (r *titleReader) known() {
	if r.titleWords != nil {
		return
	}
	r.titleWords = wordSet(r.head.title)
	for i := range r.all {
		if c := &r.all[i]; c.source == "og:title" || c.source == "json-ld" {
			r.headWords = append(r.headWords, wordSet(c.text))
		}
	}
}

func wordSet(line string) map[string]bool {
	set := map[string]bool{}
	for _, w := range termsOf(line) {
		set[w] = true
	}
	return set
}

// termsOf are the words of a line, folded; in scripts that put no spaces between
// words, each two characters.
func termsOf(line string) []string {
	var terms []string
	for w := range strings.FieldsSeq(line) {
		w = fold(w)
		if len(w) <= utf8.UTFMax || spacedScript(w) {
			terms = append(terms, w)
			continue
		}
		before := 0
		for at, r := range w {
			if at > 0 {
				terms = append(terms, w[before:at+utf8.RuneLen(r)])
			}
			before = at
		}
	}
	return terms
}

// shareIn is the share of words, folded, that another line holds too.
func shareIn(words []string, have map[string]bool) float64 {
	if len(words) == 0 {
		return 0
	}
	n := 0
	for _, w := range words {
		if have[w] {
			n++
		}
	}
	return float64(n) / float64(len(words))
}

// slugWords are the words of the last part of an address that has any.
func slugWords(address string) []string {
	if _, rest, ok := strings.Cut(address, "://"); ok {
		address = rest
	}
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		address = address[:i]
	}
	segments := strings.Split(address, "/")
	for i := len(segments) - 1; i > 0; i-- {
		segment := strings.TrimSuffix(strings.TrimSuffix(segments[i], ".html"), ".htm")
		words := strings.FieldsFunc(strings.ToLower(segment), func(r rune) bool { return r == '-' || r == '_' || r == '+' })
		if len(words) > 2 {
			return words
		}
	}
	return nil
}

// plainLetters spells letters as addresses do.
var plainLetters = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "é", "e", "è", "e", "á", "a", "à", "a", "í", "i", "ó", "o", "ú", "u", "ñ", "n", "ç", "c")
})

// slugWord is a word as addresses spell it.
func slugWord(w string) string {
	if !strings.ContainsFunc(w, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		return w
	}
	return strings.Map(func(r rune) rune {
		if r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return -1
	}, plainLetters().Replace(w))
}

// titlePriors are weights of what no annotated page has enough of.
var titlePriors = [titleFeatures]float64{saidByJournal: 4, isCut: -2, byRule: 20}

// score is how much speaks for the group.
func (g *titleGroup) score() float64 {
	s := 0.0
	for i, w := range titleWeights {
		s += (w + titlePriors[i]) * g.features[i]
	}
	return s
}

// titleOrder are the sources in the order in which the spelling of a wording
// is taken from them: what readers see before what programs see.
var titleOrder = []string{"h1", "h2", "line", "named-line", "itemprop", "citation_title", "dc.title", "dcterms.title", "json-ld", "og:title", "twitter:title", "title", "title-cut", "title-whole"}

// candidate is the wording in its best spelling, with its place on the page.
func (g *titleGroup) candidate(score float64) titleCandidate {
	best := &g.said[0]
	rank := len(titleOrder)
	for i := range g.said {
		if g.said[i].weight >= ruleWeight {
			rank, best = -1, &g.said[i]
		}
		for k, s := range titleOrder {
			if g.said[i].source == s && k < rank {
				rank, best = k, &g.said[i]
			}
		}
	}
	c := *best
	c.weight = score
	c.source = strings.TrimSuffix(c.source, "-whole")
	for i := range g.said {
		if n := g.said[i].node; c.node == nil && n != nil && n.DataAtom != atom.Meta {
			c.node = n
		}
	}
	return c
}
