package contents

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/backissue/backissue/scrape/date"
	"github.com/backissue/backissue/scrape/numbering"
)

// found is the items of a page in their order, each with its section.
type found struct {
	items    []Item
	sections []string
	top      int // the line of the first item
	bottom   int // the line after the last
}

// extent is the range of elements and lines of one item.
type extent struct {
	start, end int // elements
	from, to   int // lines
	title, tip int // the first and last line of the title's link
	rich       bool
}

// items reads the lines of each record.
func (p *page) items(rs []*record) *found {
	f := &found{top: len(p.lines)}
	if len(rs) == 0 {
		return f
	}
	all := p.extents(rs)
	f.top, f.bottom = all[0].from, all[len(all)-1].to
	sections := p.sections(rs, all)
	labels := 0
	for i, r := range rs {
		it := p.item(r, all[i])
		if it.Kind != "" {
			labels++
		}
		f.items = append(f.items, it)
		f.sections = append(f.sections, sections[i])
	}
	f.byLabel(labels)
	p.pdfs(f, rs, all)
	return f
}

// byLabel takes labels of the items as their sections, if the page has no other
// and most items bear one, several the same.
func (f *found) byLabel(labels int) {
	if labels*5 < len(f.items)*4 || len(f.items) < 3 {
		return
	}
	distinct := map[string]bool{}
	for i, it := range f.items {
		if f.sections[i] != "" {
			return
		}
		distinct[it.Kind] = true
	}
	if len(distinct) < 2 || len(distinct)*3 > len(f.items)*2 {
		return
	}
	for i := range f.items {
		f.sections[i], f.items[i].Kind = f.items[i].Kind, ""
	}
}

// extents finds the element of each item: the largest around its link that
// holds no other, and of the commonest place in the tree.
func (p *page) extents(rs []*record) []extent {
	climbs := make([][]int, len(rs))
	votes := map[uint64]int{}
	for i, r := range rs {
		before, after := -1, len(p.elems)
		if i > 0 {
			before = p.links[rs[i-1].main].elem
		}
		if i+1 < len(rs) {
			after = p.links[rs[i+1].main].elem
		}
		e := p.links[r.main].elem
		for n := 0; e > before && p.elems[e].end <= after && n < maxClimb; n++ {
			if len(rs) == 1 && n > 3 || p.elems[e].n.Data == "body" || p.elems[e].n.Data == "main" {
				break
			}
			climbs[i] = append(climbs[i], e)
			e = p.elems[e].parent
		}
		if n := len(climbs[i]); n > 0 && (i+1 < len(rs) && i > 0 || len(rs) < 3) {
			votes[p.elems[climbs[i][n-1]].sig]++
		}
	}
	var common uint64
	for i := range climbs { // in order, for the same answer every time
		if n := len(climbs[i]); n > 0 {
			if s := p.elems[climbs[i][n-1]].sig; votes[s] > votes[common] {
				common = s
			}
		}
	}
	all := make([]extent, len(rs))
	for i, r := range rs {
		l := &p.links[r.main]
		e := l.elem
		if n := len(climbs[i]); n > 0 {
			e = climbs[i][min(n-1, 3)]
			for _, up := range climbs[i] {
				if p.elems[up].sig == common {
					e = up
				}
			}
		}
		all[i] = extent{start: e, end: p.elems[e].end, title: l.line, tip: l.last}
	}
	for i := range all {
		p.linesOf(all, i)
	}
	return all
}

// linesOf sets the lines of item i: those of its element, and if that holds
// the title alone those up to the next.
func (p *page) linesOf(all []extent, i int) {
	x := &all[i]
	x.from = min(sort.Search(len(p.lines), func(j int) bool { return p.lines[j].start >= x.start }), x.title)
	x.to = max(sort.Search(len(p.lines), func(j int) bool { return p.lines[j].start >= x.end }), x.tip+1)
	x.rich = x.to-x.from > x.tip-x.title+1
	if i > 0 {
		x.from = max(x.from, min(all[i-1].tip+1, x.title))
	}
	if x.rich {
		return
	}
	limit := min(len(p.lines), x.to+12)
	if i+1 < len(all) {
		next := sort.Search(len(p.lines), func(j int) bool { return p.lines[j].start >= all[i+1].start })
		limit = min(limit, next, all[i+1].title)
	}
	level, bold := p.lines[x.title].level, p.lines[x.title].bold
	for x.to < limit {
		l := &p.lines[x.to]
		if l.rule || l.level > 0 && (level == 0 || l.level <= level) || l.bold && !bold && len(l.links) == 0 && len(l.text) < 60 && !l.by ||
			l.flags&(chrome|comments) != 0 || i+1 == len(all) && !p.near(x.title, x.to) {
			break
		}
		x.to++
	}
	x.to = max(x.to, x.tip+1)
}

// sections gives each record its section: the last heading, bold or short line
// between the item before and it.
func (p *page) sections(rs []*record, all []extent) []string {
	out := make([]string, len(rs))
	at := make([]int, len(rs))
	heads, plain := 0, 0
	for i := range rs {
		from := 0
		if i > 0 {
			from = all[i-1].to
		}
		at[i] = p.sectionLine(max(from, all[i].from-8), all[i].from, all[i].title, i == 0)
		if at[i] >= 0 && i > 0 {
			if p.lines[at[i]].level > 0 || p.lines[at[i]].bold {
				heads++
			} else {
				plain++
			}
		}
	}
	p.issueHeads(at, all[0])
	if heads+plain > len(rs)*7/10 && len(rs) > 3 {
		return out
	}
	section := ""
	for i := range rs {
		if n := at[i]; n >= 0 {
			l := &p.lines[n]
			strong := l.level > 0 || l.bold
			if strong || heads == 0 && plain > 0 && i > 0 {
				section = l.text
			}
			if i == 0 && heads > 0 && !p.sameStyle(n, at[1:]) || l.text == p.title {
				section = ""
			}
		}
		out[i] = section
	}
	return out
}

// issueHeads finds out whether the headings between items are of issues: then
// the heading above the first is of one too, and the page of no single issue.
func (p *page) issueHeads(at []int, first extent) {
	n := 0
	for _, i := range at[1:] {
		if i < 0 {
			continue
		}
		if m, _ := numbering.Find(p.lines[i].text); m != (numbering.Numbers{}) {
			n++
		}
	}
	if n == 0 {
		return
	}
	p.several = true
	for i := first.from - 1; i >= 0 && i >= first.from-4; i-- {
		if l := &p.lines[i]; p.sameStyle(i, at[1:]) && l.flags&chrome == 0 {
			at[0] = i
			return
		}
	}
}

// sameStyle reports whether the heading above the first item is of the level
// of a heading between others.
func (p *page) sameStyle(n int, at []int) bool {
	for _, m := range at {
		if m >= 0 && p.lines[m].level == p.lines[n].level && p.lines[m].bold == p.lines[n].bold {
			return true
		}
	}
	return false
}

// sectionLine is the last line of a range that could head a section, or -1.
// Title is the line of the next item's title.
func (p *page) sectionLine(from, to, title int, first bool) int {
	for i := to - 1; i >= from; i-- {
		l := &p.lines[i]
		n := utf8.RuneCountInString(l.text)
		if n > 90 || l.flags&(chrome|crumbs|comments|inHead) != 0 || moreText(l.text) || len(l.links) > 1 {
			continue
		}
		if l.level == 1 && first {
			return -1
		}
		if m, _ := numbering.Find(l.text); m != (numbering.Numbers{}) {
			if first {
				return -1
			}
			if l.level > 1 || l.bold {
				return i
			}
			continue
		}
		if i < to-1 && l.level > 0 && p.elems[l.elem].sig == p.elems[p.lines[title].elem].sig {
			continue // an item without a link
		}
		if contentsWord(l.text) {
			if first {
				return -1
			}
			continue
		}
		if l.level > 0 || l.bold {
			return i
		}
		if !first && n <= 40 && len(l.links) == 0 && !l.by && !strings.HasSuffix(l.text, ".") {
			return i
		}
	}
	return -1
}

// contentsWord reports whether a heading says no more than that here are the
// contents.
func contentsWord(s string) bool {
	switch strings.ToLower(strings.Trim(s, " :.")) {
	case "contents", "table of contents", "in this issue", "this issue", "inside", "articles in this issue", "inhalt", "inhaltsverzeichnis", "in diesem heft", "in dieser ausgabe", "sommaire", "au sommaire", "dans ce numéro", "table des matières", "sumario", "índice", "contenido", "en este número", "indice", "sommario", "in questo numero", "sumário", "nesta edição", "inhoud", "in dit nummer", "indhold", "innehåll", "innhold", "spis treści", "w numerze", "obsah", "содержание", "в номере", "目次", "目录", "本期目录", "차례", "목차", "المحتويات", "فهرس", "في هذا العدد", "içindekiler", "περιεχόμενα", "tartalom":
		return true
	}
	return false
}

// item reads one record.
func (p *page) item(r *record, x extent) Item {
	l := &p.links[r.main]
	it := Item{Title: r.title, URL: whole(l.u)}
	if r.head < 0 && l.last > l.line {
		p.severalLines(&it, l)
	}
	if r.head < 0 && l.line == l.last {
		p.besideTitle(&it, l)
	}
	for i := x.from; i < x.to && i < len(p.lines); i++ {
		if i >= l.line && i <= l.last || i == r.head {
			continue
		}
		p.field(&it, &p.lines[i], i < l.line && i < r.head || r.head < 0 && i < l.line)
	}
	for _, i := range r.links {
		if isPDF(&p.links[i]) {
			it.Files = append(it.Files, p.links[i].u.String())
		}
	}
	return it
}

// severalLines reads a link that holds title, author and teaser.
func (p *page) severalLines(it *Item, l *link) {
	title := -1
	for i := l.line; i <= l.last && i < len(p.lines); i++ {
		n := &p.lines[i]
		if title < 0 || n.level > 0 && p.lines[title].level == 0 || n.level > 0 && (p.lines[title].by || nameLike(p.lines[title].text) && !nameLike(n.text)) {
			if n.level > 0 || title < 0 {
				title = i
			}
		}
	}
	if p.lines[title].level == 0 { // no heading: the first that is no name and no label
		for i := l.line; i <= l.last && i < len(p.lines); i++ {
			if !p.lines[i].by && !p.lines[i].label && utf8.RuneCountInString(p.lines[i].text) > 9 {
				title = i
				break
			}
		}
	}
	it.Title = p.lines[title].text
	for i := l.line; i <= l.last && i < len(p.lines); i++ {
		if i != title {
			p.field(it, &p.lines[i], i < title)
		}
	}
}

// besideTitle reads what stands in the line of the title: "Title, by Author",
// "Author: Title", "Title … 12".
func (p *page) besideTitle(it *Item, l *link) {
	text := p.lines[l.line].text
	at := strings.Index(text, it.Title)
	if at < 0 {
		return
	}
	before := strings.Trim(text[:at], " ,:–—-•*·|")
	after := strings.Trim(text[at+len(it.Title):], " ,–—-•·|….:")
	if before != "" {
		if by := names(strip(before)); by != nil && len(before) < 120 {
			it.Authors, it.Byline = by, before
		} else if len(before) < 30 && !digits(before) {
			it.Kind = before
		} else if digits(before) {
			it.Pages = before
		}
	}
	if after == "" {
		return
	}
	if pg := pages(after); pg != "" {
		it.Pages = pg
		if i := strings.LastIndex(after, pg); i > 0 {
			after = strings.Trim(strings.TrimRight(after[:i], "pPsS. "), " ,–—-(.")
		}
	}
	if len(it.Authors) == 0 && len(after) < 160 {
		if by := names(strip(strings.Trim(after, "()"))); by != nil {
			it.Authors, it.Byline = by, after
			return
		}
	}
	if utf8.RuneCountInString(after) > 25 {
		it.Teaser = after
	}
}

func strip(s string) string {
	if rest, ok := splitBy(s); ok {
		return rest
	}
	return s
}

// field reads one line of an item.
func (p *page) field(it *Item, l *line, before bool) {
	s := l.text
	n := utf8.RuneCountInString(s)
	if moreText(s) {
		if digits(s) && it.Pages == "" && len(s) < 12 && len(l.links) == 0 {
			it.Pages = s
		}
		return
	}
	if locked(s) {
		it.Restricted = true
		return
	}
	if rest, ok := splitBy(s); ok && n < 160 && len(it.Authors) == 0 {
		if by := names(rest); by != nil {
			it.Authors, it.Byline = by, s
			return
		}
	}
	if n < 40 {
		if pg := pages(s); pg != "" {
			if it.Pages == "" {
				it.Pages = pg
			}
			return
		}
	}
	if n < 160 && len(it.Authors) == 0 && (l.by || n < 60 && !l.label && it.Teaser == "" && len(strings.Fields(s)) > 1) {
		if by := names(s); by != nil {
			it.Authors, it.Byline = by, s
			return
		}
	}
	if n < 120 && it.Date == "" {
		if d, _, _, ok := date.Find(s, date.Hints{Lang: p.lang}); ok {
			it.Date = d.Certain().EDTF()
			return
		}
	}
	if before && n <= 40 && it.Kind == "" && !l.by {
		it.Kind = s
		return
	}
	if n > 20 && it.Teaser == "" && !before && len(l.links) < 3 {
		it.Teaser = s
	}
}

// locked reports whether a line says that an article is for subscribers.
func locked(s string) bool {
	switch strings.ToLower(strings.Trim(s, " .🔒")) {
	case "subscribers only", "subscriber only", "members only", "requires subscription", "restricted access", "subscription required", "premium", "paywall", "nur für abonnenten", "abo", "réservé aux abonnés", "solo suscriptores", "solo per abbonati", "somente assinantes", "会員限定", "订阅":
		return true
	}
	return false
}

// pages reads "pp. 91–95", "S. 9", "91-95" and a number alone.
func pages(s string) string {
	s = numbering.ASCIIDigits(s)
	t := strings.ToLower(strings.Trim(s, " ()[]."))
	for _, w := range []string{"pages", "page", "pp.", "pp", "p.", "seiten", "seite", "s.", "págs.", "pág.", "pag.", "pagg.", "str.", "стр.", "с.", "σελ.", "ss.", "s "} {
		if i := strings.LastIndex(t, w); i >= 0 && (i == 0 || strings.ContainsRune(" ,(", rune(t[i-1]))) {
			rest := strings.TrimSpace(t[i+len(w):])
			if j := strings.IndexFunc(rest, func(r rune) bool { return !strings.ContainsRune("0123456789–-— ", r) }); j > 0 {
				rest = rest[:j]
			}
			if rest = strings.TrimSpace(rest); isRange(rest) {
				return rest
			}
		}
	}
	if isRange(t) && (len(t) <= 3 || strings.ContainsAny(t, "–-")) {
		return t
	}
	if i := strings.LastIndexAny(t, " ,"); i > 0 && isRange(t[i+1:]) && strings.ContainsAny(t[i+1:], "–-") {
		return t[i+1:]
	}
	return ""
}

func isRange(s string) bool {
	return s != "" && len(s) < 16 && s[0] >= '0' && s[0] <= '9' && strings.Trim(s, "0123456789–-— ") == ""
}

// pdfs gives to each item the PDFs that stand within it.
func (p *page) pdfs(f *found, rs []*record, all []extent) {
	i := 0
	for n := range p.links {
		l := &p.links[n]
		for i < len(all) && all[i].end <= l.elem {
			i++
		}
		if i == len(all) {
			return
		}
		if l.elem < all[i].start || !isPDF(l) {
			continue
		}
		u := l.u.String()
		it := &f.items[i]
		if u != it.URL && !slices.Contains(it.Files, u) && len(it.Files) < 20 {
			it.Files = append(it.Files, u)
		}
	}
}
