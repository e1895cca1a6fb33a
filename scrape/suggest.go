package scrape

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape/content"
	"github.com/backissue/backissue/scrape/rules"
)

const (
	suggestedMost   = 4 << 20 // bytes of a page that a rule is suggested for: it is read again several times
	suggestedStrips = 12      // kinds of dropped elements that a suggested rule names
	droppedLooked   = 60      // dropped blocks that are looked at for them
	outerLooked     = 4       // elements around one that a selector may name
)

// suggestion is a site rule in the making: where a reading found the parts of
// its page.
type suggestion struct {
	host, title, authors, body string // selectors; "" where no short one finds the part
	strips                     []string
	prune                      bool
}

// NoRule is what Article.Rule begins with where there is none to suggest; the
// reason follows.
const NoRule = "# No rule: "

// suggestRule is a site rule in YAML that says where the parts of a page were
// found, for who finds it read wrongly to mend. The page, given as it was before
// it was read, is read again by the rule; where that gives another text, headline
// or author, what misleads is left out, and if that does not help the rule says
// so. It is a comment alone if no short selector finds the text, or the site is not
// known.
func suggestRule(before *Page, o Options, sel *content.Selection, l *layout, title titleCandidate, a *Article) string {
	s := suggestion{host: rules.HostOf(a.Source)}
	root := textRoot(sel)
	switch {
	case s.host == "" || strings.Trim(s.host, "abcdefghijklmnopqrstuvwxyz0123456789.-") != "":
		return NoRule + "nobody says which site the page is from.\n"
	case root == nil:
		return NoRule + "the page holds no text.\n"
	}
	f := rules.NewFinder(docOf(root))
	if s.body = selectorOf(f, root, true); s.body == "" {
		return NoRule + "no short selector finds the text; its elements have no names of their own.\n"
	}
	s.title = selectorOf(f, title.node, false)
	s.authors = selectorOf(f, l.bylineElement(), false)
	s.strips = stripsOf(f, sel, root, title.node, l.bylineElement())
	less := s
	for _, leaveOut := range []func(){func() {}, func() { less.prune = true }, func() { less.authors = "" }, func() { less.title = "" }, func() { less.strips = nil }} {
		leaveOut()
		if less.reads(before, o, a) {
			return less.String()
		}
	}
	return "# By this rule the page is not read quite as it was here.\n" + s.String()
}

// String is the rule's file.
func (s *suggestion) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "site: %s\narticle:\n", s.host)
	for _, field := range []struct{ name, selector string }{{"title", s.title}, {"authors", s.authors}, {"body", s.body}} {
		if field.selector != "" {
			fmt.Fprintf(&b, "  %s: %s\n", field.name, quotedYAML(field.selector))
		}
	}
	if s.prune {
		b.WriteString("  prune: yes\n")
	}
	if len(s.strips) > 0 {
		var quoted []string
		for _, strip := range s.strips {
			quoted = append(quoted, quotedYAML(strip))
		}
		fmt.Fprintf(&b, "  strip: [%s]\n", strings.Join(quoted, ", "))
	}
	return b.String()
}

// quotedYAML is a text as YAML has it between single quotes.
func quotedYAML(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// reads reports whether a page is read by the rule as it was without it.
func (s *suggestion) reads(before *Page, o Options, a *Article) bool {
	p := *before
	p.Doc = cloneTree(before.Doc)
	o.Explain, o.Content.Trace, o.Join, o.Force = false, nil, false, true
	o.Rules = rules.SetOf(rules.ParseYAML(s.host+".yaml", []byte(s.String())))
	r, err := readPage(&p, o, chain{number: 1})
	if err != nil {
		return false
	}
	b := r.article
	return !slices.ContainsFunc(b.Warnings, func(w string) bool { return strings.HasPrefix(w, "rule: ") }) &&
		r.article.Content != nil && oneLine(textOf(b.Content)) == oneLine(textOf(a.Content)) && b.Title == a.Title &&
		slices.EqualFunc(b.Authors, a.Authors, func(x, y Person) bool { return x.Name == y.Name })
}

// textRoot is the lowest element that holds all that is still kept, now that the
// headline and other lines have become fields; nil if nothing is.
func textRoot(sel *content.Selection) *html.Node {
	var root *html.Node
	for i := range sel.Blocks {
		b := &sel.Blocks[i]
		if !b.Keep {
			continue
		}
		if root == nil {
			root = b.Elem
		}
		for root.Parent != nil && !b.In(root) {
			root = root.Parent
		}
	}
	return root
}

// bylineElement is the element of the first line that has become the byline and
// says nothing else; nil if there is none.
func (l *layout) bylineElement() *html.Node {
	for i := range l.lines {
		if ln := &l.lines[i]; ln.used && ln.by.found && ln.by.role == writer && !strings.Contains(l.blocks[ln.block].Text(), "\n") {
			return l.blocks[ln.block].Elem
		}
	}
	return nil
}

// selectorOf is a short CSS selector that finds n before all else, or alone; ""
// if there is none.
func selectorOf(f *rules.Finder, n *html.Node, alone bool) string {
	if n == nil || n.Type != html.ElementNode {
		return ""
	}
	own := simpleSelectors(n)
	all := slices.Clone(own)
	for p, far := n.Parent, 0; p != nil && p.Type == html.ElementNode && far < outerLooked; p, far = p.Parent, far+1 {
		for _, outer := range simpleSelectors(p) {
			for _, s := range own {
				if outer != p.Data {
					all = append(all, outer+" "+s)
				}
			}
		}
	}
	for _, s := range all {
		if found := f.CSS(s); len(found) > 0 && found[0] == n && (len(found) == 1 || !alone) {
			return s
		}
	}
	return ""
}

// simpleSelectors are those of one element: by its id, by its classes, by its
// tag.
func simpleSelectors(n *html.Node) []string {
	var all []string
	if id := attr(n, "id"); plainName(id) {
		all = append(all, "#"+id)
	}
	for class := range strings.FieldsSeq(attr(n, "class")) {
		if plainName(class) && len(all) < 4 {
			all = append(all, "."+class)
		}
	}
	if strings.Trim(n.Data, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" {
		all = append(all, n.Data)
	}
	return all
}

// plainName reports whether an id or a class can stand in a selector as it is,
// and names a kind of element rather than one of many: it has no digits.
func plainName(s string) bool {
	return s != "" && s[0] != '-' && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-") == ""
}

// stripsOf are the selectors by class of what was dropped inside the text's
// element. What they find holds nothing that was kept, no field and no picture.
func stripsOf(f *rules.Finder, sel *content.Selection, root *html.Node, fields ...*html.Node) []string {
	kept := nodeSet()
	keep := func(n *html.Node) {
		for ; n != nil && !kept[n]; n = n.Parent {
			kept[n] = true
		}
	}
	for _, n := range slices.Concat(fields, f.CSS("img"), f.CSS("figcaption"), f.CSS("iframe"), f.CSS("video")) {
		keep(n)
	}
	var dropped []*html.Node
	for i := range sel.Blocks {
		b := &sel.Blocks[i]
		if b.Keep {
			keep(b.First)
		}
		if !b.Keep && b.Words > 0 && len(dropped) < droppedLooked && b.In(root) {
			dropped = append(dropped, b.Elem)
		}
	}
	var strips []string
	stripped := nodeSet()
	for _, n := range dropped {
		if len(strips) == suggestedStrips {
			break
		}
		best := ""
		for p := n; p != nil && p != root && !kept[p]; p = p.Parent {
			if stripped[p] {
				best = ""
				break
			}
			for _, s := range simpleSelectors(p) {
				if s[0] == '.' && !slices.ContainsFunc(f.CSS(s), func(x *html.Node) bool { return kept[x] }) {
					best = s
					break
				}
			}
		}
		if best != "" {
			strips = append(strips, best)
			for _, x := range f.CSS(best) {
				stripped[x] = true
			}
		}
	}
	return strips
}

// docOf is the tree that n stands in.
func docOf(n *html.Node) *html.Node {
	for n.Parent != nil {
		n = n.Parent
	}
	return n
}

// cloneTree copies a tree. It does not recurse: pages nest deeply.
func cloneTree(root *html.Node) *html.Node {
	out := cloneNode(root)
	to := out
	for n := root; ; {
		switch {
		case n.FirstChild != nil:
			n = n.FirstChild
			c := cloneNode(n)
			to.AppendChild(c)
			to = c
			continue
		case n == root:
			return out
		}
		for n.NextSibling == nil {
			if n = n.Parent; n == root {
				return out
			}
			to = to.Parent
		}
		n = n.NextSibling
		c := cloneNode(n)
		to.Parent.AppendChild(c)
		to = c
	}
}

func cloneNode(n *html.Node) *html.Node {
	return &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: slices.Clone(n.Attr)}
}
