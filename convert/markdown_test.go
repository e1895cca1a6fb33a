package convert

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape"
)

// TestMarkdown shows, one concern a group, what is written for what.
func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"escapes: none needed", `<p>5 * 3 = 15, snake_case, AT&amp;T, a &lt; b, 2 &lt;3, #hash, a*, ~5 km, [1], https://a.example/a_b_c.</p>`,
			"5 * 3 = 15, snake_case, AT&T, a < b, 2 <3, #hash, a*, ~5 km, [1], https://a.example/a_b_c."},
		{"escapes: emphasis", `<p>*a* _b_ ~c~ d*</p>`, `\*a\* \_b\_ \~c\~ d\*`},
		{"escapes: code", "<p>`a` and ` alone</p>", "\\`a\\` and \\` alone"},
		{"escapes: one backtick", "<p>a ` b</p>", "a ` b"},
		{"escapes: tags and entities", `<p>&lt;b&gt; &amp;copy; &amp;c &amp;#65;</p>`, `\<b> \&copy; &c \&#65;`},
		{"escapes: backslash", `<p>C:\temp \* \</p>`, `C:\temp \\* \\`},
		{"escapes: links", `<p>[a](b) ![c](d) [^1]</p>`, `[a\](b) ![c\](d) \[^1]`},
		{"escapes: reference", `<p>[a]: b</p><p>[Note: c]</p>`, "\\[a]: b\n\n[Note: c]"},
		{"escapes: shortcodes", `<p>{{&lt; x &gt;}} {% y %}</p>`, `{\{< x >}} {\% y %}`},
		{"escapes: URL", `<p>*see* http://a.example/*x* now*</p>`, `\*see\* <http://a.example/*x>\* now\*`},
		{"line starts", `<p># a</p><p>- a</p><p>+ a</p><p>1. a</p><p>12) a</p><p>&gt; a</p><p>---</p><p>~~~</p><p>1.5 a</p><p>-a</p><p>: a</p>`,
			"\\# a\n\n\\- a\n\n\\+ a\n\n1\\. a\n\n12\\) a\n\n\\> a\n\n\\---\n\n\\~\\~\\~\n\n1.5 a\n\n-a\n\n\\: a"},
		{"line starts behind a break", `<p>a<br># b<br>---</p>`, "a\\\n\\# b\\\n\\---"},
		{"no-break spaces", "<p>\u00a0a\u00a0b\u00a0</p>", "&nbsp;a\u00a0b&nbsp;"},
		{"emphasis", `<p><em>a</em> <b>b</b> <s>c</s> <i> d </i>e</p>`, "*a* **b** ~~c~~ *d* e"},
		{"emphasis inside words", `<p>un<em>believ</em>able <b>“so”</b>he</p>`, "un*believ*able <strong>“so”</strong>he"},
		{"emphasis nested", `<p><b><i>a</i></b> <i><b>b</b></i> <b>c <b>d</b></b></p>`, "**_a_** ***b*** **c __d__**"},
		{"emphasis side by side", `<p><i>a</i><b>b</b></p>`, "*a*__b__"},
		{"emphasis of nothing", `<p>a<b> </b>b<i></i></p>`, "a b"},
		{"emphasis around blocks", `<i><p>a</p><p>b</p></i>`, "*a*\n\n*b*"},
		{"tags", `<p>10<sup>6</sup> H<sub>2</sub>O <u>u</u> <ins>i</ins> <mark>m</mark> <kbd>k</kbd> <ruby>漢<rt>kan</rt></ruby></p>`,
			"10<sup>6</sup> H<sub>2</sub>O <u>u</u> <ins>i</ins> <mark>m</mark> <kbd>k</kbd> <ruby>漢<rt>kan</rt></ruby>"},
		{"quotation marks", `<p><q>a <q>b</q></q></p>`, "“a ‘b’”"},
		{"no meaning of their own", `<p><cite>a</cite> <small>b</small> <font color=red>c</font> <x-y>d</x-y></p>`, "a b c d"},
		{"code", "<p><code>a*b</code> <code>a`b</code> <code>`</code> <tt> c</tt></p>", "`a*b` ``a`b`` `` ` `` ` c`"},
		{"code block", "<pre><code class=\"language-go\">a\n\n\tb\n</code></pre>", "```go\na\n\n\tb\n```"},
		{"code block with fences", "<pre>```\na\n```</pre>", "````\n```\na\n```\n````"},
		{"code block with links", "<pre>a\n<a href=\"https://a.example/\">b</a></pre>", "<pre>a\n<a href=\"https://a.example/\">b</a></pre>"},
		{"links", `<p><a href="https://a.example/x?a=1&amp;copy;=2" title="a &quot;b&quot;">a [b]</a></p>`, `[a \[b\]](https://a.example/x?a=1\&copy;=2 "a \"b\"")`},
		{"links: odd addresses", `<p><a href="https://a.example/a(b)">a</a> <a href="https://a.example/a)b">b</a> <a href="https://a.example/a b">c</a></p>`,
			"[a](https://a.example/a(b)) [b](<https://a.example/a)b>) [c](<https://a.example/a b>)"},
		{"links: schemes", `<p><a href="javascript:a()">a</a> <a href=" JaVa&#9;script:b()">b</a> <a href="data:text/html,c">c</a> <a href="mailto:d@a.example">d</a> <a href="foo:e">e</a></p>`,
			"a b c [d](mailto:d@a.example) e"},
		{"links: their own text", `<p><a href="https://a.example/_a_">https://a.example/_a_</a> <a href="mailto:b@a.example">b@a.example</a></p>`, "<https://a.example/_a_> <b@a.example>"},
		{"links behind an exclamation mark", `<p>Wow!<a href="https://a.example/">a</a></p>`, `Wow\![a](https://a.example/)`},
		{"links around blocks", `<a href="https://a.example/"><h2>a</h2><p>b</p></a>`, "## [a](https://a.example/)\n\n[b](https://a.example/)"},
		{"links without an address", `<p><a>a</a> <a name=x>b</a></p>`, "a b"},
		{"images", `<p><img src="https://a.example/i.png" alt="a *b*" title="t"> <img alt="c"> <img src="data:image/png;base64,x" alt="d"></p>`,
			`![a \*b\*](https://a.example/i.png "t") c d`},
		{"figures", `<figure><img src="https://a.example/i.png" alt="a"><figcaption>The wall. <span data-part="credit">Photo: Tom</span></figcaption></figure>`,
			"![a](https://a.example/i.png)\n\nThe wall. Photo: Tom"},
		{"headings", `<h1>a</h1><h4>b</h4><h3>c #</h3><h2>d<br>e</h2>`, "## a\n\n### b\n\n### c \\#\n\n### d e"},
		{"headings like tasks", `<h2>[ ] #</h2><h2>[x] a #</h2><h2>#</h2>`, "## \\[ ] \\#\n\n## \\[x] a \\#\n\n## \\#"},
		{"rules and breaks", `<p>a<br>b<br></p><hr><p>c</p>`, "a\\\nb\n\n***\n\nc"},
		{"quotes", "<blockquote><p>a</p><pre>x\ny</pre><p>+ b</p></blockquote><blockquote>c</blockquote>", "> a\n>\n> ```\n> x\n> y\n> ```\n>\n> \\+ b\n\n> c"},
		{"lists", `<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>`, "- a\n  - b\n- c"},
		{"lists: loose", `<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>`, "- a\n\n- b\n\n  c"},
		{"lists side by side", `<ul><li>a</li></ul><ul><li>b</li></ul><ol><li>c</li></ol><ol><li>d</li></ol>`, "- a\n\n+ b\n\n1. c\n\n1) d"},
		{"lists: numbers", `<ol start=9><li>a</li><li>b</li><li value=20>c</li></ol>`, "9. a\n10. b\n\n20) c"},
		{"lists: reversed", `<ol reversed><li>a</li><li>b</li></ol>`, "2. a\n\n1) b"},
		{"lists: tasks", `<ul><li><input type=checkbox checked> a</li><li><input type=checkbox> b</li><li>[x] c</li></ul>`, "- [x] a\n- [ ] b\n- \\[x] c"},
		{"lists: a number below a line", `<ul><li>a<ol start=3><li>b</li></ol></li></ul>`, "- a\n\n  3. b"},
		{"tables", `<table><thead><tr><th>a</th><th align=right>b|c</th></tr></thead><tbody><tr><td>1<br>2</td><td><code>x|y</code></td></tr><tr><td>3</td></tr></tbody></table>`,
			"| a | b\\|c |\n| --- | ---: |\n| 1<br>2 | `x\\|y` |\n| 3 |"},
		{"tables: header found", `<table><tr><td><b>a</b></td><td><b>b</b></td></tr><tr><td>c</td><td>d</td></tr></table>`, "| **a** | **b** |\n| --- | --- |\n| c | d |"},
		{"tables: no header", `<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>`, "| | |\n| --- | --- |\n| a | b |\n| c | d |"},
		{"tables: spans", `<table onclick="x()"><tr><td colspan=2>a</td></tr><tr><td>b</td><td><p>c</p><p>d &lt;e&gt;</p></td></tr></table>`,
			"<table>\n<tbody>\n<tr>\n<td colspan=\"2\">a</td>\n</tr>\n<tr>\n<td>b</td>\n<td><p>c</p>\n<p>d &lt;e&gt;</p>\n</td>\n</tr>\n</tbody>\n</table>"},
		{"tables: caption", `<table><caption>Stones</caption><tr><th>a</th></tr><tr><td>1</td></tr></table>`, "Stones\n\n| a |\n| --- |\n| 1 |"},
		{"definitions", `<dl><dt>a</dt><dd>b</dd><dt><b>c</b></dt><dd><p>d</p><p>e</p></dd></dl>`, "**a**\n\nb\n\n**c**\n\nd\n\ne"},
		{"embeds", `<iframe src="https://v.example/e" title="A film"></iframe><video><source src="https://v.example/f.mp4"></video><iframe src="javascript:x()"></iframe>`,
			"[A film](https://v.example/e)\n\n<https://v.example/f.mp4>"},
		{"unseen", `<p>a<script>b</script><style>c</style><template>d</template></p>`, "a"},
		{"boxes", `<div>a<div>b</div>c<section>d</section></div><main>e</main>`, "a\n\nb\n\nc\n\nd\n\ne"},
		{"stray parts of lists and tables", `<li>a</li><p>b<dd>c</dd>`, "a\n\nb\n\nc"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, err := Options{}.renderMarkdown(new(tidier).tidy(parseBody(t, c.page)), Parts(nil).skipper(MarkdownBody), 0)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want+"\n", string(out)); diff != "" {
				t.Errorf("%s\n%s", diff, out)
			}
		})
	}
}

// Rendering must not touch the article: other formats follow.
func TestRenderLeavesTheArticle(t *testing.T) {
	rng := rand.New(rand.NewPCG(*seed, 3))
	for range 50 {
		a := articleOf(t, document(rng))
		a.Title, a.Tags = "a\u202eb", []string{"c\x01"}
		before := source(t, a.Content)
		for _, f := range []Format{Markdown, JSON, JSONL, Text, HTML} {
			for _, images := range []Images{KeepImages, DropImages} {
				if _, err := (Options{Format: f, Images: images}).Bytes(a); err != nil {
					t.Fatal(err)
				}
			}
		}
		if after := source(t, a.Content); after != before || a.Title != "a\u202eb" || a.Tags[0] != "c\x01" || a.Body != "" || a.SHA256 != "" {
			t.Fatalf("the article changed:\n%s\n%s", before, after)
		}
	}
}

func source(t *testing.T, n *html.Node) string {
	t.Helper()
	var b bytes.Buffer
	if err := html.Render(&b, n); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSameBytesTwice(t *testing.T) {
	a := articleOf(t, longArticle(2))
	a.Fields = map[string]scrape.Field{"title": {Source: "a"}, "date": {Source: "b"}, "authors": {Source: "c"}}
	for _, f := range []Format{Markdown, JSON, JSONL, Text, HTML} {
		one, err := Options{Format: f}.Bytes(a)
		if err != nil {
			t.Fatal(err)
		}
		two, err := Options{Format: f}.Bytes(a)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(one, two) {
			t.Errorf("%s differs", f)
		}
		if bytes.Contains(one, []byte("\r")) || !strings.HasSuffix(string(one), "\n") || strings.HasSuffix(string(one), "\n\n") {
			t.Errorf("%s: line ends", f)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	rng := rand.New(rand.NewPCG(1, 4))
	for range 50 {
		f.Add(document(rng))
	}
	f.Add("<p>*a _b* c_ `d [e](f) <g> &h; http://i.example/_j_</p>")
	f.Add("<p>a<code><q>b</q></code><h2><code>a<br>b</code>")
	f.Add(`<p>a<a href title="("><q><table><th> a<h1>b`)
	skip := Parts(nil).skipper(MarkdownBody)
	f.Fuzz(func(t *testing.T, page string) {
		doc, err := html.ParseWithOptions(strings.NewReader(page), html.ParseOptionEnableScripting(false))
		if err != nil {
			t.Skip()
		}
		tree := new(tidier).tidy(doc)
		md, err := Options{}.renderMarkdown(tree, skip, 0)
		if err != nil {
			t.Fatal(err)
		}
		back := readMarkdown(t, gfm, md)
		settleNotes(tree, skip)
		if want, got := visible(tree, skip), visible(back, nothing); want != got {
			t.Errorf("%s\nMarkdown\n%s", differ(want, got), md)
		}
		if bad := active(back); bad != "" {
			t.Errorf("%s in\n%s", bad, md)
		}
	})
}
