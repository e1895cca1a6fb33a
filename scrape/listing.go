package scrape

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/charset"

	"github.com/backissue/backissue/scrape/date"
)

// Listing is what a feed or a sitemap holds, in its order.
type Listing struct {
	Kind     string // "feed", "sitemap" or "sitemap-index"
	Title    string
	Entries  []Entry
	Sitemaps []string // of a sitemap index
	Warnings []string
}

// Entry is one page that a listing names.
type Entry struct {
	URL     string   `json:"url"`
	Title   string   `json:"title,omitempty"`
	Authors []string `json:"authors,omitempty"`
	Date    string   `json:"date,omitempty"` // as in a record: a day, or RFC 3339
	Changed string   `json:"modified,omitempty"`
	Section string   `json:"section,omitempty"`
	Teaser  string   `json:"teaser,omitempty"`
}

// The limits of the sitemaps protocol, version 0.9, and of feeds.
const (
	maxSitemap     = 50 << 20 // bytes, unpacked
	maxSitemapURLs = 50_000
	maxFeed        = 20 << 20
)

// ErrNoListing is the error of bytes that are neither a feed nor a sitemap.
var ErrNoListing = errors.New("this is neither a feed nor a sitemap")

// ReadListing reads a feed (RSS, Atom, JSON Feed) or a sitemap, gzip or not,
// from an address to which its links are relative. A file that breaks off
// gives what was read of it, and a warning.
func ReadListing(r io.Reader, address string) (*Listing, error) {
	in := bufio.NewReaderSize(r, 64<<10)
	if magic, err := in.Peek(2); err == nil && bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("unpacking the listing: %w", err)
		}
		in = bufio.NewReaderSize(z, 64<<10)
	}
	start, err := in.Peek(4 << 10)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("reading the listing: %w", err)
	}
	res := newResolver(address, "")
	switch rootOf(start) {
	case "urlset", "sitemapindex":
		return readSitemap(in, res)
	case "rss", "feed", "rdf", "json":
		return readFeed(in, res)
	}
	return nil, ErrNoListing
}

// rootOf is the name of an XML document's first element, without its
// namespace and in lower case, or "json".
func rootOf(b []byte) string {
	b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF")), " \t\r\n")
	if len(b) > 0 && b[0] == '{' {
		if bytes.Contains(b, []byte("jsonfeed.org")) {
			return "json"
		}
		return ""
	}
	for len(b) > 0 {
		k := bytes.IndexByte(b, '<')
		if k < 0 || k+1 >= len(b) {
			return ""
		}
		b = b[k+1:]
		if b[0] == '?' || b[0] == '!' {
			if bytes.HasPrefix(b, []byte("!--")) {
				end := bytes.Index(b, []byte("-->"))
				if end < 0 {
					return ""
				}
				b = b[end:]
			}
			continue
		}
		name := b[:bytes.IndexAny(append(bytes.Clone(b), ' '), " \t\r\n>/")]
		if colon := bytes.LastIndexByte(name, ':'); colon >= 0 {
			name = name[colon+1:]
		}
		return strings.ToLower(string(name))
	}
	return ""
}

// readSitemap reads element by element, so that fifty megabytes need no more
// memory than their addresses.
func readSitemap(r io.Reader, res resolver) (*Listing, error) {
	l := &Listing{Kind: "sitemap"}
	limited := &io.LimitedReader{R: r, N: maxSitemap}
	d := xml.NewDecoder(limited)
	d.Strict = false
	d.CharsetReader = charset.NewReaderLabel
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			l.Warnings = append(l.Warnings, "the sitemap breaks off: "+oneLine(err.Error()))
			break
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if len(l.Entries) >= maxSitemapURLs || len(l.Sitemaps) >= maxSitemapURLs {
			l.Warnings = append(l.Warnings, fmt.Sprintf("the sitemap names more than %d addresses: the rest was left out", maxSitemapURLs))
			break
		}
		switch e.Name.Local {
		case "sitemapindex":
			l.Kind = "sitemap-index"
		case "sitemap", "url":
			if err := l.addSitemapEntry(d, &e, res); err != nil {
				l.Warnings = append(l.Warnings, "the sitemap breaks off: "+oneLine(err.Error()))
				return l, nil
			}
		}
	}
	if limited.N <= 0 {
		l.Warnings = append(l.Warnings, fmt.Sprintf("the sitemap is larger than %d MB: the rest was left out", maxSitemap>>20))
	}
	return l, nil
}

// sitemapEntry is a <url> or <sitemap>, with the news extension.
type sitemapEntry struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
	News    struct {
		Title       string `xml:"title"`
		Date        string `xml:"publication_date"`
		Publication struct {
			Name string `xml:"name"`
		} `xml:"publication"`
	} `xml:"news"`
}

func (l *Listing) addSitemapEntry(d *xml.Decoder, start *xml.StartElement, res resolver) error {
	var e sitemapEntry
	if err := d.DecodeElement(&e, start); err != nil {
		return err
	}
	u := res.resolve(e.Loc)
	if u == "" || strings.HasPrefix(u, "mailto:") {
		return nil
	}
	if start.Name.Local == "sitemap" {
		l.Sitemaps = append(l.Sitemaps, u)
		return nil
	}
	l.Title = first(l.Title, oneLine(e.News.Publication.Name))
	l.Entries = append(l.Entries, Entry{URL: u, Title: oneLine(e.News.Title), Date: machineDate(e.News.Date), Changed: machineDate(e.LastMod)})
	return nil
}

func machineDate(s string) string {
	d, ok := date.Parse(strings.TrimSpace(s), date.Hints{})
	if !ok {
		return ""
	}
	return d.String()
}

func readFeed(r io.Reader, res resolver) (*Listing, error) {
	feed, err := gofeed.NewParser().Parse(io.LimitReader(r, maxFeed))
	if err != nil {
		return nil, fmt.Errorf("reading the feed: %s", oneLine(err.Error()))
	}
	l := &Listing{Kind: "feed", Title: oneLine(feed.Title)}
	for _, item := range feed.Items {
		u := res.resolve(first(item.Link, item.GUID))
		if u == "" || strings.HasPrefix(u, "mailto:") {
			continue
		}
		e := Entry{URL: u, Title: oneLine(item.Title), Date: feedTime(item.PublishedParsed), Changed: feedTime(item.UpdatedParsed)}
		for _, p := range item.Authors {
			if name := oneLine(p.Name); name != "" {
				e.Authors = append(e.Authors, name)
			}
		}
		if len(item.Categories) > 0 {
			e.Section = oneLine(item.Categories[0])
		}
		l.Entries = append(l.Entries, e)
	}
	return l, nil
}

func feedTime(t *time.Time) string {
	if t == nil || t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
