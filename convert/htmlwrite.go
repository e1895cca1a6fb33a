package convert

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlWriter writes a tidy tree as HTML. The tree holds only known elements
// and attributes; everything else about safety is the escaping here.
type htmlWriter struct {
	out     *bytes.Buffer
	skip    func(*html.Node) bool
	compact bool // for Markdown: no empty line, which would end the HTML
	source  bool // for Markdown: no shortcodes
	space   bool // the text so far ends with white space, or a line begins
	pre     bool
}

func (w *htmlWriter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *htmlWriter) node(n *html.Node) {
	if n.Type == html.TextNode {
		w.text(n.Data)
		return
	}
	if n.Type != html.ElementNode || w.skip(n) || n.DataAtom == atom.A && hasAttr(n, "data-anchor") {
		return // the place itself has its name here
	}
	switch n.DataAtom {
	case atom.Br, atom.Hr, atom.Img:
		w.tag(n)
		w.space = n.DataAtom == atom.Br
		if n.DataAtom == atom.Hr {
			w.newLine()
		}
		return
	case atom.Caption:
		if w.compact {
			return // written above the table
		}
	}
	w.tag(n)
	if n.DataAtom == atom.Q {
		w.space = false // a mark stands here
	}
	if n.DataAtom == atom.Pre {
		w.preformatted(n)
	} else {
		w.contents(n)
	}
	w.out.WriteString("</")
	w.out.WriteString(n.DataAtom.String())
	w.out.WriteByte('>')
	switch {
	case n.DataAtom == atom.Q:
		w.space = false
	case !inlineOut(n):
		w.newLine()
	}
}

// contents writes what stands in an element that is not <pre>.
func (w *htmlWriter) contents(n *html.Node) {
	switch n.DataAtom {
	case atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Blockquote, atom.Div, atom.Figure, atom.Tr:
		w.newLine()
	default:
		if !inlineOut(n) {
			w.space = true
		}
	}
	if task := attr(n, "data-task"); task != "" {
		w.text(map[string]string{"open": "☐ ", "done": "☑ "}[task])
	}
	w.children(n)
}

// newLine makes the source readable; between blocks it says nothing.
func (w *htmlWriter) newLine() {
	if !w.pre {
		if b := w.out.Bytes(); len(b) == 0 || b[len(b)-1] != '\n' {
			w.out.WriteByte('\n')
		}
		w.space = true
	}
}

func (w *htmlWriter) preformatted(n *html.Node) {
	w.pre = true
	code := hasAttr(n, "data-code")
	if code {
		w.out.WriteString("<code")
		w.attr("class", attr(n, "class"))
		w.out.WriteByte('>')
	} else if strings.HasPrefix(textContent(n), "\n") {
		w.out.WriteByte('\n') // a parser drops the first
	}
	w.children(n)
	if code {
		w.out.WriteString("</code>")
	}
	w.pre = false
}

// written are the attributes that are written, with their order.
var written = []string{"id", "lang", "dir", "href", "src", "alt", "title", "width", "height", "start", "type", "reversed", "value",
	"colspan", "rowspan", "scope", "align", "class"}

func (w *htmlWriter) tag(n *html.Node) {
	w.out.WriteByte('<')
	w.out.WriteString(n.DataAtom.String())
	if len(n.Attr) > 0 {
		for _, key := range written {
			if hasAttr(n, key) && !(key == "class" && n.DataAtom == atom.Pre && hasAttr(n, "data-code")) {
				w.attr(key, attr(n, key))
			}
		}
	}
	w.out.WriteByte('>')
}

func (w *htmlWriter) attr(key, val string) {
	if val == "" && key != "alt" && key != "reversed" && key != "href" {
		return
	}
	w.out.WriteByte(' ')
	w.out.WriteString(key)
	if key == "reversed" {
		return
	}
	w.out.WriteString(`="`)
	for i := 0; i < len(val); i++ {
		switch val[i] {
		case '&':
			w.out.WriteString("&amp;")
		case '"':
			w.out.WriteString("&#34;")
		case '<':
			w.out.WriteString("&lt;")
		case '>':
			w.out.WriteString("&gt;")
		case '\n':
			w.out.WriteString("&#10;")
		case '{':
			w.brace(val[:i])
		default:
			w.out.WriteByte(val[i])
		}
	}
	w.out.WriteByte('"')
}

// text writes s, with its white space collapsed outside <pre>.
func (w *htmlWriter) text(s string) {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !w.pre && isSpace(c) {
			if !w.space {
				w.out.WriteByte(' ')
				w.space = true
			}
			continue
		}
		w.space = false
		switch c {
		case '&':
			w.out.WriteString("&amp;")
		case '<':
			w.out.WriteString("&lt;")
		case '>':
			w.out.WriteString("&gt;")
		case '{':
			w.brace(s[:i])
		case '\n':
			if w.compact {
				w.out.WriteString("&#10;")
			} else {
				w.out.WriteByte('\n')
			}
		default:
			w.out.WriteByte(c)
		}
	}
}

// brace writes a brace that stands behind before, so that no two of them are
// seen in Markdown.
func (w *htmlWriter) brace(before string) {
	if w.source && strings.HasSuffix(before, "{") {
		w.out.WriteString("&#123;")
		return
	}
	w.out.WriteByte('{')
}

// trimLine takes the line end off the end of a buffer.
func trimLine(b *bytes.Buffer) {
	if k := b.Len(); k > 0 && b.Bytes()[k-1] == '\n' {
		b.Truncate(k - 1)
	}
}
