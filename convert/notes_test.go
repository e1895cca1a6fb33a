package convert

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNotes shows what becomes of the ways in which pages write notes.
func TestNotes(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"numbered anchors, both ways", `<p>The wall<sup><a href="#fn1" id="ref1">1</a></sup> stands.</p><hr><p id="fn1"><a href="#ref1">1.</a> Since <i>1945</i>.</p>`,
			"The wall[^1] stands.\n\n***\n\n[^1]: Since *1945*.\n"},
		{"items that lead back with an arrow", `<p>The wall<a href="#n1" id="r1"><sup>1</sup></a> (old<a href="#n2" id="r2"><sup>2</sup></a>).</p><h2>Notes</h2><ol><li id="n1">One. <a href="#r1">↩</a></li><li id="n2"><p>Two.</p><p>More. <a href="#r2">↩︎</a></p></li></ol>`,
			"The wall[^1] (old[^2]).\n\n## Notes\n\n[^1]: One.\n\n[^2]: Two.\n\n    More.\n"},
		{"brackets beside the links", `<p>Le sel [<a href="#nb1" id="nh1" rel="footnote">1</a>].</p><div class="notes"><p id="nb1"><span>[<a href="#nh1">1</a>]</span> Archives.</p></div>`,
			"Le sel [^1].\n\n[^1]: Archives.\n"},
		{"anchors with names", `<p>A window. <a name="f1"></a><a href="#n1">[1]</a></p><h3>Notes</h3><p><a name="n1"></a><a href="#f1">1.</a> <em>Report</em>, p. 4.</p>`,
			"A window. [^1]\n\n## Notes\n\n[^1]: *Report*, p. 4.\n"},
		{"one way only", `<p>A window.<sup><a href="#note-7">7</a></sup></p><ol start="7"><li id="note-7">The log.</li></ol>`,
			"A window.[^7]\n\n[^7]: The log.\n"},
		{"several marks of one note", `<p>a<sup id="r1"><a href="#c1">[1]</a></sup> b<sup id="r2"><a href="#c1">[1]</a></sup></p><ol><li id="c1"><b>^</b> <a href="#r1"><sup>a</sup></a> <a href="#r2"><sup>b</sup></a> Book.</li></ol>`,
			"a[^1] b[^1]\n\n[^1]: Book.\n"},
		{"notes on lines of one paragraph", `<p>a <a href="#n1">[1]</a> b <a href="#n2">[2]</a></p><p><a name="n1">1.</a> One<br><a name="n2">2.</a> Two<br>more</p>`,
			"a [^1] b [^2]\n\n[^1]: One\n\n[^2]: Two\\\n    more\n"},
		{"the mark on a line of its own", `<p>a<a id="a1" href="#f1">1</a> b<a id="a2" href="#f2">2</a></p><p><a id="f1" href="#a1">1</a></p><p>One.</p><p><a id="f2" href="#a2">2</a></p><p>Two.</p><p>About us.</p>`,
			"a[^1] b[^2]\n\n[^1]: One.\n\n[^2]: Two.\n\nAbout us.\n"},
		{"notes of several paragraphs", `<p>a<sup><a href="#f1">1</a></sup> b<sup><a href="#f2">2</a></sup></p><p id="f1">1. One.</p><p>More.</p><p id="f2">2. Two.</p><p>About us.</p>`,
			"a[^1] b[^2]\n\n[^1]: One.\n\n    More.\n\n[^2]: Two.\n\nAbout us.\n"},
		{"plain numbers in brackets", `<p>The log [1] and the <b>clock [2]</b>, again [1].</p><p>[1] Skarre.</p><p>[2] <i>Lights</i>.</p>`,
			"The log [^1] and the **clock [^2]**, again [^1].\n\n[^1]: Skarre.\n\n[^2]: *Lights*.\n"},
		{"plain raised numbers", `<p>The log<sup>1</sup> and<sup>2</sup>.</p><p>1. Skarre.</p><p>2. Lights.</p>`,
			"The log[^1] and[^2].\n\n[^1]: Skarre.\n\n[^2]: Lights.\n"},
		{"signs", `<p>The log<a href="#x">*</a>.</p><p><a id="x" name="note">*</a> Skarre.</p>`, "The log[\\*](#x).\n\n<a id=\"x\"></a>\\* Skarre.\n"},
		{"signs that lead back", `<p id="p">The log<a href="#x">*</a>.</p><p id="x">* Skarre. <a href="#p">Back</a></p>`, "The log[^n1].\n\n[^n1]: Skarre.\n"},
		{"in a table", `<table><tr><th>a</th></tr><tr><td>1<sup><a href="#t1">a</a></sup></td></tr></table><p id="t1"><sup>a</sup> Tons.</p>`,
			"| a |\n| --- |\n| 1[^a] |\n\n[^a]: Tons.\n"},
		{"beside text that would join them", `<p>a<sup><a href="#n1">1</a></sup>: b!<sup><a href="#n1">1</a></sup>(c)</p><p id="n1">1 One.</p>`,
			"a[^1]\\: b\\![^1]\\(c)\n\n[^1]: One.\n"},
		{"in a heading that ends in #", `<h2>a<sup><a href="#n1">1</a></sup>(b) #</h2><p id="n1">1 One.</p>`, "## a[^1]\\(b) \\#\n\n[^1]: One.\n"},
		{"restarted numbers", `<p>a<sup><a href="#a1">1</a></sup></p><p id="a1">1. A.</p><h2>Two</h2><p>b<sup><a href="#b1">1</a></sup></p><p id="b1">1. B.</p>`,
			"a[^1]\n\n[^1]: A.\n\n## Two\n\nb[^1-2]\n\n[^1-2]: B.\n"},

		{"a definition list", `<p>a<sup><a href="#f1" id="r1">1</a></sup> b<sup><a href="#f2" id="r2">2</a></sup></p><dl><dt><a href="#r1">1</a></dt><dd id="f1">One.</dd><dt><a href="#r2">2</a></dt><dd id="f2">Two.</dd></dl>`,
			"a[^1] b[^2]\n\n[^1]: One.\n\n[^2]: Two.\n"},
		{"terms that are led to, and others", `<p>a<sup><a href="#f1" id="r1">1</a></sup> b<sup><a href="#f2" id="r2">2</a></sup></p><dl><dt id="f1">[<a href="#r1">1</a>]</dt><dd>One.</dd><dt id="f2">2.</dt><dd><p>Two.</p><p>More.</p></dd><dt>Sea</dt><dd>Water.</dd></dl><p>c</p>`,
			"a[^1] b[^2]\n\n**Sea**\n\nWater.\n\n[^1]: One.\n\n[^2]: Two.\n\n    More.\n\nc\n"},
		{"a table of notes", `<p>a<sup><a href="#f1" id="r1">1</a></sup> b<sup><a href="#f2" id="r2">2</a></sup></p><table><tr id="f1"><td><a href="#r1">1.</a></td><td>One.</td></tr><tr><td id="f2"><a href="#r2">2.</a></td><td>Two.</td></tr></table>`,
			"a[^1] b[^2]\n\n[^1]: One.\n\n[^2]: Two.\n"},
		{"notes below the rows of a table", `<p>a<sup><a href="#f1" id="r1">1</a></sup> b<sup><a href="#f2" id="r2">2</a></sup></p><table><tr><th>Year</th><th>Tons</th></tr><tr><td>1921</td><td></td></tr><tr id="f1"><td>1</td><td>One.</td></tr><tr id="f2"><td>2</td><td>Two.</td></tr></table>`,
			"a[^1] b[^2]\n\n| Year | Tons |\n| --- | --- |\n| 1921 | |\n\n[^1]: One.\n\n[^2]: Two.\n"},
		{"in a quote", `<blockquote><p>a<sup><a href="#f1" id="r1">1</a></sup> b<sup><a href="#f2" id="r2">2</a></sup></p><p id="f1"><a href="#r1">1.</a> One.</p><p>More.</p><p id="f2"><a href="#r2">2.</a> Two.</p></blockquote><p>c</p>`,
			"> a[^1] b[^2]\n\n[^1]: One.\n\n    More.\n\n[^2]: Two.\n\nc\n"},
		{"a list in a quote", `<p>a<sup><a href="#f1" id="r1">1</a></sup> b<sup><a href="#f2" id="r2">2</a></sup></p><blockquote><p>Notes</p><ol><li id="f1">One. <a href="#r1">↩</a></li><li id="f2">Two. <a href="#r2">↩</a></li></ol></blockquote>`,
			"a[^1] b[^2]\n\n> Notes\n\n[^1]: One.\n\n[^2]: Two.\n"},
		{"not: an item among others in a quote", `<p>a<sup><a href="#f1">1</a></sup></p><blockquote><ol><li id="f1">One.</li><li>Two.</li></ol></blockquote>`,
			"a<sup>[1](#f1)</sup>\n\n> 1. <a id=\"f1\"></a>One.\n> 2. Two.\n"},
		{"not: terms of contents", `<ul><li><a href="#s1">1</a></li></ul><dl><dt id="s1">1</dt><dd>One.</dd></dl>`,
			"- [1](#s1)\n\n**<a id=\"s1\"></a>1**\n\nOne.\n"},
		{"a link to a place", `<p>See <a href="#x">below</a>, <a href="#y">the end</a> and <a href="#z">nothing</a>.</p><h2 id="x"><a href="#x">X</a></h2><ul><li><p id="y">Y</p></li></ul>`,
			"See [below](#x), [the end](#y) and [nothing](#z).\n\n## <a id=\"x\"></a>[X](#x)\n\n- <a id=\"y\"></a>Y\n"},
		{"not: contents", `<ul><li><a href="#s1">1</a></li><li><a href="#s2">2</a></li></ul><h2 id="s1">One</h2><p id="s2">Two.</p>`,
			"- [1](#s1)\n- [2](#s2)\n\n## <a id=\"s1\"></a>One\n\n<a id=\"s2\"></a>Two.\n"},
		{"not: numbered paragraphs", `<p>[1] The appeal, see [2].</p><p>[2] The judge, at [1].</p>`, "[1] The appeal, see [2].\n\n[2] The judge, at [1].\n"},
		{"not: a number without a note", `<p>a [1] b [2]</p><p>[1] One.</p><p>[2] Two.</p><p>[3] Three.</p>`, "a [1] b [2]\n\n[1] One.\n\n[2] Two.\n\n[3] Three.\n"},
		{"not: powers", `<p>10<sup>2</sup> m<sup>2</sup></p><p>1. One.</p><p>2. Two.</p>`, "10<sup>2</sup> m<sup>2</sup>\n\n1\\. One.\n\n2\\. Two.\n"},
		{"not: an empty note", `<p>a<sup><a href="#n1">1</a></sup></p><p id="n1">1.</p>`, "a<sup>[1](#n1)</sup>\n\n<a id=\"n1\"></a>1.\n"},
		{"not: above its mark", `<p id="n1">1. One.</p><p>a<sup><a href="#n1">1</a></sup></p>`, "<a id=\"n1\"></a>1. One.\n\na<sup>[1](#n1)</sup>\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Options{FrontMatter: NoFrontMatter}.Bytes(articleOf(t, c.page))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, string(got)); diff != "" {
				t.Errorf("%s\n%s", diff, got)
			}
			want, read := readBack(t, articleOf(t, c.page))
			if diff := cmp.Diff(want.text, read.text); diff != "" {
				t.Errorf("read back: %s", diff)
			}
			if diff := cmp.Diff(want.parts, read.parts); diff != "" {
				t.Errorf("read back: %s", diff)
			}
		})
	}
}
