package scrape

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"golang.org/x/net/html"
)

const (
	// MaxPage is the most bytes of a page that are read.
	MaxPage = 20 << 20
	// maxRatio is the most that a compressed page may grow past its first
	// megabyte.
	maxRatio = 100
)

// Page is a page's tree and what is known of its bytes.
type Page struct {
	Source
	Doc *html.Node
}

// NewPage decompresses, decodes and parses src, once. Its errors are of type
// *Wall where the bytes are not a page.
func NewPage(src Source) (*Page, error) { return newPage(src, nil) }

// newPage is NewPage with a change of the text before it is parsed.
func newPage(src Source, edit func([]byte) []byte) (*Page, error) {
	body, err := inflate(src.Body)
	if err != nil {
		return nil, err
	}
	if w := notHTML(body, src.ContentType); w != nil {
		return nil, w
	}
	if src.Provenance.BodySHA256 == "" {
		sum := sha256.Sum256(body)
		src.Provenance.BodySHA256 = hex.EncodeToString(sum[:])
	}
	text, cs := decode(body, src.ContentType)
	src.Provenance.Charset, src.Provenance.CharsetSource = cs.name, cs.source
	src.Body = nil // the tree holds all that is needed; a page must not be held twice
	if edit != nil {
		text = edit(text)
	}
	doc, err := parse(text)
	if err != nil {
		return nil, fmt.Errorf("parsing the page: %w", err)
	}
	return &Page{Source: src, Doc: doc}, nil
}

// inflate undoes gzip, which servers and archives leave on bodies without
// saying so.
func inflate(b []byte) ([]byte, error) {
	if !bytes.HasPrefix(b, []byte{0x1f, 0x8b}) {
		return limit(b)
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, &Wall{Kind: "not-html", Reason: "the page is damaged gzip: " + err.Error()}
	}
	limitAt := min(int64(MaxPage), max(1<<20, int64(len(b))*maxRatio)) + 1
	out, err := io.ReadAll(io.LimitReader(z, limitAt))
	if err != nil {
		return nil, &Wall{Kind: "truncated", Reason: "the page is damaged gzip: " + err.Error()}
	}
	if int64(len(out)) == limitAt {
		return nil, &Wall{Kind: "too-large", Reason: fmt.Sprintf("the page unpacks to more than %d MB or %d times its size", MaxPage>>20, maxRatio)}
	}
	return out, nil
}

func limit(b []byte) ([]byte, error) {
	if len(b) > MaxPage {
		return nil, &Wall{Kind: "too-large", Reason: fmt.Sprintf("the page is larger than %d MB", MaxPage>>20)}
	}
	return b, nil
}

// parse builds the tree, with scripting off so that <noscript> is part of it.
func parse(text []byte) (*html.Node, error) {
	text = tame(text)
	doc, err := html.ParseWithOptions(bytes.NewReader(text), html.ParseOptionEnableScripting(false))
	if err == nil {
		return doc, nil
	}
	// The only error of a reader in memory is the parser's own: elements
	// nested deeper than it allows.
	return flatten(text)
}

// tame blanks the tags that would cost the page or the run: repeated <body>
// and <html> tags, each of which the parser compares, attribute by attribute,
// with the first one; and a <title> that is never closed, which would swallow
// all that follows.
func tame(b []byte) []byte {
	const enough = 8
	seen, title := 0, -1
	copied := false
	blank := func(i int) int {
		if !copied {
			b, copied = bytes.Clone(b), true
		}
		end := bytes.IndexByte(b[i:], '>')
		if end < 0 {
			end = len(b) - i - 1
		}
		for j := i - 1; j <= i+end; j++ {
			b[j] = ' '
		}
		return i + end
	}
	for i := 0; i+5 < len(b); {
		k := bytes.IndexByte(b[i:], '<')
		if k < 0 {
			break
		}
		i += k + 1
		switch {
		case isTag(b[i:], "/title"):
			title = -1
		case title < 0 && isTag(b[i:], "title"):
			title = i
		case isTag(b[i:], "body") || isTag(b[i:], "html"):
			if seen++; seen > enough {
				i = blank(i)
			}
		}
	}
	if title >= 0 {
		blank(title)
	}
	return b
}

// isTag reports whether b begins with a tag's name and what ends one.
func isTag(b []byte, name string) bool {
	if len(b) <= len(name) || b[0]|0x20 != name[0]|0x20 || !bytes.EqualFold(b[:len(name)], []byte(name)) {
		return false
	}
	switch b[len(name)] {
	case ' ', '\t', '\n', '\r', '\f', '/', '>':
		return true
	}
	return false
}
