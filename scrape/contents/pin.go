package contents

import "strings"

// pinnedRecords are the records whose title a rule has named, or nil where it
// names none that is there.
func (p *page) pinnedRecords(rs []*record) []*record {
	if p.pinned == nil {
		return nil
	}
	var chosen []*record
	for _, r := range rs {
		for _, i := range r.links {
			if l := &p.links[i]; p.isPinned(l) {
				r.main = i
				set(&r.title, l.text)
				if l.text != "" {
					r.title = l.text
				}
				chosen = append(chosen, r)
				break
			}
		}
	}
	return chosen
}

// isPinned reports whether a rule names a link as that of an article.
func (p *page) isPinned(l *link) bool { return p.pinned[p.elems[l.elem].n] }

// identifyPinned takes over what a rule says of the issue.
func (p *page) identifyPinned(c *Contents) {
	for _, f := range []struct{ from, to *string }{{&p.pin.Number, &c.Number}, {&p.pin.Volume, &c.Volume}, {&p.pin.Date, &c.Date}} {
		if *f.from != "" {
			*f.to = *f.from
		}
	}
}

// resolve is an address of the page made absolute, or "".
func (p *page) resolve(href string) string {
	if href == "" {
		return ""
	}
	base := p.base
	if base == nil {
		base = p.address
	}
	u, err := base.Parse(strings.TrimSpace(href))
	if err != nil {
		return ""
	}
	return whole(u)
}
