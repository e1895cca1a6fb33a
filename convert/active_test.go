package convert

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape"
)

// payloads are the strings and pages of the shared suites that try to run in
// a reader's program.
func payloads(t *testing.T) []string {
	var out []string
	var pages []string
	shared(t, "conformance/xss/bluemonday.json", &pages)
	out = append(out, pages...)
	var cases []struct{ Payload string }
	shared(t, "conformance/xss/dompurify.json", &cases)
	for _, c := range cases {
		out = append(out, c.Payload)
	}
	var strs []string
	shared(t, "conformance/strings/blns.json", &strs)
	return append(out, strs...)
}

var activeText = regexp.MustCompile(`(?i)(\]\(|\]:\s*|<|href=["']?|src=["']?)[\s<]*(javascript|vbscript|data|file)\s*:`)

// active is what could run in a tree, or "".
func active(n *html.Node) string {
	for c := range n.Descendants() {
		if c.Type != html.ElementNode {
			continue
		}
		switch c.Data {
		case "script", "style", "iframe", "object", "embed", "form", "base", "link", "meta", "svg", "math", "template", "video", "audio", "noscript":
			return "<" + c.Data + ">"
		}
		for _, a := range c.Attr {
			key := strings.ToLower(a.Key)
			if strings.HasPrefix(key, "on") || key == "style" || key == "srcdoc" || key == "formaction" {
				return c.Data + " " + a.Key
			}
			v := strings.ToLower(strings.Map(func(r rune) rune {
				if r <= ' ' {
					return -1
				}
				return r
			}, a.Val))
			if scheme, _, ok := strings.Cut(v, ":"); ok && (key == "href" || key == "src" || key == "action" || key == "xlink:href") {
				switch {
				case scheme == "http", scheme == "https", scheme == "mailto", strings.ContainsAny(scheme, "/?#"):
				default:
					return c.Data + " " + a.Val
				}
			}
		}
	}
	return ""
}

// TestNothingRuns holds the third law: whatever a page holds, no output holds
// anything that runs.
func TestNothingRuns(t *testing.T) {
	for _, p := range payloads(t) {
		bodies := map[string]*html.Node{"raw": parseBody(t, p)}
		if doc, err := html.Parse(strings.NewReader(p)); err == nil {
			bodies["scripting"] = doc
		}
		text := element(0)
		text.AppendChild(&html.Node{Type: html.TextNode, Data: p})
		bodies["text"] = text
		for kind, body := range bodies {
			a := &scrape.Article{Title: p, Subtitle: p, Byline: p, Source: p, Language: p, Tags: []string{p}, Content: body, Authors: []scrape.Person{{Name: p}}}
			checkNothingRuns(t, kind, p, a)
		}
	}
}

func checkNothingRuns(t *testing.T, kind, payload string, a *scrape.Article) {
	t.Helper()
	all := Parts{}
	for _, name := range PartNames {
		all[name] = true
	}
	md, err := Options{FrontMatter: NoFrontMatter, Parts: all}.Bytes(a)
	if err != nil {
		t.Fatal(err)
	}
	for name, reader := range map[string]func() string{
		"GFM":     func() string { return toHTML(t, gfm, md) },
		"linking": func() string { return toHTML(t, linking, md) },
	} {
		if bad := active(parseBody(t, reader())); bad != "" {
			t.Errorf("%s, %s: %s\npayload  %q\nMarkdown %q", kind, name, bad, payload, md)
		}
	}
	if body, err := (Options{FrontMatter: NoFrontMatter}).Bytes(&scrape.Article{Content: a.Content}); err != nil {
		t.Fatal(err)
	} else if m := activeText.Find(body); m != nil && kind != "text" {
		t.Errorf("%s: %q\npayload  %q\nMarkdown %q", kind, m, payload, body)
	}
	page, err := Options{Format: HTML, Parts: all}.Bytes(a)
	if err != nil {
		t.Fatal(err)
	}
	if bad := active(parseBody(t, string(page))); bad != "" {
		t.Errorf("%s, page: %s\npayload %q\npage %q", kind, bad, payload, page)
	}
	for _, body := range []Body{MarkdownBody, HTMLBody, TextBody} {
		checkRecord(t, body, a)
	}
	for _, out := range [][]byte{md, page} {
		if strings.ContainsFunc(string(out), dropped) {
			t.Errorf("%s: a control in the output of %q", kind, payload)
		}
	}
}

// checkRecord reads a record back.
func checkRecord(t *testing.T, body Body, a *scrape.Article) {
	t.Helper()
	out, err := Options{Format: JSONL, Body: body}.Bytes(a)
	if err != nil {
		t.Fatal(err)
	}
	var back scrape.Article
	if err := json.Unmarshal(out, &back); err != nil || strings.Count(string(out), "\n") != 1 {
		t.Fatalf("%v in %q", err, out)
	}
	if want := cleanText(a.Byline); back.Byline != want {
		t.Errorf("byline %q came back as %q", want, back.Byline)
	}
	for _, s := range []string{back.Title, back.Byline, back.Body, back.Tags[0]} {
		if strings.ContainsFunc(s, dropped) {
			t.Errorf("a control in %q", s)
		}
	}
}
