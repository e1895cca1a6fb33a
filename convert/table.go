package convert

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// grid is a table by its rows.
type grid struct {
	rows   [][]*html.Node
	heads  int // rows in <thead>
	width  int // of the widest row
	cells  int
	simple bool // GFM can write it
}

// table writes a table as GFM does (GFM 0.29 section 4.10) where that loses
// nothing, and as HTML where cells span others or hold blocks.
func (m *markdown) table(out *bytes.Buffer, n *html.Node) {
	g := gridOf(n)
	if len(g.rows) == 0 {
		return
	}
	if m.htmlTables || !g.isGFM() {
		w := htmlWriter{out: out, skip: m.printer.skip, compact: true, source: true}
		w.node(n)
		trimLine(out)
		m.last = blockInfo{kind: htmlBlock}
		return
	}
	rows := g.rows
	if g.headed() {
		m.row(out, rows[0], g.width)
		rows = rows[1:]
	} else {
		m.row(out, nil, g.width)
	}
	g.delimiters(out)
	for _, r := range rows {
		out.WriteByte('\n')
		m.row(out, r, 1)
	}
	m.last = blockInfo{kind: tableBlock}
}

// isGFM reports whether GFM can say the table.
func (g *grid) isGFM() bool {
	return g.simple && g.heads <= 1 && len(g.rows)*g.width <= 4*g.cells+64
}

func gridOf(n *html.Node) *grid {
	g := &grid{simple: true}
	g.collect(n)
	return g
}

func (g *grid) collect(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Thead, atom.Tbody, atom.Tfoot:
			before := len(g.rows)
			g.collect(c)
			if c.DataAtom == atom.Thead {
				g.heads += len(g.rows) - before
				g.simple = g.simple && before == 0
			}
		case atom.Tr:
			g.row(c)
		}
	}
}

func (g *grid) row(tr *html.Node) {
	var cells []*html.Node
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			cells = append(cells, c)
			g.simple = g.simple && simpleCell(c)
		}
	}
	g.rows = append(g.rows, cells)
	g.width = max(g.width, len(cells))
	g.cells += len(cells)
}

// simpleCell reports whether a cell is one line.
func simpleCell(n *html.Node) bool {
	if attr(n, "colspan") != "" || attr(n, "rowspan") != "" {
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !inlineOut(c) && (c.DataAtom != atom.P || c.NextSibling != nil || c.PrevSibling != nil) {
			return false
		}
	}
	return true
}

// headed reports whether the first row is the header: the page says so, or its
// cells are all bold, or it alone has no figures. GFM knows no table without
// one; where there is none an empty one is written, not the first row of data.
func (g *grid) headed() bool {
	if g.heads == 1 {
		return true
	}
	first := g.rows[0]
	if len(first) == 0 {
		return false
	}
	return every(first, func(c *html.Node) bool { return c.DataAtom == atom.Th }) || every(first, isBold) || g.headlike()
}

func every(cells []*html.Node, f func(*html.Node) bool) bool {
	for _, c := range cells {
		if !f(c) {
			return false
		}
	}
	return true
}

// isBold reports whether all text of a cell is bold.
func isBold(c *html.Node) bool {
	if c.DataAtom == atom.Th {
		return true
	}
	bold := false
	for k := c.FirstChild; k != nil; k = k.NextSibling {
		switch {
		case kindOf(k.DataAtom) == atom.Strong && k.Type == html.ElementNode:
			bold = true
		case k.DataAtom == atom.P && k.FirstChild != nil && k.FirstChild == k.LastChild && kindOf(k.FirstChild.DataAtom) == atom.Strong:
			bold = true
		case strings.TrimSpace(textContent(k)) != "":
			return false
		}
	}
	return bold
}

// headlike reports whether the first row is filled and without figures, and
// every other row has some.
func (g *grid) headlike() bool {
	if len(g.rows) < 3 || len(g.rows[0]) < g.width {
		return false
	}
	for i, r := range g.rows {
		figures := false
		for _, c := range r {
			s := strings.TrimSpace(textContent(c))
			figures = figures || strings.IndexFunc(s, unicode.IsDigit) >= 0
			if i == 0 && s == "" {
				return false
			}
		}
		if figures == (i == 0) {
			return false
		}
	}
	return true
}

// row writes cells, and empty ones up to width. Rows but the first may be
// shorter: readers fill them up.
func (m *markdown) row(out *bytes.Buffer, cells []*html.Node, width int) {
	out.WriteByte('|')
	for _, c := range cells {
		out.WriteByte(' ')
		at := out.Len()
		from := c.FirstChild
		if from != nil && from.DataAtom == atom.P {
			from = from.FirstChild
		}
		m.printer.printLine(out, from, nil, cellPlace, nil)
		if out.Len() > at {
			out.WriteByte(' ')
		}
		out.WriteByte('|')
	}
	for i := len(cells); i < width; i++ {
		out.WriteString(" |")
	}
}

// delimiters writes the row below the header, with the columns' alignment.
func (g *grid) delimiters(out *bytes.Buffer) {
	out.WriteString("\n|")
	for i := range g.width {
		align := ""
		if i < len(g.rows[0]) {
			align = strings.ToLower(attr(g.rows[0][i], "align"))
		}
		switch align {
		case "left":
			out.WriteString(" :--- |")
		case "center":
			out.WriteString(" :---: |")
		case "right":
			out.WriteString(" ---: |")
		default:
			out.WriteString(" --- |")
		}
	}
}

// textContent is all text below n, and n's own.
func textContent(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}
