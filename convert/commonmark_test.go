package convert

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// TestCommonMark takes the HTML of each example of the CommonMark
// specification to Markdown and back. Outside the sections on raw HTML, which
// is not kept as such, the tree must be the same.
func TestCommonMark(t *testing.T) {
	var examples []struct {
		Example                 int
		Section, Markdown, HTML string
	}
	shared(t, "conformance/markdown/commonmark.json", &examples)
	same, all, raw, rawSame := 0, 0, 0, 0
	for _, e := range examples {
		md, tree := bodyMarkdown(t, e.HTML)
		back := toHTML(t, gfm, []byte(md))
		want, got := outline(parseBody(t, e.HTML)), outline(parseBody(t, back))
		if want, got := visible(tree, nothing), visible(parseBody(t, back), nothing); want != got {
			t.Errorf("example %d: %s", e.Example, differ(want, got))
		}
		if e.Section == "HTML blocks" || e.Section == "Raw HTML" {
			raw++
			if want == got {
				rawSame++
			}
			continue
		}
		all++
		if want == got {
			same++
			continue
		}
		if unequal[e.Example] == "" {
			t.Errorf("example %d (%s)\nHTML      %q\nMarkdown  %q\nread back %q", e.Example, e.Section, e.HTML, md, back)
		}
	}
	t.Logf("%d of %d examples come back equal; of those about raw HTML %d of %d", same, all, rawSame, raw)
}

// unequal names the examples whose HTML Markdown without raw HTML cannot say.
var unequal = map[int]string{
	21:  "a link that is not closed",
	31:  "a link that is not closed",
	346: "a link that is not closed",
	203: "an element HTML does not know",
	478: "a link that is not closed",
	479: "a link that is not closed",
	493: "an element HTML does not know",
	496: "emphasis that is not closed",
	526: "an element HTML does not know",
	538: "an element HTML does not know",
	645: "a link that is not closed",
	646: "a link that is not closed",
}

// outline is a tree as a string, white space collapsed as far as it is not
// seen.
func outline(n *html.Node) string {
	var b strings.Builder
	outlineInto(&b, n, false)
	return b.String()
}

func outlineInto(b *strings.Builder, n *html.Node, pre bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			s := c.Data
			if !pre {
				s = collapsed(c)
			}
			if s != "" {
				b.WriteString("T" + s)
			}
		case html.ElementNode:
			b.WriteString("<" + c.Data)
			for _, a := range c.Attr {
				if a.Key != "alt" || a.Val != "" {
					b.WriteString(" " + a.Key + "=" + a.Val)
				}
			}
			b.WriteString(">")
			outlineInto(b, c, pre || c.DataAtom == atom.Pre || c.DataAtom == atom.Code)
			b.WriteString("</>")
		}
	}
}

// collapsed is a text node as it is seen between its neighbours.
func collapsed(n *html.Node) string {
	s := strings.Join(strings.FieldsFunc(n.Data, func(r rune) bool { return r < 0x80 && isSpace(byte(r)) }), " ")
	edge := func(sibling *html.Node, parent *html.Node) bool {
		if sibling != nil {
			return inlineOut(sibling) && sibling.DataAtom != atom.Br
		}
		return parent != nil && inlineOut(parent)
	}
	if s == "" {
		if edge(n.PrevSibling, n.Parent) && edge(n.NextSibling, n.Parent) && n.Data != "" {
			return " "
		}
		return ""
	}
	if isSpace(n.Data[0]) && edge(n.PrevSibling, n.Parent) {
		s = " " + s
	}
	if isSpace(n.Data[len(n.Data)-1]) && edge(n.NextSibling, n.Parent) {
		s += " "
	}
	return s
}
