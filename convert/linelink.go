package convert

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// printTarget writes the (address "title") of a link or an image.
func (p *linePrinter) printTarget(address, title string) {
	if p.references != nil {
		p.printReference(reference{address, title})
		return
	}
	p.out.WriteByte('(')
	if address == "" && title != "" {
		p.out.WriteString("<>")
	}
	p.printDestination(address)
	if title != "" {
		p.out.WriteString(` "`)
		p.printTitle(title)
		p.out.WriteByte('"')
	}
	p.out.WriteByte(')')
}

// printDestination writes an address so that it is read back as it is
// (CommonMark 0.31 section 6.3): nothing is percent-encoded, since two URLs
// that differ in that are two URLs.
func (p *linePrinter) printDestination(s string) {
	angle := strings.ContainsAny(s, " \t<") || !parensBalanced(s)
	if s == "" {
		return
	}
	if angle {
		p.out.WriteByte('<')
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\n' || c == '\r':
			continue
		case c == '\\' && (i+1 == len(s) || asciiPunct(s[i+1])),
			c == '&' && entityAt(s[i:]) > 0,
			c == '|' && p.place == cellPlace,
			angle && (c == '<' || c == '>'),
			!angle && i == 0 && c == '<',
			c == '{' && i > 0 && s[i-1] == '{':
			p.out.WriteByte('\\')
		}
		p.out.WriteByte(c)
	}
	if angle {
		p.out.WriteByte('>')
	}
}

// parensBalanced reports whether the parentheses of s pair off, no deeper than
// readers promise to follow.
func parensBalanced(s string) bool {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(':
			if depth++; depth > 8 {
				return false
			}
		case ')':
			if depth--; depth < 0 {
				return false
			}
		case '\\':
			return false
		}
	}
	return depth == 0
}

func (p *linePrinter) printTitle(s string) {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\n':
			p.out.WriteString("&#10;") // a line of its own would be read as a block
			continue
		case c == '"',
			c == '{' && i > 0 && s[i-1] == '{',
			c == '\\' && (i+1 == len(s) || asciiPunct(s[i+1])),
			c == '&' && entityAt(s[i:]) > 0,
			c == '|' && p.place == cellPlace:
			p.out.WriteByte('\\')
		}
		p.out.WriteByte(c)
	}
}

// printAutolink writes the link at token i as <address> where its text is its
// address, and reports whether it did.
func (p *linePrinter) printAutolink(i int) bool {
	t := &p.toks[i]
	if t.pair != i+2 || p.toks[i+1].kind != textToken || attr(t.node, "title") != "" {
		return false
	}
	text := p.buf[p.toks[i+1].from:p.toks[i+1].to]
	href := attr(t.node, "href")
	if href != string(text) && href != "mailto:"+string(text) && href != percentEncoded(text) || !autolinkable(string(text)) {
		return false
	}
	p.out.WriteByte('<')
	p.out.Write(text)
	p.out.WriteByte('>')
	return true
}

// percentEncoded is a URL as readers write it into a page: ASCII.
func percentEncoded(s []byte) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range s {
		if c < utf8.RuneSelf {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}

// autolinkable reports whether <s> is read as a link to s, by a cautious
// reading of CommonMark 0.31 section 6.5.
func autolinkable(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c <= ' ', c == 0x7f, c == '<', c == '>', c == '\\', c == '`', c == '|', c == '"', c == '{', c == '}', c == '[', c == ']', c == '^':
			return false
		case c == '&' && entityAt(s[i:]) > 0:
			return false
		}
	}
	scheme, rest, ok := strings.Cut(s, ":")
	if ok {
		return rest != "" && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "mailto"))
	}
	return mailAddress(s)
}

// mailAddress reports plain addresses: letters, digits, dots and dashes.
func mailAddress(s string) bool {
	name, host, ok := strings.Cut(s, "@")
	if !ok || name == "" || !strings.Contains(host, ".") {
		return false
	}
	for i, part := range strings.Split(host, ".") {
		if part == "" || len(part) > 63 || part[0] == '-' || part[len(part)-1] == '-' || i > 10 {
			return false
		}
		for j := 0; j < len(part); j++ {
			if classOf(rune(part[j])) != letterClass && part[j] != '-' {
				return false
			}
		}
	}
	for j := 0; j < len(name); j++ {
		if c := name[j]; classOf(rune(c)) != letterClass && c != '.' && c != '-' && c != '_' && c != '+' {
			return false
		}
	}
	return true
}

// printImage writes ![alt](address).
func (p *linePrinter) printImage(n *html.Node) {
	p.out.WriteString("![")
	p.printLabel(attr(n, "alt"))
	p.out.WriteByte(']')
	p.printTarget(attr(n, "src"), attr(n, "title"))
}

// printLabel writes the description of an image. All that might be markup is
// escaped: the description is text, and readers keep only the text of it.
func (p *linePrinter) printLabel(s string) {
	space := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if isSpace(c) {
			space = true
			continue
		}
		if space {
			space = false
			p.out.WriteByte(' ')
		}
		switch c {
		case '*', '_', '~', '`', '[', ']', '<':
			p.out.WriteByte('\\')
		case ':':
			if runs([]byte(s), i) {
				p.out.WriteByte('\\')
			}
		case '\\':
			if i+1 == len(s) || asciiPunct(s[i+1]) {
				p.out.WriteByte('\\')
			}
		case '&':
			if entityAt(s[i:]) > 0 {
				p.out.WriteByte('\\')
			}
		case '|':
			if p.place == cellPlace {
				p.out.WriteByte('\\')
			}
		case '{':
			if i+1 < len(s) && (s[i+1] == '{' || s[i+1] == '%') {
				p.out.WriteString(`{\`)
				continue
			}
		}
		p.out.WriteByte(c)
	}
}
