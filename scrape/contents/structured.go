package contents

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/backissue/backissue/scrape/date"
)

// data is what a page says of itself for machines.
type data struct {
	publication, number, volume, date string
	items                             *found
}

const maxDepth = 40 // of JSON-LD

// structured reads JSON-LD (schema.org PublicationIssue, ItemList) and the
// citation metas of Google Scholar.
func (p *page) structured() *data {
	d := &data{items: &found{}}
	for i, s := range p.scripts {
		if i > 50 || len(s) > 1<<20 || !strings.Contains(s, "schema.org") && !strings.Contains(s, "@type") {
			continue
		}
		var v any
		if json.Unmarshal([]byte(s), &v) == nil {
			p.ld(v, d, 0)
		}
	}
	if d.publication == "" {
		d.publication = p.first("citation_journal_title", "og:site_name")
	}
	if len(p.metas["citation_title"]) == 0 { // else they are an article's own
		if d.number == "" {
			d.number = p.first("citation_issue", "dc.source.issue")
		}
		if d.volume == "" {
			d.volume = p.first("citation_volume", "dc.source.volume")
		}
	}
	return d
}

func (p *page) first(names ...string) string {
	for _, n := range names {
		for _, v := range p.metas[n] {
			if v != "" {
				return v
			}
		}
	}
	return ""
}

func (p *page) ld(v any, d *data, depth int) {
	if depth > maxDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			p.ld(e, d, depth+1)
		}
	case map[string]any:
		switch typeOf(v) {
		case "PublicationIssue":
			set(&d.number, str(v["issueNumber"]))
			if day, ok := date.Parse(str(v["datePublished"]), date.Hints{}); ok {
				set(&d.date, day.EDTF())
			}
			p.of(v["isPartOf"], d, depth+1)
			p.ldItems(v["hasPart"], d)
		case "ItemList":
			p.ldItems(v["itemListElement"], d)
		default:
			p.ld(v["@graph"], d, depth+1)
			p.ld(v["mainEntity"], d, depth+1)
			if typeOf(v) == "CollectionPage" {
				p.ld(v["about"], d, depth+1)
				p.ldItems(v["hasPart"], d)
			}
		}
	}
}

// of reads the volume and the periodical that an issue is part of.
func (p *page) of(v any, d *data, depth int) {
	m, ok := v.(map[string]any)
	if !ok || depth > maxDepth {
		return
	}
	if typeOf(m) == "PublicationVolume" {
		set(&d.volume, str(m["volumeNumber"]))
	} else {
		set(&d.publication, str(m["name"]))
	}
	p.of(m["isPartOf"], d, depth+1)
}

func (p *page) ldItems(v any, d *data) {
	list, _ := v.([]any)
	for _, e := range list {
		m, ok := e.(map[string]any)
		if !ok {
			continue
		}
		if in, ok := m["item"].(map[string]any); ok {
			m = in
		}
		title := str(m["headline"])
		set(&title, str(m["name"]))
		u := resolve(p.base, str(m["url"]))
		if u == nil {
			u = resolve(p.base, str(m["@id"]))
		}
		if title == "" || u == nil || len(d.items.items) > 10000 {
			continue
		}
		d.items.items = append(d.items.items, Item{Title: squeeze(title), URL: u.String()})
		d.items.sections = append(d.items.sections, "")
	}
}

func typeOf(m map[string]any) string {
	t := m["@type"]
	if list, ok := t.([]any); ok && len(list) > 0 {
		t = list[0]
	}
	s := str(t)
	return s[strings.LastIndexAny(s, "/:")+1:]
}

func str(v any) string {
	switch v := v.(type) {
	case string:
		return squeeze(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

func set(to *string, s string) {
	if *to == "" {
		*to = s
	}
}
