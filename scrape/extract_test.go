package scrape

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

const prose = "The board met twice in October, and settled nothing that anybody could remember afterwards. "

func extract(t *testing.T, page string, o Options) (*Article, error) {
	t.Helper()
	p, err := NewPage(Source{URL: "https://www.tidewater.example/story/1", Body: []byte(page)})
	if err != nil {
		return nil, err
	}
	return Extract(p, o)
}

func mustExtract(t *testing.T, page string) *Article {
	t.Helper()
	return mustExtractAt(t, "https://www.tidewater.example/story/1", page)
}

func mustExtractAt(t *testing.T, address, page string) *Article {
	t.Helper()
	a, err := Extract(readSource(t, Source{URL: address, Body: []byte(page)}), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func readSource(t *testing.T, src Source) *Page {
	t.Helper()
	p, err := NewPage(src)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func render(t *testing.T, n *html.Node) string {
	t.Helper()
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if err := html.Render(&b, c); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func TestClean(t *testing.T) {
	long := "<p>" + strings.Repeat(prose, 4) + "</p>"
	for name, tt := range map[string]struct{ in, want string }{
		"inline markup":              {`<p>One <em>two</em> <span class=x><b>three</b></span> four.</p>`, `<p>One <em>two</em> <b>three</b> four.</p>`},
		"links are absolute":         {`<p>See <a href="../b?c=1" onclick="x()">the minutes</a> for the rest of it.</p>`, `<p>See <a href="https://www.tidewater.example/b?c=1">the minutes</a> for the rest of it.</p>`},
		"a link that can run":        {`<p>See <a href="javascript:alert(1)">the minutes</a> for the rest of it.</p>`, `<p>See <a>the minutes</a> for the rest of it.</p>`},
		"line breaks make blocks":    {`<div>First line of a letter.<br><br>Second, which is longer than the first.</div>`, `<p>First line of a letter.</p><p>Second, which is longer than the first.</p>`},
		"one line break stays":       {`<p>First line of verse,<br>second line of verse.</p>`, `<p>First line of verse,<br/>second line of verse.</p>`},
		"boxes dissolve":             {`<div><section><div><p>Boxes in boxes in boxes, with one sentence.</p></div></section></div>`, `<p>Boxes in boxes in boxes, with one sentence.</p>`},
		"lists":                      {`<ol start=3><li value=3>ice for the boats that sail at night;</li><li>rope enough to moor all of them.</li></ol>`, `<ol start="3"><li value="3">ice for the boats that sail at night;</li><li>rope enough to moor all of them.</li></ol>`},
		"nested lists":               {`<ul><li>ice for the boats that sail at night:<ul><li>crushed, in boxes of twenty pounds</li></ul></li><li>rope enough to moor all of them.</li></ul>`, `<ul><li>ice for the boats that sail at night:<ul><li>crushed, in boxes of twenty pounds</li></ul></li><li>rope enough to moor all of them.</li></ul>`},
		"a figure with its caption":  {`<figure><img data-src="a.jpg" src="data:image/gif;base64,R0"><figcaption>The <i>wall</i>.</figcaption></figure>`, `<figure><img src="https://www.tidewater.example/story/a.jpg"/><figcaption data-part="caption">The <i>wall</i>.</figcaption></figure>`},
		"the widest picture":         {`<p>Here it is, the wall:</p><img srcset="s.jpg 300w, l.jpg 1200w, m.jpg 600w" alt="A wall">`, `<p>Here it is, the wall:</p><p><img src="https://www.tidewater.example/story/l.jpg" alt="A wall"/></p>`},
		"noscript repeats a picture": {`<figure><img data-src="a.jpg"><noscript><img src="a.jpg"></noscript></figure>`, `<figure><img src="https://www.tidewater.example/story/a.jpg"/></figure>`},
		"a counting pixel":           {`<p>Nobody is counted here at all.</p><img src=p.gif width=1 height=1>`, `<p>Nobody is counted here at all.</p>`},
		"a recording":                {`<iframe src="https://www.youtube.com/embed/x" title="The launch"></iframe>`, `<p data-part="embed"><a href="https://www.youtube.com/embed/x">The launch</a></p>`},
		"a frame of nobody's":        {`<iframe src="https://ads.example/x"></iframe>`, ``},
		"a table":                    {`<table class=t><tr><th>Day<th>High<tr><td>Monday<td>5.1</table>`, `<table><tbody><tr><th>Day</th><th>High</th></tr><tr><td>Monday</td><td>5.1</td></tr></tbody></table>`},
		"a table that is a box":      {`<table><tr><td><p>` + prose + `</p><p>` + prose + `</p></td></tr></table>`, `<p>` + strings.TrimSpace(prose) + `</p><p>` + strings.TrimSpace(prose) + `</p>`},
		"preformatted":               {"<pre>a\n  b</pre>", "<pre>a\n  b</pre>"},
		"a code's language":          {`<pre><code class="language-go">x := 1</code></pre>`, `<pre><code class="language-go">x := 1</code></pre>`},
		"headings begin at two":      {`<h1>Part one</h1><p>Something follows it, in one sentence.</p>`, `<h2>Part one</h2><p>Something follows it, in one sentence.</p>`},
		"scripts and styles":         {`<p>Text of the<script>x()</script><style>p{}</style> article, as it was.</p>`, `<p>Text of the article, as it was.</p>`},
		"controls are dropped":       {"<p>Bell\a and \u202eturned\u202c text, in a sentence.</p>", `<p>Bell and turned text, in a sentence.</p>`},
		"spaces at the end":          {`<p>It was <b>said&nbsp;</b>&nbsp;<br></p>`, `<p>It was <b>said</b></p>`},
		"verse in a quotation":       {`<blockquote>The sea keeps better books<br>than we do.</blockquote>`, `<blockquote><p>The sea keeps better books<br/>than we do.</p></blockquote>`},
		"superscript and code":       {`<p>10<sup>6</sup> grains of <code>sand</code>, says the register.</p>`, `<p>10<sup>6</sup> grains of <code>sand</code>, says the register.</p>`},
	} {
		t.Run(name, func(t *testing.T) {
			a := mustExtract(t, `<title>T</title><body><article>`+long+tt.in+long+`</article></body>`)
			got := render(t, a.Content)
			want := "<p>" + strings.TrimSpace(strings.Repeat(prose, 4)) + "</p>"
			got = strings.TrimSuffix(strings.TrimPrefix(got, want), want)
			if got != tt.want {
				t.Errorf("\ngot  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestCleanTwiceIsCleanOnce(t *testing.T) {
	a := mustExtract(t, `<title>T</title><article><p>`+strings.Repeat(prose, 5)+`</p><h2>More</h2><ul><li>a <a href="/x">link</a></li></ul><p>`+strings.Repeat(prose, 5)+`</p></article>`)
	once := render(t, a.Content)
	b := mustExtract(t, `<title>T</title><article>`+once+`</article>`)
	if twice := render(t, b.Content); twice != once {
		t.Errorf("\nonce  %s\ntwice %s", once, twice)
	}
}

func TestFurnitureIsNoText(t *testing.T) {
	a := mustExtract(t, `<title>A wall</title><body><nav><a href=/>Home</a> <a href=/n>News of the harbour, all of it</a></nav><h1>A wall</h1><article>
<p>`+strings.Repeat(prose, 3)+`</p><div class="newsletter-box"><p>Sign up for our newsletter, which comes on Fridays and costs nothing.</p></div>
<p>`+strings.Repeat(prose, 3)+`</p><h3>Related articles</h3><p><a href=/2>Another wall, older than this one</a></p></article>
<div id="comments"><p>First! What a wall, I said to my wife, what a wall that is, and she agreed.</p></div>
<div class="cookie"><p>This site uses cookies. By continuing to use it you agree to our privacy policy.</p></div></body>`)
	body := textOf(a.Content)
	for _, not := range []string{"Home", "newsletter", "Related", "Another wall", "First!", "cookies"} {
		if strings.Contains(body, not) {
			t.Errorf("the body holds %q", not)
		}
	}
}

func TestWalls(t *testing.T) {
	for name, tt := range map[string]struct{ page, kind string }{
		"soft 404":     {`<title>Page not found</title><h1>404</h1><p>Sorry, the page you were looking for could not be found.</p>`, "soft-404"},
		"in German":    {`<title>Seite nicht gefunden | Hafenblatt</title><h1>Seite nicht gefunden</h1><p>Die angeforderte Seite existiert nicht.</p>`, "soft-404"},
		"challenge":    {`<title>Just a moment...</title><p>Verifying you are human. This may take a few seconds.</p>`, "challenge"},
		"consent":      {`<title>Before you continue</title><p>We use cookies and data. Accept all. Reject all.</p>`, "consent"},
		"login":        {`<title>Log in</title><form><input type=password></form><p>Forgot your password?</p>`, "login"},
		"shell":        {`<title>T</title><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>`, "empty"},
		"no text":      {`<title>T</title><img src=x>`, "empty"},
		"only a menu":  {`<title>T</title><nav><a href=/a>One</a><a href=/b>Two</a></nav><p>Hm.</p>`, "no-article"},
		"server error": {`<title>Error</title><h1>Error establishing a database connection</h1>`, "soft-404"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := extract(t, tt.page, Options{})
			var w *Wall
			if !errors.As(err, &w) || w.Kind != tt.kind {
				t.Fatalf("got %v, want a wall of kind %s", err, tt.kind)
			}
			a, err := extract(t, tt.page, Options{Force: true})
			if err != nil || len(a.Warnings) == 0 || !strings.Contains(a.Warnings[0], "forced: ") {
				t.Errorf("forced: %v, %v", a, err)
			}
		})
	}
}

func TestArticlesAboutWallsAreArticles(t *testing.T) {
	for _, title := range []string{"404: a history of the page not found", "Log in, log out: the harbour office and its computer", "Just a moment: in praise of waiting", "Cookie law, explained", "Gone", "Removed"} {
		page := "<title>" + title + "</title><h1>" + title + "</h1><p>" + strings.Repeat(prose, 8) + " We use cookies, it said, and the page you were looking for does not exist.</p>"
		if _, err := extract(t, page, Options{}); err != nil {
			t.Errorf("%s: %v", title, err)
		}
	}
	if _, err := extract(t, "<title>Goneril speaks</title><h1>Goneril speaks</h1><p>A brief notice, and that was all there was of it.</p>", Options{}); err != nil {
		t.Errorf("a brief was refused: %v", err)
	}
}

// Nothing about a page may make the work grow faster than the page: these are
// the shapes that have done so elsewhere. They end, and what they say is there.
func TestLargePagesEnd(t *testing.T) {
	for name, page := range map[string]string{
		"links":      strings.Repeat(`<a href="/x">link</a> `, 100_000),
		"nesting":    strings.Repeat("<div>", 50_000) + "deep",
		"unclosed":   strings.Repeat("<b><i>", 10_000) + "text",
		"paragraphs": strings.Repeat("<p>"+prose+"</p>", 20_000),
		"breaks":     strings.Repeat("line<br>", 100_000),
		"attributes": "<p " + strings.Repeat("a=b ", 100_000) + ">text",
		"one word":   "<p>" + strings.Repeat("x", 5<<20),
		"spans":      "<p>" + strings.Repeat("<span>x</span>", 100_000),
		"tables":     strings.Repeat("<table><tr><td>", 5_000) + "text",
		"notes":      "<p>" + prose + strings.Repeat(`<a href="#n">1</a>`, 20_000) + strings.Repeat("<p id=n>note", 20_000),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := extract(t, "<title>T</title>"+page, Options{Force: true}); err != nil {
				t.Error(err)
			}
		})
	}
}

func BenchmarkExtract(b *testing.B) {
	page := []byte("<title>T</title><nav>" + strings.Repeat(`<a href="/x">a link of the menu</a>`, 80) + "</nav><h1>T</h1><article>" +
		strings.Repeat("<p class=\"body text\">"+prose+prose+`<a href="/y">a link</a> `+prose+"</p>\n", 40) + "</article><footer>" + strings.Repeat(`<li><a href="/z">foot</a>`, 60) + "</footer>")
	for _, times := range []int{1, 10} {
		text := []byte(strings.Repeat(string(page), times))
		b.Run(fmt.Sprintf("parse-%dx", times), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := parse(text); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("whole-%dx", times), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				p, err := NewPage(Source{URL: "https://a.example/b", Body: text})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := Extract(p, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestWarnings(t *testing.T) {
	list := "<title>All our stories</title>" + strings.Repeat("<div class=item><h3>A headline of a story</h3><span>Harbour</span></div>", 40)
	a, err := extract(t, list, Options{Force: true})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(strings.Join(a.Warnings, "\n"), "not-an-article") {
		t.Errorf("a list: warnings %q", a.Warnings)
	}
	if a := mustExtract(t, "<title>A wall</title><article><p>"+strings.Repeat(prose, 9)+"</p></article>"); len(a.Warnings) > 0 {
		t.Errorf("an article: warnings %q", a.Warnings)
	}
}
