package convert

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxNumber is the largest number of a list item (CommonMark 0.31 section 5.2:
// nine digits).
const maxNumber = 999_999_999

// list writes a list. Two lists side by side use different markers, else they
// would be one. So does a list whose numbers do not follow one another
// (reversed, or with a value): each jump begins a list.
func (m *markdown) list(ctx converter.Context, out *bytes.Buffer, n *html.Node) {
	l := listWriter{m: m, ctx: ctx, tight: isTight(n), ordered: n.DataAtom == atom.Ol, marker: otherMarker(n.DataAtom == atom.Ol, m.avoid)}
	m.lists++
	defer func() { m.lists-- }()
	number, step := listStart(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Li || m.printer.skip(c) {
			continue
		}
		if attr(c, "data-note") != "" {
			number += step // it is written below the list
			continue
		}
		if v, err := strconv.Atoi(strings.TrimSpace(attr(c, "value"))); err == nil && l.ordered {
			number = v
		}
		l.item(c, min(max(number, 0), maxNumber))
		number += step
	}
	l.write(out)
	m.last = blockInfo{kind: listBlock, marker: l.marker, interrupts: l.interrupts(), gaps: l.jumps}
}

// otherMarker is the first choice of a list's marker, or the second where the
// list above it has the first.
func otherMarker(ordered bool, avoid byte) byte {
	switch {
	case ordered && avoid == '.':
		return ')'
	case ordered:
		return '.'
	case avoid == '-':
		return '+'
	}
	return '-'
}

// isTight reports whether no item holds a paragraph.
func isTight(n *html.Node) bool {
	for li := n.FirstChild; li != nil; li = li.NextSibling {
		for c := li.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.P {
				return false
			}
		}
	}
	return true
}

// listStart is the number of the first item, and what each item adds.
func listStart(n *html.Node) (number, step int) {
	number, step = 1, 1
	if hasAttr(n, "reversed") {
		step, number = -1, 0
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Li {
				number++
			}
		}
	}
	if v, err := strconv.Atoi(strings.TrimSpace(attr(n, "start"))); err == nil {
		number = v
	}
	return number, step
}

type listWriter struct {
	m       *markdown
	ctx     converter.Context
	tight   bool
	ordered bool
	marker  byte
	next    int // the number that a reader would give the next item
	items   []listItem
	jumps   bool // a number did not follow the one before
}

type listItem struct {
	mark  string
	text  []byte
	joins []int
	jump  bool // it begins a list of its own
}

func (l *listWriter) item(li *html.Node, number int) {
	var inner bytes.Buffer
	if task := attr(li, "data-task"); task != "" {
		inner.WriteString(map[string]string{"open": "[ ] ", "done": "[x] "}[task])
	}
	f := &flowState{out: &inner, tight: l.tight, item: true}
	if !l.ordered {
		f.prev.marker = l.marker // a list that begins an item uses the other: "- - -" would be a rule
	}
	margin := len("- ")
	if l.ordered {
		margin = len(strconv.Itoa(number)) + len(". ")
	}
	l.m.printer.margin += margin
	l.m.flowInto(l.ctx, f, li)
	l.m.printer.margin -= margin
	if inner.Len() == 0 && l.m.lists > 1 {
		return // readers disagree on where a list ends behind an empty item and an empty line
	}
	jump := l.ordered && len(l.items) > 0 && number != l.next
	if jump {
		l.marker = otherMarker(true, l.marker)
		l.jumps = true
	}
	l.next = number + 1
	mark := string(l.marker) + " "
	if l.ordered {
		mark = strconv.Itoa(number) + mark
	}
	l.tight = l.tight && !f.loose
	l.items = append(l.items, listItem{mark, inner.Bytes(), f.joins, jump})
}

// write writes the items. One empty line between or in them makes a list
// loose, so there are either none or all.
func (l *listWriter) write(out *bytes.Buffer) {
	for i, it := range l.items {
		switch {
		case i == 0:
		case l.tight && !it.jump:
			out.WriteByte('\n')
		default:
			out.WriteString("\n\n")
		}
		if len(it.text) == 0 {
			out.WriteString(trimRight(it.mark))
			continue
		}
		rest := strings.Repeat(" ", len(it.mark))
		from, mark := 0, it.mark
		for _, at := range it.joins {
			prefixLines(out, it.text[from:at], mark, rest)
			from, mark = at, rest
			if !l.tight {
				out.WriteByte('\n')
			}
		}
		prefixLines(out, it.text[from:], mark, rest)
	}
}

// interrupts reports whether the list may begin on the line below a paragraph.
func (l *listWriter) interrupts() bool {
	if len(l.items) == 0 {
		return false
	}
	it := l.items[0]
	return len(it.text) > 0 && (!l.ordered || it.mark == "1. " || it.mark == "1) ")
}
