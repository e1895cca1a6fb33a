package convert

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// role is what an element is to the tidy tree.
type role uint8

const (
	inline   role = iota // no meaning of its own; its children stand in the line
	markup               // stands in the line and means something
	box                  // begins and ends a line, no meaning of its own
	para                 // holds a line: p, headings
	holder               // holds blocks: lists, quotes, tables
	pre                  // holds lines as they are
	image                //
	lineEnd              // br
	rule                 // hr
	embedded             // what plays in the page; a link takes its place
	unseen               // not shown, with all it holds
)

// roleOf is the role of an element. What HTML does not know is inline: its
// children are shown, as a browser does it.
func roleOf(a atom.Atom) role {
	switch a {
	case atom.A, atom.Em, atom.I, atom.Strong, atom.B, atom.Del, atom.S, atom.Strike, atom.Ins, atom.Sup, atom.Sub,
		atom.U, atom.Mark, atom.Kbd, atom.Samp, atom.Var, atom.Q, atom.Cite, atom.Abbr, atom.Acronym, atom.Small,
		atom.Code, atom.Tt, atom.Span, atom.Ruby, atom.Rt, atom.Rp, atom.Bdi, atom.Bdo:
		return markup
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return para
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir, atom.Li, atom.Blockquote, atom.Table, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot,
		atom.Tr, atom.Td, atom.Th, atom.Dl, atom.Dt, atom.Dd, atom.Figure, atom.Figcaption:
		return holder
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		return pre
	case atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.Address,
		atom.Details, atom.Summary, atom.Fieldset, atom.Legend, atom.Form, atom.Center, atom.Hgroup, atom.Dialog,
		atom.Html, atom.Body, atom.Noscript, atom.Option, atom.Optgroup, atom.Select, atom.Object:
		return box
	case atom.Img, atom.Image:
		return image
	case atom.Br:
		return lineEnd
	case atom.Hr:
		return rule
	case atom.Iframe, atom.Video, atom.Audio, atom.Embed, atom.Frame:
		return embedded
	case atom.Script, atom.Style, atom.Template, atom.Head, atom.Title, atom.Meta, atom.Link, atom.Base, atom.Input,
		atom.Col, atom.Colgroup, atom.Source, atom.Track, atom.Param, atom.Area, atom.Wbr, atom.Datalist,
		atom.Noembed, atom.Noframes, atom.AnnotationXml, atom.Canvas:
		return unseen
	}
	return inline
}

// inlineOut reports whether a node of the tidy tree stands in a line.
func inlineOut(n *html.Node) bool {
	if n.Type == html.TextNode {
		return true
	}
	switch roleOf(n.DataAtom) {
	case markup, image, lineEnd:
		return true
	}
	return false
}

// headingLevel is 1 for h1 to 6 for h6, and 0 for any other element.
func headingLevel(a atom.Atom) int {
	switch a {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}

func headingAtom(level int) atom.Atom {
	return [...]atom.Atom{atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}[level-1]
}

func element(a atom.Atom) *html.Node {
	return &html.Node{Type: html.ElementNode, Data: a.String(), DataAtom: a}
}

func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return true
		}
	}
	return false
}

func setAttr(n *html.Node, key, val string) {
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: val})
}
