package convert

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"github.com/backissue/backissue/scrape"
)

// Render writes a in the format of o. The same article gives the same bytes.
// The article stays as it was; its copy that is written has Body, WordCount
// and SHA256 filled in. The errors are those of Check and of w.
func (o Options) Render(w io.Writer, a *scrape.Article) error {
	b, err := o.Bytes(a)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// Bytes is what Render writes.
func (o Options) Bytes(a *scrape.Article) ([]byte, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	r := o.read(a)
	switch o.Format {
	case JSON, JSONL:
		return r.record()
	case Text:
		return r.text(), nil
	case HTML:
		return r.page(), nil
	}
	return r.markdown()
}

// rendering is an article on its way to its output.
type rendering struct {
	Options
	article *scrape.Article // a copy, without controls
	tree    *html.Node      // the tidy tree
	size    int             // bytes of the tree's text
	plain   []byte          // the text body with the default parts
}

func (o Options) read(a *scrape.Article) *rendering {
	t := &tidier{dropImages: o.Images == DropImages, cleanLinks: o.CleanLinks, htmlTables: o.Tables == HTMLTables, skip: o.Parts.skipper(MarkdownBody)}
	t.base, _ = address(a.Source, false, "http", "https")
	r := &rendering{Options: o, article: cleanRecord(a), tree: t.tidy(a.Content)}
	r.size = t.size
	r.plain = renderText(r.tree, Parts(nil).skipper(TextBody), 0, r.size)
	sum := sha256.Sum256(norm.NFC.Bytes(r.plain))
	r.article.SHA256 = hex.EncodeToString(sum[:])
	r.article.WordCount = countWords(r.plain)
	if o.Images == DropImages {
		r.article.Images = nil
	}
	if o.CleanLinks {
		r.article.Links = slices.Clone(r.article.Links)
		for i := range r.article.Links {
			r.article.Links[i].URL = scrape.WithoutTracking(r.article.Links[i].URL)
		}
	}
	return r
}

// body is the article's text in the form b.
func (r *rendering) body(b Body) ([]byte, error) {
	skip := r.Parts.skipper(b)
	switch b {
	case TextBody:
		if len(r.Parts) == 0 && r.Wrap == 0 {
			return r.plain, nil
		}
		return renderText(r.tree, skip, r.Wrap, r.size), nil
	case HTMLBody:
		var out bytes.Buffer
		out.Grow(r.size + r.size/4)
		w := htmlWriter{out: &out, skip: skip, space: true}
		w.children(r.tree)
		w.newLine()
		return bytes.TrimLeft(out.Bytes(), "\n"), nil
	}
	return r.renderMarkdown(r.tree, skip, r.size)
}

func (r *rendering) text() []byte {
	body, _ := r.body(TextBody) // writing text cannot fail
	var out bytes.Buffer
	for _, line := range r.opening(TextBody) {
		out.WriteString(line.text)
		out.WriteString("\n\n")
	}
	out.Write(body)
	return out.Bytes()
}

func (r *rendering) markdown() ([]byte, error) {
	body, err := r.body(MarkdownBody)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.Grow(len(body) + 1<<10)
	if r.FrontMatter != NoFrontMatter {
		writeFrontMatter(&out, r.article)
	}
	for _, line := range r.opening(MarkdownBody) {
		if out.Len() > 0 {
			out.WriteByte('\n')
		}
		line.markdown(&out)
		out.WriteByte('\n')
	}
	if len(body) > 0 && out.Len() > 0 {
		out.WriteByte('\n')
	}
	out.Write(body)
	return out.Bytes(), nil
}

// openingLine is a field that is printed above the body.
type openingLine struct {
	part, text string
}

// opening is the fields above the body: those whose parts are asked for, and
// in Markdown without front matter, and in a page, the title, byline and date.
func (r *rendering) opening(b Body) []openingLine {
	a := r.article
	needed := b == HTMLBody || b == MarkdownBody && r.FrontMatter == NoFrontMatter && (r.Format == "" || r.Format == Markdown)
	var lines []openingLine
	add := func(part, text string, needed bool) {
		on, asked := r.Parts[part]
		if text = oneLine(text); text != "" && (asked && on || needed && !asked) {
			lines = append(lines, openingLine{part, text})
		}
	}
	add("title", a.Title, needed)
	add("dek", a.Subtitle, b == HTMLBody)
	add("byline", first(a.Byline, authorNames(a)), needed)
	add("dateline", first(a.Date, a.Issued), needed)
	return lines
}

func authorNames(a *scrape.Article) string {
	names := ""
	for _, p := range a.Authors {
		if names != "" {
			names += ", "
		}
		names += p.Name
	}
	return names
}

// markdown writes the line as Markdown.
func (l openingLine) markdown(out *bytes.Buffer) {
	p := linePrinter{}
	p.skip = func(*html.Node) bool { return false }
	at := paragraphPlace
	if l.part == "title" {
		out.WriteString("# ")
		at = headingPlace
	}
	p.printLine(out, &html.Node{Type: html.TextNode, Data: l.text}, nil, at, nil)
}

// record writes the article as JSON.
func (r *rendering) record() ([]byte, error) {
	form := r.Body
	if form == "" {
		form = MarkdownBody
	}
	body, err := r.body(form)
	if err != nil {
		return nil, err
	}
	r.article.Body = string(body)
	out, err := encodeRecord(r.article, r.Format == JSON)
	if err != nil {
		return nil, fmt.Errorf("writing the record: %w", err)
	}
	return out, nil
}
