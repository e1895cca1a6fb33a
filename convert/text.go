package convert

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// renderText writes the tidy tree root as plain text: the page's words and no
// others. Paragraphs stand apart by an empty line, items have their markers,
// the cells of a row stand apart by " | ".
// Lines are wrapped at wrap columns, if it is not 0. Room is made for size
// bytes of text.
func renderText(root *html.Node, skip func(*html.Node) bool, wrap, size int) []byte {
	w := &textWriter{skip: skip, wrap: wrap}
	w.out.Grow(size + size/16)
	w.flow(root, "\n\n")
	out := bytes.Trim(w.out.Bytes(), "\n")
	if len(out) > 0 {
		out = append(out, '\n')
	}
	return out
}

type textWriter struct {
	out    bytes.Buffer
	skip   func(*html.Node) bool
	space  bool // white space was seen and not written yet
	quotes int
	wrap   int // columns of a line; 0 wraps nothing
}

// flow writes the blocks and lines of n, sep between them.
func (w *textWriter) flow(n *html.Node, sep string) {
	for c := n.FirstChild; c != nil; {
		if inlineOut(c) {
			end := c.NextSibling
			for end != nil && inlineOut(end) {
				end = end.NextSibling
			}
			w.line(c, end, sep)
			c = end
			continue
		}
		if c.Type == html.ElementNode && !w.skip(c) {
			w.block(c, sep)
		}
		c = c.NextSibling
	}
}

func (w *textWriter) block(n *html.Node, sep string) {
	switch n.DataAtom {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.line(n.FirstChild, nil, sep)
	case atom.Ul, atom.Ol:
		w.list(n, sep)
	case atom.Table:
		w.table(n, sep)
	case atom.Pre:
		w.begin(sep)
		w.out.WriteString(strings.Trim(textContent(n), "\n"))
	case atom.Hr:
		w.begin(sep)
		w.out.WriteString("* * *")
	case atom.Dl:
		w.definitions(n, sep)
	default:
		w.flow(n, sep)
	}
}

// begin separates the next block from those before it.
func (w *textWriter) begin(sep string) {
	if w.out.Len() > 0 {
		w.out.WriteString(sep)
	}
}

// line writes the inline nodes from n up to end as one paragraph.
func (w *textWriter) line(n, end *html.Node, sep string) {
	at := w.out.Len()
	w.begin(sep)
	from := w.out.Len()
	w.space = false
	for ; n != end; n = n.NextSibling {
		w.inline(n, from)
	}
	w.space = false
	for w.out.Len() > from && w.out.Bytes()[w.out.Len()-1] == '\n' {
		w.out.Truncate(w.out.Len() - 1)
	}
	switch {
	case w.out.Len() == from:
		w.out.Truncate(at)
	case w.wrap > 0:
		wrapAt(w.out.Bytes(), from, appendSpaces(nil, w.out.Bytes(), from), w.wrap)
	}
}

func (w *textWriter) inline(n *html.Node, from int) {
	if n.Type == html.TextNode {
		w.words(n.Data, from)
		return
	}
	if n.Type != html.ElementNode || w.skip(n) {
		return
	}
	left, right := "", ""
	if len(n.Attr) > 0 && hasAttr(n, "data-notemark") && strings.ContainsAny(textContent(n), "↩↑^") {
		return // a way back that leads nowhere here
	}
	if len(n.Attr) > 0 && attr(n, "data-noteref") != "" && isNumber(strings.TrimSpace(textContent(n))) {
		left, right = "[", "]" // a raised number would be one with the word before it
	}
	switch n.DataAtom {
	case atom.Rt:
		if !hasParentheses(n.Parent) {
			left, right = "(", ")"
		}
	case atom.Sup, atom.Sub:
		if s, ok := raisedDigits(textContent(n), n.DataAtom == atom.Sup); ok && left == "" {
			w.words(s, from)
			return
		}
	case atom.Br:
		if w.out.Len() > from {
			w.out.WriteByte('\n')
		}
		w.space = false
		return
	case atom.Q:
		left, right = "“", "”"
		if w.quotes%2 == 1 {
			left, right = "‘", "’"
		}
		w.quotes++
		defer func() { w.quotes-- }()
	}
	w.words(left, from)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.inline(c, from)
	}
	w.words(right, from)
}

// raisedDigits is a number as Unicode raises or lowers it, since 10 to the sixth
// power must not read 106. ok is false for other texts.
func raisedDigits(s string, up bool) (raised string, ok bool) {
	signs := []rune("₀₁₂₃₄₅₆₇₈₉₊₋")
	if up {
		signs = []rune("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(signs[r-'0'])
		case r == '+':
			b.WriteRune(signs[10])
		case r == '-' || r == '−':
			b.WriteRune(signs[11])
		default:
			return "", false
		}
	}
	return b.String(), strings.ContainsAny(s, "0123456789")
}

// hasParentheses reports whether a <ruby> brings the signs to set its readings
// apart where they cannot stand above.
func hasParentheses(ruby *html.Node) bool {
	for c := ruby.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Rp {
			return true
		}
	}
	return false
}

// words writes s with its white space collapsed.
func (w *textWriter) words(s string, from int) {
	for len(s) > 0 {
		if isSpace(s[0]) {
			w.space = true
			s = s[1:]
			continue
		}
		k := phraseEnd(s)
		if w.space {
			if b := w.out.Bytes(); len(b) > from && b[len(b)-1] != '\n' {
				w.out.WriteByte(' ')
			}
			w.space = false
		}
		w.out.WriteString(s[:k])
		s = s[k:]
	}
}

// list writes a list's items, each behind its marker and indented by it.
func (w *textWriter) list(n *html.Node, sep string) {
	number, step := listStart(n)
	between, inner := "\n\n", "\n\n"
	if isTight(n) {
		between, inner = "\n", "\n"
	}
	for li := n.FirstChild; li != nil; li = li.NextSibling {
		if li.DataAtom != atom.Li || w.skip(li) {
			continue
		}
		marker := "- "
		if n.DataAtom == atom.Ol {
			if v, err := strconv.Atoi(strings.TrimSpace(attr(li, "value"))); err == nil {
				number = v
			}
			marker = strconv.Itoa(number) + ". "
			number += step
		}
		switch attr(li, "data-task") {
		case "open":
			marker += "[ ] "
		case "done":
			marker += "[x] "
		}
		item := &textWriter{skip: w.skip}
		if w.wrap > 0 {
			item.wrap = max(w.wrap-len(marker), 1)
		}
		item.flow(li, inner)
		if item.out.Len() == 0 {
			continue
		}
		w.begin(sep)
		sep = between
		prefixLines(&w.out, item.out.Bytes(), marker, strings.Repeat(" ", len(marker)))
	}
}

// table writes a row a line, and the captions above.
func (w *textWriter) table(n *html.Node, sep string) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption && !w.skip(c) {
			w.flow(c, sep)
		}
	}
	for _, row := range gridOf(n).rows {
		var cells [][]byte
		filled := false
		for _, c := range row {
			cell := &textWriter{skip: w.skip}
			cell.flow(c, "\n")
			text := bytes.Join(bytes.FieldsFunc(cell.out.Bytes(), isBreakingSpace), []byte(" "))
			filled = filled || len(text) > 0
			cells = append(cells, text)
		}
		if filled {
			w.begin(sep)
			sep = "\n"
			w.out.Write(bytes.TrimRight(bytes.Join(cells, []byte(" | ")), " "))
		}
	}
}

// definitions writes each definition on the line below its term.
func (w *textWriter) definitions(n *html.Node, sep string) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || w.skip(c) {
			continue
		}
		if c.DataAtom == atom.Dd {
			w.flow(c, "\n")
			continue
		}
		w.flow(c, sep)
	}
}
