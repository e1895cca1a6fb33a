package convert

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// generator writes pages that are hard to say in Markdown: text full of marks,
// elements that begin and end inside words, blocks in blocks.
type generator struct {
	rng   *rand.Rand
	depth int
	link  bool
	marks int  // of notes so far
	plain bool // only addresses that a reader of Markdown leaves as they are
}

func document(rng *rand.Rand) string { return (&generator{rng: rng}).document() }

func (g *generator) document() string {
	var b strings.Builder
	for range 1 + g.rng.IntN(4) {
		b.WriteString(g.block())
	}
	if g.marks > 0 {
		b.WriteString(g.notes())
	}
	return b.String()
}

// mark is a mark of the next note, or of the one before, in one of the ways that
// pages write them.
func (g *generator) mark() string {
	if g.marks == 0 || g.chance(70) {
		g.marks++
	}
	return fmt.Sprintf(g.pick([]string{`<sup><a href="#n%d" id="r%[1]d">%[1]d</a></sup>`, `<a href="#n%d">[%[1]d]</a>`, `[<a href="#n%d" id="r%[1]d">%[1]d</a>]`, `<a href="#n%d"><sup>%[1]d</sup></a>`, `[%d]`, `<sup>%d</sup>`}), g.marks)
}

// notes are the notes of the marks.
func (g *generator) notes() string {
	var b strings.Builder
	form := g.rng.IntN(10)
	for i := 1; i <= g.marks; i++ {
		switch {
		case form < 3:
			fmt.Fprintf(&b, `<li id="n%d">%s%s <a href="#r%[1]d">↩</a></li>`, i, g.inline(1), g.pick([]string{"", "", "<p>", g.blocks()}))
		case form == 3:
			fmt.Fprintf(&b, `<dt><a href="#r%d">%[1]d</a></dt><dd id="n%[1]d">%s%s</dd>`, i, g.inline(1), g.pick([]string{"", "", "<p>", g.blocks()}))
			continue
		case form == 4:
			fmt.Fprintf(&b, `<tr id="n%d"><td>[%[1]d]</td><td>%s</td></tr>`, i, g.inline(2))
			continue
		case g.chance(50):
			fmt.Fprintf(&b, `<p id="n%d"><a href="#r%[1]d">%[1]d.</a> %s</p>`, i, g.inline(1))
		default:
			fmt.Fprintf(&b, `<p><a name="n%d"></a>[%[1]d] %s</p>`, i, g.inline(1))
		}
		if g.chance(10) {
			b.WriteString(g.block())
		}
	}
	s := b.String()
	switch {
	case form < 3:
		s = "<ol>" + s + "</ol>"
	case form == 3:
		return "<dl>" + s + "</dl>"
	case form == 4:
		return "<table>" + s + "</table>"
	}
	if g.chance(20) {
		return "<blockquote>" + s + "</blockquote>"
	}
	return s
}

func (g *generator) pick(s []string) string { return s[g.rng.IntN(len(s))] }

func (g *generator) chance(percent int) bool { return g.rng.IntN(100) < percent }

var words = []string{"word", "a", "I", "Zoë", "1945", "naïve", "x", "“so”", "(yes)", "中文", "，字", "don’t", "end.", "€5", "🔥", "½", "ß", "10"}

var marks = []string{"*", "**", "***", "_", "__", "~", "~~", "~~~", "`", "``", "```", "[", "]", "](", "![", "[x]", "[ ]", "[^1]", "[a]: /b", "<", "<b>", "</p>", "<!--",
	">", "#", "##", "-", "+", "--", "---", "- - -", "===", "=", "1.", "1)", "12.", "&", "&amp;", "&copy;", "&#65;", "\\", "\\*", "|", "| --- |", ":-", ":", "!", "{{<", "{{%", "{{", "{%", "$x$",
	"http://a.example/b_c_d", "https://a.example/*x*?a=1&copy=2", "www.a.example", "me@a.example", "snake_case_name", "2*3*4", "5 * 3", "^", "\u00a0", "\u3000", "\u200b", "'", "\"", "a_", "_b", "*c", "d*", "<http://x.example>"}

func escapeHTML(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}

// text is words and marks, apart or glued together.
func (g *generator) text() string {
	var b strings.Builder
	for range 1 + g.rng.IntN(4) {
		if g.chance(40) {
			b.WriteString(escapeHTML(g.pick(marks)))
		} else {
			b.WriteString(escapeHTML(g.pick(words)))
		}
		if g.chance(60) {
			b.WriteString(g.pick([]string{" ", " ", " ", "\n", "  "}))
		}
	}
	return b.String()
}

var inlineTags = []string{"em", "strong", "b", "i", "del", "s", "em", "strong", "sup", "sub", "u", "mark", "ins", "kbd", "span", "q", "small", "cite", "abbr", "font"}

// inline is a run of inline content.
func (g *generator) inline(depth int) string {
	var b strings.Builder
	for range 1 + g.rng.IntN(3) {
		b.WriteString(g.piece(depth))
	}
	return b.String()
}

func (g *generator) piece(depth int) string {
	k := g.rng.IntN(100)
	switch {
	case k < 2 && !g.link && depth < 3:
		return g.mark()
	case k < 45 || depth > 4:
		return g.text()
	case k < 75:
		tag := g.pick(inlineTags)
		return "<" + tag + ">" + g.inline(depth+1) + "</" + tag + ">"
	case k < 83 && !g.link:
		g.link = true
		s := `<a href="` + escapeHTML(g.address()) + `"` + g.title() + ">" + g.inline(depth+1) + "</a>"
		g.link = false
		return s
	case k < 89:
		return "<code>" + g.text() + "</code>"
	case k < 90:
		return "<code>" + g.inline(depth+2) + "</code>"
	case k < 95:
		return "<br>"
	case k < 98:
		return `<img src="` + escapeHTML(g.address()) + `" alt="` + escapeHTML(g.pick(marks)+" "+g.pick(words)) + `"` + g.title() + `>`
	}
	return "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>"
}

func (g *generator) address() string {
	if g.plain {
		return "https://a.example/" + g.pick([]string{"", "x", "a(b)", "*x*", "_y_", "?a=1&copy=2", "%20", "#f"})
	}
	return "https://a.example/" + g.pick([]string{"", "x", "a(b)", "a)b", "(", "a b", "*x*", "_y_", "?a=1&copy=2", "?a&copy;", "\\", "\\)", "[z]", "`", "|", "%20", "#f", "ü", "{{<x", "{{%y"})
}

func (g *generator) title() string {
	if g.chance(80) {
		return ""
	}
	return ` title="` + escapeHTML(g.pick(marks)+g.pick([]string{"", "\n", " "})+g.pick(words)) + `"`
}

// block is one block, with others in it.
func (g *generator) block() string {
	g.depth++
	defer func() { g.depth-- }()
	k := g.rng.IntN(100)
	if g.depth > 4 {
		k %= 50
	}
	switch {
	case k < 35:
		return "<p>" + g.inline(0) + "</p>\n"
	case k < 42:
		return fmt.Sprintf("<h%d>%s</h%[1]d>", 1+g.rng.IntN(6), g.inline(1))
	case k < 46:
		return "<hr>"
	case k < 52:
		return g.preformatted()
	case k < 60:
		return "<blockquote>" + g.blocks() + "</blockquote>"
	case k < 76:
		return g.list()
	case k < 84:
		return g.tableOf()
	case k < 88:
		return "<figure><img src=\"https://a.example/i.png\" alt=\"" + escapeHTML(g.pick(marks)) + "\"><figcaption>" + g.inline(2) + "</figcaption></figure>"
	case k < 92:
		return "<div>" + g.inline(1) + g.blocks() + "</div>"
	case k < 95:
		return "<em>" + g.blocks() + "</em>"
	}
	return "<div>" + g.inline(0) + "</div>"
}

func (g *generator) blocks() string {
	var b strings.Builder
	for range g.rng.IntN(4) {
		b.WriteString(g.block())
	}
	return b.String()
}

func (g *generator) preformatted() string {
	var b strings.Builder
	for range g.rng.IntN(5) {
		b.WriteString(g.pick([]string{"", "  ", "\t", "    "}) + g.text() + g.pick([]string{"\n", "\n\n", ""}))
	}
	if g.chance(30) {
		return "<pre>" + b.String() + "</pre>"
	}
	return "<pre><code" + g.pick([]string{"", ` class="language-go"`}) + ">" + b.String() + "</code></pre>"
}

func (g *generator) list() string {
	tag := g.pick([]string{"ul", "ol"})
	open := tag
	if tag == "ol" {
		open += g.pick([]string{"", "", ` start="7"`, ` reversed`, ` start="0"`})
	}
	var b strings.Builder
	for range 1 + g.rng.IntN(4) {
		b.WriteString("<li" + g.pick([]string{"", "", "", ` value="4"`}) + ">")
		switch k := g.rng.IntN(10); {
		case k < 5:
			b.WriteString(g.inline(1))
		case k < 8:
			b.WriteString(g.inline(1) + g.blocks())
		default:
			b.WriteString(g.blocks())
		}
		b.WriteString("</li>\n")
	}
	return "<" + open + ">" + b.String() + "</" + tag + ">"
}

func (g *generator) tableOf() string {
	var b strings.Builder
	width := 1 + g.rng.IntN(3)
	head := g.rng.IntN(3)
	for r := range 1 + g.rng.IntN(3) {
		b.WriteString("<tr>")
		for range width {
			cell := "td"
			if r == 0 && head == 0 {
				cell = "th"
			}
			b.WriteString("<" + cell + ">")
			if g.chance(5) {
				b.WriteString(g.blocks())
			} else {
				b.WriteString(g.inline(2))
			}
			b.WriteString("</" + cell + ">")
		}
		if g.chance(10) {
			b.WriteString(`<td colspan="2">` + g.inline(3) + "</td>")
		}
		b.WriteString("</tr>")
	}
	return "<table>" + b.String() + "</table>"
}
