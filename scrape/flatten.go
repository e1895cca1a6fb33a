package scrape

import (
	"bytes"
	"errors"
	"io"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxDepth is how deep the tree of a flattened page goes. Elements below that
// become siblings; their text stays where it stood.
const maxDepth = 256

// flatten builds a tree from tokens alone, for pages that nest deeper than the
// parser allows (512 open elements). It knows of HTML only what keeps old pages
// in shape: void elements and the end tags that may be left out.
func flatten(text []byte) (*html.Node, error) {
	f := flattener{doc: &html.Node{Type: html.DocumentNode}}
	root := &html.Node{Type: html.ElementNode, Data: "html", DataAtom: atom.Html}
	f.doc.AppendChild(root)
	f.open = append(f.open, root)
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if errors.Is(z.Err(), io.EOF) {
				return f.doc, nil
			}
			return nil, z.Err()
		case html.TextToken:
			f.add(&html.Node{Type: html.TextNode, Data: string(z.Text())})
		case html.StartTagToken, html.SelfClosingTagToken:
			f.start(z.Token())
		case html.EndTagToken:
			t := z.Token()
			f.end(t.DataAtom, t.Data)
		}
	}
}

type flattener struct {
	doc  *html.Node
	open []*html.Node
	over int // open elements that found no place below maxDepth
}

func (f *flattener) top() *html.Node { return f.open[len(f.open)-1] }

func (f *flattener) add(n *html.Node) { f.top().AppendChild(n) }

func (f *flattener) start(t html.Token) {
	switch t.DataAtom {
	case atom.Html:
		return
	case atom.Li, atom.P, atom.Td, atom.Th, atom.Tr, atom.Dt, atom.Dd, atom.Option:
		if f.top().DataAtom == t.DataAtom {
			f.open = f.open[:len(f.open)-1]
		}
	}
	n := &html.Node{Type: html.ElementNode, Data: t.Data, DataAtom: t.DataAtom, Attr: t.Attr}
	f.add(n)
	switch {
	case void(t.DataAtom) || t.Type == html.SelfClosingTagToken && t.DataAtom == 0:
	case len(f.open) < maxDepth:
		f.open = append(f.open, n)
	default:
		f.over++
	}
}

// end closes the nearest open element of that name. While elements are open
// that found no place, an end tag is taken for theirs.
func (f *flattener) end(a atom.Atom, name string) {
	if void(a) {
		return
	}
	if f.over > 0 {
		f.over--
		return
	}
	for i := len(f.open) - 1; i > 0; i-- {
		if f.open[i].Data == name {
			f.open = f.open[:i]
			return
		}
	}
}

func void(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}
