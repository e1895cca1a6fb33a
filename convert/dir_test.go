package convert

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape"
)

func named(title, source, text string) *scrape.Article {
	root := &html.Node{Type: html.ElementNode, Data: "article"}
	p := &html.Node{Type: html.ElementNode, Data: "p"}
	p.AppendChild(&html.Node{Type: html.TextNode, Data: text})
	root.AppendChild(p)
	return &scrape.Article{SchemaVersion: scrape.SchemaVersion, Title: title, Issued: "2011-10-26", Date: "2011-10-26", Source: source, Authors: []scrape.Person{}, Content: root}
}

func put(t *testing.T, d *Dir, a *scrape.Article) Stored {
	t.Helper()
	out, err := Options{Format: d.Format}.Bytes(a)
	if err != nil {
		t.Fatal(err)
	}
	s, err := d.Put(a, out)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestName(t *testing.T) {
	a := named("Größe & “Ñandú”: a CON-test", "https://www.a.example/x", "t")
	a.Section = "Letters/Home"
	for template, want := range map[string]string{
		"":                        "2011-10-26-grosse-nandu-a-con-test.md",
		"{slug}":                  "grosse-nandu-a-con-test.md",
		"{year}/{month}/{slug}":   "2011/10/grosse-nandu-a-con-test.md",
		"{section}-{author}-{id}": "letters-home.md",
		"{author}-{slug}":         "grosse-nandu-a-con-test.md",
		"{host}/{date}":           "a-example/2011-10-26.md",
		"{issue}":                 "untitled.md",
	} {
		n, err := ParseName(template)
		if err != nil {
			t.Fatal(err)
		}
		if got := n.Path(a, ".md", ""); got != want {
			t.Errorf("%q gives %q, want %q", template, got, want)
		}
	}
	for _, template := range []string{"{nothing}", "{slug", "/etc/{slug}", "../{slug}", "{slug}/"} {
		if _, err := ParseName(template); err == nil {
			t.Errorf("the template %q was taken", template)
		}
	}
}

func TestNamesArePortable(t *testing.T) {
	n, err := ParseName("{slug}")
	if err != nil {
		t.Fatal(err)
	}
	for title, want := range map[string]string{
		"CON": "_con.md", "com1": "_com1.md", "COM¹": "_com1.md", "nul.txt": "nul-txt.md", "../../etc/passwd": "etc-passwd.md", ".hidden": "hidden.md",
		"港の委員会": "港の委員会.md", "Ἀθῆναι": "αθηναι.md", "": "untitled.md", "?*<>|": "untitled.md", "a\x00b\u202e": "a-b.md", "don’t": "dont.md",
	} {
		if got := n.Path(named(title, "", ""), ".md", ""); got != want {
			t.Errorf("%q gives %q, want %q", title, got, want)
		}
	}
	for _, title := range []string{strings.Repeat("word ", 80), strings.Repeat("x", 400), strings.Repeat("港", 200)} {
		got := n.Path(named(title, "", ""), ".md", "0123abcd")
		if len(got) > maxName || !strings.HasSuffix(got, "-0123abcd.md") || strings.ContainsRune(got, '\uFFFD') {
			t.Errorf("got %d bytes: %q", len(got), got)
		}
	}
}

func TestPutIsIdempotent(t *testing.T) {
	for _, f := range []Format{Markdown, JSON, Text, HTML} {
		t.Run(string(f), func(t *testing.T) {
			dir := t.TempDir()
			a := named("A wall", "https://a.example/1", "It stands.")
			a.Retrieved = "2026-01-01T00:00:00Z"
			if s := put(t, &Dir{Path: dir, Format: f}, a); !s.New || s.Path != "2011-10-26-a-wall"+f.Extension() {
				t.Errorf("first: %+v", s)
			}
			before, err := os.ReadFile(filepath.Join(dir, "2011-10-26-a-wall"+f.Extension()))
			if err != nil {
				t.Fatal(err)
			}
			a.Retrieved = "2026-02-02T00:00:00Z"
			a.Provenance = &scrape.Provenance{Status: 200}
			if s := put(t, &Dir{Path: dir, Format: f}, a); s.New || s.Changed {
				t.Errorf("second: %+v", s)
			}
			after, err := os.ReadFile(filepath.Join(dir, "2011-10-26-a-wall"+f.Extension()))
			if err != nil || string(after) != string(before) {
				t.Errorf("the file changed: %v", err)
			}
			other := put(t, &Dir{Path: dir, Format: f}, named("A Wall", "https://a.example/2", "Another."))
			if !other.New || other.Path == "2011-10-26-a-wall"+f.Extension() {
				t.Errorf("another article: %+v", other)
			}
			if again := put(t, &Dir{Path: dir, Format: f}, named("A Wall", "https://a.example/2", "Another.")); again.New || again.Path != other.Path {
				t.Errorf("another article again: %+v", again)
			}
			entries, err := os.ReadDir(dir)
			if err != nil || len(entries) != 2 {
				t.Errorf("%d files, %v", len(entries), err)
			}
		})
	}
}

func TestPutReplacesWhatChanged(t *testing.T) {
	dir := t.TempDir()
	put(t, &Dir{Path: dir}, named("A wall", "https://a.example/1", "It stands."))
	if s := put(t, &Dir{Path: dir}, named("A wall", "https://a.example/1", "It fell.")); !s.Changed || s.New {
		t.Errorf("got %+v", s)
	}
}

func TestSourcelessArticlesAreAllKept(t *testing.T) {
	d := &Dir{Path: t.TempDir()}
	for _, text := range []string{"one", "two", "three", "one"} {
		put(t, d, named("Untitled", "", text))
	}
	entries, err := os.ReadDir(d.Path)
	if err != nil || len(entries) != 3 {
		t.Errorf("%d files, %v", len(entries), err)
	}
}

func TestPutFollowsNoLink(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	target := filepath.Join(outside, "precious.md")
	if err := os.WriteFile(target, []byte("precious"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, filepath.Join(dir, "2011-10-26-a-wall.md")); err != nil {
		t.Skipf("no links here: %v", err)
	}
	s := put(t, &Dir{Path: dir}, named("A wall", "https://a.example/1", "It stands."))
	b, err := os.ReadFile(target)
	if err != nil || string(b) != "precious" || s.Path == "2011-10-26-a-wall.md" {
		t.Errorf("%+v, target %q, %v", s, b, err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "2011")); err != nil {
		t.Fatal(err)
	}
	n, err := ParseName("{year}/{slug}")
	if err != nil {
		t.Fatal(err)
	}
	a := named("A wall", "https://a.example/1", "It stands.")
	if _, err := (&Dir{Path: dir, Name: n}).Put(a, []byte("x")); !errors.Is(err, ErrDisk) {
		t.Errorf("a linked folder: %v", err)
	}
	entries, err := os.ReadDir(outside)
	if err != nil || len(entries) != 1 {
		t.Errorf("%d files outside, %v", len(entries), err)
	}
}

func TestPutWhereThereIsNoFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := (&Dir{Path: filepath.Join(file, "sub")}).Put(named("A", "", "t"), nil); !errors.Is(err, ErrDisk) {
		t.Errorf("got %v", err)
	}
}
