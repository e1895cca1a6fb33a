package convert

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// Readers of GFM make links of bare URLs (GFM 0.29 section 6.9): all that
// follows up to a space or a "<" belongs to one. So a URL beside markup is
// written as <URL>, and so is one in which a character would be escaped; the
// others stay as they are.

// urlAt is the length of the bare URL at s[j:], as far as it can be written as
// <URL> and without the punctuation behind it, and the length of what its
// reader would take for it.
func urlAt(s []byte, j int) (n, read int) {
	rest := s[j:]
	if len(rest) < 8 || string(rest[:7]) != "http://" && string(rest[:8]) != "https://" {
		return 0, 0
	}
	for read = 0; read < len(rest); {
		r, size := utf8.DecodeRune(rest[read:])
		if r == '<' || r == ' ' || r >= utf8.RuneSelf && unicode.IsSpace(r) {
			break
		}
		read += size
	}
	if n = bytes.IndexAny(rest[:read], ">\"\\`|{}[]^"); n < 0 {
		n = read
	}
	for n > 0 && trailsURL(rest[n-1]) {
		n--
	}
	if !autolinkable(string(rest[:n])) {
		n = 0
	}
	return n, read
}

// bareURL is the length of the URL at s[j:], and whether it has to be marked:
// a character in what its reader would take for it is escaped, or an entity
// follows it (tail stands behind s).
func (p *linePrinter) bareURL(s []byte, j int, tail string) (n int, marked bool) {
	if p.linked || j > 0 && (classOf(rune(s[j-1])) == letterClass || s[j-1] >= utf8.RuneSelf) {
		return 0, false // no reader makes a link inside a word
	}
	n, read := urlAt(s, j)
	end := j + read
	tag := end+1 < len(s) && s[end] == '<' && opensTag(s[end+1]) // which gets a backslash
	return n, tag || p.escapedIn(s[j:end]) || tail != "" && end == len(s)
}

// endText makes tokens of their own of the URLs that touch markup in the text
// token at the end of the line. atEnd says that no markup follows it.
func (l *line) endText(atEnd bool) {
	k := len(l.toks) - 1
	if k < 0 || l.toks[k].kind != textToken || l.inLink() {
		return
	}
	t := l.toks[k]
	s := l.buf[t.from:t.to]
	if bytes.IndexByte(s, ':') < 0 {
		return
	}
	if k > 0 && l.toks[k-1].kind != breakToken {
		if n, _ := urlAt(s, 0); n > 0 {
			l.toks[k] = token{kind: urlToken, from: t.from, to: t.from + n}
			if n == len(s) {
				return
			}
			t.from += n
			s = s[n:]
			l.toks = append(l.toks, t)
		}
	}
	if atEnd {
		return
	}
	j := max(bytes.LastIndex(s, []byte("http://")), bytes.LastIndex(s, []byte("https://")))
	if j < 0 {
		return
	}
	n, read := urlAt(s, j)
	if n == 0 || j+read < len(s) {
		return
	}
	last := len(l.toks) - 1
	l.toks = l.toks[:last]
	if j > 0 {
		l.toks = append(l.toks, token{kind: textToken, from: t.from, to: t.from + j})
	}
	l.toks = append(l.toks, token{kind: urlToken, from: t.from + j, to: t.from + j + n})
	if t.from+j+n < t.to {
		l.toks = append(l.toks, token{kind: textToken, from: t.from + j + n, to: t.to})
	}
}

func (l *line) inLink() bool {
	for _, i := range l.opens {
		if l.toks[i].mark == linkMark {
			return true
		}
	}
	return false
}

// bareHost reports whether s[j:] begins with "www." and touches markup, so that
// a reader who makes links of bare hosts would take the markup for a part of
// one, or would not see it (goldmark reads the mark before a link as text).
func (p *linePrinter) bareHost(s []byte, i, j int) bool {
	if p.linked || !bytes.HasPrefix(s[j:], []byte("www.")) {
		return false
	}
	return j == 0 && p.markupBefore(i) || bytes.IndexByte(s[j:], ' ') < 0 && i+1 < len(p.toks) && p.toks[i+1].kind != breakToken
}

// bareMail reports the same for the mail address around the @ at s[j], and
// where an escape follows the address without a space.
func (p *linePrinter) bareMail(s []byte, i, j int) bool {
	if p.linked {
		return false
	}
	if p.markupBefore(i) && j < 64 && bytes.IndexByte(s[:j], ' ') < 0 {
		return true
	}
	rest, _, _ := bytes.Cut(s[j:min(j+300, len(s))], []byte(" "))
	return bytes.ContainsAny(rest, "\\<[]{&|*_~`")
}

func (p *linePrinter) markupBefore(i int) bool {
	return i > 0 && p.toks[i-1].kind != breakToken
}

// escapedIn reports whether a character of u, which begins with a URL, would be
// escaped.
func (p *linePrinter) escapedIn(u []byte) bool {
	for k, c := range u {
		switch c {
		case '\\', '`', '[', ']', '{', '|':
			return true
		case '&':
			if entityAt(string(u[k:min(k+40, len(u))])) > 0 {
				return true
			}
		case '*':
			if p.escape.star {
				return true
			}
		case '~':
			if p.escape.tilde {
				return true
			}
		case '_':
			if p.escape.under && (k == 0 || k+1 == len(u) || classOf(rune(u[k-1])) != letterClass || classOf(rune(u[k+1])) != letterClass) {
				return true
			}
		}
	}
	return false
}

// trailsURL reports the characters that GFM leaves out at the end of a bare
// URL (section 6.9), and quotes.
func trailsURL(c byte) bool {
	switch c {
	case '?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '"', ')', ']':
		return true
	}
	return false
}
