package rules

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/antchfx/xpath"
	"golang.org/x/net/html"
)

// maxExpression is the longest expression that is read, in bytes.
const maxExpression = 4000

// errBudget is the reason an expression is given up: it visits too many nodes.
var errBudget = errors.New("too much work for this page")

// meter counts what evaluation costs, in nodes visited. When it runs out it
// panics with errBudget: the XPath library has no other way out of an
// evaluation. evaluate recovers it.
type meter struct{ left int }

func (m *meter) spend(n int) {
	if m.left -= n; m.left < 0 {
		panic(errBudget)
	}
}

// xpathExpr is a compiled XPath 1.0 expression. The library's values hold the
// state of an evaluation, so each goroutine takes one of its own.
type xpathExpr struct {
	text string
	pool sync.Pool
}

func compileXPath(text string) (*xpathExpr, error) {
	text = withoutID(text)
	e, err := compileOnce(text)
	if err != nil {
		return nil, err
	}
	x := &xpathExpr{text: text}
	x.pool.Put(e)
	return x, nil
}

// compileOnce turns the library's panics into errors.
func compileOnce(text string) (e *xpath.Expr, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	return xpath.Compile(text)
}

// withoutID writes id('x'), which the library lacks, as //*[@id='x'].
func withoutID(s string) string {
	for from := 0; ; {
		k := strings.Index(s[from:], "id(")
		if k < 0 {
			return s
		}
		k += from
		from = k + 3
		if k > 0 && !strings.ContainsRune(" (|[,=", rune(s[k-1])) || from >= len(s) || s[from] != '\'' && s[from] != '"' {
			continue
		}
		end := strings.IndexByte(s[from+1:], s[from])
		if end < 0 || from+end+2 >= len(s) || s[from+end+2] != ')' {
			continue
		}
		quoted := s[from : from+end+2]
		s = s[:k] + "//*[@id=" + quoted + "]" + s[from+end+3:]
	}
}

// evaluate gives what the expression selects below doc: nodes in document
// order, or one string. Its error is errBudget, or what went wrong inside the
// library.
func (x *xpathExpr) evaluate(doc *html.Node, m *meter) (found []match, err error) {
	e, _ := x.pool.Get().(*xpath.Expr)
	if e == nil {
		if e, err = compileOnce(x.text); err != nil {
			return nil, err
		}
	}
	defer func() {
		switch r := recover().(type) {
		case nil:
			x.pool.Put(e)
		case error:
			found, err = nil, r
		default:
			found, err = nil, fmt.Errorf("%v", r)
		}
	}()
	switch v := e.Evaluate(&cursor{root: doc, node: doc, attr: -1, meter: m}).(type) {
	case string:
		found = []match{{text: v}}
	case float64:
		found = []match{{text: fmt.Sprint(v)}}
	case bool:
		if v {
			found = []match{{text: "true"}}
		}
	case *xpath.NodeIterator:
		for v.MoveNext() {
			c, ok := v.Current().(*cursor)
			if !ok {
				break
			}
			m.spend(1)
			f := match{node: c.node}
			if c.attr >= 0 {
				f.attr = c.node.Attr[c.attr].Key
			}
			found = append(found, f)
		}
	}
	return found, nil
}

// cursor walks a tree for the XPath library and pays for each step.
type cursor struct {
	root, node *html.Node
	attr       int // of node, or -1
	meter      *meter
}

var _ xpath.NodeNavigator = (*cursor)(nil)

// NodeType implements xpath.NodeNavigator.
func (c *cursor) NodeType() xpath.NodeType {
	switch {
	case c.attr >= 0:
		return xpath.AttributeNode
	case c.node.Type == html.ElementNode:
		return xpath.ElementNode
	case c.node.Type == html.TextNode:
		return xpath.TextNode
	case c.node.Type == html.DocumentNode:
		return xpath.RootNode
	}
	return xpath.CommentNode
}

// LocalName implements xpath.NodeNavigator.
func (c *cursor) LocalName() string {
	if c.attr >= 0 {
		return c.node.Attr[c.attr].Key
	}
	if c.node.Type == html.ElementNode {
		return c.node.Data
	}
	return ""
}

// Prefix implements xpath.NodeNavigator: HTML has no prefixes.
func (*cursor) Prefix() string { return "" }

// Value implements xpath.NodeNavigator: the string-value of XPath 1.0 §5.
func (c *cursor) Value() string {
	if c.attr >= 0 {
		return c.node.Attr[c.attr].Val
	}
	if c.node.Type == html.TextNode || c.node.Type == html.CommentNode {
		return c.node.Data
	}
	var w strings.Builder
	for n := range c.node.Descendants() {
		c.meter.spend(1)
		if n.Type == html.TextNode {
			c.meter.spend(len(n.Data) / 64)
			w.WriteString(n.Data)
		}
	}
	return w.String()
}

// Copy implements xpath.NodeNavigator.
func (c *cursor) Copy() xpath.NodeNavigator {
	c.meter.spend(1)
	d := *c
	return &d
}

// MoveToRoot implements xpath.NodeNavigator.
func (c *cursor) MoveToRoot() { c.node, c.attr = c.root, -1 }

// MoveToParent implements xpath.NodeNavigator.
func (c *cursor) MoveToParent() bool {
	if c.attr >= 0 {
		c.attr = -1
		return true
	}
	return c.node != c.root && c.move(c.node.Parent)
}

// MoveToNextAttribute implements xpath.NodeNavigator.
func (c *cursor) MoveToNextAttribute() bool {
	c.meter.spend(1)
	if c.attr+1 >= len(c.node.Attr) {
		return false
	}
	c.attr++
	return true
}

// MoveToChild implements xpath.NodeNavigator.
func (c *cursor) MoveToChild() bool { return c.attr < 0 && c.move(c.node.FirstChild) }

// MoveToFirst implements xpath.NodeNavigator.
func (c *cursor) MoveToFirst() bool {
	if c.attr >= 0 || c.node == c.root || c.node.PrevSibling == nil {
		return false
	}
	if c.node.Parent != nil {
		return c.move(c.node.Parent.FirstChild)
	}
	for c.node.PrevSibling != nil {
		c.move(c.node.PrevSibling)
	}
	return true
}

// MoveToNext implements xpath.NodeNavigator.
func (c *cursor) MoveToNext() bool {
	return c.attr < 0 && c.node != c.root && c.move(c.node.NextSibling)
}

// MoveToPrevious implements xpath.NodeNavigator.
func (c *cursor) MoveToPrevious() bool {
	return c.attr < 0 && c.node != c.root && c.move(c.node.PrevSibling)
}

// MoveTo implements xpath.NodeNavigator.
func (c *cursor) MoveTo(other xpath.NodeNavigator) bool {
	o, ok := other.(*cursor)
	if !ok || o.root != c.root {
		return false
	}
	c.node, c.attr = o.node, o.attr
	return true
}

func (c *cursor) move(n *html.Node) bool {
	c.meter.spend(1)
	if n == nil {
		return false
	}
	c.node = n
	return true
}
