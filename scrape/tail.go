package scrape

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/content"
)

// dropTail takes off the end of the last paragraph what the site says there in the
// same breath: lines behind a <br>, a link to the comments, sentences on cookies.
func dropTail(root *html.Node) {
	last := lastParagraph(root)
	if last == nil {
		return
	}
	for dropLastLine(last) || dropLastLink(last) || dropLastSentence(last) {
		trimEnd(last)
	}
}

// lastParagraph is the <p> with the last text of a clean tree, if no other kind of
// block holds it.
func lastParagraph(root *html.Node) *html.Node {
	var text *html.Node
	for n := range root.Descendants() {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
			text = n
		}
	}
	if text == nil {
		return nil
	}
	p := text.Parent
	for p != nil && content.Inline(p) {
		p = p.Parent
	}
	if p == nil || p.DataAtom != atom.P {
		return nil
	}
	return p
}

// dropLastLine takes off the line behind the last <br>, if it is the site's.
func dropLastLine(p *html.Node) bool {
	br := p.LastChild
	for br != nil && br.DataAtom != atom.Br {
		br = br.PrevSibling
	}
	if br == nil {
		return false
	}
	line := ""
	for n := br.NextSibling; n != nil; n = n.NextSibling {
		line += textOf(n)
	}
	if strings.TrimSpace(line) != "" && !content.SaysSite(oneLine(line)) {
		return false
	}
	for p.LastChild != br {
		p.RemoveChild(p.LastChild)
	}
	p.RemoveChild(br)
	return true
}

// dropLastLink takes off a link behind the last sentence, if it is the site's.
func dropLastLink(p *html.Node) bool {
	a := p.LastChild
	if a == nil || a.DataAtom != atom.A || !content.SaysSite(oneLine(textOf(a))) {
		return false
	}
	before := ""
	for n := p.FirstChild; n != a; n = n.NextSibling {
		before += textOf(n)
	}
	if !endsSentence(before) {
		return false
	}
	p.RemoveChild(a)
	return true
}

// dropLastSentence takes off the last sentence of a paragraph of several, if it is
// the site's.
func dropLastSentence(p *html.Node) bool {
	t := p.LastChild
	if t == nil || t.Type != html.TextNode {
		return false
	}
	k := lastSentence(t.Data)
	if k <= 0 || !content.SaysSite(oneLine(t.Data[k:])) {
		return false
	}
	t.Data = t.Data[:k]
	return true
}

// lastSentence is where the last sentence of a text begins.
func lastSentence(s string) int {
	end := len(strings.TrimRightFunc(s, unicode.IsSpace))
	for k := end; k > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:k])
		k -= size
		if k+size < end && strings.ContainsRune(".!?…", r) && unicode.IsSpace(rune(s[k+size])) {
			return k + size
		}
	}
	return 0
}

func endsSentence(s string) bool {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	r, _ := utf8.DecodeLastRuneInString(s)
	return s == "" || strings.ContainsRune(".!?…”\"’»)。！？", r)
}
