package contents

import "golang.org/x/net/html"

// The kinds of contents.
const (
	Issue = "issue" // the articles of one issue
	Index = "index" // a list of issues
	List  = "list"  // articles, of no issue that the page names
)

// Contents is what a page lists, and the issue that it is the contents of. A
// field that the page does not give, or gives in two ways of which none is
// better, is empty.
type Contents struct {
	Kind        string      `json:"kind"` // Issue, Index, List or "" for neither
	Publication string      `json:"publication,omitempty"`
	Number      string      `json:"number,omitempty"`
	Volume      string      `json:"volume,omitempty"`
	Date        string      `json:"date,omitempty"`     // EDTF level 1: 2011-09-14, 1945-03, 1959-23
	Label       string      `json:"label,omitempty"`    // the line that names the issue, as printed
	Sections    []Section   `json:"sections,omitempty"` // in printed order; the first may have no title
	Issues      []IssueLink `json:"issues,omitempty"`   // of an index, as printed
	Files       []File      `json:"files,omitempty"`    // PDFs of the whole issue
	Next        string      `json:"next,omitempty"`     // the next page of these contents
	Warnings    []string    `json:"warnings,omitempty"` // sources in conflict, signs of a cut list
	Why         []string    `json:"-"`                  // the clusters of links, their scores, and the choice
	Rule        string      `json:"-"`                  // in YAML: what pins the choice for this site's lists; may be empty
}

// Section is a run of items under one heading.
type Section struct {
	Title string `json:"title,omitempty"`
	Items []Item `json:"items"`
}

// Item is an article as its contents page announces it.
type Item struct {
	Title      string   `json:"title"`
	URL        string   `json:"url"` // absolute; empty if the page does not link it
	Authors    []string `json:"authors,omitempty"`
	Byline     string   `json:"byline,omitempty"` // the line of the authors as printed
	Teaser     string   `json:"teaser,omitempty"`
	Pages      string   `json:"pages,omitempty"`
	Date       string   `json:"date,omitempty"`  // EDTF
	Kind       string   `json:"kind,omitempty"`  // a label beside the title, as printed
	Files      []string `json:"files,omitempty"` // PDFs of the article
	Restricted bool     `json:"restricted,omitempty"`
}

// IssueLink is an issue that an index lists.
type IssueLink struct {
	URL    string `json:"url"`
	Title  string `json:"title,omitempty"`
	Number string `json:"number,omitempty"`
	Date   string `json:"date,omitempty"` // EDTF
}

// File is a document that holds the whole issue.
type File struct {
	URL   string `json:"url"`
	Title string `json:"title,omitempty"`
}

// Find reads the contents of a parsed page that came from address, to which
// its links are relative. It is pure and never nil: a page that lists nothing
// has the kind "".
func Find(doc *html.Node, address string) *Contents { return FindBy(doc, address, Pin{}) }

// Pin is what is known of a contents page before it is read, by a rule of its
// site. What is empty is found as on any page.
type Pin struct {
	Links                []*html.Node // those with the titles of articles
	Number, Volume, Date string       // the date in EDTF
	Next                 string       // an address as the page has it
	IsFile               func(url string) bool
}

// FindBy is Find by what is known of the page.
func FindBy(doc *html.Node, address string, pin Pin) *Contents {
	c := &Contents{}
	if doc == nil {
		return c
	}
	p := readPage(doc, address)
	p.pin = pin
	for _, n := range pin.Links {
		if p.pinned == nil {
			p.pinned = map[*html.Node]bool{}
		}
		p.pinned[n] = true
	}
	data := p.structured()
	rs := p.records()
	best := p.pinnedRecords(rs)
	if best == nil {
		best = p.choose(rs, c)
	}
	items := p.items(best)
	if len(items.items) < 2 && len(data.items.items) > len(items.items) {
		c.Why = append(c.Why, "items from structured data")
		items = data.items
	}
	if p.pinned == nil {
		items = p.fromState(items, c)
	}
	p.identify(c, data, items)
	p.identifyPinned(c)
	p.classify(c, items)
	p.files(c)
	p.pager(c)
	if to := p.resolve(pin.Next); to != "" {
		c.Next = to
	}
	p.truncation(c)
	if c.Kind != "" {
		c.Rule = p.suggest(c, best)
	}
	return c
}
