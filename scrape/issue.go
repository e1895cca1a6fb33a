package scrape

// Issue is one number of a periodical: what its contents page lists, in printed
// order, and what of it is stored. It is the record of issue.json.
type Issue struct {
	SchemaVersion int `json:"schema_version"`

	Publication string `json:"publication,omitempty"`
	Number      string `json:"number,omitempty"`
	Volume      string `json:"volume,omitempty"`
	Date        string `json:"date,omitempty"` // EDTF
	Label       string `json:"label,omitempty"`
	URL         string `json:"url"` // of the contents page

	Sections []IssueSection `json:"sections"`
	Files    []IssueFile    `json:"files,omitempty"` // of the whole issue: its PDF

	Listed   int      `json:"listed"`
	Stored   int      `json:"stored"` // of the listed
	Warnings []string `json:"warnings,omitempty"`
	Tool     string   `json:"tool,omitempty"`
}

// IssueSection is a part of an issue. The first may have no title.
type IssueSection struct {
	Title    string   `json:"title,omitempty"`
	Articles []Listed `json:"articles"`
}

// Listed is an article as the contents page lists it, with the place where it
// is stored, or why it is not.
type Listed struct {
	Title   string   `json:"title"`
	URL     string   `json:"url"`
	Authors []string `json:"authors,omitempty"`
	Byline  string   `json:"byline,omitempty"`
	Teaser  string   `json:"teaser,omitempty"`
	Pages   string   `json:"pages,omitempty"`
	Date    string   `json:"date,omitempty"`
	Kind    string   `json:"kind,omitempty"`

	File   string      `json:"file,omitempty"` // relative to issue.json, with slashes
	ID     string      `json:"id,omitempty"`
	SHA256 string      `json:"sha256,omitempty"` // of the text, as in the record
	Files  []IssueFile `json:"files,omitempty"`
	Gap    *Gap        `json:"gap,omitempty"`

	Gone     string `json:"gone,omitempty"`     // the day on which the page was found gone; what is stored stays
	Unlisted string `json:"unlisted,omitempty"` // the day on which the contents page did not list it any more
}

// IssueFile is a file that an issue offers, such as its PDF.
type IssueFile struct {
	URL    string `json:"url"`
	Title  string `json:"title,omitempty"`
	File   string `json:"file,omitempty"`
	SHA256 string `json:"sha256,omitempty"` // of its bytes
	Size   int64  `json:"size,omitempty"`
	Gap    *Gap   `json:"gap,omitempty"`
}

// Gap is why something that is listed is not stored.
type Gap struct {
	Kind   string `json:"kind"`
	Reason string `json:"reason"`
}

// Inherit gives an article what its issue says of it, where its own page is
// silent; Fields marks it as inherited. The date of an issue is never taken for
// that of an article.
func (a *Article) Inherit(i *Issue, section string, l *Listed) {
	mark := func(name, raw string) {
		a.Fields[name] = Field{Source: "issue", Confidence: .8, Raw: raw, Inherited: true}
	}
	if a.Issue == nil && (i.Number != "" || i.Volume != "" || i.Date != "" || i.Label != "") {
		a.Issue = &IssueRef{Number: i.Number, Volume: i.Volume, Date: i.Date, Label: i.Label, URL: i.URL}
		mark("issue", i.Label)
	}
	if a.Publication == nil && i.Publication != "" {
		a.Publication = &Publication{Name: i.Publication}
		mark("publication", i.Publication)
	}
	if a.Section == "" && section != "" {
		a.Section = section
		mark("section", section)
	}
	if a.Pages == "" && l.Pages != "" {
		a.Pages = l.Pages
		mark("pages", l.Pages)
	}
	if a.Title == "" && l.Title != "" {
		a.Title = l.Title
		mark("title", l.Title)
	}
	if len(a.Authors) == 0 && len(l.Authors) > 0 {
		for _, name := range l.Authors {
			a.Authors = append(a.Authors, Person{Name: name, Type: personType(name)})
		}
		a.Byline = first(a.Byline, l.Byline)
		mark("authors", first(l.Byline, nameList(a.Authors)))
	}
}
