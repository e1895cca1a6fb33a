package convert

import (
	"bytes"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blockKind is what a block is to its neighbours.
type blockKind uint8

const (
	noBlock blockKind = iota
	paragraphBlock
	headingBlock
	listBlock
	quoteBlock
	codeBlock
	ruleBlock
	tableBlock
	htmlBlock
	noteBlock
)

// blockInfo is what a block's neighbours have to know of it.
type blockInfo struct {
	kind       blockKind
	interrupts bool // its first line ends a paragraph above it, without an empty line
	marker     byte // of a list: its last item's
	gaps       bool // it holds empty lines that are not within a block of its own
}

// flowState is a sequence of blocks that is being written.
type flowState struct {
	out   *bytes.Buffer
	prev  blockInfo
	tight bool  // blocks of a tight list's item: no empty lines where none are needed
	item  bool  // the first block begins a list item
	loose bool  // an empty line was written
	joins []int // where a tight item's blocks follow one another without one
}

// flow writes the blocks and lines that n holds.
func (m *markdown) flow(ctx converter.Context, out *bytes.Buffer, n *html.Node, tight bool) *flowState {
	f := &flowState{out: out, tight: tight, item: n.DataAtom == atom.Li}
	m.flowInto(ctx, f, n)
	return f
}

func (m *markdown) flowInto(ctx converter.Context, f *flowState, n *html.Node) {
	for c := n.FirstChild; c != nil; {
		if inlineOut(c) {
			end := c.NextSibling
			for end != nil && inlineOut(end) {
				end = end.NextSibling
			}
			m.flowLine(f, c, end, nil)
			c = end
			continue
		}
		m.flowBlock(ctx, f, c)
		c = c.NextSibling
	}
}

// flowLine writes a line that stands among blocks.
func (m *markdown) flowLine(f *flowState, n, end, around *html.Node) {
	at := paragraphPlace
	if f.item && f.prev.kind == noBlock {
		at = itemPlace
	}
	was := f.begin(blockInfo{kind: paragraphBlock})
	m.printer.printLine(f.out, n, end, at, around)
	f.end(was, blockInfo{kind: paragraphBlock})
}

func (m *markdown) flowBlock(ctx converter.Context, f *flowState, n *html.Node) {
	if n.Type != html.ElementNode || m.printer.skip(n) {
		return
	}
	if len(n.Attr) > 0 {
		if label := attr(n, "data-note"); label != "" && n.DataAtom != atom.Li {
			m.note(ctx, f, n, label)
			return
		}
	}
	switch n.DataAtom {
	case atom.Ul, atom.Ol:
		m.flowList(ctx, f, n)
		return
	case atom.Div, atom.Figure, atom.Figcaption, atom.Caption, atom.Dl, atom.Dd:
		m.flowInto(ctx, f, n)
		return
	case atom.Dt:
		m.term(ctx, f, n)
		return
	case atom.P:
		m.flowLine(f, n.FirstChild, nil, nil)
		return
	case atom.Table:
		m.captions(ctx, f, n)
	}
	m.flowRendered(ctx, f, n)
}

// flowRendered writes a block that has a renderer.
func (m *markdown) flowRendered(ctx converter.Context, f *flowState, n *html.Node) {
	var buf bytes.Buffer
	m.avoid = 0
	if f.prev.kind == listBlock || f.item && f.prev.kind == noBlock {
		m.avoid = f.prev.marker
	}
	ctx.RenderNodes(ctx, &buf, n)
	f.join(buf.Bytes(), m.last)
}

// captions writes a table's captions above it: a line of their own.
func (m *markdown) captions(ctx converter.Context, f *flowState, n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			m.flowBlock(ctx, f, c)
		}
	}
}

// term writes the term of a definition list: a bold line, and its definitions
// follow as they are. CommonMark and GFM have no such lists.
func (m *markdown) term(ctx converter.Context, f *flowState, n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !inlineOut(c) || kindOf(c.DataAtom) == atom.Strong {
			m.flowInto(ctx, f, n)
			return
		}
	}
	m.flowLine(f, n.FirstChild, nil, element(atom.Strong))
}

// join adds a block to those above it.
func (f *flowState) join(block []byte, info blockInfo) {
	was := f.begin(info)
	f.out.Write(block)
	f.end(was, info)
}

// flowMark is a state to return to.
type flowMark struct {
	length, from, joins int
	loose               bool
}

// begin separates the next block from those above it.
func (f *flowState) begin(info blockInfo) flowMark {
	was := flowMark{length: f.out.Len(), joins: len(f.joins), loose: f.loose}
	if f.prev.kind != noBlock {
		f.out.WriteByte('\n')
		if f.tight && touches(f.prev, info) {
			f.joins = append(f.joins, f.out.Len())
		} else {
			f.out.WriteByte('\n')
			f.loose = true
		}
	}
	was.from = f.out.Len()
	return was
}

// end ends the block that begin began. One that is empty has not been.
func (f *flowState) end(was flowMark, info blockInfo) {
	if f.out.Len() == was.from {
		f.out.Truncate(was.length)
		f.joins, f.loose = f.joins[:was.joins], was.loose
		return
	}
	f.loose = f.loose || info.gaps
	f.prev = info
}

// touches reports whether b can stand on the line below a and still be a block
// of its own.
func touches(a, b blockInfo) bool {
	switch a.kind {
	case headingBlock, codeBlock, ruleBlock:
		return b.kind != tableBlock && b.kind != htmlBlock
	case paragraphBlock:
		return b.interrupts
	case quoteBlock, listBlock:
		return b.interrupts && b.kind != a.kind
	}
	return false
}
