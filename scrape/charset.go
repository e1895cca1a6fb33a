package scrape

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// encodingOf is a page's character encoding and how it was decided: "bom",
// "http", "meta", "utf-8" (the bytes themselves), "detected" or "default".
type encodingOf struct {
	name, source string
}

// decode turns a page's bytes into UTF-8. A byte order mark decides, then the
// HTTP label, then the page's own; bytes that are valid UTF-8, or were but for
// a few, are UTF-8 whatever the labels say; without a label statistics decide.
func decode(b []byte, contentType string) ([]byte, encodingOf) {
	if text, cs, ok := decodeBOM(b); ok {
		return text, cs
	}
	if name := wide(b); name != "" {
		enc, _ := charset.Lookup(name)
		if text, _, err := transform.Bytes(enc.NewDecoder(), b); err == nil {
			return text, encodingOf{name, "detected"}
		}
	}
	utf := utf8Share(b)
	label, source := httpLabel(contentType), "http"
	if label == "" {
		label, source = metaLabel(b), "meta"
	}
	enc, name := lookup(label)
	switch {
	case utf.isUTF8() && (enc == nil || name == "utf-8" || utf.multi > 0) && !stateful(name):
		if name != "utf-8" || enc == nil {
			source = "utf-8"
		}
		if utf.bad > 0 {
			b = bytes.ToValidUTF8(b, []byte("\uFFFD"))
		}
		return b, encodingOf{"utf-8", source}
	case enc == nil || name == "utf-8":
		enc, name, source = detect(b)
	}
	text, _, err := transform.Bytes(enc.NewDecoder(), b)
	if err != nil {
		return bytes.ToValidUTF8(b, []byte("\uFFFD")), encodingOf{"utf-8", "default"}
	}
	return text, encodingOf{name, source}
}

func decodeBOM(b []byte) ([]byte, encodingOf, bool) {
	for _, m := range []struct{ mark, name string }{
		{"\xEF\xBB\xBF", "utf-8"}, {"\xFF\xFE", "utf-16le"}, {"\xFE\xFF", "utf-16be"},
	} {
		if !bytes.HasPrefix(b, []byte(m.mark)) {
			continue
		}
		rest := b[len(m.mark):]
		if m.name == "utf-8" {
			return bytes.ToValidUTF8(rest, []byte("\uFFFD")), encodingOf{m.name, "bom"}, true
		}
		enc, _ := charset.Lookup(m.name)
		text, _, err := transform.Bytes(enc.NewDecoder(), rest)
		return text, encodingOf{m.name, "bom"}, err == nil
	}
	return nil, encodingOf{}, false
}

// wide names the UTF-16 of bytes without a mark: text of which every other
// byte is zero.
func wide(b []byte) string {
	b = b[:min(len(b), 512)]
	var zero [2]int
	for i, c := range b {
		if c == 0 {
			zero[i&1]++
		}
	}
	switch half := len(b) / 2; {
	case len(b) < 8:
	case zero[1] > half*3/4 && zero[0] < half/8:
		return "utf-16le"
	case zero[0] > half*3/4 && zero[1] < half/8:
		return "utf-16be"
	}
	return ""
}

// stateful names the encodings whose bytes are all ASCII, so that valid UTF-8
// proves nothing.
func stateful(name string) bool {
	return strings.HasPrefix(name, "iso-2022") || strings.HasPrefix(name, "utf-16")
}

func lookup(label string) (encoding.Encoding, string) {
	if label == "" {
		return nil, ""
	}
	enc, name := charset.Lookup(label)
	if name == "replacement" {
		return nil, ""
	}
	return enc, name
}

func httpLabel(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return params["charset"]
}

// metaLabel is the charset that the page's first bytes declare, in <meta> or
// in an XML declaration (HTML §13.2.3.2, but with 4 KiB, since templates put
// scripts in front of it).
func metaLabel(b []byte) string {
	b = b[:min(len(b), 4096)]
	for i := 0; ; {
		k := indexFold(b[i:], "charset")
		if k < 0 {
			break
		}
		i += k + len("charset")
		if v := labelAfter(b[i:]); v != "" && inMeta(b[:i]) {
			if strings.HasPrefix(strings.ToLower(v), "utf-16") {
				return "utf-8" // the bytes that said so were read as ASCII
			}
			return v
		}
	}
	if bytes.HasPrefix(b, []byte("<?xml")) {
		if end := bytes.IndexByte(b, '>'); end > 0 {
			if k := bytes.Index(b[:end], []byte("encoding")); k > 0 {
				return labelAfter(b[k+len("encoding"):])
			}
		}
	}
	return ""
}

// inMeta reports whether b ends inside a <meta> tag.
func inMeta(b []byte) bool {
	k := bytes.LastIndexByte(b, '<')
	return k >= 0 && len(b) >= k+5 && bytes.EqualFold(b[k+1:k+5], []byte("meta"))
}

func labelAfter(b []byte) string {
	b = bytes.TrimLeft(b, " \t\r\n")
	if len(b) == 0 || b[0] != '=' {
		return ""
	}
	b = bytes.TrimLeft(b[1:], " \t\r\n\"'")
	end := bytes.IndexAny(b, " \t\r\n\"';>/")
	if end < 0 {
		return ""
	}
	return string(b[:end])
}

func indexFold(b []byte, word string) int {
	for i := 0; i+len(word) <= len(b); i++ {
		if b[i]|0x20 == word[0] && bytes.EqualFold(b[i:i+len(word)], []byte(word)) {
			return i
		}
	}
	return -1
}

// utf8Stat counts a page's multi-byte sequences.
type utf8Stat struct {
	multi, bad int
}

// isUTF8 allows one bad byte in twenty sequences: pages glued together from
// two sources, and pages cut in the middle of a character.
func (s utf8Stat) isUTF8() bool { return s.bad == 0 || s.bad*20 <= s.multi }

func utf8Share(b []byte) utf8Stat {
	var s utf8Stat
	if utf8.Valid(b) {
		if !ascii(b) {
			s.multi = 1
		}
		return s
	}
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			s.bad++
		} else {
			s.multi++
		}
		i += n
	}
	return s
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// detect asks statistics, which are believed only when they are sure; less is
// enough for an encoding of several bytes that fits the text throughout, which
// chance seldom does. windows-1252 is what browsers fall back to.
func detect(b []byte) (encoding.Encoding, string, string) {
	some := sample(b)
	r := chardet.Detect(some)
	enc, name := lookupDetected(r.Encoding)
	if enc != nil && name != "utf-8" && (r.Confidence >= .5 || r.Confidence >= .25 && fits(enc, name, some)) {
		return enc, name, "detected"
	}
	enc, name = lookup("windows-1252")
	return enc, name, "default"
}

// lookupDetected is lookup for what statistics name, which may be encodings of
// old systems that the Encoding Standard leaves out.
func lookupDetected(name string) (encoding.Encoding, string) {
	switch name {
	case "IBM855":
		return charmap.CodePage855, "ibm855"
	case "IBM866":
		return charmap.CodePage866, "ibm866"
	case "MacCyrillic":
		name = "x-mac-cyrillic"
	case "MacRoman":
		name = "macintosh"
	}
	return lookup(name)
}

// fits reports whether b is without fault in an encoding of several bytes.
func fits(enc encoding.Encoding, name string, b []byte) bool {
	switch name {
	case "shift_jis", "euc-jp", "euc-kr", "big5", "gbk", "gb18030":
		text, err := enc.NewDecoder().Bytes(b)
		return err == nil && !bytes.ContainsRune(text, utf8.RuneError)
	}
	return false
}

// sample is the part of a page that statistics look at: the lines that hold
// bytes outside ASCII, 64 KiB at most.
func sample(b []byte) []byte {
	const most = 64 << 10
	out := make([]byte, 0, min(len(b), most))
	for len(b) > 0 && len(out) < most {
		line := b
		if k := bytes.IndexByte(b, '\n'); k >= 0 {
			line = b[:k+1]
		}
		b = b[len(line):]
		for _, c := range line {
			if c >= utf8.RuneSelf {
				out = append(out, line[:min(len(line), most)]...)
				break
			}
		}
	}
	return out
}
