package convert

import (
	"bytes"
	"fmt"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// renderMarkdown writes the tidy tree root as CommonMark with the extensions
// of GFM, without the parts that skip names. It ends with a line end, unless
// it is empty. Room is made for size bytes of text.
func (o Options) renderMarkdown(root *html.Node, skip func(*html.Node) bool, size int) ([]byte, error) {
	m := &markdown{size: size, htmlTables: o.Tables == HTMLTables}
	m.printer.skip, m.printer.wrap = skip, o.Wrap
	if o.Links == ReferenceLinks {
		m.printer.references = &references{numbers: map[reference]int{}}
	}
	conv := converter.NewConverter(
		converter.WithEscapeMode(converter.EscapeModeDisabled), // it is quadratic; escape.go is not
		converter.WithPlugins(m),
	)
	out, err := conv.ConvertNode(root)
	if err != nil {
		return nil, fmt.Errorf("writing Markdown: %w", err)
	}
	if len(out) > 0 {
		out = append(out, '\n')
	}
	return m.printer.appendReferences(out), nil
}

// markdown is the plugin of html-to-markdown that writes all elements of the
// tidy tree. The library walks the blocks; it has no renderer of its own here,
// since each of them sees one node, and what a mark needs depends on what
// stands beside it. One renderer for all elements, because the library sorts
// its renderers anew for every node.
type markdown struct {
	printer linePrinter
	avoid   byte      // the marker that the next list may not use
	last    blockInfo // what the renderer wrote last
	lists   int       // that the walk stands in

	htmlTables bool
	size       int // bytes of the tree's text, about
}

// Name is the plugin's name, as converter.Plugin wants it.
func (m *markdown) Name() string { return "backissue" }

// Init registers the renderer, as converter.Plugin wants it.
func (m *markdown) Init(conv *converter.Converter) error {
	conv.Register.Renderer(m.render, converter.PriorityStandard)
	return nil
}

// render writes the block n, without a line end behind it, and describes it in
// m.last.
func (m *markdown) render(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	out, ours := w.(*bytes.Buffer)
	if !ours {
		out = new(bytes.Buffer)
	}
	switch n.DataAtom {
	case atom.Article:
		out.Grow(m.size + m.size/4)
		m.flow(ctx, out, n, false)
	case atom.P:
		m.line(out, n.FirstChild, nil, paragraphPlace)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		m.heading(out, n)
	case atom.Blockquote:
		m.quote(ctx, out, n)
	case atom.Ul, atom.Ol:
		m.list(ctx, out, n)
	case atom.Pre:
		m.codeBlock(out, n)
	case atom.Table:
		m.table(out, n)
	case atom.Hr:
		out.WriteString("***")
		m.last = blockInfo{kind: ruleBlock, interrupts: true}
	default:
		return converter.RenderTryNext
	}
	if !ours {
		_, _ = w.Write(out.Bytes()) // a buffer in memory takes everything
	}
	return converter.RenderSuccess
}

func (m *markdown) heading(out *bytes.Buffer, n *html.Node) {
	level := headingLevel(n.DataAtom)
	out.WriteString("######"[:level])
	at := out.Len()
	out.WriteByte(' ')
	m.printer.printLine(out, n.FirstChild, nil, headingPlace, nil)
	if out.Len() == at+1 {
		out.Truncate(at)
	}
	m.last = blockInfo{kind: headingBlock, interrupts: true}
}

// line writes inline nodes as a paragraph.
func (m *markdown) line(out *bytes.Buffer, n, end *html.Node, at place) {
	m.printer.printLine(out, n, end, at, nil)
	m.last = blockInfo{kind: paragraphBlock}
}

// quote writes a block quote. Every line gets its mark: what is in code and
// what would begin a block is quoted like the rest.
func (m *markdown) quote(ctx converter.Context, out *bytes.Buffer, n *html.Node) {
	var inner bytes.Buffer
	m.printer.margin += len("> ")
	m.flow(ctx, &inner, n, false)
	m.printer.margin -= len("> ")
	prefixLines(out, inner.Bytes(), "> ", "> ")
	if inner.Len() == 0 {
		out.WriteByte('>')
	}
	m.last = blockInfo{kind: quoteBlock, interrupts: true}
}

// prefixLines writes text with first before its first line and rest before the
// others. Behind an empty line there are no spaces.
func prefixLines(out *bytes.Buffer, text []byte, first, rest string) {
	prefix := first
	for len(text) > 0 {
		line := text
		if k := bytes.IndexByte(text, '\n'); k >= 0 {
			line = text[:k+1]
		}
		text = text[len(line):]
		if len(line) == 1 && line[0] == '\n' {
			out.WriteString(trimRight(prefix))
		} else {
			out.WriteString(prefix)
		}
		out.Write(line)
		prefix = rest
	}
}

func trimRight(s string) string {
	for len(s) > 0 && s[len(s)-1] == ' ' {
		s = s[:len(s)-1]
	}
	return s
}
