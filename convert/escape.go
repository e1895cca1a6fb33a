package convert

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// escapes is what has to be escaped in a line, seen as a whole: a star alone,
// or a backtick alone, says nothing.
type escapes struct {
	star, under, tilde bool
	tick               bool
}

// escapesNeeded looks for what could be read as markup and is text.
func (p *linePrinter) escapesNeeded() escapes {
	var e escapes
	var opened [3]bool
	ticks := 0
	set := func(k int) {
		switch k {
		case 0:
			e.star = true
		case 1:
			e.under = true
		case 2:
			e.tilde = true
		}
	}
	for i := range p.toks {
		t := &p.toks[i]
		if t.delim != 0 {
			set(delimIndex(t.delim))
		}
		switch {
		case t.kind == codeToken:
			ticks += 2
		case t.node != nil && len(t.node.Attr) > 0 && attributeTick(t.node):
			ticks += 2 // an address is searched for the end of code, too
		}
		if t.kind != textToken {
			continue
		}
		s := p.buf[t.from:t.to]
		for j := 0; j < len(s); j++ {
			c := s[j]
			if c != '*' && c != '_' && c != '~' && c != '`' {
				continue
			}
			end := runEnd(s, j)
			if c == '`' {
				ticks++
			} else {
				k := delimIndex(c)
				opens, closes := p.mayFlank(i, j, end)
				if closes && opened[k] {
					set(k)
				}
				opened[k] = opened[k] || opens
			}
			j = end - 1
		}
	}
	e.tick = ticks > 1
	return e
}

func attributeTick(n *html.Node) bool {
	for _, a := range n.Attr {
		if strings.IndexByte(a.Val, '`') >= 0 {
			return true
		}
	}
	return false
}

func runEnd(s []byte, from int) int {
	j := from
	for j < len(s) && s[j] == s[from] {
		j++
	}
	return j
}

// mayFlank reports, on the safe side, whether the run s[from:end] of the text
// token i may open or close emphasis.
func (p *linePrinter) mayFlank(i, from, end int) (opens, closes bool) {
	s := p.buf[p.toks[i].from:p.toks[i].to]
	before, after := spaceClass, spaceClass
	if from > 0 {
		r, _ := utf8.DecodeLastRune(s[:from])
		before = cautious(r)
	} else if i > 0 && (p.toks[i-1].kind != breakToken || p.place == cellPlace) {
		before = punctClass
	}
	if end < len(s) {
		r, _ := utf8.DecodeRune(s[end:])
		after = cautious(r)
	} else if i+1 < len(p.toks) {
		after = punctClass // a break begins with a backslash, or is a tag
	}
	return flanks(s, from, end, before, after)
}

// flanks reports, on the safe side, what the run s[from:end] may do between
// characters of these classes.
func flanks(s []byte, from, end int, before, after charClass) (opens, closes bool) {
	opens, closes = after != spaceClass, before != spaceClass
	if s[from] == '_' {
		opens = opens && (before != letterClass || endsURL(s[:from]))
		closes = closes && (after != letterClass || bytes.HasPrefix(s[end:], []byte("http")))
	}
	return opens, closes
}

// endsURL reports whether the last word of s holds a URL, which may be written
// as <URL>.
func endsURL(s []byte) bool {
	s = s[max(0, len(s)-500):]
	return bytes.Contains(s[bytes.LastIndexByte(s, ' ')+1:], []byte("://"))
}

// cautious is classOf, but what is a space only in some places counts as
// punctuation.
func cautious(r rune) charClass {
	c := classOf(r)
	if c == spaceClass && r >= utf8.RuneSelf || c == symbolClass {
		return punctClass
	}
	return c
}

// special marks the characters that printText looks at.
var special = [256]bool{
	'\\': true, '`': true, '*': true, '_': true, '~': true, '[': true, ']': true, '<': true, '&': true, '!': true, '{': true, '|': true, 'h': true, 'w': true, '@': true, ':': true,
}

// printText writes the text token i with the escapes it needs there.
func (p *linePrinter) printText(i int) {
	t := &p.toks[i]
	s := p.buf[t.from:t.to]
	first := i == 0 || p.toks[i-1].kind == breakToken
	last := i+1 == len(p.toks) || p.toks[i+1].kind == breakToken
	if first {
		s = p.printEdge(s)
	}
	tail := ""
	if last {
		s, tail = p.cutEdge(s)
	}
	at := -1
	switch {
	case i > 0 && p.toks[i-1].kind == noteToken:
		at = besideNoteMark(s)
	case p.place == headingPlace:
		if i == 0 && isTask(s) {
			at = 0 // where the heading begins a list item
		}
	case first && p.place != cellPlace:
		at = p.lineStart(s, i, tail != "")
	}
	if p.place == headingPlace && i+1 == len(p.toks) && tail == "" && endsHeading(s) {
		s, tail = s[:len(s)-1], `\#`
	}
	from := p.out.Len()
	p.printEscaped(s, i, at, tail)
	p.out.WriteString(tail)
	if p.wrap > 0 {
		p.spaces = appendSpaces(p.spaces, p.out.Bytes(), from)
	}
}

// printEdge writes the spaces at the start of a line that a reader would take
// off, and gives the rest.
func (p *linePrinter) printEdge(s []byte) []byte {
	for len(s) > 0 {
		r, n := utf8.DecodeRune(s)
		if r < utf8.RuneSelf || !unicode.IsSpace(r) {
			break
		}
		p.out.WriteString(spaceEntity(r))
		s = s[n:]
	}
	return s
}

// cutEdge is s without such spaces at its end, and those as entities.
func (p *linePrinter) cutEdge(s []byte) ([]byte, string) {
	tail := ""
	for len(s) > 0 && len(tail) < 1<<10 {
		r, n := utf8.DecodeLastRune(s)
		if r < utf8.RuneSelf || !unicode.IsSpace(r) {
			break
		}
		tail = spaceEntity(r) + tail
		s = s[:len(s)-n]
	}
	return s, tail
}

func spaceEntity(r rune) string {
	if r == '\u00a0' {
		return "&nbsp;"
	}
	const hex = "0123456789ABCDEF"
	return "&#x" + string([]byte{hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15]}) + ";"
}

// printEscaped writes s, of the text token i, escaping also the character at.
func (p *linePrinter) printEscaped(s []byte, i, at int, tail string) {
	from := 0
	marked := -1 // where the last <URL> ended
	for j := 0; j < len(s); j++ {
		c := s[j]
		if j != at && !special[c] {
			continue
		}
		if j == at {
			p.out.Write(s[from:j])
			p.out.WriteByte('\\')
			p.out.WriteByte(c)
			from = j + 1
			if c == '*' || c == '_' || c == '~' || c == '`' {
				for from < len(s) && s[from] == c {
					p.out.WriteByte('\\')
					p.out.WriteByte(c)
					from++
				}
				j = from - 1
			}
			continue
		}
		switch c {
		case 'h':
			n, needed := p.bareURL(s, j, tail)
			if needed && n > 0 {
				p.out.Write(s[from:j])
				p.out.WriteByte('<')
				p.out.Write(s[j : j+n])
				p.out.WriteByte('>')
				from = j + n
				marked = from
			}
			j += max(n-1, 0)
			continue
		case 'w':
			if p.bareHost(s, i, j) {
				p.out.Write(s[from : j+3])
				p.out.WriteByte('\\')
				from = j + 3
				j = from
			}
			continue
		case '`', '*', '_', '~':
			end := runEnd(s, j)
			if j == marked || p.escapeRun(s, i, j, end, tail) {
				p.out.Write(s[from:j])
				for range end - j {
					p.out.WriteByte('\\')
					p.out.WriteByte(c)
				}
				from = end
			}
			j = end - 1
			continue
		case '{':
			if j+1 < len(s) && (s[j+1] == '{' || s[j+1] == '%') {
				p.out.Write(s[from : j+1])
				p.out.WriteByte('\\') // site generators read {{ and {% before Markdown
				from = j + 1
			}
			continue
		}
		if c == '\\' && j+1 == len(s) && tail == "" && i+1 < len(p.toks) && p.toks[i+1].kind == breakToken {
			p.out.Write(s[from:j])
			p.out.WriteString("&#92;") // goldmark misreads three backslashes at a line's end
			from = j + 1
			continue
		}
		if p.escapeChar(s, i, j) {
			p.out.Write(s[from:j])
			p.out.WriteByte('\\')
			from = j
		}
	}
	p.out.Write(s[from:])
}

// escapeRun reports whether the run s[j:end] of a delimiter has to be escaped.
func (p *linePrinter) escapeRun(s []byte, i, j, end int, tail string) bool {
	c := s[j]
	if c == '`' {
		return p.escape.tick
	}
	before, after := spaceClass, spaceClass
	if j > 0 {
		r, _ := utf8.DecodeLastRune(s[:j])
		before = cautious(r)
	} else if i > 0 && p.toks[i-1].kind != breakToken {
		return true // it touches markup
	} else if i > 0 && p.place == cellPlace {
		before = punctClass
	} else if p.toks[i].from < p.toks[i].to && unicodeSpaceStart(p.buf[p.toks[i].from:]) {
		before = punctClass
	}
	if end < len(s) {
		r, _ := utf8.DecodeRune(s[end:])
		after = cautious(r)
	} else if tail != "" {
		after = punctClass
	} else if i+1 < len(p.toks) && p.toks[i+1].kind != breakToken {
		return true
	} else if i+1 < len(p.toks) {
		after = punctClass
	}
	needed := p.escape.star
	switch c {
	case '_':
		needed = p.escape.under
	case '~':
		needed = p.escape.tilde
	}
	opens, closes := flanks(s, j, end, before, after)
	return needed && (opens || closes)
}

func unicodeSpaceStart(s []byte) bool {
	r, _ := utf8.DecodeRune(s)
	return r >= utf8.RuneSelf && unicode.IsSpace(r)
}

// escapeChar reports whether the character s[j] of the text token i would be
// read as markup.
func (p *linePrinter) escapeChar(s []byte, i, j int) bool {
	last := j+1 == len(s)
	switch s[j] {
	case '\\':
		return last || asciiPunct(s[j+1]) || bytes.HasPrefix(s[j+1:], []byte("http")) || beforeLink(s[j+1:]) // http may be written as <http
	case '[':
		return p.linked || p.references != nil || !last && s[j+1] == '^'
	case ']':
		return p.linked || !last && s[j+1] == '(' || last && p.linkFollows(i)
	case '!':
		return last && p.linkFollows(i)
	case '<':
		if last || !opensTag(s[j+1]) {
			return false
		}
		n, marked := p.bareURL(s, j+1, "")
		return n == 0 || !marked // before a marked URL it stands before a <
	case '&':
		return entityAt(string(s[j:min(j+40, len(s))])) > 0
	case '|':
		return p.place == cellPlace
	case '@':
		return p.bareMail(s, i, j)
	case ':':
		return runs(s, j)
	}
	return false
}

// beforeLink reports whether s is a space and a word that readers of bare URLs
// may take for a link: goldmark forgets then that the backslash in front of
// it was none of an escape.
func beforeLink(s []byte) bool {
	if s[0] != ' ' {
		return false
	}
	word, _, _ := bytes.Cut(s[1:min(len(s), 300)], []byte(" "))
	return bytes.ContainsAny(word, "@:") || bytes.HasPrefix(word, []byte("www."))
}

// runs reports whether the colon s[j] ends a scheme that can run, where a
// reader of Markdown less careful than ours could see a link: behind a
// parenthesis, an angle bracket, a reference's colon or an attribute's sign.
func runs(s []byte, j int) bool {
	for _, scheme := range []string{"javascript", "vbscript", "data", "file"} {
		at := j - len(scheme)
		if at < 1 || !bytes.EqualFold(s[at:j], []byte(scheme)) {
			continue
		}
		before := bytes.TrimRight(s[:at], " \t")
		if n := len(before); n > 0 && bytes.IndexByte([]byte(`(<:="'`), before[n-1]) >= 0 {
			return true
		}
	}
	return false
}

// linkFollows reports whether a [ is written behind the text token i.
func (p *linePrinter) linkFollows(i int) bool {
	return i+1 < len(p.toks) && (p.toks[i+1].kind == openToken && p.toks[i+1].mark == linkMark || p.toks[i+1].kind == noteToken)
}

// opensTag reports whether < and c begin a tag, a comment or an autolink.
func opensTag(c byte) bool {
	return c == '/' || c == '!' || c == '?' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

func asciiPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}

// entityAt is the length of the character reference at the start of s, by its
// form alone: whether HTML knows the name is for its reader to say.
func entityAt(s string) int {
	if len(s) < 3 || s[0] != '&' {
		return 0
	}
	if s[1] == '#' {
		digits, most := isDigit, 7
		j := 2
		if s[2] == 'x' || s[2] == 'X' {
			digits, most, j = isHex, 6, 3
		}
		from := j
		for j < len(s) && digits(s[j]) {
			j++
		}
		if j < len(s) && s[j] == ';' && j > from && j-from <= most {
			return j + 1
		}
		return 0
	}
	for j := 1; j < len(s) && j < 34; j++ {
		switch c := s[j]; {
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', j > 1 && isDigit(c):
		case c == ';' && j > 1:
			return j + 1
		default:
			return 0
		}
	}
	return 0
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isHex(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }
