package contents

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/backissue/backissue/scrape/date"
	"github.com/backissue/backissue/scrape/numbering"
)

// claim is what one source says of the issue.
type claim struct {
	source               string
	text                 string
	number, volume, date string
	day                  date.Date
}

// identify fills in which issue this is, from the strongest source that says
// so, and warns where two disagree.
func (p *page) identify(c *Contents, d *data, f *found) {
	claims := p.claims(d, f)
	byURL := fromURL(p.address)
	if p.several {
		byURL = inURL{}
		c.Warnings = append(c.Warnings, "the page lists several issues, here as sections")
	}
	pick := func(what string, of func(claim) string) string {
		value, source := "", ""
		for _, k := range claims {
			v := of(k)
			switch {
			case v == "":
			case value == "":
				value, source = v, k.source
			case what == "date" && strings.HasPrefix(v, value) && k.source != "meta":
				value, source = v, k.source // the same, more exactly
			case !same(value, v) && !(what == "date" && strings.HasPrefix(value, v)):
				c.Warnings = append(c.Warnings, fmt.Sprintf("%s: %s says %s, %s says %s", what, source, value, k.source, v))
			}
		}
		return value
	}
	c.Number = pick("number", func(k claim) string { return k.number })
	c.Volume = pick("volume", func(k claim) string { return k.volume })
	c.Date = pick("date", func(k claim) string { return k.date })
	for _, k := range claims {
		if c.Label == "" && k.text != "" && (k.number != "" || k.volume != "" || k.date != "") && k.source != "URL" {
			c.Label = k.text
		}
	}
	switch {
	case c.Number == "" && byURL.sure:
		c.Number = byURL.number
	case c.Number != "" && byURL.number != "" && !same(c.Number, byURL.number):
		c.Warnings = append(c.Warnings, fmt.Sprintf("number: the page says %s, URL says %s", c.Number, byURL.number))
	case c.Number == "" && byURL.number != "" && c.Date == "" && p.issuePath():
		c.Warnings = append(c.Warnings, "number: only the URL gives one, "+byURL.number+", which may be an id")
	}
	if c.Volume == "" && byURL.sure {
		c.Volume = byURL.volume
	}
	p.dateByURL(c)
	c.Publication = p.publication(d, c)
	c.Warnings = unique(c.Warnings)
}

// dateByURL takes the day of an address like /2015/05-27/, which no later day
// of the masthead can change.
func (p *page) dateByURL(c *Contents) {
	d, ok := date.FromURL(p.address.Path)
	if !ok {
		return
	}
	v := d.Certain().EDTF()
	switch {
	case v == "" || c.Date == v || strings.HasPrefix(c.Date, v):
	case c.Date == "" && (len(v) == 10 || len(v) == 7), strings.HasPrefix(v, c.Date) && c.Date != "":
		c.Date = v
	case len(v) == 10 && len(c.Date) >= 4:
		c.Warnings = append(c.Warnings, fmt.Sprintf("date: the page says %s, URL says %s", c.Date, v))
	}
}

// claims are the sources, the strongest first.
func (p *page) claims(d *data, f *found) []claim {
	list := []claim{{source: "data", number: d.number, volume: d.volume, date: d.date}}
	n := 0
	for i := range p.lines {
		l := &p.lines[i]
		if l.level == 1 && l.flags&(chrome|comments) == 0 && i <= max(f.top, 40) && n < 4 {
			list = append(list, p.claimOf("h1", l.text, p.address.Path))
			n++
		}
	}
	if p.title != "" {
		list = append(list, p.claimOf("title", p.title, p.address.Path))
	}
	if p.several { // what stands above the first is of that alone
		return list
	}
	for i := max(0, f.top-40); i < len(p.lines) && i < f.top; i++ {
		l := &p.lines[i]
		if l.level == 1 || l.flags&(chrome|comments) != 0 && l.flags&crumbs == 0 || utf8.RuneCountInString(l.text) > 140 {
			continue
		}
		if l.flags&crumbs != 0 {
			list = append(list, p.claimOf("breadcrumb", l.text, ""))
			continue
		}
		path := ""
		if l.level > 0 {
			path = p.address.Path
		}
		k := p.claimOf("label", l.text, path)
		if l.flags&inHead != 0 && k.number == "" || k.number == "" && k.volume == "" && l.level == 0 && (f.top-i > 6 || byDay(l.text)) {
			continue // the masthead's date may be today's
		}
		if len(l.links) > 0 && l.level == 0 {
			continue // a link to another issue
		}
		if p.otherDay(k.date) {
			continue // the masthead bears the day of the copy
		}
		if l.flags&inHead != 0 {
			k.date = ""
		}
		list = append(list, k)
	}
	return list
}

// otherDay reports whether a day is not the day of the page's address.
func (p *page) otherDay(day string) bool {
	d, ok := date.FromURL(p.address.Path)
	return ok && len(day) == 10 && len(d.EDTF()) == 10 && d.EDTF() != day
}

// byDay reports whether a line is of an upload: "Submitted by", "Posted on".
func byDay(s string) bool {
	s = strings.ToLower(s)
	return hasAny(s, "submitted", "posted", "updated", "last modified", "aktualisiert", "mis à jour", "actualizado", "today", "heute", "aujourd")
}

// claimOf reads one line. A number without a word for it counts only beside a
// date, or if the path of its page holds it too.
func (p *page) claimOf(source, text, path string) claim {
	k := claim{source: source, text: text}
	n, _ := numbering.Find(text)
	k.number, k.volume = n.Number, n.Volume
	masked := numbering.ASCIIDigits(text)
	parted := text
	for _, dash := range []string{" - ", " – ", " — ", " · "} {
		parted = strings.ReplaceAll(parted, dash, " | ")
	}
	for _, m := range date.FindAll(parted, date.Hints{Lang: p.lang}) {
		if v := m.Certain().EDTF(); v != "" && k.date == "" {
			k.date, k.day = v, m.Date
		}
	}
	if k.date == "" {
		k.date = p.looseDate(masked)
	}
	if k.number == "" && path != "" {
		n := p.bare(text)
		if k.date != "" || n != "" && strings.Contains(path, strings.TrimLeft(n, "0")) {
			k.number = n
		}
	}
	return k
}

// looseDate reads a part of a line that is a date as a whole: "March 1945",
// "Fall 1959"; and the year of "Heft 3/1945".
func (p *page) looseDate(s string) string {
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;:()|·•–—", r) }) {
		part = strings.TrimSpace(part)
		if len(part) < 4 || len(part) > 60 || strings.ContainsAny(part, "/") {
			continue
		}
		if d, ok := date.Parse(part, date.Hints{Lang: p.lang}); ok {
			if v := d.Certain().EDTF(); v != "" {
				return v
			}
		}
	}
	n, _ := numbering.Find(s)
	if n == (numbering.Numbers{}) {
		return ""
	}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' }) {
		if numbering.IsYear(w) && w != n.Number {
			return w
		}
	}
	return ""
}

// bare reads the number of "Name 216, 14 September 2011": the only number
// that is no date, behind words alone.
func (p *page) bare(text string) string {
	rest := text
	for _, m := range date.FindAll(text, date.Hints{Lang: p.lang}) {
		rest = strings.Replace(rest, text[m.Start:m.End], " | ", 1)
	}
	rest = numbering.ASCIIDigits(rest)
	if i := strings.IndexAny(rest, "|"); i > 0 {
		rest = rest[:i]
	}
	words := strings.Fields(strings.Trim(rest, " ,:–—-("))
	if len(words) < 2 || len(words) > 5 {
		return ""
	}
	last := strings.Trim(words[len(words)-1], ",:.–-")
	if a, b, ok := strings.Cut(last, "/"); ok && digits(a) && digits(b) && !strings.Contains(last, "-") {
		return numbering.Series(last)
	}
	if !digits(last) || len(last) > 4 || numbering.IsYear(last) || strings.Contains(last, "-") {
		return ""
	}
	for _, w := range words[:len(words)-1] {
		if strings.ContainsAny(w, "0123456789") {
			return ""
		}
	}
	if strings.EqualFold(words[len(words)-2], "page") {
		return ""
	}
	return last
}

// inURL is what an address says of the issue.
type inURL struct {
	number, volume string
	sure           bool // with the words for them
}

func fromURL(u *url.URL) inURL {
	var r inURL
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	for i, s := range parts {
		s = strings.ToLower(s)
		if v, ok := strings.CutPrefix(s, "v"); ok && digits(v) && i+1 < len(parts) {
			if n, ok := strings.CutPrefix(strings.ToLower(parts[i+1]), "n"); ok && digits(n) {
				return inURL{strings.TrimLeft(n, "0"), strings.TrimLeft(v, "0"), true}
			}
		}
		words := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '_' || r == '.' })
		for j, w := range words {
			if !digits(w) || len(w) > 5 || numbering.IsYear(w) && len(words) > 1 {
				continue
			}
			if j > 0 && numbering.IssueWord(words[j-1]) {
				return inURL{w, "", true}
			}
			if r.number == "" && (j > 0 && j <= 2 || len(words) == 1 && i == len(parts)-1 && i > 0 && !digits(parts[i-1])) && !monthName(words, j) {
				r.number = w
			}
		}
	}
	if strings.Contains(u.Path, "/view/") || strings.Contains(u.Path, "/node/") || strings.Contains(u.Path, "/toc/") {
		r.number = "" // an id
	}
	if numbering.IsYear(r.number) {
		r.number = ""
	}
	return r
}

// monthName reports whether the number of a slug is the day of a date.
func monthName(words []string, j int) bool {
	if j+1 < len(words) && !digits(words[j+1]) {
		if _, ok := date.Parse("1 "+words[j+1]+" 2000", date.Hints{}); ok {
			return len(words[j]) < 3
		}
	}
	return false
}

func (p *page) issuePath() bool {
	s := strings.ToLower(p.address.Path)
	return hasAny(s, "issue", "ausgabe", "heft", "numero", "edition", "number")
}

// same compares two numbers without the zeros before them.
func same(a, b string) bool {
	return strings.TrimLeft(a, "0") == strings.TrimLeft(b, "0")
}

// publication is the periodical's name: from data, else the part that title and
// label share.
func (p *page) publication(d *data, c *Contents) string {
	if d.publication != "" {
		return d.publication
	}
	parts := strings.FieldsFunc(p.title, func(r rune) bool { return r == '|' || r == '–' || r == '—' || r == '·' || r == '»' })
	for i := len(parts) - 1; i > 0; i-- {
		s := strings.TrimSpace(parts[i])
		k := p.claimOf("", s, "")
		if s != "" && k.number == "" && k.date == "" && utf8.RuneCountInString(s) < 60 {
			return s
		}
	}
	return ""
}

func unique(list []string) []string {
	seen := map[string]bool{}
	out := list[:0]
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// classify says what the items are, and files them as sections or issues.
func (p *page) classify(c *Contents, f *found) {
	if len(f.items) == 0 {
		return
	}
	if p.listsIssues(f, c.Number == "" && c.Volume == "") {
		c.Kind = Index
		for _, it := range f.items {
			k := p.claimOf("", it.Title, it.URL)
			set(&k.date, it.Date)
			c.Issues = append(c.Issues, IssueLink{URL: it.URL, Title: it.Title, Number: k.number, Date: k.date})
		}
		c.Number, c.Date, c.Label = "", "", ""
		return
	}
	c.Kind = List
	if c.Number != "" || c.Volume != "" || c.Date != "" {
		c.Kind = Issue
	}
	for i, it := range f.items {
		if n := len(c.Sections); n == 0 || c.Sections[n-1].Title != f.sections[i] {
			c.Sections = append(c.Sections, Section{Title: f.sections[i]})
		}
		s := &c.Sections[len(c.Sections)-1]
		s.Items = append(s.Items, it)
	}
}

// listsIssues reports whether most items are named as issues are. On a page that
// is itself a numbered issue, a bare number is none of an issue.
func (p *page) listsIssues(f *found, bare bool) bool {
	n, signed := 0, 0
	items := f.items[:min(len(f.items), 500)]
	for _, it := range items {
		if len(it.Authors) > 0 || it.Byline != "" {
			signed++ // articles have authors, issues seldom
		}
		if utf8.RuneCountInString(it.Title) > 80 {
			continue
		}
		address := it.URL
		if !bare {
			address = ""
		}
		k := p.claimOf("", it.Title, address)
		if k.number != "" || k.volume != "" || k.date != "" {
			n++
		}
	}
	return n*10 >= len(items)*6 && len(items) > 1 && signed*2 < len(items)
}
