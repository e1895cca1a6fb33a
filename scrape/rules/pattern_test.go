package rules

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

const shelf = `<html><head><title>Shelf</title><meta name="author" content="Sunniva Holt"><meta property="og:title" content="A shelf"></head><body class="home page">
<div id="top" class="bar  wide"><h1 class="title">Shelf</h1><h2>One</h2><h2>Two</h2></div>
<div id="main" class="text
body"><p>First <b class="x">bold</b> word</p><p class="lead">Second</p><ul><li>a</li><li class="last">b</li></ul>
<a rel="author" href="/who">Holt</a> <a href="http://ads.example/x">ad</a><div class="inner text"><p>Deep</p><section><p>Deeper</p></section></div></div>
<article class="post"><h2>Three</h2><time datetime="2014-03-05" pubdate>5 March</time><p id="end">Last <i>words</i></p></article>
<article class="post extra"><p class="">Empty class</p></article></body></html>`

func parse(t testing.TB, page string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// describe writes what a selector found, for comparison.
func describe(found []match) string {
	var all []string
	for i := range found {
		f := &found[i]
		if f.node == nil {
			all = append(all, "text")
			continue
		}
		all = append(all, fmt.Sprintf("%s%s@%s=%.12q", f.node.Data, attr(f.node, "id"), f.attr, strings.TrimSpace(f.value())))
	}
	return strings.Join(all, " ")
}

// What is compiled to a pattern finds what the XPath engine finds.
func TestPatternsAgreeWithXPath(t *testing.T) {
	x := newIndex(parse(t, shelf))
	nothing := 0
	for _, text := range []string{
		"//p", "//*", "//div[@class='inner text']", "//div[@id = \"main\"]//p", "//div/p", "//article/h2", "//div[@id='main']/p[@class]",
		"//div[contains(@class, 'text')]", "//div[contains(concat(' ',normalize-space(@class),' '),' body ')]", "//a[@rel='author']/@href", "//meta[@name='author']/@content",
		"//article[not(contains(@class, 'extra'))]//p", "//a[starts-with(@href, 'http') and not(@rel)]", "//div[@id='top' or @id='main']", "//article[(@class='post')]",
		"//h2[1]", "//div[@id='main']/p[1]", "//article[1]", "(//p)[1]", "(//h2 | //p)[1]", "//h1 | //h2", "//time[@datetime and @pubdate]", "//p[@class='']", "//p[not(@class)]",
		"//body/div/descendant::p", "//li/@class", "//article[contains(@class,'post') and contains(@class,'extra')]", "//div[not(@id='top' or @id='main')]",
		"//nav", "//p[@id='nowhere']", "//p/@nothing",
	} {
		p := simpleXPath(text)
		if p == nil {
			t.Errorf("%s: is left to the engine", text)
			continue
		}
		e, err := compileXPath(text)
		if err != nil {
			t.Fatal(err)
		}
		got, err := p.find(x, &meter{1e6})
		if err != nil {
			t.Fatal(err)
		}
		want, err := e.evaluate(x.doc, &meter{1e6})
		if err != nil {
			t.Fatal(err)
		}
		if describe(got) != describe(want) {
			t.Errorf("%s: got %s, the engine has %s", text, describe(got), describe(want))
		}
		if len(want) == 0 {
			nothing++
		}
	}
	if nothing != 3 {
		t.Errorf("%d expressions find nothing, 3 should", nothing)
	}
}

func TestLeftToTheEngine(t *testing.T) {
	for _, text := range []string{
		"//p[2]", "//p[last()]", "//div[@class='x'][1]", "//p[contains(., 'x')]", "//p[text()='x']", "//p/..", "//a/ancestor::div", "/html/body", "p", "//p[@a='1' and @b='2' or @c='3']",
		"substring-after(//p, 'x')", "//p[contains(@class, '')]", "//p[contains(concat(' ', @class, ' '), ' a b ')]", "//p[@a!='x']", "//*[1]", "//text()", "//p//@id", "//@id", "", "//", "//p[", "//p]",
		"(//p)[1] | (//h2)[1]", "//p | //a/@href", "//svg:path", "//p[not(" + strings.Repeat("(", 50) + "@a" + strings.Repeat(")", 51) + "]",
	} {
		if simpleXPath(text) != nil {
			t.Errorf("%s: became a pattern", text)
		}
	}
}

func TestCSS(t *testing.T) {
	x := newIndex(parse(t, shelf))
	for text, want := range map[string]string{
		"h1":                        `h1@="Shelf"`,
		"#end":                      `pend@="Last words"`,
		".inner.text > p":           `p@="Deep"`,
		"div.inner p":               `p@="Deep" p@="Deeper"`,
		"h2 + h2":                   `h2@="Two"`,
		"h1 ~ h2":                   `h2@="One" h2@="Two"`,
		"a[rel=author]@href":        `a@href="/who"`,
		`a[href^="http"]`:           `a@="ad"`,
		"a[href*=ads], time":        `a@="ad" time@="5 March"`,
		"a[href$='/x']":             `a@="ad"`,
		"[class~=extra]":            `article@="Empty class"`,
		"li:first-child":            `li@="a"`,
		"li:last-child":             `li@="b"`,
		"#main > p:not(.lead)":      `p@="First bold w"`,
		"P.lead":                    `p@="Second"`,
		"*.lead":                    `p@="Second"`,
		"time[pubdate]@datetime":    `time@datetime="2014-03-05"`,
		"article p:not([class])":    `pend@="Last words"`,
		"nav a":                     ``,
		"article:not(:not(.extra))": `article@="Empty class"`,
	} {
		s, err := newSelector(1, text)
		if err != nil {
			t.Error(err)
			continue
		}
		found, err := s.find(x, &meter{1e6})
		if err != nil || describe(found) != want {
			t.Errorf("%s: got %s, %v, want %s", text, describe(found), err, want)
		}
	}
}

func TestCSSErrors(t *testing.T) {
	for _, text := range []string{"", " ", "p,", "p >", "> p", ".", "#", "[", "[a", "[a=]x", "[a='b]", "p:hover", "p:not()", "p:not(.a", "p@", "a b c $", "p..b", strings.Repeat("a ", maxExpression)} {
		if _, err := newCSS(1, text); err == nil {
			t.Errorf("%.40q is read", text)
		}
	}
}

func TestWords(t *testing.T) {
	for _, tt := range []struct {
		s, w string
		want bool
	}{
		{"a b", "a", true}, {"a b", "b", true}, {"ab", "a", false}, {"ab a", "a", true}, {"a-b", "a", false}, {"x\na\ty", "a", true}, {"", "a", false}, {"a", "", false}, {"aa a", "a", true},
	} {
		if got := hasWord(tt.s, tt.w); got != tt.want {
			t.Errorf("hasWord(%q, %q): got %v", tt.s, tt.w, got)
		}
	}
}
