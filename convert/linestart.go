package convert

import "bytes"

// lineStart is the place in s, the text at the start of a line, of the
// character that has to be escaped so that the line begins no block; -1 where
// there is none. cut says that spaces stand behind s.
func (p *linePrinter) lineStart(s []byte, i int, cut bool) int {
	if len(s) == 0 || p.toks[i].from < p.toks[i].to && unicodeSpaceStart(p.buf[p.toks[i].from:]) {
		return -1
	}
	ends := i+1 == len(p.toks) && !cut // nothing follows in the block
	switch c := s[0]; {
	case c == '#':
		return opens(markerEnd(s, '#', 6), s, ends, 0)
	case c == '>':
		return 0
	case c == '-' || c == '+' || c == '*' || c == '_' || c == '=':
		return ruleOrItem(s, i, ends)
	case c == '`' || c == '~':
		if runEnd(s, 0) >= 3 {
			return 0
		}
	case c == ':':
		if len(s) > 1 && s[1] == ' ' {
			return 0 // a definition to Hugo and pandoc
		}
	case isDigit(c):
		return orderedItem(s, ends)
	case c == '[':
		if i == 0 && (p.place == itemPlace && isTask(s) || bytes.Contains(s[:min(len(s), 1100)], []byte("]:"))) {
			return 0
		}
	}
	if ends && i > 0 && isDelimiterRow(s) {
		return 0
	}
	return -1
}

// opens is at where the marker that ends at end begins a block: a space or the
// end of the block follows.
func opens(end int, s []byte, ends bool, at int) int {
	if end > 0 && (end < len(s) && s[end] == ' ' || end == len(s) && ends) {
		return at
	}
	return -1
}

// markerEnd is the end of the run of c at the start of s, 0 if it is longer
// than most.
func markerEnd(s []byte, c byte, most int) int {
	n := 0
	for n < len(s) && s[n] == c {
		n++
	}
	if n > most {
		return 0
	}
	return n
}

// ruleOrItem finds a bullet, a thematic break, the underline of a heading or
// the delimiter row of a table.
func ruleOrItem(s []byte, i int, ends bool) int {
	c := s[0]
	if c != '=' && c != '_' {
		if k := opens(1, s, ends, 0); k == 0 {
			return 0
		}
	}
	if !ends || c == '+' || c == '=' && i == 0 {
		return -1
	}
	if len(bytes.Trim(s, string(c)+" ")) == 0 || c == '-' && isDelimiterRow(s) {
		return 0
	}
	return -1
}

// orderedItem finds "1." and "1)".
func orderedItem(s []byte, ends bool) int {
	n := 0
	for n < len(s) && n < 10 && isDigit(s[n]) {
		n++
	}
	if n > 9 || n == len(s) || s[n] != '.' && s[n] != ')' {
		return -1
	}
	return opens(n+1, s, ends, n)
}

// isTask reports the box of a task list's item.
func isTask(s []byte) bool {
	return len(s) >= 3 && s[0] == '[' && (s[1] == ' ' || s[1]|0x20 == 'x') && s[2] == ']'
}

// isDelimiterRow reports a row that makes a table of the line above it.
func isDelimiterRow(s []byte) bool {
	return bytes.IndexByte(s, '-') >= 0 && len(bytes.Trim(s, "-:| ")) == 0
}

// endsHeading reports whether the last # of s would be read as the end of a
// heading's line and not as its text.
func endsHeading(s []byte) bool {
	text := bytes.TrimRight(s, "#")
	return len(text) < len(s) && (len(text) == 0 || text[len(text)-1] == ' ')
}
