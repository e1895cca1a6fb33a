package scrape

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/date"
)

// publishedMeta are the names of <meta> that hold the day of publication, with
// how far each is believed. Those that mix up publication and change are last.
var publishedMeta = []struct {
	name   string
	weight float64
}{
	{"citation_publication_date", .92}, {"prism.publicationdate", .9}, {"published-date", .84}, {"citation_date", .9}, {"citation_online_date", .86}, {"dc.date.issued", .9}, {"dcterms.issued", .9}, {"article:published_time", .9}, {"article:published", .88}, {"og:article:published_time", .88},
	{"datepublished", .88}, {"parsely-pub-date", .88}, {"sailthru.date", .86}, {"publish-date", .86}, {"publish_date", .86}, {"publishdate", .86}, {"pubdate", .86}, {"published", .84}, {"publication_date", .86}, {"published_time", .86}, {"og:published_time", .86}, {"og:pubdate", .86}, {"article.published", .86}, {"article_date_original", .86}, {"originalpublicationdate", .86}, {"cxenseparse:recs:publishtime", .86}, {"rnews:datepublished", .86}, {"dc.date.created", .8}, {"dcterms.created", .8}, {"dc.date", .76}, {"dcterms.date", .76}, {"dc.created", .78}, {"article.created", .8}, {"date_published", .86}, {"displaydate", .8}, {"release_date", .8}, {"creation_date", .74}, {"date", .72}, {"eprints.date", .8}, {"ptime", .7}, {"vr:published_time", .8}, {"bt:pubdate", .86}, {"shareaholic:article_published_time", .84}, {"timestamp", .6}, {"created", .66},
}

// headDates are the days that the page's markup states.
func headDates(h *head, l *layout, hints date.Hints) []dateCandidate {
	var all []dateCandidate
	add := func(source, raw string, weight float64) {
		raw = oneLine(raw)
		if raw == "" || len(raw) > 120 {
			return
		}
		if d, ok := date.Parse(raw, hints); ok {
			all = append(all, dateCandidate{date: d, raw: raw, source: source, weight: weight})
		}
	}
	for i := range h.ld {
		if h.ld[i].published != "" {
			add("json-ld", h.ld[i].published, .93)
			break
		}
	}
	if d := h.ldOther; d != "" {
		add("json-ld", d, .68)
	}
	for _, m := range publishedMeta {
		if v, _ := h.metaValue(m.name); v != "" {
			add(m.name, v, m.weight)
		}
	}
	all = append(all, itemDates(h, l, hints)...)
	return append(all, timeDates(h, l, hints)...)
}

// maxTimes is how many <time> elements are read.
const maxTimes = 8

// timeDates are the moments of the <time> elements outside the comments. Where
// those that follow the article or stand far from it differ, they are those of
// other articles.
func timeDates(h *head, l *layout, hints date.Hints) []dateCandidate {
	var all []dateCandidate
	around := l.aroundHeadline()
	afar := map[string]bool{}
	var lists []bool // which of all may be in a list of other articles
	times := 0
	for _, n := range h.times {
		v := oneLine(first(attr(n, "datetime"), textOf(n)))
		if v == "" || len(v) > 120 || inComment(n) && !l.atHeadline(n) || inChrome(n) && !ownFooter(n, around) || updated(n) || inQuote(n) {
			continue
		}
		if times++; times > maxTimes {
			break
		}
		d, ok := date.Parse(v, hints)
		if !ok {
			continue
		}
		text := oneLine(textOf(n))
		printed, isDate := date.Parse(text, hints)
		if isDate && printed.Role == date.Modified {
			continue // "Last updated: …", whatever its class says
		}
		weight := l.placeWeight(n)
		if weight < .8 {
			afar[d.EDTF()] = true
		}
		from := len(all)
		all = append(all, dateCandidate{date: d, raw: v, source: "time", weight: weight})
		if isDate && weight > .7 && strings.ContainsAny(v, "Tt ") {
			all = append(all, dateCandidate{date: printed, raw: text, source: "text", weight: weight - .04})
		}
		for i := from; i < len(all); i++ {
			lists = append(lists, weight < .8)
			if hasWord(attr(n, "class"), "entry-date") || hasWord(attr(n, "class"), "published") || hasAttr(n, "pubdate") {
				all[i].weight += .04
			}
			all[i].weight -= float64(times) / 100
		}
	}
	for i := range all {
		if len(afar) > 1 && lists[i] {
			all[i].weight = min(all[i].weight, .45)
		}
	}
	return all
}

// placeWeight is how far a moment that the markup of n states is believed by
// its place: what follows the body may be that of another article.
func (l *layout) placeWeight(n *html.Node) float64 {
	switch {
	case !l.near(n) && !l.atHeadline(n):
		return .55
	case l.zoneOf(n) == end:
		return .75
	case l.zoneOf(n) == behind:
		return .62
	}
	return .83
}

// ownFooter reports whether n stands in the footer of an element that holds the
// headline too: there themes put the line of an entry.
func ownFooter(n *html.Node, around map[*html.Node]bool) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Nav, atom.Aside, atom.Dialog:
			return false
		case atom.Footer:
			return p.Parent != nil && p.Parent.DataAtom == atom.Article && around[p.Parent]
		}
	}
	return false
}

// itemDates are the days that microdata and RDFa call those of publication.
// Where they differ, the page marks up other articles too: then only those
// count that stand at this one.
func itemDates(h *head, l *layout, hints date.Hints) []dateCandidate {
	var all []dateCandidate
	var near []bool
	days := map[string]bool{}
	for i := range h.props {
		q := &h.props[i]
		if q.name != "published" || inComment(q.node) {
			continue
		}
		raw := oneLine(first(q.value, textOf(q.node)))
		if len(raw) > 120 {
			continue
		}
		if d, ok := date.Parse(raw, hints); ok {
			all = append(all, dateCandidate{date: d, raw: raw, source: "itemprop", weight: .84})
			near = append(near, l.near(q.node) && l.zoneOf(q.node) != behind)
			days[d.EDTF()] = true
		}
	}
	if len(days) < 2 {
		return all
	}
	for i := range all {
		if !near[i] {
			all[i].weight = .45
		}
	}
	return all
}

// inQuote reports whether n stands in a post of another site that the article
// shows.
func inQuote(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.Blockquote {
			return true
		}
	}
	return false
}

// updated reports whether a <time> says when the page was changed.
func updated(n *html.Node) bool {
	names := strings.ToLower(attr(n, "class") + attr(n, "itemprop"))
	if n.Parent != nil {
		names += strings.ToLower(attr(n.Parent, "class"))
	}
	return strings.Contains(names, "update") || strings.Contains(names, "modif")
}

func modifiedOf(h *head, hints date.Hints) date.Date {
	for i := range h.ld {
		if d, ok := date.Parse(h.ld[i].modified, hints); ok {
			return d
		}
	}
	if v, _ := h.metaValue("article:modified_time", "og:updated_time", "dcterms.modified", "dc.date.modified", "last-modified"); v != "" {
		if d, ok := date.Parse(v, hints); ok {
			return d
		}
	}
	return date.Date{}
}
