package convert

import (
	"bytes"
	"strings"
)

// printCode writes a code span (CommonMark 0.31 section 6.1). Inside a table's
// row a pipe is escaped even in code (GFM section 4.10).
func (p *linePrinter) printCode(s string) {
	fence := strings.Repeat("`", freeRun(s, '`'))
	pad := ""
	if padCode(s) {
		pad = " "
	}
	if p.place == cellPlace {
		s = strings.ReplaceAll(s, "|", `\|`)
	}
	p.out.WriteString(fence)
	p.out.WriteString(pad)
	p.out.WriteString(s)
	p.out.WriteString(pad)
	p.out.WriteString(fence)
}

// padCode reports whether a span of s needs spaces that a reader takes off
// again: a backtick would join the fence, and a space on both sides would be
// taken for such padding.
func padCode(s string) bool {
	head, tail := s[0], s[len(s)-1]
	if head == '`' || tail == '`' {
		return true
	}
	return head == ' ' && tail == ' ' && strings.Trim(s, " ") != ""
}

// freeRun is the shortest length that no run of c in s has.
func freeRun(s string, c byte) int {
	var seen []bool
	for i := strings.IndexByte(s, c); i >= 0 && i < len(s); {
		j := i
		for j < len(s) && s[j] == c {
			j++
		}
		for len(seen) <= j-i {
			seen = append(seen, false)
		}
		seen[j-i] = true
		k := strings.IndexByte(s[j:], c)
		if k < 0 {
			break
		}
		i = j + k
	}
	for n := 1; n < len(seen); n++ {
		if !seen[n] {
			return n
		}
	}
	return max(len(seen), 1)
}

// longestRun is the length of the longest run of c in s.
func longestRun(s []byte, c byte) int {
	most := 0
	for i := 0; i < len(s); {
		k := bytes.IndexByte(s[i:], c)
		if k < 0 {
			break
		}
		i += k
		j := i
		for j < len(s) && s[j] == c {
			j++
		}
		most = max(most, j-i)
		i = j
	}
	return most
}
