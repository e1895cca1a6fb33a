package scrape

import (
	"encoding/json"
	"time"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape/content"
)

// SchemaVersion is the version of the record that Article describes. It
// changes when a key changes its meaning or disappears.
const SchemaVersion = 1

// Article is one article as it was read: the record of the JSON output, field
// by field and in its order. A field that was not found is empty; Fields says
// of each field that was found where it was found and how sure that is.
type Article struct {
	SchemaVersion int    `json:"schema_version"`
	ID            string `json:"id,omitempty"` // UUIDv5 of Source in the URL namespace (RFC 9562 §5.5)

	Title    string `json:"title"`
	Subtitle string `json:"subtitle,omitempty"` // the standfirst (schema.org alternativeHeadline)
	Kicker   string `json:"kicker,omitempty"`   // the line above the headline

	Byline      string   `json:"byline,omitempty"` // as printed: "By Martyn Hudson"
	Authors     []Person `json:"authors"`          // never the submitter, never the site
	SubmittedBy string   `json:"submitted_by,omitempty"`
	Credits     []Credit `json:"credits,omitempty"`

	// Date is the day of publication, "2011-10-26", or with its time and zone
	// where those are known, RFC 3339. It is empty where the day is not known.
	Date string `json:"date,omitempty"`
	// Issued is the same in EDTF with the precision the page gives:
	// "2011-10-26", "2011-10", "1959-23" (autumn). It is there whenever
	// anything is known.
	Issued     string `json:"issued,omitempty"`
	DateRaw    string `json:"date_raw,omitempty"`
	DateSource string `json:"date_source,omitempty"`
	Modified   string `json:"modified,omitempty"`

	Publication *Publication `json:"publication,omitempty"`
	Issue       *IssueRef    `json:"issue,omitempty"`
	Section     string       `json:"section,omitempty"`
	Pages       string       `json:"pages,omitempty"`

	Language string   `json:"language,omitempty"` // BCP 47
	Tags     []string `json:"tags,omitempty"`
	License  string   `json:"license,omitempty"`

	// Body is the rendered text, without the title. Extract leaves it empty:
	// the text travels as Content, and package convert renders it.
	Body      string `json:"body"`
	WordCount int    `json:"word_count"`

	Images []Image `json:"images,omitempty"`
	Links  []Link  `json:"links,omitempty"`

	Access string `json:"access,omitempty"` // "full", or "teaser" where the rest is paid for

	Source    string    `json:"source,omitempty"`    // the canonical URL
	Retrieved string    `json:"retrieved,omitempty"` // RFC 3339, UTC: the capture that gave this text
	SHA256    string    `json:"sha256,omitempty"`    // of the text body, NFC, LF
	Archived  *Archived `json:"archived,omitempty"`

	Provenance *Provenance      `json:"provenance,omitempty"`
	Fields     map[string]Field `json:"fields,omitempty"`
	Confidence float64          `json:"confidence"` // of the whole record, 0 to 1
	Coverage   float64          `json:"coverage"`   // words kept ÷ words of the main part of the page
	Warnings   []string         `json:"warnings,omitempty"`

	// Input is the manifest's line that asked for this page.
	Input json.RawMessage `json:"input,omitempty"`

	// Content is the body's own tree, an <article> element that shares no node
	// with the page. See Clean for what it may hold.
	Content *html.Node `json:"-"`

	// Missing are the further pages of the article that could not be read; each
	// has a warning "pages-missing".
	Missing []MissingPage `json:"-"`

	// Explanation is why each block of the page was kept or dropped; nil
	// unless the options asked for it.
	Explanation *content.Trace `json:"-"`

	// Rule is a site rule in YAML that says where the page's parts were found;
	// "" without Options.Explain, where a rule was used, and for pages of more
	// than 4 MB. Where none can be given it begins with NoRule.
	Rule string `json:"-"`
}

// Person is an author: a human being, an organisation or a news agency.
type Person struct {
	Name        string `json:"name"`
	Given       string `json:"given,omitempty"`
	Family      string `json:"family,omitempty"`
	Type        string `json:"type,omitempty"` // "person", "organization" or "agency"
	Role        string `json:"role,omitempty"`
	Affiliation string `json:"affiliation,omitempty"`
	URL         string `json:"url,omitempty"`
}

// Credit names someone who contributed but did not write: role is
// "translator", "photographer", "interviewer", "transcriber" or "editor".
type Credit struct {
	Name string `json:"name"`
	Role string `json:"role"`
}

// Publication is the periodical the article appeared in.
type Publication struct {
	Name      string `json:"name"`
	ISSN      string `json:"issn,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Place     string `json:"place,omitempty"`
}

// IssueRef names the issue an article appeared in.
type IssueRef struct {
	Number string `json:"number,omitempty"`
	Volume string `json:"volume,omitempty"`
	Date   string `json:"date,omitempty"` // EDTF
	Label  string `json:"label,omitempty"`
	URL    string `json:"url,omitempty"`
}

// Image is a picture of the body.
type Image struct {
	URL     string `json:"url"`
	File    string `json:"file,omitempty"` // where it is kept, relative to the article's own file
	Alt     string `json:"alt,omitempty"`
	Caption string `json:"caption,omitempty"`
	Credit  string `json:"credit,omitempty"`
}

// Link is a link of the body.
type Link struct {
	URL  string `json:"url"`
	Text string `json:"text"`
}

// Archived names the web archive's copy that was read instead of the page.
type Archived struct {
	URL  string `json:"url"`
	Date string `json:"date,omitempty"`
}

// Field says where a field's value came from and how sure it is.
type Field struct {
	Source     string  `json:"source"`
	Confidence float64 `json:"confidence"` // 0 to 1
	Raw        string  `json:"raw,omitempty"`
	Inherited  bool    `json:"inherited,omitempty"`
}

// Provenance is how the bytes came here.
type Provenance struct {
	RequestedURL  string            `json:"requested_url,omitempty"`
	FinalURL      string            `json:"final_url,omitempty"`
	Redirects     []Redirect        `json:"redirects,omitempty"`
	Status        int               `json:"status,omitempty"`
	Headers       map[string]string `json:"headers,omitempty"` // never cookies or credentials
	BodySHA256    string            `json:"body_sha256,omitempty"`
	Charset       string            `json:"charset,omitempty"`
	CharsetSource string            `json:"charset_source,omitempty"` // bom, http, meta, utf-8, detected, default
	Robots        string            `json:"robots,omitempty"`         // "ignored" where --robots=ignore let the request pass
	Insecure      bool              `json:"insecure,omitempty"`
	WARC          *WARCRecord       `json:"warc,omitempty"`
	Pages         []PageRead        `json:"pages,omitempty"` // of an article on several pages, in their order, the first one too
	Rule          string            `json:"rule,omitempty"`  // the site rule that was applied, by the name of its file
	Tool          string            `json:"tool,omitempty"`
}

// PageRead is a page that an article on several pages was read from.
type PageRead struct {
	URL    string      `json:"url"`
	Status int         `json:"status,omitempty"`
	SHA256 string      `json:"sha256,omitempty"` // of its bytes
	WARC   *WARCRecord `json:"warc,omitempty"`
}

// WARCRecord is where the recording holds the page.
type WARCRecord struct {
	File     string `json:"file"`      // its base name
	Offset   int64  `json:"offset"`    // in bytes, of the record or its gzip member
	RecordID string `json:"record_id"` // "urn:uuid:…"
}

// Redirect is one hop on the way to the page.
type Redirect struct {
	URL    string `json:"url"`
	Status int    `json:"status"`
}

// Source is what a page was read from: its bytes and what came with them.
type Source struct {
	URL         string // of the bytes, after redirects; empty for a bare file
	ContentType string // the HTTP label, if there was one
	Body        []byte // as decoded from the transfer, in the page's own character encoding
	Retrieved   time.Time
	Provenance  Provenance
	Warnings    []string // what the way of the bytes leaves in doubt, for the record
}
