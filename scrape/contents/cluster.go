package contents

import (
	"fmt"
	"math"
	"sort"
	"strings"
	"unicode/utf8"
)

// cluster is the records of one place in the tree.
type cluster struct {
	sig     uint64
	records []*record
	score   float64
	shapes  map[string]int
}

// minScore is less than what three plain links with titles' texts reach, and
// more than the links above a page's title.
const minScore = .9

// choose finds the records of the contents, in their printed order.
func (p *page) choose(rs []*record, c *Contents) []*record {
	heads := p.headings()
	list := p.clusters(rs)
	for _, k := range list {
		p.score(k, heads)
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].score > list[j].score })
	for i, k := range list {
		if i < 8 && len(k.records) > 0 {
			c.Why = append(c.Why, fmt.Sprintf("cluster of %d links, score %.2f: %q", len(k.records), k.score, short(k.records[0].title)))
		}
	}
	if len(list) == 0 || list[0].score < minScore {
		return nil
	}
	best := list[0]
	chosen := append([]*record(nil), best.records...)
	from, to := p.span(best.records)
	for _, k := range list[1:] {
		if n := p.extend(best, k, from, to, heads); n != nil {
			chosen = append(chosen, n...)
			c.Why = append(c.Why, fmt.Sprintf("joined %d links of the same list: %q", len(n), short(n[0].title)))
		}
	}
	sort.SliceStable(chosen, func(i, j int) bool { return chosen[i].main < chosen[j].main })
	return chosen
}

func short(s string) string {
	if utf8.RuneCountInString(s) > 60 {
		return string([]rune(s)[:60]) + "…"
	}
	return s
}

// headings gives for each line the last heading above it: -1 for none.
func (p *page) headings() []int {
	h := make([]int, len(p.lines))
	last := -1
	for i := range p.lines {
		l := &p.lines[i]
		if (l.level > 0 || l.bold) && (len(l.links) == 0 || decoyHeading(l.text)) {
			last = i
		}
		// A heading rules what stands below its own parent.
		if last >= 0 && last != i && !p.near(last, i) {
			last = -1
		}
		h[i] = last
	}
	return h
}

// near reports whether line i stands within the two elements around line at.
func (p *page) near(at, i int) bool {
	e := p.lines[at].elem
	for range 2 {
		if q := p.elems[e].parent; q >= 0 {
			e = q
		}
	}
	return p.lines[i].start < p.elems[e].end
}

func (p *page) clusters(rs []*record) []*cluster {
	bySig := map[uint64]*cluster{}
	var list []*cluster
	for _, r := range rs {
		if r.main < 0 || r.pdf {
			continue
		}
		l := &p.links[r.main]
		sig := l.sig
		if l.level > 0 {
			sig++
		}
		k := bySig[sig]
		if k == nil {
			k = &cluster{sig: sig, shapes: map[string]int{}}
			bySig[sig] = k
			list = append(list, k)
		}
		k.records = append(k.records, r)
		k.shapes[shape(l.u)]++
	}
	for _, k := range list {
		sort.SliceStable(k.records, func(i, j int) bool { return k.records[i].main < k.records[j].main })
	}
	return list
}

// score says how much a cluster looks like contents: many links with texts like
// titles, in headings, with text beside them, outside of chrome.
func (p *page) score(k *cluster, heads []int) {
	var good []*record
	var sum float64
	for _, r := range k.records {
		v := p.worth(r, heads)
		if v <= 0 {
			continue
		}
		good = append(good, r)
		sum += v
	}
	k.records = good
	if len(good) == 0 {
		return
	}
	mean := sum / float64(len(good))
	k.score = mean * math.Log2(1+float64(len(good)))
	if beside := p.beside(k); beside > 0 {
		k.score *= 1 + min(beside/120, 1.5)
	}
	if len(good) == 1 {
		k.score *= .5
	}
	if top := p.topHeading(); top > p.links[good[len(good)-1].main].line {
		k.score *= .2 // what stands above the page's title is navigation
	}
}

// topHeading is the line of the first h1 that is text of the page, or -1.
func (p *page) topHeading() int {
	if !p.topKnown {
		p.topKnown, p.top = true, -1
		for i := range p.lines {
			if l := &p.lines[i]; l.level == 1 && l.flags&(chrome|comments) == 0 {
				p.top = i
				break
			}
		}
	}
	return p.top
}

// worth is a record's own value: its title, its region, the heading above it.
func (p *page) worth(r *record, heads []int) float64 {
	l := &p.links[r.main]
	if l.flags&(chrome|crumbs|comments) != 0 || l.line < 0 || p.inRunning(l) {
		return 0
	}
	v := titleLike(p.titleOf(r))
	if l.level > 0 || r.head >= 0 {
		v += .8
	}
	if l.flags&inMain != 0 {
		v += .4
	}
	if l.flags&inHead != 0 {
		v -= .9
	}
	if l.flags&aside != 0 {
		v *= .35
	}
	if h := heads[l.line]; h >= 0 && decoyHeading(p.lines[h].text) && p.lines[h].level != 1 {
		return 0
	}
	return v
}

// titleOf is the title within a link of several lines: its heading, else its
// first line.
func (p *page) titleOf(r *record) string {
	l := &p.links[r.main]
	if r.head >= 0 || l.last == l.line {
		return r.title
	}
	for i := l.line; i <= l.last && i < len(p.lines); i++ {
		if p.lines[i].level > 0 {
			return p.lines[i].text
		}
	}
	return p.lines[l.line].text
}

// titleLike is 0 to 1: how much a text looks like a title.
func titleLike(s string) float64 {
	n := utf8.RuneCountInString(s)
	words := len(strings.Fields(s))
	if s[0] > 0xE0 { // writing without spaces says as much in fewer letters
		n, words = n*3, max(words, n/3)
	}
	switch {
	case n < 4:
		return .1
	case words < 2:
		return .3
	case n < 15:
		return .5
	case n <= 130:
		return 1
	case n <= 250:
		return .7
	}
	return .2
}

// beside is the mean length of the text between the records that is no link.
func (p *page) beside(k *cluster) float64 {
	total := 0
	for i, r := range k.records {
		l := &p.links[r.main]
		end := l.last + 6
		if i+1 < len(k.records) {
			end = min(end, p.links[k.records[i+1].main].line)
		} else {
			end = min(end, l.last+3)
		}
		seen := len(p.lines[l.last].text) - len(l.text)
		if l.last > l.line {
			seen = len(l.text) - len(p.titleOf(r)) // the link holds it all
		}
		total += min(max(seen, 0), 150)
		for j := l.last + 1; j < end && j < len(p.lines); j++ {
			if len(p.lines[j].links) == 0 && p.lines[j].level == 0 {
				total += min(len(p.lines[j].text), 150)
			}
		}
	}
	return float64(total) / float64(len(k.records))
}

// span is the smallest element around all records, as a range of elements.
func (p *page) span(rs []*record) (from, to int) {
	first, last := p.links[rs[0].main].elem, p.links[rs[len(rs)-1].main].elem
	e := first
	for e >= 0 && p.elems[e].end <= last {
		e = p.elems[e].parent
	}
	if len(rs) < 3 {
		for range 2 {
			if e >= 0 && p.elems[e].parent >= 0 {
				e = p.elems[e].parent
			}
		}
	}
	if e < 0 {
		return 0, len(p.elems)
	}
	if q := p.elems[e].parent; q >= 0 && p.elems[q].n.Data != "body" && p.elems[q].n.Data != "html" {
		e = q // a lead story stands before the list
	}
	return e, p.elems[e].end
}

// extend gives the records of another cluster that belong to the same list:
// within its range, with an address of the same shape, or interleaved with it.
func (p *page) extend(best, k *cluster, from, to int, heads []int) []*record {
	var in []*record
	first, last := best.records[0].main, best.records[len(best.records)-1].main
	for _, r := range k.records {
		l := &p.links[r.main]
		if l.elem < from || l.elem >= to || p.worth(r, heads) <= 0 {
			continue
		}
		same := best.shapes[shape(l.u)] > 0
		between := r.main > first && r.main < last
		under := p.links[best.records[0].main].level > 0
		headed := l.level > 0 && under
		if same && (between || headed || !under && titleLike(r.title) >= .5) || headed && between && titleLike(r.title) >= .5 {
			in = append(in, r)
		}
	}
	return in
}
