package rules

import (
	"fmt"
	"regexp"
)

// Rule is what is known of the pages of one site.
type Rule struct {
	Name   string // the file's name without its ending: "example.org"; merged rules have theirs joined by "+"
	Path   string // the file
	Origin string // where the file belongs, in the words of who added its folder
	Text   []byte // what the file holds

	Hosts       []string // the site, then its aliases; empty where the file's name says it
	Fingerprint string   // for pages of any host whose generator begins so

	title, subtitle, authors, submitter, date []field
	body                                      []selector
	strip, stripAttrs, dissolve               []selector
	stripNames                                map[string]bool // classes and ids
	stripImages                               []string        // parts of image addresses
	wrap                                      []wrapping
	adClues, loggedOut                        []selector
	lazyAttr                                  []string
	nextPage, singlePage                      []link
	paths                                     []*regexp.Regexp // of the articles; empty is any

	replacements []replacement

	prune, autodetect *bool
	shared            bool // collected by many, for pages that may have changed since
	skipJSONLD        bool
	extends           bool // the fivefilters rule of the host stands behind this one
	homeless          bool // nothing says which site it is for

	URL     URL               // see Address
	Headers map[string]string // request headers the site wants; see Set.Headers
	Login   *Login
	Issue   *Issue
	Samples []Sample

	Problems []*Problem // what could not be read; the rest of the rule stands
}

// Problem is a line of a rule file that cannot be read, or an expression that
// failed on a page.
type Problem struct {
	File   string
	Line   int
	Reason string
}

// Error implements error: "file:line: reason".
func (p *Problem) Error() string {
	if p.Line == 0 {
		return fmt.Sprintf("%s: %s", p.File, p.Reason)
	}
	return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Reason)
}

// field is one way to a field's value. A rule's ways are tried in their order,
// and the first that finds something wins.
type field struct {
	selector
	bodyLine int            // instead of a selector: 1 is the body's first line, -1 its last
	from     string         // instead of a selector: a group of another field, "submitted_by.date"
	regex    *regexp.Regexp // what to take of the text
	layout   string         // of a date, as package time writes them
	locale   string
	noClock  bool // the time of day is not to be believed
}

// wrapping puts an element around each match.
type wrapping struct {
	selector
	tag string
}

// link is a way to another page of the article, and what the page must hold
// for it to count.
type link struct {
	selector
	condition *selector
}

// replacement changes the page's text before it is parsed.
type replacement struct{ old, text string }

// URL says how the addresses of a site's pages are written.
type URL struct {
	StripPrefix []string // of the path, at most one
	KeepQuery   []string // the names of all parameters that count; nil keeps all
}

// Login says how a site lets readers in. It is read, and never acted upon.
type Login struct {
	URI, UsernameField, PasswordField string
	Extra                             []string
	Required                          bool
}

// Sample is a page and what a rule must find on it. A field that is nil is not
// compared.
type Sample struct {
	Line    int
	File    string // beside the rule
	URL     string
	Title   *string
	Authors []string
	Date    *string
	Body    []string // must be part of the text
	BodyNot []string // must not
}

// selectors are all expressions of the rule.
func (r *Rule) selectors() int {
	n := len(r.body) + len(r.strip) + len(r.stripAttrs) + len(r.dissolve) + len(r.wrap) + len(r.adClues) + len(r.loggedOut) + len(r.nextPage) + len(r.singlePage)
	for _, fs := range [][]field{r.title, r.subtitle, r.authors, r.submitter, r.date} {
		n += len(fs)
	}
	return n
}

// Fit says how exactly a rule's body is the text of a page.
type Fit int

const (
	// Loose says that the elements hold the text and other things.
	Loose Fit = iota
	// Close says that they were the text, and nothing else, when the rule was written.
	Close
	// Exact says that they are the text.
	Exact
)

// Fit is Loose where the rule lets its body be pruned, which is the default of
// fivefilters' format. Without pruning a rule of that format is Close, and one
// of ours Exact.
func (r *Rule) Fit() Fit {
	switch {
	case r.prune != nil && *r.prune || r.prune == nil && r.shared:
		return Loose
	case r.shared:
		return Close
	}
	return Exact
}

// Shared reports whether the rule is of a format that is collected by many.
func (r *Rule) Shared() bool { return r.shared }

// BodyFile is the file that says where the text is, or "" if none does.
func (r *Rule) BodyFile() string {
	if len(r.body) == 0 {
		return ""
	}
	return r.body[0].file
}

// HasTitle reports whether the rule says where the headline is.
func (r *Rule) HasTitle() bool { return len(r.title) > 0 }

// SkipsJSONLD reports whether the site's JSON-LD is not to be believed.
func (r *Rule) SkipsJSONLD() bool { return r.skipJSONLD }

// withoutFields is what a rule for all sites is good for: the fields it finds
// in any page's head are found without it, and weighed.
func (r *Rule) withoutFields() *Rule {
	m := *r
	m.title, m.subtitle, m.authors, m.submitter, m.date = nil, nil, nil, nil, nil
	return &m
}

// behind adds what other says behind what r says: lists grow, and a choice of
// r stands.
func (r *Rule) behind(other *Rule) *Rule {
	m := *r
	m.title = join(r.title, other.title)
	m.subtitle = join(r.subtitle, other.subtitle)
	m.authors = join(r.authors, other.authors)
	m.submitter = join(r.submitter, other.submitter)
	m.date = join(r.date, other.date)
	m.body = join(r.body, other.body)
	m.strip = join(r.strip, other.strip)
	m.stripAttrs = join(r.stripAttrs, other.stripAttrs)
	m.dissolve = join(r.dissolve, other.dissolve)
	m.stripImages = join(r.stripImages, other.stripImages)
	m.wrap = join(r.wrap, other.wrap)
	m.adClues = join(r.adClues, other.adClues)
	m.loggedOut = join(r.loggedOut, other.loggedOut)
	m.lazyAttr = join(r.lazyAttr, other.lazyAttr)
	m.nextPage = join(r.nextPage, other.nextPage)
	m.singlePage = join(r.singlePage, other.singlePage)
	m.replacements = join(r.replacements, other.replacements)
	if len(other.stripNames) > 0 {
		m.stripNames = make(map[string]bool, len(r.stripNames)+len(other.stripNames))
		for _, names := range []map[string]bool{r.stripNames, other.stripNames} {
			for name := range names {
				m.stripNames[name] = true
			}
		}
	}
	if len(r.body) == 0 {
		m.prune, m.shared = other.prune, other.shared
	}
	if m.autodetect == nil {
		m.autodetect = other.autodetect
	}
	m.skipJSONLD = r.skipJSONLD || other.skipJSONLD
	m.Name += "+" + other.Name
	return &m
}

func join[T any](a, b []T) []T {
	if len(b) == 0 {
		return a
	}
	return append(append(make([]T, 0, len(a)+len(b)), a...), b...)
}
