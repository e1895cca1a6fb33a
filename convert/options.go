package convert

import "fmt"

// Format is the form of an output.
type Format string

// The formats. The zero value is Markdown.
const (
	Markdown Format = "md"
	JSON     Format = "json"  // the record, indented
	JSONL    Format = "jsonl" // the record on one line
	Text     Format = "text"
	HTML     Format = "html"
)

// Extension is that of a file in the format, with its dot. A record is .json
// on one line or many.
func (f Format) Extension() string {
	switch f {
	case JSON, JSONL:
		return ".json"
	case Text:
		return ".txt"
	case HTML:
		return ".html"
	}
	return ".md"
}

// Body is the form of a record's body.
type Body string

// The bodies of a record. The zero value is Markdown.
const (
	MarkdownBody Body = "markdown"
	HTMLBody     Body = "html"
	TextBody     Body = "text"
)

// Images says what becomes of images.
type Images string

// The zero value keeps images.
const (
	KeepImages Images = "keep"
	DropImages Images = "drop"
)

// FrontMatter says what stands above the Markdown.
type FrontMatter string

// The zero value is YAML. Without front matter the text begins with its title,
// byline and date.
const (
	YAMLFrontMatter FrontMatter = "yaml"
	NoFrontMatter   FrontMatter = "none"
)

// Links says how Markdown writes its links.
type Links string

// The zero value writes each address where its link stands; references stand
// at the end and are numbered.
const (
	InlineLinks    Links = "inline"
	ReferenceLinks Links = "reference"
)

// Tables says how Markdown writes its tables.
type Tables string

// The zero value is GFM, and HTML for the tables that GFM cannot say.
const (
	GFMTables  Tables = "gfm"
	HTMLTables Tables = "html"
)

// Options are the choices of an output. The zero value is Markdown with front
// matter.
type Options struct {
	Format      Format
	Body        Body // of JSON and JSONL
	Parts       Parts
	Images      Images
	FrontMatter FrontMatter // of Markdown
	Links       Links       // of Markdown
	Tables      Tables      // of Markdown
	Wrap        int         // the columns of a line in Markdown and text, where words allow; 0 wraps nothing
	CleanLinks  bool        // links without the parameters that track readers
}

// Check reports the first option whose value is not one of the above.
func (o Options) Check() error {
	switch o.Format {
	case "", Markdown, JSON, JSONL, Text, HTML:
	default:
		return fmt.Errorf("unknown format %q: one of md, json, jsonl, text, html", o.Format)
	}
	switch o.Body {
	case "", MarkdownBody, HTMLBody, TextBody:
	default:
		return fmt.Errorf("unknown body %q: one of markdown, html, text", o.Body)
	}
	switch o.Images {
	case "", KeepImages, DropImages:
	default:
		return fmt.Errorf("unknown choice for images %q: one of keep, drop", o.Images)
	}
	switch o.FrontMatter {
	case "", YAMLFrontMatter, NoFrontMatter:
	default:
		return fmt.Errorf("unknown front matter %q: one of yaml, none", o.FrontMatter)
	}
	switch o.Links {
	case "", InlineLinks, ReferenceLinks:
	default:
		return fmt.Errorf("unknown choice for links %q: one of inline, reference", o.Links)
	}
	switch o.Tables {
	case "", GFMTables, HTMLTables:
	default:
		return fmt.Errorf("unknown choice for tables %q: one of gfm, html", o.Tables)
	}
	if o.Wrap < 0 {
		return fmt.Errorf("cannot wrap lines at %d columns", o.Wrap)
	}
	return o.Parts.check()
}
