package scrape

import (
	"strings"

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
	node   *html.Node // of a heading
}

// titleOf ranks the wordings of the headline: those that other sources repeat
// come first, a heading of the page before what was written for search
// engines.
func titleOf(h *head, sel *content.Selection, sites []string) titleCandidate {
	all := titleCandidates(h, sel, sites)
	best, top := -1, 0.0
	for i := range all {
		score := all[i].weight
		seen := map[string]bool{all[i].source: true}
		for j := range all {
			if !seen[all[j].source] && fold(all[j].text) == fold(all[i].text) {
				seen[all[j].source] = true
				score += .12
			}
		}
		if score > top {
			best, top = i, score
		}
	}
	if best < 0 {
		return titleCandidate{}
	}
	c := all[best]
	c.weight = min(top, .98)
	if c.node == nil { // the place on the page, for what looks around it
		for i := range all {
			if all[i].node != nil && fold(all[i].text) == fold(c.text) {
				c.node = all[i].node
				break
			}
		}
	}
	return c
}

func titleCandidates(h *head, sel *content.Selection, sites []string) []titleCandidate {
	var all []titleCandidate
	add := func(source, text string, weight float64, node *html.Node) {
		text = oneLine(text)
		if text == "" || len(text) > maxTitle {
			return
		}
		if t := withoutSite(text, sites); t != "" {
			all = append(all, titleCandidate{t, source, weight, node})
		}
	}
	all = append(all, h.rule.titles(sites)...)
	if v, name := h.metaValue("citation_title", "dc.title", "dcterms.title"); v != "" {
		add(name, v, .7, nil)
	}
	for i := range h.ld {
		if strings.HasSuffix(h.ld[i].kind, "Article") || strings.HasSuffix(h.ld[i].kind, "Posting") {
			add("json-ld", h.ld[i].headline, .68, nil)
			break
		}
	}
	if v, name := h.metaValue("og:title", "twitter:title"); v != "" {
		add(name, v, .62, nil)
	}
	for i := range h.props {
		if h.props[i].name == "headline" {
			add("itemprop", first(h.props[i].value, textOf(h.props[i].node)), .65, nil)
			break
		}
	}
	headings := headingCandidates(h, sites, all)
	all = append(all, headings...)
	if len(headings) == 0 {
		all = append(all, lineCandidates(h, sel)...)
	}
	return append(all, titleTagCandidates(h, sites, all)...)
}

// lineCandidates are the lines at the top of the body, or above it, that are a
// part of <title>: the headlines of pages that know no <h1>.
func lineCandidates(h *head, sel *content.Selection) []titleCandidate {
	if h.title == "" || len(h.title) > maxTitle {
		return nil
	}
	parts := map[string]bool{}
	for _, part := range splitTitle(h.title) {
		if f := fold(part); len(f) > 3 {
			parts[f] = true
		}
	}
	seen := 0
	for i := range sel.Blocks {
		b := &sel.Blocks[i]
		if b.Keep {
			seen++
		}
		if seen > 3 {
			return nil
		}
		if b.Words > 60 || b.LinkWords == b.Words {
			continue
		}
		text, _, _ := strings.Cut(b.Text(), "\n")
		if text = oneLine(text); parts[fold(text)] {
			return []titleCandidate{{text, "line", .6, nil}}
		}
	}
	return nil
}

// headingCandidates are the page's own headlines. One that shares no words
// with what the head calls the page is the site's name or a section's.
func headingCandidates(h *head, sites []string, others []titleCandidate) []titleCandidate {
	var all []titleCandidate
	h1s := 0
	for _, n := range h.headings {
		if n.DataAtom == atom.H1 {
			h1s++
		}
	}
	for _, n := range h.headings {
		text := oneLine(textOf(n))
		if text == "" || len(text) > maxTitle || isSite(text, sites) || inChrome(n) {
			continue
		}
		like := overlap(text, h.title)
		for i := range others {
			like = max(like, overlap(text, others[i].text))
		}
		weight := .35 + .4*like
		if n.DataAtom == atom.H1 && h1s == 1 {
			weight += .1
		}
		if n.DataAtom == atom.H2 {
			if h1s > 0 && like < .9 || like < .5 {
				continue
			}
			weight -= .12
		}
		all = append(all, titleCandidate{withoutSite(text, sites), "h1", weight, n})
		if n.DataAtom == atom.H2 {
			all[len(all)-1].source = "h2"
		}
		if len(all) == 8 {
			break
		}
	}
	return all
}

// titleTagCandidates are <title> whole, and cut where the part in front is
// what another source says.
func titleTagCandidates(h *head, sites []string, others []titleCandidate) []titleCandidate {
	if h.title == "" || len(h.title) > maxTitle {
		return nil
	}
	for _, part := range splitTitle(h.title) {
		for i := range others {
			if fold(part) == fold(others[i].text) && fold(part) != "" {
				return []titleCandidate{{part, "title", .5, nil}}
			}
		}
	}
	if t := withoutSite(h.title, sites); t != "" {
		return []titleCandidate{{t, "title", .5, nil}}
	}
	return nil
}

var titleSeparators = []string{" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", "｜", " ‹ ", " › ", " : ", ": "}

// splitTitle gives every beginning and end of a title at its separators.
func splitTitle(t string) []string {
	parts := []string{t}
	for _, sep := range titleSeparators {
		for i := 0; ; {
			k := strings.Index(t[i:], sep)
			if k < 0 {
				break
			}
			parts = append(parts, t[:i+k], t[i+k+len(sep):])
			i += k + len(sep)
		}
	}
	return parts
}

// withoutSite takes the site's name off either end of a title, where the page
// or its address says that it is the site's name.
func withoutSite(t string, sites []string) string {
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
		if f == g || len(g) >= 4 && len(f) <= 2*len(g)+8 && (strings.HasPrefix(f, g) || strings.HasSuffix(f, g)) ||
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

// overlap is the share of the shorter line's words that the other one holds.
func overlap(a, b string) float64 {
	x, y := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	in := make(map[string]bool, len(y))
	for _, w := range y {
		in[fold(w)] = true
	}
	n := 0
	for _, w := range x {
		if in[fold(w)] {
			n++
		}
	}
	share := float64(n) / float64(len(x))
	if len(x) <= 2 && len(y) > 2*len(x) {
		share /= 2
	}
	return share
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
