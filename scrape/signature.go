package scrape

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/content"
)

// signature finds a name that stands alone, in bold, in italics or at the
// right, as the first or the last line of the body: how papers sign that have
// no field for it.
func (l *layout) signature(sites []string) []authorCandidate {
	if l.first < 0 {
		return nil
	}
	letters := l.signatures() > 1
	for i := range l.lines {
		ln := &l.lines[i]
		closing := ln.block == l.last && ln.zone != below || ln.block == l.last+1 && (ln.zone == end || ln.zone == behind)
		closing = closing || ln.block <= l.last+3 && (ln.zone == end || ln.zone == behind) && ln.block > l.last && strings.IndexAny(ln.text, "-–—") == 0 // "– Edda Quill"
		opening := ln.block == l.first && ln.nth == 0
		b := &l.blocks[ln.block]
		if !(closing && !letters) && !opening || b.LinkWords > 0 || b.Heading() > 0 || b.Words > 6 || ln.nth < 0 || pictureNames(ln.names) {
			continue
		}
		name := strings.Trim(ln.text, " ()—–-")
		names := bareNames(name)
		if len(names) == 0 || strings.Contains(name, " in ") || strings.HasSuffix(name, ".") {
			continue
		}
		off := setOff(b) || closing && name != ln.text || len(names) > 1 && strings.Contains(name, "/")
		if !off && (closing || !hasGivenName(name)) {
			continue
		}
		weight := .56
		if hasGivenName(name) {
			weight = .66
		}
		var signers []Person
		for _, name := range names {
			if q, ok := person(name, sites); ok && q.Type == "person" {
				signers = append(signers, q)
			}
		}
		if len(signers) == len(names) {
			source := "body-first-line"
			if closing {
				source = "body-last-line"
			}
			return []authorCandidate{{people: signers, source: source, raw: ln.text, weight: weight, block: ln.block}}
		}
	}
	if letters {
		return nil
	}
	return l.bracketed(sites)
}

// bareNames are the names of a line that holds nothing else: one of two to four
// words, or several of them.
func bareNames(s string) []string {
	if words := len(strings.Fields(s)); words < 2 || words > 12 {
		return nil
	}
	if len(strings.Fields(s)) <= 4 && nameLike(s) && !strings.Contains(s, ",") {
		return []string{s}
	}
	names := splitNames(s)
	if len(names) < 2 || len(strings.Fields(strings.ReplaceAll(s, "/", " / "))) > wordsOf(names)+len(names)-1 || slices.ContainsFunc(names, func(name string) bool { return !strings.Contains(name, " ") || len(strings.Fields(name)) > 4 }) {
		return nil
	}
	return names
}

// bracketed finds the name in brackets that the last paragraph ends in, as
// papers sign what is short: "… said the harbour master. (Edda Quill)".
func (l *layout) bracketed(sites []string) []authorCandidate {
	last := l.last
	if last+1 < len(l.blocks) && l.blocks[last+1].Elem.Parent == l.blocks[last].Elem.Parent && strings.Contains(l.blocks[last+1].Text(), "(") {
		last++ // the last paragraph is not always taken for one
	}
	text := strings.TrimRight(strings.TrimSpace(l.blocks[last].Text()), " +*■□▪")
	k := strings.LastIndexByte(text, '(')
	if k <= 0 || !strings.HasSuffix(text, ")") || len(text)-k > 60 || !strings.ContainsAny(text[max(0, k-3):k], ".!?\"”“»") {
		return nil
	}
	name := text[k+1 : len(text)-1]
	if names := bareNames(name); len(names) != 1 || !hasGivenName(name) {
		return nil
	}
	if q, ok := person(name, sites); ok && q.Type == "person" {
		return []authorCandidate{{people: []Person{q}, source: "body-last-line", raw: text[k:], weight: .56, block: -1}}
	}
	return nil
}

// signatures counts the people whose name, set off, is the first line of a
// block of the body. A page with several is one of letters, whose writers sign
// one each.
func (l *layout) signatures() int {
	names := map[string]bool{}
	for i := l.first; i <= l.last; i++ {
		b := &l.blocks[i]
		if !b.Keep || b.Words < 2 || b.Words > 8 || b.Heading() > 0 || !setOff(b) {
			continue
		}
		name, _, _ := strings.Cut(spaced(b), "\n")
		name = strings.Trim(oneLine(name), " ()—–-")
		if words := len(strings.Fields(name)); words >= 2 && words <= 4 && nameLike(name) {
			names[fold(name)] = true
		}
	}
	return len(names)
}

// setOff reports whether all of a block is bold or slanted, or stands at the
// right.
func setOff(b *content.Block) bool {
	if strings.EqualFold(attr(b.Elem, "align"), "right") || strings.Contains(strings.ReplaceAll(strings.ToLower(attr(b.Elem, "style")), " ", ""), "text-align:right") {
		return true
	}
	for n := b.First; n != nil; n = content.Following(n, b.Elem) {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" && !emphasised(n, b.Elem) {
			return false
		}
		if n == b.Last {
			break
		}
	}
	return true
}

func emphasised(n, top *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.B, atom.Strong, atom.Em, atom.I:
			return true
		}
		if p == top {
			break
		}
	}
	return false
}

// siteOwner finds the person that a site of one person is called after, or
// who holds the rights: "Edda Quill's notebook", "© 2019 Edda Quill". It
// answers only where the page names nobody else.
func (l *layout) siteOwner(h *head) []authorCandidate {
	if name, _ := h.metaValue("og:site_name"); name != "" {
		if c := owner(name, "site-name"); c != nil {
			return c
		}
	}
	if len(h.title) <= maxTitle {
		for _, sep := range titleSeparators {
			if k := strings.LastIndex(h.title, sep); k > 0 && sep != ": " && sep != " : " {
				if c := owner(h.title[k+len(sep):], "title"); c != nil {
					return c
				}
			}
		}
	}
	for _, n := range h.home {
		if href := attr(n, "href"); href != "/" && (h.canonical == "" || hostOf(href) != hostOf(h.canonical)) {
			continue
		}
		if c := owner(textOf(n), "home-link"); c != nil {
			return c
		}
	}
	for i := max(0, len(l.blocks)-12); i < len(l.blocks); i++ {
		b := &l.blocks[i]
		if b.Words > 40 || b.Keep || pictureNames(namesAround(b)) {
			continue
		}
		text := oneLine(b.Text())
		_, after, ok := strings.Cut(text, "©")
		if !ok {
			_, after, ok = strings.Cut(strings.ReplaceAll(text, "(C)", "(c)"), "(c)")
		}
		if !ok {
			continue
		}
		after = strings.TrimPrefix(strings.TrimSpace(after), "Copyright")
		after = strings.TrimLeft(after, " 0123456789-–—,.&·•")
		after = strings.TrimPrefix(after, "by ")
		if isFirm(after) {
			continue
		}
		for _, cut := range []string{".", ",", "|", "•", "·", " – ", " - ", " All "} {
			after, _, _ = strings.Cut(after, cut)
		}
		if c := owner(after, "copyright"); c != nil {
			return c
		}
	}
	return nil
}

// isFirm reports whether the words behind a sign of copyright begin with the
// name of a firm: "Tide Works, Inc. All rights reserved".
func isFirm(s string) bool {
	words := strings.Fields(s)
	return slices.ContainsFunc(words[:min(len(words), 5)], func(w string) bool {
		switch strings.ToLower(strings.Trim(w, ".,")) {
		case "inc", "llc", "ltd", "gmbh", "corp", "corporation", "company", "limited", "plc", "ag", "bv":
			return true
		}
		return false
	})
}

func owner(s, source string) []authorCandidate {
	raw := s
	for _, mark := range []string{"'s ", "’s "} {
		s, _, _ = strings.Cut(s, mark)
	}
	s = oneLine(s)
	if words := len(strings.Fields(s)); words < 2 || words > 3 || !nameLike(s) || !hasGivenName(s) || personType(s) != "person" || isBrand(s) {
		return nil
	}
	return []authorCandidate{{people: []Person{{Name: foldCaps(s), Type: "person"}}, source: source, raw: raw, weight: .52, block: -1}}
}

// isBrand reports whether a name that begins with a first name is that of a
// firm or a site: it says so, or part of it alone is in capitals or brackets.
func isBrand(s string) bool {
	if strings.ContainsAny(s, "()[]") {
		return true
	}
	for w := range strings.FieldsSeq(s) {
		switch strings.ToLower(w) {
		case "wiki", "spa", "entertainment", "productions", "records", "studio", "studios", "verlag", "books", "films", "photography", "sayfa", "consulting", "design", "store", "shop":
			return true
		}
		if len(w) > 2 && w == strings.ToUpper(w) && w != strings.ToLower(w) && s != strings.ToUpper(s) && !strings.Contains(w, ".") {
			return true
		}
	}
	return false
}

// loneSigner finds the one paragraph of the text that is a name and nothing
// else, in its second half, of somebody of whom the text does not speak: notes
// and boxes stand behind such a signature. Several are those of letters.
func (l *layout) loneSigner(sites []string) []authorCandidate {
	var found []authorCandidate
	for i := l.first; l.first >= 0 && i <= l.last; i++ {
		name, ok := l.nameAlone(i)
		if !ok {
			continue
		}
		if len(found) > 0 || 2*i < l.first+l.last || l.saidBefore(name, i) {
			return nil
		}
		if q, ok := person(name, sites); ok && isHuman(q) && !isBrand(name) {
			found = []authorCandidate{{people: []Person{q}, source: "body-last-line", raw: name, weight: .5, block: -1}}
		}
	}
	return found
}

// nameAlone is the name that is all of a paragraph of the text.
func (l *layout) nameAlone(i int) (string, bool) {
	b := &l.blocks[i]
	if !b.Keep || b.Words < 2 || b.Words > 4 || b.LinkWords > 0 || b.Elem.DataAtom != atom.P {
		return "", false
	}
	name := strings.TrimSpace(spaced(b))
	return name, !strings.Contains(name, "\n") && nameLike(name) && hasGivenName(name)
}
