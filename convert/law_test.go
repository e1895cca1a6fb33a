package convert

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var documents = flag.Int("documents", 2500, "generated documents for the laws of Markdown")

var seed = flag.Uint64("seed", 1, "seed of the generated documents")

// visible is the text that a reader sees below n: words and line ends, white
// space collapsed.
func visible(n *html.Node, skip func(*html.Node) bool) string {
	var b strings.Builder
	visibleInto(&b, n, skip, 0)
	return strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r < 0x80 && isSpace(byte(r)) }), " ")
}

func visibleInto(b *strings.Builder, n *html.Node, skip func(*html.Node) bool, quotes int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.Type != html.ElementNode || skip(c):
		case c.DataAtom == atom.Br:
			b.WriteByte('\n')
		case c.DataAtom == atom.Q:
			marks := [][2]string{{"“", "”"}, {"‘", "’"}}[quotes%2]
			b.WriteString(marks[0])
			visibleInto(b, c, skip, quotes+1)
			b.WriteString(marks[1])
		case inlineOut(c) || roleOf(c.DataAtom) == inline:
			visibleInto(b, c, skip, quotes)
		default:
			b.WriteByte('\n')
			visibleInto(b, c, skip, quotes)
			b.WriteByte('\n')
		}
	}
}

// structure lists what a tree holds besides its text, in a form that does not
// depend on the order of equal things.
func structure(n *html.Node, skip func(*html.Node) bool) []string {
	var out []string
	var walk func(n *html.Node)
	text := func(n *html.Node) string { return alike.Replace(strings.TrimSpace(visible(n, skip))) }
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || skip(c) {
				continue
			}
			switch c.DataAtom {
			case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
				out = append(out, c.Data+" "+text(c))
			case atom.A:
				if s := text(c); s != "" && hasAttr(c, "href") && !strings.Contains(s, "://") { // a bare URL may become a link
					out = append(out, "link "+text(c))
				}
			case atom.Img:
				out = append(out, "image "+strings.Join(strings.Fields(attr(c, "alt")), " "))
			case atom.Li, atom.Blockquote, atom.Pre, atom.Td, atom.Th, atom.Sup, atom.Sub:
				if s := text(c); s != "" {
					out = append(out, strings.Replace(c.Data, "th", "td", 1)+" "+s)
				}
			case atom.Dt:
				if s := text(c); s != "" && boldLine(c) { // Markdown has no definition lists: a term is a bold line
					out = append(out, "strong "+s)
				}
			case atom.Em, atom.I, atom.Strong, atom.B, atom.Del, atom.S, atom.Code:
				if s := text(c); s != "" && !(c.DataAtom == atom.Code && c.Parent.DataAtom == atom.Pre) {
					out = append(out, kindOf(c.DataAtom).String()+" "+s)
				}
			}
			walk(c)
		}
	}
	walk(n)
	sort.Strings(out)
	return out
}

// boldLine reports whether a term is one line and not bold already.
func boldLine(dt *html.Node) bool {
	for c := dt.FirstChild; c != nil; c = c.NextSibling {
		if !inlineOut(c) || kindOf(c.DataAtom) == atom.Strong {
			return false
		}
	}
	return true
}

// alike makes quotes of all depths the same: an element's own text does not
// say how deep it stands.
var alike = strings.NewReplacer("‘", "“", "’", "”")

// TestVisibleText holds the first law: what is read from the Markdown shows
// the text and has the structure of the tree that it was written from.
func TestVisibleText(t *testing.T) {
	rng := rand.New(rand.NewPCG(*seed, 1))
	skip := Parts(nil).skipper(MarkdownBody)
	unlike := 0
	for i := range *documents {
		page := document(rng)
		md, tree := bodyMarkdown(t, page)
		back := readMarkdown(t, gfm, []byte(md))
		settleNotes(tree, skip)
		want, got := visible(tree, skip), visible(back, nothing)
		if want != got {
			t.Fatalf("document %d: %s\npage %q\nMarkdown\n%s", i, differ(want, got), page, md)
		}
		if got := visible(readMarkdown(t, linking, []byte(md)), nothing); got != want {
			t.Fatalf("document %d, with links of bare URLs: %s\npage %q\nMarkdown\n%s", i, differ(want, got), page, md)
		}
		ws, gs := structure(tree, skip), structure(back, nothing)
		if fmt.Sprint(ws) != fmt.Sprint(gs) {
			unlike++
			if testing.Verbose() && unlike <= 10 {
				t.Logf("document %d: structure\n%s\nMarkdown\n%s", i, cmp.Diff(ws, gs), md)
			}
		}
	}
	if unlike*1000 > *documents {
		t.Errorf("%d of %d documents came back with another structure; at most one in a thousand may", unlike, *documents)
	}
}

// nothing leaves nothing out.
func nothing(*html.Node) bool { return false }

// differ shows the place where two texts begin to differ.
func differ(want, got string) string {
	k := 0
	for k < len(want) && k < len(got) && want[k] == got[k] {
		k++
	}
	cut := func(s string) string { return s[max(0, k-40):min(len(s), k+60)] }
	return fmt.Sprintf("want %q, got %q", cut(want), cut(got))
}

// TestVisibleTextOfChoices holds the choices of Markdown to the same law.
func TestVisibleTextOfChoices(t *testing.T) {
	skip := Parts(nil).skipper(MarkdownBody)
	for name, o := range map[string]Options{
		"references": {Links: ReferenceLinks},
		"wrapped":    {Wrap: 20},
		"HTML":       {Tables: HTMLTables},
		"all":        {Links: ReferenceLinks, Wrap: 72, Tables: HTMLTables},
	} {
		t.Run(name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(*seed, 5))
			unlike := 0
			for i := range *documents / 4 {
				page := document(rng)
				tree := (&tidier{anyScheme: true, anyLevel: true, htmlTables: o.Tables == HTMLTables}).tidy(parseBody(t, page))
				md, err := o.renderMarkdown(tree, skip, len(page))
				if err != nil {
					t.Fatal(err)
				}
				settleNotes(tree, skip)
				for _, reader := range []goldmark.Markdown{gfm, linking} {
					back := readMarkdown(t, reader, md)
					if want, got := visible(tree, skip), visible(back, nothing); want != got {
						t.Fatalf("document %d: %s\npage %q\nMarkdown\n%s", i, differ(want, got), page, md)
					}
					if want, got := structure(tree, skip), structure(back, nothing); reader == gfm && !slices.Equal(want, got) {
						unlike++
						if testing.Verbose() && unlike <= 5 {
							t.Logf("document %d: structure\n%s\nMarkdown\n%s", i, cmp.Diff(want, got), md)
						}
					}
				}
			}
			if unlike*500 > *documents/4+500 {
				t.Errorf("%d of %d documents came back with another structure", unlike, *documents/4)
			}
		})
	}
}

// again is Markdown that was read and written again, without the rule that
// readers draw above notes.
func again(t *testing.T, md string) string {
	page := toHTML(t, gfm, []byte(md))
	page = strings.Replace(page, "<div class=\"footnotes\" role=\"doc-endnotes\">\n<hr>", "<div>", 1)
	out, _ := bodyMarkdown(t, page)
	return out
}

// TestStable holds the second law: Markdown that is read and written again is
// the same Markdown.
func TestStable(t *testing.T) {
	rng := rand.New(rand.NewPCG(*seed, 2))
	unstable := 0
	for i := range *documents {
		g := &generator{rng: rng, plain: true} // goldmark percent-encodes addresses
		once, _ := bodyMarkdown(t, g.document())
		if strings.Contains(once, "[^") {
			once = again(t, once) // a reader moves the notes to the end
		}
		twice := again(t, once)
		if once != twice {
			unstable++
			if testing.Verbose() && unstable <= 10 {
				t.Logf("document %d: %s", i, differ(once, twice))
			}
		}
	}
	// What remains is URLs that the first writing marks and the second finds
	// marked.
	if unstable*50 > *documents {
		t.Errorf("%d of %d documents changed when they were read and written again", unstable, *documents)
	}
}
