package convert

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// preformatted copies a <pre>, where blocks are lines and a <code> around all
// of it names the language.
func (t *tidier) preformatted(n *html.Node, depth int) {
	if t.pre != nil {
		t.box(n, depth)
		return
	}
	t.endLine()
	out := t.append(atom.Pre, n)
	t.copyLanguage(out, n)
	code := onlyCode(n)
	src := n
	if code != nil {
		src = code
		t.copyLanguage(out, code)
	}
	t.pre = out
	if code != nil {
		setAttr(out, "data-code", "")
	}
	was := t.want
	t.want = onlyLinks(was) // bold type that was opened far above says nothing of code
	t.inside(out, func() { t.children(src, depth) })
	t.pre, t.want = nil, was
}

func onlyLinks(elements []*html.Node) []*html.Node {
	var links []*html.Node
	for _, n := range elements {
		if n.DataAtom == atom.A {
			links = append(links, n)
		}
	}
	return links
}

// newLine begins a new line of a <pre>, unless one has just begun.
func (t *tidier) newLine() {
	n := t.pre
	for n.LastChild != nil {
		n = n.LastChild
	}
	if n != t.pre && !(n.Type == html.TextNode && strings.HasSuffix(n.Data, "\n")) {
		t.text("\n")
	}
}

// onlyCode is the <code> that holds all of n's text, or nil.
func onlyCode(n *html.Node) *html.Node {
	var code *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.Trim(c.Data, " \t\r\n") == "":
		case c.Type == html.CommentNode:
		case c.DataAtom == atom.Code && code == nil:
			code = c
		default:
			return nil
		}
	}
	return code
}

// copyLanguage keeps the language of code, which pages write in many ways:
// class="language-go", "lang-go", "brush: go", data-lang="go".
func (t *tidier) copyLanguage(out, src *html.Node) {
	if attr(out, "class") != "" {
		return
	}
	if lang := codeLanguage(src); lang != "" {
		setAttr(out, "class", "language-"+lang)
	}
}

func codeLanguage(n *html.Node) string {
	lang := first(attr(n, "data-lang"), attr(n, "data-language"))
	fields := strings.Fields(attr(n, "class"))
	for i, c := range fields {
		switch {
		case strings.HasPrefix(c, "language-"):
			lang = c[len("language-"):]
		case strings.HasPrefix(c, "lang-"):
			lang = c[len("lang-"):]
		case c == "brush:" && i+1 < len(fields):
			lang = strings.TrimRight(fields[i+1], ";")
		case strings.HasPrefix(c, "brush:"):
			lang = strings.TrimRight(c[len("brush:"):], ";")
		}
	}
	if len(lang) > 40 {
		return ""
	}
	lang = cleanText(lang)
	if strings.ContainsAny(lang, " \t\n`<>\"&\\") {
		return ""
	}
	return lang
}

func first(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}
