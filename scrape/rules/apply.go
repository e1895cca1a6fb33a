package rules

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Found is what a rule finds on a page.
type Found struct {
	Rule      *Rule
	Title     Value
	Subtitle  Value
	Authors   [][]Value // what each way to them finds
	Submitter Value
	Dates     []Value      // what each way to the date finds
	Body      []*html.Node // the elements that hold the text, in document order, none inside another

	NextPage   string // addresses as the page has them
	SinglePage string
	Sponsored  bool // a native_ad_clue is there
	LoggedOut  bool // what only strangers see is there

	// Problems are the expressions that failed on this page: those that visit
	// too many nodes, and those that the XPath library cannot carry out.
	Problems []*Problem
}

// Value is the text of a field and where it stood.
type Value struct {
	Text    string
	Node    *html.Node // nil where the text belongs to no element
	Locale  string     // of a date
	Time    string     // of a date whose layout the rule knows: RFC 3339, without zone or clock where it gives none
	NoClock bool       // only the day of the date is to be believed
	groups  map[string]string
}

// visits is how many nodes a rule may look at for each node of the page, and
// freeVisits how many more: real rules need a tenth.
const (
	visits     = 400
	freeVisits = 200_000
)

// maxValue is the longest text of a field, in bytes.
const maxValue = 4000

// Apply evaluates the rule on a page. It changes the tree: what the rule
// strips is gone afterwards, though never the head's elements and scripts.
// The work is at most a fixed number of visits for each node of the page.
func (r *Rule) Apply(doc *html.Node) *Found {
	a := &application{rule: r, found: &Found{Rule: r}, index: newIndex(doc)}
	nodes := 0
	for range doc.Descendants() {
		nodes++
	}
	a.meter.left = visits*nodes + freeVisits
	a.links()
	a.fields()
	a.found.Sponsored = len(a.first(r.adClues)) > 0
	a.found.LoggedOut = len(a.first(r.loggedOut)) > 0
	a.lazyImages()
	a.wrapAll()
	a.stripAll()
	a.body()
	a.late = true
	a.fields()
	return a.found
}

// application is a rule at work on a page.
type application struct {
	rule    *Rule
	found   *Found
	index   *index
	meter   meter
	changed bool
	late    bool // the body is known
}

// find evaluates one selector; failures become problems.
func (a *application) find(s *selector) []match {
	if a.changed {
		a.index, a.changed = newIndex(a.index.doc), false
	}
	m, err := s.find(a.index, &a.meter)
	if err != nil {
		a.found.Problems = append(a.found.Problems, &Problem{s.file, s.line, s.text + ": " + err.Error()})
		if a.meter.left < 0 {
			a.meter.left = 0
		}
		return nil
	}
	return m
}

// first is what the first selector finds that finds anything.
func (a *application) first(all []selector) []match {
	for i := range all {
		if m := a.find(&all[i]); len(m) > 0 {
			return m
		}
	}
	return nil
}

func (a *application) links() {
	a.found.NextPage = a.link(a.rule.nextPage)
	a.found.SinglePage = a.link(a.rule.singlePage)
}

func (a *application) link(all []link) string {
	for i := range all {
		if c := all[i].condition; c != nil && len(a.find(c)) == 0 {
			continue
		}
		for _, m := range a.find(&all[i].selector) {
			to := m.value()
			if m.node != nil && m.attr == "" {
				to = attr(m.node, "href")
			}
			if to = strings.TrimSpace(to); to != "" && len(to) <= maxValue {
				return to
			}
		}
	}
	return ""
}

// fields finds the fields: at first all that need no body, and when that is
// known those that are lines of it.
func (a *application) fields() {
	f, r := a.found, a.rule
	if !a.late {
		f.Authors, f.Dates = make([][]Value, len(r.authors)), make([]Value, len(r.date))
	}
	a.one(&f.Submitter, r.submitter)
	a.one(&f.Title, r.title)
	a.one(&f.Subtitle, r.subtitle)
	for i := range r.date {
		a.one(&f.Dates[i], r.date[i:i+1])
	}
	for i := range r.authors {
		if len(f.Authors[i]) == 0 {
			f.Authors[i] = a.values(&r.authors[i])
		}
	}
}

// one makes v what the first way finds that finds anything, if v is nothing yet.
func (a *application) one(v *Value, ways []field) {
	for i := range ways {
		if v.Text != "" {
			return
		}
		if all := a.values(&ways[i]); len(all) > 0 {
			*v = all[0]
		}
	}
}

// values are the texts that one way to a field gives.
func (a *application) values(f *field) []Value {
	var all []Value
	add := func(text string, n *html.Node) {
		if v, ok := f.value(text); ok && len(all) < 50 {
			v.Node = n
			all = append(all, v)
		}
	}
	switch {
	case f.from != "":
		add(a.group(f.from), nil)
	case f.bodyLine != 0:
		add(edge(a.found.Body, f.bodyLine > 0))
	case !a.late:
		for _, m := range a.find(&f.selector) {
			add(m.value(), m.node)
		}
	}
	return all
}

// group is a named group of what the submitter's line held.
func (a *application) group(name string) string {
	of, group, _ := strings.Cut(name, ".")
	var v Value
	switch of {
	case "submitted_by":
		v = a.found.Submitter
	case "title":
		v = a.found.Title
	case "subtitle":
		v = a.found.Subtitle
	case "date":
		for _, d := range a.found.Dates {
			if v.Text == "" {
				v = d
			}
		}
	}
	if group == "" {
		return v.Text
	}
	return v.groups[group]
}

// value reads the text that a way to a field has found.
func (f *field) value(text string) (Value, bool) {
	v := Value{Locale: f.locale, NoClock: f.noClock}
	text = strings.Join(strings.Fields(text), " ")
	if text == "" || len(text) > maxValue {
		return v, false
	}
	v.Text = text
	if f.regex != nil && !v.take(f, text) {
		return v, false
	}
	if t, err := time.Parse(f.layout, v.Text); f.layout != "" && err == nil {
		v.Time = t.Format(f.precision(t))
	}
	return v, v.Text != ""
}

// precision is the layout of a time that says no more than the field's. The
// short names of zones count only for UTC: package time knows no other offset.
func (f *field) precision(t time.Time) string {
	says := func(change func(time.Time) time.Time) bool {
		d := time.Date(2001, time.January, 10, 1, 4, 5, 0, time.UTC)
		return d.Format(f.layout) != change(d).Format(f.layout)
	}
	name, offset := t.Zone()
	switch {
	case !says(func(d time.Time) time.Time { return d.AddDate(0, 1, 0) }):
		return "2006"
	case !says(func(d time.Time) time.Time { return d.AddDate(0, 0, 7) }): // the same weekday
		return "2006-01"
	case f.noClock || !says(func(d time.Time) time.Time { return d.Add(time.Hour) }):
		return time.DateOnly
	case strings.Contains(f.layout, "07") || strings.Contains(f.layout, "MST") && (offset != 0 || name == "UTC" || name == "GMT"):
		return time.RFC3339
	}
	return "2006-01-02T15:04:05"
}

// take keeps what the regular expression wants: its group "name", "date" or
// "text", else its first group, else all of the match.
func (v *Value) take(f *field, text string) bool {
	m := f.regex.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	v.Text = m[0]
	if len(m) > 1 {
		v.Text = m[1]
	}
	for i, name := range f.regex.SubexpNames() {
		if name == "" {
			continue
		}
		if v.groups == nil {
			v.groups = map[string]string{}
		}
		v.groups[name] = m[i]
	}
	for _, name := range []string{"text", "name"} {
		if t, ok := v.groups[name]; ok {
			v.Text = t
			break
		}
	}
	v.Text = strings.TrimSpace(v.Text)
	return true
}

// lazyImages makes the attribute that holds the address of an image its src.
func (a *application) lazyImages() {
	for _, key := range a.rule.lazyAttr {
		for _, n := range a.index.byTag["img"] {
			if v := attr(n, key); v != "" {
				setAttr(n, "src", v)
			}
		}
	}
}

func (a *application) wrapAll() {
	for i := range a.rule.wrap {
		w := &a.rule.wrap[i]
		for _, m := range a.find(&w.selector) {
			if m.node == nil || m.attr != "" || m.node.Parent == nil || fixed(m.node) || inHead(m.node) || m.node.Data == w.tag {
				continue
			}
			around := &html.Node{Type: html.ElementNode, Data: w.tag, DataAtom: atom.Lookup([]byte(w.tag))}
			m.node.Parent.InsertBefore(around, m.node)
			m.node.Parent.RemoveChild(m.node)
			around.AppendChild(m.node)
			a.changed = true
		}
	}
}

// stripAll removes what the rule calls no part of the article.
func (a *application) stripAll() {
	r := a.rule
	for i := range r.stripAttrs {
		for _, m := range a.find(&r.stripAttrs[i]) {
			if m.node != nil && m.attr != "" {
				removeAttr(m.node, m.attr)
			}
		}
	}
	for i := range r.strip {
		for _, m := range a.find(&r.strip[i]) {
			switch {
			case m.node == nil:
			case m.attr != "":
				removeAttr(m.node, m.attr)
			default:
				a.remove(m.node)
			}
		}
	}
	a.stripNamed()
	a.dissolveAll()
}

// stripNamed removes elements by class and id, and images by address.
func (a *application) stripNamed() {
	if len(a.rule.stripNames) == 0 && len(a.rule.stripImages) == 0 {
		return
	}
	for _, n := range a.index.all {
		switch {
		case len(a.rule.stripNames) > 0 && a.named(n):
			a.remove(n)
		case n.Data == "img" && len(a.rule.stripImages) > 0:
			src := attr(n, "src")
			if slices.ContainsFunc(a.rule.stripImages, func(part string) bool { return strings.Contains(src, part) }) {
				a.remove(n)
			}
		}
	}
}

func (a *application) named(n *html.Node) bool {
	for i := range n.Attr {
		switch n.Attr[i].Key {
		case "id":
			if a.rule.stripNames[strings.TrimSpace(n.Attr[i].Val)] {
				return true
			}
		case "class":
			classes := strings.Fields(n.Attr[i].Val)
			if a.rule.stripNames[strings.Join(classes, " ")] || slices.ContainsFunc(classes, func(c string) bool { return a.rule.stripNames[c] }) {
				return true
			}
		}
	}
	return false
}

// dissolveAll takes elements away and leaves what stands in them.
func (a *application) dissolveAll() {
	for i := range a.rule.dissolve {
		for _, m := range a.find(&a.rule.dissolve[i]) {
			n := m.node
			if n == nil || m.attr != "" || n.Parent == nil || n.Type != html.ElementNode || fixed(n) {
				continue
			}
			for c := n.FirstChild; c != nil; c = n.FirstChild {
				n.RemoveChild(c)
				n.Parent.InsertBefore(c, n)
			}
			n.Parent.RemoveChild(n)
			a.changed = true
		}
	}
}

// remove takes n out of the tree. The head and scripts stay: they say things
// about the page, and none of them is ever text.
func (a *application) remove(n *html.Node) {
	if n.Parent == nil || fixed(n) || n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style") || inHead(n) {
		return
	}
	n.Parent.RemoveChild(n)
	a.changed = true
}

// fixed reports whether n is a part that every page has.
func fixed(n *html.Node) bool {
	return n.Type == html.DocumentNode || n.Type == html.ElementNode && (n.Data == "html" || n.Data == "head" || n.Data == "body")
}

func inHead(n *html.Node) bool { return n.Parent != nil && n.Parent.Data == "head" }

// body finds the elements of the text: those of the first expression that
// finds any text.
func (a *application) body() {
	for i := range a.rule.body {
		var nodes []*html.Node
		inside := map[*html.Node]bool{}
		for _, m := range a.find(&a.rule.body[i]) {
			n := m.node
			if n == nil || m.attr != "" || n.Type != html.ElementNode || n.Data == "head" || inside[n] {
				continue
			}
			inside[n] = true
			nodes = append(nodes, n)
		}
		nodes = slices.DeleteFunc(nodes, func(n *html.Node) bool {
			for p := n.Parent; p != nil; p = p.Parent {
				if inside[p] {
					return true
				}
			}
			return !holdsText(n)
		})
		if len(nodes) > 0 {
			a.found.Body = nodes
			return
		}
	}
}

// edge is the first or last text of the nodes that is not blank.
func edge(nodes []*html.Node, front bool) (string, *html.Node) {
	var line string
	var at *html.Node
	for _, n := range nodes {
		for d := range n.Descendants() {
			if d.Type == html.TextNode && strings.TrimSpace(d.Data) != "" && d.Parent.Data != "script" && d.Parent.Data != "style" {
				line, at = d.Data, d.Parent
				if front {
					return line, at
				}
			}
		}
	}
	return line, at
}

func holdsText(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.TextNode && strings.TrimSpace(d.Data) != "" && d.Parent.Data != "script" && d.Parent.Data != "style" {
			return true
		}
	}
	return false
}

func setAttr(n *html.Node, key, val string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			n.Attr[i].Val = val
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: val})
}

func removeAttr(n *html.Node, key string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// Rewrite makes the rule's replacements in the page's text.
func (r *Rule) Rewrite(text []byte) []byte {
	for _, x := range r.replacements {
		text = replaceAll(text, x.old, x.text)
	}
	return text
}

// replaceAll replaces old by text. A text that would grow to more than twice
// its size and a megabyte stays as it is.
func replaceAll(in []byte, old, text string) []byte {
	if old == "" {
		return in
	}
	n := bytes.Count(in, []byte(old))
	if n == 0 || n*(len(text)-len(old)) > len(in)+1<<20 {
		return in
	}
	return bytes.ReplaceAll(in, []byte(old), []byte(text))
}
