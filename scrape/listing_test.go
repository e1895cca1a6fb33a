package scrape

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"strings"
	"testing"
)

const rss = `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Tidewater</title><link>https://t.example/</link>
<item><title>The wall moves</title><link>/story/1?utm_source=rss</link><dc:creator>Edda Quill</dc:creator><category>Harbour</category><pubDate>Wed, 26 Oct 2011 12:11:00 +0100</pubDate></item>
<item><title>No link</title><guid>javascript:alert(1)</guid></item>
<item><title>Second</title><guid isPermaLink="true">https://t.example/story/2</guid></item></channel></rss>`

const atomFeed = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Tidewater</title><entry><title>One</title><link href="https://t.example/1"/><updated>2020-01-02T03:04:05Z</updated><author><name>Ada Lund</name></author></entry></feed>`

const newsSitemap = `<?xml version="1.0" encoding="UTF-8"?><!-- made by hand --><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://t.example/a?b=1&amp;c=2</loc><lastmod>2024-05-03</lastmod><news:news><news:publication><news:name>Tidewater</news:name></news:publication><news:publication_date>2024-05-02T10:00:00+02:00</news:publication_date><news:title>A &amp; B</news:title></news:news></url>
<url><loc>ftp://t.example/no</loc></url><url><loc>
  https://t.example/b </loc></url></urlset>`

func TestReadListing(t *testing.T) {
	for name, tt := range map[string]struct{ text, kind, urls string }{
		"RSS":           {rss, "feed", "https://t.example/story/1?utm_source=rss https://t.example/story/2"},
		"Atom":          {atomFeed, "feed", "https://t.example/1"},
		"JSON Feed":     {`{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","url":"https://t.example/j"}]}`, "feed", "https://t.example/j"},
		"sitemap":       {newsSitemap, "sitemap", "https://t.example/a?b=1&c=2 https://t.example/b"},
		"cut sitemap":   {newsSitemap[:len(newsSitemap)-30], "sitemap", "https://t.example/a?b=1&c=2"},
		"sitemap index": {`<sitemapindex><sitemap><loc>https://t.example/s1.xml.gz</loc></sitemap></sitemapindex>`, "sitemap-index", ""},
	} {
		t.Run(name, func(t *testing.T) {
			for _, packed := range []bool{false, true} {
				text := []byte(tt.text)
				if packed {
					var b bytes.Buffer
					z := gzip.NewWriter(&b)
					if _, err := z.Write(text); err != nil {
						t.Fatal(err)
					}
					if err := z.Close(); err != nil {
						t.Fatal(err)
					}
					text = b.Bytes()
				}
				l, err := ReadListing(bytes.NewReader(text), "https://t.example/feed")
				if err != nil {
					t.Fatal(err)
				}
				var urls []string
				for _, e := range l.Entries {
					urls = append(urls, e.URL)
				}
				if got := strings.Join(urls, " "); l.Kind != tt.kind || got != tt.urls {
					t.Errorf("got %s of %s, want %s of %s", l.Kind, got, tt.kind, tt.urls)
				}
			}
		})
	}
}

func TestReadListingFields(t *testing.T) {
	l, err := ReadListing(strings.NewReader(rss), "https://t.example/feed")
	if err != nil {
		t.Fatal(err)
	}
	e := l.Entries[0]
	if e.Title != "The wall moves" || e.Date != "2011-10-26T11:11:00Z" || len(e.Authors) != 1 || e.Authors[0] != "Edda Quill" || e.Section != "Harbour" {
		t.Errorf("got %+v", e)
	}
	l, err = ReadListing(strings.NewReader(newsSitemap), "https://t.example/s")
	if err != nil {
		t.Fatal(err)
	}
	if e := l.Entries[0]; e.Title != "A & B" || e.Date != "2024-05-02T10:00:00+02:00" || e.Changed != "2024-05-03" || l.Title != "Tidewater" {
		t.Errorf("got %+v of %q", e, l.Title)
	}
}

func TestReadListingRefuses(t *testing.T) {
	for _, text := range []string{"", "<html><body>no</body></html>", `{"a":1}`, "plain words", "<?xml version='1.0'?>"} {
		if _, err := ReadListing(strings.NewReader(text), ""); !errors.Is(err, ErrNoListing) {
			t.Errorf("%q: got %v", text, err)
		}
	}
}

func TestSitemapLimit(t *testing.T) {
	var b strings.Builder
	b.WriteString("<urlset>")
	for i := range maxSitemapURLs + 10 {
		fmt.Fprintf(&b, "<url><loc>https://t.example/%d</loc></url>", i)
	}
	b.WriteString("</urlset>")
	l, err := ReadListing(strings.NewReader(b.String()), "")
	if err != nil || len(l.Entries) != maxSitemapURLs || len(l.Warnings) != 1 {
		t.Errorf("got %d entries, warnings %v, %v", len(l.Entries), l.Warnings, err)
	}
}
