package robots

import "strings"

// pattern is the path of a rule. Between its parts anything may stand.
type pattern struct {
	parts  []string
	end    bool // "$": the last part ends the path
	length int  // of the rule as it counts for the longest match
}

func newPattern(s string) pattern {
	p := pattern{length: len(s)}
	s, p.end = strings.CutSuffix(s, "$")
	p.parts = strings.Split(s, "*")
	return p
}

// match reports whether path begins with the pattern. Each part is looked for
// once, from the left, behind the one before it: with nothing but "*" between
// them the first place is as good as any, and nothing is tried twice.
func (p *pattern) match(path string) bool {
	path, ok := strings.CutPrefix(path, p.parts[0])
	if !ok {
		return false
	}
	last := len(p.parts) - 1
	if last == 0 {
		return !p.end || path == ""
	}
	for _, part := range p.parts[1:last] {
		k := strings.Index(path, part)
		if k < 0 {
			return false
		}
		path = path[k+len(part):]
	}
	if p.end {
		return strings.HasSuffix(path, p.parts[last])
	}
	return strings.Contains(path, p.parts[last])
}

// pathOf is the path and query of a URL, at least "/", without its fragment.
func pathOf(url string) string {
	url, _, _ = strings.Cut(url, "#")
	if !strings.HasPrefix(url, "/") || strings.HasPrefix(url, "//") {
		if k := strings.Index(url, "//"); k >= 0 && !strings.ContainsAny(url[:k], "/?") {
			url = url[k+2:]
		}
		k := strings.IndexAny(url, "/?;")
		if k < 0 {
			return "/"
		}
		url = url[k:]
	}
	if url[0] != '/' {
		return "/" + url
	}
	return url
}

const hexDigits = "0123456789ABCDEF"

// escape writes the escapes of a path in upper case and escapes what is not
// ASCII (RFC 9309 §2.2.2).
func escape(s string) string {
	if !strings.Contains(s, "%") && isASCII(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 0x80:
			b.WriteByte('%')
			b.WriteByte(hexDigits[c>>4])
			b.WriteByte(hexDigits[c&15])
		case isEscape(s[i:]):
			b.WriteString(strings.ToUpper(s[i : i+3]))
			i += 2
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// unescape undoes the escapes of unreserved characters (RFC 3986 §2.3) and
// writes the others in upper case.
func unescape(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if !isEscape(s[i:]) {
			b.WriteByte(s[i])
			continue
		}
		if c := unhex(s[i+1])<<4 | unhex(s[i+2]); unreserved(c) {
			b.WriteByte(c)
		} else {
			b.WriteString(strings.ToUpper(s[i : i+3]))
		}
		i += 2
	}
	return b.String()
}

func isEscape(s string) bool {
	return len(s) >= 3 && s[0] == '%' && isHex(s[1]) && isHex(s[2])
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
}

// unhex is the value of a hexadecimal digit.
func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}

func unreserved(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '-' || c == '.' || c == '_' || c == '~'
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
