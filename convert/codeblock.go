package convert

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// codeBlock writes a <pre> as a fenced code block. One whose text holds links
// or markup keeps them, as HTML: a fence would lose them. So does one that a site
// generator would find a shortcode in, which nothing in a fence can prevent.
func (m *markdown) codeBlock(out *bytes.Buffer, n *html.Node) {
	if marked(n, hasAttr(n, "data-code")) || holdsShortcode(textContent(n)) {
		w := htmlWriter{out: out, skip: m.printer.skip, source: true}
		w.node(n)
		trimLine(out)
		m.last = blockInfo{kind: htmlBlock}
		return
	}
	var text bytes.Buffer
	m.preText(&text, n)
	lang := strings.TrimPrefix(attr(n, "class"), "language-")
	fence := strings.Repeat("`", max(3, longestRun(text.Bytes(), '`')+1))
	out.WriteString(fence)
	out.WriteString(lang)
	out.WriteByte('\n')
	out.Write(text.Bytes())
	if b := text.Bytes(); len(b) > 0 && b[len(b)-1] != '\n' {
		out.WriteByte('\n')
	}
	out.WriteString(fence)
	m.last = blockInfo{kind: codeBlock, interrupts: true}
}

// holdsShortcode reports whether Hugo reads a part of s before any Markdown.
func holdsShortcode(s string) bool {
	return strings.Contains(s, "{{<") || strings.Contains(s, "{{%")
}

// marked reports whether a <pre> holds links or images, or, if it is not code,
// whose colouring is no loss, any markup.
func marked(n *html.Node, code bool) bool {
	for c := range n.Descendants() {
		switch m := markOf(c); {
		case c.DataAtom == atom.Img, m == linkMark:
			return true
		case m != noMark && !code:
			return true
		}
	}
	return false
}

func (m *markdown) preText(out *bytes.Buffer, n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			out.WriteString(c.Data)
		case c.DataAtom == atom.Br:
			out.WriteByte('\n')
		case !m.printer.skip(c):
			m.preText(out, c)
		}
	}
}
