package contents

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Pages that a script fills carry what it fills them with: __NEXT_DATA__ and its
// like, JSON in a script element. The longest list of things with a title and an
// address in it is taken for the contents where the page shows none, or shows
// the beginning of that list.

// maxState is the longest state that is read, in bytes, and maxStateDepth how
// deep its values lie.
const (
	maxState      = 8 << 20
	maxStateDepth = 24
)

// fromState completes the items of the page by the list that its state holds.
func (p *page) fromState(f *found, c *Contents) *found {
	var best *found
	for _, s := range p.scripts {
		if len(s) > maxState || strings.Contains(s, `"@type"`) {
			continue
		}
		var v any
		if json.Unmarshal([]byte(s), &v) == nil {
			p.lists(v, &best, 0)
		}
	}
	if best == nil || len(best.items) <= len(f.items) {
		return f
	}
	if len(f.items) < 2 {
		c.Why = append(c.Why, fmt.Sprintf("%d items from the state that the page carries for its script", len(best.items)))
		return best
	}
	shown := map[string]bool{}
	for _, it := range f.items {
		shown[it.URL] = true
	}
	both := 0
	for _, it := range best.items {
		if shown[it.URL] {
			both++
		}
	}
	if both < len(f.items) {
		return f // another list
	}
	c.Why = append(c.Why, fmt.Sprintf("%d more items from the state that the page carries for its script", len(best.items)-both))
	last := f.sections[len(f.sections)-1]
	for i, it := range best.items {
		if !shown[it.URL] {
			f.items = append(f.items, it)
			f.sections = append(f.sections, orElse(best.sections[i], last))
		}
	}
	return f
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// lists finds the longest list of articles in a value.
func (p *page) lists(v any, best **found, depth int) {
	if depth > maxStateDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		if f := p.listOf(v); f != nil && (*best == nil || len(f.items) > len((*best).items)) {
			*best = f
		}
		for _, e := range v {
			p.lists(e, best, depth+1)
		}
	case map[string]any:
		for _, key := range sortedKeys(v) {
			p.lists(v[key], best, depth+1)
		}
	}
}

// listOf reads a list of which all have a title and an address on this site, or
// gives nil.
func (p *page) listOf(list []any) *found {
	if len(list) < 2 || len(list) > 5000 {
		return nil
	}
	f := &found{}
	seen := map[string]bool{}
	for _, e := range list {
		m, ok := e.(map[string]any)
		if !ok {
			return nil
		}
		it, section := p.stateItem(m)
		if it.Title == "" || it.URL == "" || seen[it.URL] {
			return nil
		}
		seen[it.URL] = true
		f.items, f.sections = append(f.items, it), append(f.sections, section)
	}
	return f
}

// stateItem reads one thing of a state.
func (p *page) stateItem(m map[string]any) (it Item, section string) {
	pick := func(keys ...string) string {
		for _, key := range keys {
			s := str(m[key])
			if in, ok := m[key].(map[string]any); ok {
				s = str(in["name"])
				set(&s, str(in["title"]))
				set(&s, str(in["rendered"]))
			}
			if s != "" {
				return s
			}
		}
		return ""
	}
	it.Title = pick("title", "headline", "name")
	for _, key := range []string{"url", "href", "link", "permalink", "path", "uri"} {
		href := str(m[key])
		if href == "" || !strings.Contains(href, "/") {
			continue
		}
		if u := resolve(p.base, href); u != nil && sameSite(site(u), site(p.address)) && len(strings.Fields(it.Title)) > 0 {
			it.URL = u.String()
			break
		}
	}
	if len(it.Title) > 300 || len(strings.Fields(it.Title)) < 2 && !strings.Contains(it.Title, " ") && len(it.Title) < 12 {
		return Item{}, "" // a menu's words
	}
	if by := pick("author", "byline", "writer"); by != "" && len(by) < 100 {
		it.Authors = []string{by}
	}
	return it, pick("section", "category", "rubric")
}

// sortedKeys are the keys of a map in their order, for the same answer every
// time.
func sortedKeys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
