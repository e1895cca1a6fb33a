package convert

import (
	"bytes"

	"github.com/backissue/backissue/scrape"
)

// writeFrontMatter writes the fields that readers of Markdown use, flat, in a
// fixed order. author, date and title are the names that pandoc, Hugo and
// Obsidian know.
func writeFrontMatter(out *bytes.Buffer, a *scrape.Article) {
	out.WriteString("---\n")
	entry(out, "title", a.Title)
	entry(out, "subtitle", a.Subtitle)
	entry(out, "byline", a.Byline)
	var names []string
	for _, p := range a.Authors {
		if p.Name != "" {
			names = append(names, p.Name)
		}
	}
	entries(out, "author", names)
	entry(out, "date", a.Date)
	entry(out, "issued", a.Issued)
	if a.Publication != nil {
		entry(out, "publication", a.Publication.Name)
	}
	if a.Issue != nil {
		entry(out, "issue", a.Issue.Number)
		entry(out, "volume", a.Issue.Volume)
		entry(out, "issue_date", a.Issue.Date)
	}
	entry(out, "section", a.Section)
	entry(out, "language", a.Language)
	entries(out, "tags", a.Tags)
	entry(out, "source", a.Source)
	entry(out, "retrieved", a.Retrieved)
	entry(out, "sha256", a.SHA256)
	out.WriteString("---\n")
}

func entry(out *bytes.Buffer, key, value string) {
	if value == "" && key != "title" {
		return
	}
	out.WriteString(key)
	out.WriteString(": ")
	quoteYAML(out, value)
	out.WriteByte('\n')
}

func entries(out *bytes.Buffer, key string, values []string) {
	if len(values) == 0 {
		return
	}
	out.WriteString(key)
	out.WriteString(":\n")
	for _, v := range values {
		out.WriteString("  - ")
		quoteYAML(out, v)
		out.WriteByte('\n')
	}
}

// quoteYAML writes s as a double-quoted scalar, the one style in which YAML
// 1.1 and 1.2 agree on every string (YAML 1.2.2 section 7.3.1). Characters
// that a reader may refuse or take for a line end are escaped.
func quoteYAML(out *bytes.Buffer, s string) {
	out.WriteByte('"')
	text := cleanText(s)
	for i, r := range text {
		switch r {
		case ':':
			if runs([]byte(text[max(0, i-24):i+1]), i-max(0, i-24)) {
				out.WriteString(`\u003A`)
				continue
			}
			out.WriteRune(r)
		case '"', '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case '\n':
			out.WriteString(`\n`)
		case '\t':
			out.WriteString(`\t`)
		case '\u2028':
			out.WriteString(`\L`)
		case '\u2029':
			out.WriteString(`\P`)
		case '\uFEFF':
			out.WriteString(`\uFEFF`)
		case '\uFFFE':
			out.WriteString(`\uFFFE`)
		case '\uFFFF':
			out.WriteString(`\uFFFF`)
		default:
			out.WriteRune(r)
		}
	}
	out.WriteByte('"')
}
