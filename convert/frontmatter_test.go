package convert

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"github.com/backissue/backissue/scrape"
)

type frontMatter struct {
	Title, Subtitle, Byline string
	Author                  []string
	Date, Issued            string
	Publication             string
	Issue, Volume           string
	IssueDate               string `yaml:"issue_date"`
	Section, Language       string
	Tags                    []string
	Source, Retrieved       string
	SHA256                  string `yaml:"sha256"`
}

// readFrontMatter is the front matter of a Markdown file, and what follows it.
func readFrontMatter(t *testing.T, md []byte) (frontMatter, string) {
	t.Helper()
	rest, ok := bytes.CutPrefix(md, []byte("---\n"))
	head, body, closed := bytes.Cut(rest, []byte("\n---\n"))
	if !ok || !closed {
		t.Fatalf("no front matter in %q", md)
	}
	var f frontMatter
	d := yaml.NewDecoder(bytes.NewReader(append(head, '\n')))
	d.KnownFields(true)
	if err := d.Decode(&f); err != nil {
		t.Fatalf("%v in\n%s", err, head)
	}
	return f, string(body)
}

func TestFrontMatter(t *testing.T) {
	a := articleOf(t, "<p>Text.</p>")
	a.Title, a.Subtitle, a.Byline = "The wall", "A town and its sea", "By Edda Verrall and Tom"
	a.Authors = []scrape.Person{{Name: "Edda Verrall"}, {Name: "Tom"}, {}}
	a.Date, a.Issued = "1945-03-01", "1945-03-01"
	a.Publication = &scrape.Publication{Name: "New Beacon"}
	a.Issue = &scrape.IssueRef{Number: "3", Volume: "9", Date: "1945-03"}
	a.Section, a.Language, a.Tags = "Letters", "en", []string{"walls", "yes"}
	a.Source, a.Retrieved = "https://a.example/1?x=1&y=2", "2026-01-02T03:04:05Z"
	out, err := Options{}.Bytes(a)
	if err != nil {
		t.Fatal(err)
	}
	want := `---
title: "The wall"
subtitle: "A town and its sea"
byline: "By Edda Verrall and Tom"
author:
  - "Edda Verrall"
  - "Tom"
date: "1945-03-01"
issued: "1945-03-01"
publication: "New Beacon"
issue: "3"
volume: "9"
issue_date: "1945-03"
section: "Letters"
language: "en"
tags:
  - "walls"
  - "yes"
source: "https://a.example/1?x=1&y=2"
retrieved: "2026-01-02T03:04:05Z"
sha256: "0ba8cdbe45ffa3e4d8a3db78fa0b0cbf1b3ba4d2aa8f29bcc47ea3a5f7c2ac4e"
---

Text.
`
	digest := func(s string) string { k := strings.Index(s, "sha256"); return s[:k] + s[k+74:] }
	if diff := cmp.Diff(digest(want), digest(string(out))); diff != "" {
		t.Error(diff)
	}
}

// The strings are those that break forms: every one must come back as it is,
// but for the controls that no output holds, and a title's line ends.
func TestFrontMatterReadsBack(t *testing.T) {
	var strs []string
	shared(t, "conformance/strings/blns.json", &strs)
	strs = append(strs, "<<", "=", "~", "null", "yes", "1E2", "0x1F", ".inf", "2011-10-26", "---", "...", "- a", "a: b", "a #b", "'", `"`, `\`, "\t", "\u2028x", "\ufeffx", "\uffff", "x\u0085y", "\U0001F525", "%TAG", "@a", "`a", "!!str", "*a", "&a", "|", ">")
	for _, s := range strs {
		a := articleOf(t, "<p>Text.</p>")
		a.Title, a.Byline, a.Tags = s, s, []string{s, s}
		a.Authors = []scrape.Person{{Name: s}}
		out, err := Options{}.Bytes(a)
		if err != nil {
			t.Fatal(err)
		}
		f, body := readFrontMatter(t, out)
		clean := cleanText(s)
		if title := strings.Map(func(r rune) rune {
			if r == '\n' || r == '\t' || r == '\u2028' || r == '\u2029' {
				return ' '
			}
			return r
		}, clean); f.Title != title {
			t.Errorf("title %q came back as %q", title, f.Title)
		}
		if f.Byline != clean || f.Tags[0] != clean || f.Tags[1] != clean || clean != "" && f.Author[0] != clean {
			t.Errorf("%q came back as %q", clean, f)
		}
		if body != "\nText.\n" {
			t.Errorf("%q: the body is %q", s, body)
		}
	}
}

func TestWithoutFrontMatter(t *testing.T) {
	a := articleOf(t, "<p>Text.</p>")
	a.Title, a.Byline, a.Date = "1. The *wall* #", "By Tom", "1945-03-01"
	out, err := Options{FrontMatter: NoFrontMatter}.Bytes(a)
	if err != nil {
		t.Fatal(err)
	}
	if want := "# 1. The \\*wall\\* \\#\n\nBy Tom\n\n1945-03-01\n\nText.\n"; string(out) != want {
		t.Errorf("got %q, want %q", out, want)
	}
}
