package convert

import (
	"bytes"

	"golang.org/x/net/html"
)

// place is where a line stands in Markdown: it decides what has to be escaped
// and how a line break is written.
type place uint8

const (
	paragraphPlace place = iota
	itemPlace            // the first line of a list item
	headingPlace         // behind ##
	cellPlace            // in a table's row
)

// linePrinter writes a line as Markdown.
type linePrinter struct {
	line
	place  place
	breaks string // how a line break is written
	escape escapes
	linked bool // inside the text of a link

	references *references // nil writes addresses where their links stand
	wrap       int         // columns of a line; 0 wraps nothing
	margin     int         // of those, what stands before each line
	spaces     []int       // in out: where the line may be wrapped
	out        *bytes.Buffer
}

// printLine writes the inline nodes from n up to end, inside the element
// around if there is one.
func (p *linePrinter) printLine(out *bytes.Buffer, n, end *html.Node, at place, around *html.Node) {
	p.reset()
	p.flat = at == headingPlace
	if around != nil {
		p.waiting = append(p.waiting, around)
	}
	for ; n != end; n = n.NextSibling {
		p.add(n)
	}
	if around != nil && len(p.waiting) == 0 {
		p.end()
	}
	p.endText(true)
	p.out, p.place, p.linked = out, at, false
	p.breaks = "\\\n"
	if at == cellPlace {
		p.breaks = "<br>"
	}
	p.emphasize()
	p.escape = p.escapesNeeded()
	p.spaces = p.spaces[:0]
	from := out.Len()
	p.print()
	if p.wrap > 0 && (at == paragraphPlace || at == itemPlace) {
		wrapAt(out.Bytes(), from, p.spaces, p.wrap-p.margin)
	}
}

func (p *linePrinter) print() {
	for i := 0; i < len(p.toks); i++ {
		t := &p.toks[i]
		switch t.kind {
		case textToken:
			p.printText(i)
		case codeToken:
			p.printCode(string(p.buf[t.from:t.to]))
		case urlToken:
			p.out.WriteByte('<')
			p.out.Write(p.buf[t.from:t.to])
			p.out.WriteByte('>')
		case breakToken:
			p.out.WriteString(p.breaks)
		case imageToken:
			p.printImage(t.node)
		case anchorToken:
			p.out.WriteString(`<a id="` + attr(t.node, "data-anchor") + `"></a>`)
		case noteToken:
			p.printNoteMark(t.node)
		case openToken:
			if t.mark == linkMark {
				if p.printAutolink(i) {
					i = t.pair
					continue
				}
				p.linked = true
			}
			p.printOpen(t)
			if i == 0 && p.looksLikeTask(t) {
				p.out.WriteString(map[byte]string{'x': "&#120;", 'X': "&#88;"}[p.buf[0]])
				i++
			}
		case closeToken:
			p.printClose(t)
		}
	}
}

func (p *linePrinter) printOpen(t *token) {
	switch {
	case t.mark == linkMark:
		p.out.WriteByte('[')
	case t.delim != 0:
		p.printDelim(t)
	default:
		p.out.WriteByte('<')
		p.out.WriteString(tagOf(t))
		p.out.WriteByte('>')
	}
}

func (p *linePrinter) printClose(t *token) {
	switch {
	case t.mark == linkMark:
		p.linked = false
		p.out.WriteByte(']')
		p.printTarget(attr(t.node, "href"), attr(t.node, "title"))
	case t.delim != 0:
		p.printDelim(t)
	default:
		p.out.WriteString("</")
		p.out.WriteString(tagOf(t))
		p.out.WriteByte('>')
	}
}

func (p *linePrinter) printDelim(t *token) {
	for range delimLength(t.mark) {
		p.out.WriteByte(t.delim)
	}
}

// tagOf is the name of the tag for an element that is written as one: always
// one of markOf's, never the page's own word.
func tagOf(t *token) string {
	switch t.mark {
	case emMark:
		return "em"
	case strongMark:
		return "strong"
	case delMark:
		return "del"
	case codeMark:
		return "code"
	}
	return t.node.DataAtom.String()
}

// looksLikeTask reports whether the link t, which begins a list item, would be
// taken for the box of a task: [x](address).
func (p *linePrinter) looksLikeTask(t *token) bool {
	return t.mark == linkMark && (p.place == itemPlace || p.place == headingPlace) && t.pair == 2 && p.toks[1].kind == textToken && p.toks[1].to == 1 && p.buf[0]|0x20 == 'x'
}
