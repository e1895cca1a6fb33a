package convert

import (
	"bytes"
	"strconv"
)

// reference is what a link leads to, where it is written below the text
// (CommonMark 0.31 section 4.7).
type reference struct{ address, title string }

// references are numbered in the order in which they are first met.
type references struct {
	numbers map[reference]int
	order   []reference
}

func (p *linePrinter) printReference(r reference) {
	n, ok := p.references.numbers[r]
	if !ok {
		p.references.order = append(p.references.order, r)
		n = len(p.references.order)
		p.references.numbers[r] = n
	}
	p.out.WriteByte('[')
	p.out.WriteString(strconv.Itoa(n))
	p.out.WriteByte(']')
}

// appendReferences writes the references behind the text.
func (p *linePrinter) appendReferences(text []byte) []byte {
	if p.references == nil || len(p.references.order) == 0 {
		return text
	}
	out := bytes.NewBuffer(text)
	p.out, p.place = out, paragraphPlace
	out.WriteByte('\n')
	for i, r := range p.references.order {
		out.WriteByte('[')
		out.WriteString(strconv.Itoa(i + 1))
		out.WriteString("]: ")
		if r.address == "" {
			out.WriteString("<>")
		}
		p.printDestination(r.address)
		if r.title != "" {
			out.WriteString(` "`)
			p.printTitle(r.title)
			out.WriteByte('"')
		}
		out.WriteByte('\n')
	}
	return out.Bytes()
}
