package convert

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Readers of Markdown number the notes anew and put them at the end, with a way
// back. So both trees that a law compares are first brought to one form: marks
// are the numbers in which their notes are met, and the notes stand at the end
// in that order.

// settleNotes brings a tidy tree to that form.
func settleNotes(root *html.Node, skip func(*html.Node) bool) {
	notes := map[string]*html.Node{}
	var hidden, marks []*html.Node
	for n := range root.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case hasAttr(n, "data-notemark"):
			hidden = append(hidden, n)
		case attr(n, "data-noteref") != "":
			marks = append(marks, n)
		case attr(n, "data-note") != "":
			notes[attr(n, "data-note")] = n
		}
	}
	for _, n := range hidden {
		n.Parent.RemoveChild(n)
	}
	for _, n := range marks {
		if !skip(n) {
			replaceMark(n, attr(n, "data-noteref"))
		}
	}
	settle(root, notes)
}

// settleRead does the same to what goldmark made of Markdown.
func settleRead(root *html.Node) {
	notes := map[string]*html.Node{}
	var box *html.Node
	var marks, backs []*html.Node
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.Sup && strings.HasPrefix(attr(n, "id"), "fnref"):
			marks = append(marks, n)
		case attr(n, "class") == "footnote-backref":
			backs = append(backs, n)
		case attr(n, "class") == "footnotes":
			box = n
		case n.DataAtom == atom.Li && strings.HasPrefix(attr(n, "id"), "fn:"):
			notes["#"+attr(n, "id")] = n
		}
	}
	for _, n := range backs {
		if t := n.PrevSibling; t != nil && t.Type == html.TextNode {
			t.Data = strings.TrimSuffix(t.Data, "\u00a0")
		}
		n.Parent.RemoveChild(n)
	}
	for _, n := range marks {
		replaceMark(n, attr(n.FirstChild, "href"))
	}
	settle(root, notes)
	if box != nil {
		box.Parent.RemoveChild(box)
	}
}

func replaceMark(n *html.Node, name string) {
	mark := &html.Node{Type: html.ElementNode, Data: "x-mark", Attr: []html.Attribute{{Key: "name", Val: name}}}
	n.Parent.InsertBefore(mark, n)
	n.Parent.RemoveChild(n)
}

func settle(root *html.Node, notes map[string]*html.Node) {
	for _, n := range notes {
		n.Parent.RemoveChild(n)
	}
	numbers := map[string]int{}
	var queue []*html.Node
	for at := root; ; {
		for n := range at.Descendants() {
			if n.Data != "x-mark" || n.Type != html.ElementNode || n.FirstChild != nil {
				continue
			}
			name := attr(n, "name")
			if numbers[name] == 0 {
				numbers[name] = len(numbers) + 1
				if note := notes[name]; note != nil {
					queue = append(queue, note)
				}
			}
			n.AppendChild(&html.Node{Type: html.TextNode, Data: "⟦" + strconv.Itoa(numbers[name]) + "⟧"})
		}
		if len(queue) == 0 {
			return
		}
		at = element(atom.Div)
		for c := queue[0].FirstChild; c != nil; c = queue[0].FirstChild {
			queue[0].RemoveChild(c)
			at.AppendChild(c)
		}
		queue = queue[1:]
		root.AppendChild(at)
	}
}
