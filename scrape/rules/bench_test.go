package rules

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// madePage is a page of many elements, as sites build them.
func madePage() []byte {
	var b bytes.Buffer
	b.WriteString(`<html><head><title>Nine nights</title><meta property="og:title" content="Nine nights"></head><body>`)
	for range 300 {
		b.WriteString(`<li class="nav item"><a href="/x" class="link">a link of the menu</a></li>`)
	}
	b.WriteString(`<article class="post entry"><h1 class="title">Nine nights</h1><div class="text body">`)
	for range 200 {
		b.WriteString(`<p class="par">The ferry came in at six, an hour late, with <em>nobody</em> on deck and the mail unsorted, and I asked the mate what had kept them so long.</p>`)
	}
	b.WriteString(`</div></article></body></html>`)
	return b.Bytes()
}

func BenchmarkParse(b *testing.B) {
	page := madePage()
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if _, err := html.Parse(bytes.NewReader(page)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFor looks up a host that none of two thousand rules is for.
func BenchmarkFor(b *testing.B) {
	set := conformanceSet(b)
	for b.Loop() {
		set.For("https://mole.example/story/9", "")
	}
}

// BenchmarkApply applies rules to a page, by the kind of their expressions.
func BenchmarkApply(b *testing.B) {
	typical := "title: //h1[@class='title']\nauthor: //span[@class='author']\ndate: //time/@datetime\nbody: //div[contains(concat(' ',normalize-space(@class),' '),' text ')]\nstrip: //div[@class='ad']\nstrip: //aside\nstrip: //div[contains(@class, 'share')]\nstrip_id_or_class: promo\n"
	for _, bench := range []struct{ name, rule string }{
		{"typical", typical},
		{"engine", strings.ReplaceAll(typical, "]", " and true()]")},
	} {
		b.Run(bench.name, func(b *testing.B) {
			doc, err := html.Parse(bytes.NewReader(madePage()))
			if err != nil {
				b.Fatal(err)
			}
			r := ParseFTR("mole.example.txt", []byte(bench.rule))
			for b.Loop() {
				if f := r.Apply(doc); len(f.Body) != 1 {
					b.Fatal("no body")
				}
			}
		})
	}
}

// conformanceSet is ftr-site-config as a folder of rules.
func conformanceSet(t testing.TB) *Set {
	dir := t.TempDir()
	eachFTR(t, func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	})
	set := &Set{}
	if err := set.Add(os.DirFS(dir), "test", dir); err != nil {
		t.Fatal(err)
	}
	return set
}
