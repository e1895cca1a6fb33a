package convert

import (
	"bytes"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// note writes a note as Markdown's readers know it since PHP Markdown Extra:
// [^1]: and the text, further blocks indented by four.
func (m *markdown) note(ctx converter.Context, f *flowState, n *html.Node, label string) {
	var inner, out bytes.Buffer
	within := &flowState{out: &inner}
	m.printer.margin += len("    ")
	if n.DataAtom == atom.P {
		m.flowLine(within, n.FirstChild, nil, nil)
	} else {
		m.flowInto(ctx, within, n)
	}
	m.printer.margin -= len("    ")
	if inner.Len() > 0 {
		prefixLines(&out, inner.Bytes(), "[^"+label+"]: ", "    ")
	}
	f.join(out.Bytes(), blockInfo{kind: noteBlock})
}

// flowList writes a list without the items that are notes, and those below it.
func (m *markdown) flowList(ctx converter.Context, f *flowState, n *html.Node) {
	var notes []*html.Node
	others := false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if len(c.Attr) > 0 && attr(c, "data-note") != "" {
			notes = append(notes, c)
		} else {
			others = true
		}
	}
	if others || len(notes) == 0 {
		m.flowRendered(ctx, f, n)
	}
	for _, c := range notes {
		if !m.printer.skip(c) {
			m.note(ctx, f, c, attr(c, "data-note"))
		}
	}
}

// printNoteMark writes [^1].
func (p *linePrinter) printNoteMark(n *html.Node) {
	p.out.WriteString("[^")
	p.out.WriteString(attr(n, "data-noteref"))
	p.out.WriteByte(']')
}

// besideNoteMark is the place of a character at the start of s, which follows a
// mark, that would make something else of it: 0, or -1.
func besideNoteMark(s []byte) int {
	if len(s) > 0 && (s[0] == '(' || s[0] == ':' || s[0] == '[') {
		return 0
	}
	return -1
}
