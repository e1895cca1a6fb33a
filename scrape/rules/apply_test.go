package rules

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func applyFTR(t *testing.T, rule, page string) (*Found, *html.Node) {
	t.Helper()
	r := ParseFTR("a.txt", []byte(rule))
	if got := problems(r); got != "" {
		t.Fatal(got)
	}
	doc := parse(t, page)
	return r.Apply(doc), doc
}

func render(t *testing.T, doc *html.Node) string {
	t.Helper()
	var b strings.Builder
	if err := html.Render(&b, doc); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestApplyFields(t *testing.T) {
	page := `<head><title>Nine nights | Mole</title><meta name=author content="Arne Lie"></head><h1>Nine
		nights</h1><p class=by>By Sunniva Holt</p><p class=by>Arne Lie</p><time datetime=2014-03-05>5th</time><a class=next href="?p=2">more</a><a class=print href=/p>print</a>`
	for name, tt := range map[string]struct{ rule, want string }{
		"text is one line":              {"title: //h1", "Nine nights"},
		"the first that finds anything": {"title: //h2\ntitle: //h1\ntitle: //title", "Nine nights"},
		"an attribute":                  {"title: //meta[@name='author']/@content", "Arne Lie"},
		"a string":                      {"title: substring-before(//title, ' |')", "Nine nights"},
		"an empty string is nothing":    {"title: substring-before(//title, '/')\ntitle: //h1", "Nine nights"},
		"the first of several":          {"title: //p", "By Sunniva Holt"},
		"id()":                          {"title: id('x')\ntitle: //h1", "Nine nights"},
		"a count":                       {"title: count(//p)", "2"},
		"nothing":                       {"title: //h5", ""},
	} {
		t.Run(name, func(t *testing.T) {
			f, _ := applyFTR(t, tt.rule, page)
			if f.Title.Text != tt.want || len(f.Problems) > 0 {
				t.Errorf("got %q, %v, want %q", f.Title.Text, f.Problems, tt.want)
			}
		})
	}
	f, _ := applyFTR(t, "author: //nav\nauthor: //p[@class='by']\nauthor: //meta/@content\ndate: //time/@datetime\nnext_page_link: //a[@class='next']\nsingle_page_link: //a[@class='print']/@href\nif_page_contains: //nav\nnative_ad_clue: //h1", page)
	if len(f.Authors) != 3 || len(f.Authors[0]) != 0 || len(f.Authors[1]) != 2 || f.Authors[1][0].Text != "By Sunniva Holt" || f.Authors[1][1].Text != "Arne Lie" || f.Authors[1][0].Node == nil {
		t.Errorf("authors: %+v", f.Authors)
	}
	if f.Dates[0].Text != "2014-03-05" || f.NextPage != "?p=2" || f.SinglePage != "" || !f.Sponsored {
		t.Errorf("got %+v", f)
	}
}

func TestApplyYAMLFields(t *testing.T) {
	rule := `site: a.example
article:
  submitted_by: {css: .submitted, regex: 'by (?P<name>.+?) on (?P<date>.+)$'}
  date: {from: submitted_by.date, layout: '2 January, 2006 - 15:04', clock: unreliable}
  authors: [.nobody, {body_line: first, regex: '^By (.+)'}]
  body: .text
  subtitle: {css: h2, regex: '^never$'}
`
	page := `<p class=submitted>Submitted by Matthew on 26 October, 2011 - 12:11</p><h2>x</h2><div class=text><script>x</script><p> By Martyn Holt</p><p>Text</p></div>`
	for _, tt := range []struct{ name, clock, want string }{{"the day alone", "clock: unreliable", "2011-10-26"}, {"with its time", "locale: en", "2011-10-26T12:11:00"}} {
		t.Run(tt.name, func(t *testing.T) {
			r := ParseYAML("a.yaml", []byte(strings.Replace(rule, "clock: unreliable", tt.clock, 1)))
			if got := problems(r); got != "" {
				t.Fatal(got)
			}
			f := r.Apply(parse(t, page))
			if f.Submitter.Text != "Matthew" || f.Dates[0].Time != tt.want || f.Subtitle.Text != "" {
				t.Errorf("got %+v", f)
			}
			if len(f.Authors) != 2 || len(f.Authors[1]) != 1 || f.Authors[1][0].Text != "Martyn Holt" {
				t.Errorf("authors: %+v", f.Authors)
			}
		})
	}
}

func TestApplyStrips(t *testing.T) {
	page := `<head><meta name=x><script type="application/ld+json">{}</script></head><body><nav>menu</nav><div class="a promo b">promo</div><div id=promo>id</div><div class="promotion">stays</div>` +
		`<img src="http://ads.example/1.png"><img src="/2.png" data-src="/big.png" srcset=x><font>loose <b>text</b></font><q>quoted</q><p>end</p></body>`
	for name, tt := range map[string]struct{ rule, gone, there string }{
		"strip":                    {"strip: //nav", "menu", "promo"},
		"strip a text":             {"strip: //p/text()", "end", "<p></p>"},
		"the body stays":           {"strip: //body\nstrip: //html\nstrip: /", "nothing-like-this", "<body>"},
		"so does the head":         {"strip: //meta\nstrip: //script\nstrip: //head", "nothing-like-this", "ld+json"},
		"strip_id_or_class of two": {"strip_id_or_class: a promo b", "class=\"a promo b\"", "stays"},
		"strip_id_or_class":        {"strip_id_or_class: promo", "class=\"a promo b\"", "stays"},
		"strip_image_src":          {"strip_image_src: ads.example", "1.png", "2.png"},
		"strip_attr":               {"strip_attr: //img/@srcset", "srcset", "2.png"},
		"an attribute by strip":    {"strip: //img/@srcset", "srcset", "2.png"},
		"dissolve":                 {"dissolve: //font", "<font>", "loose <b>text</b>"},
		"src_lazy_load_attr":       {"src_lazy_load_attr: data-src", `src="/2.png"`, `src="/big.png"`},
		"wrap_in":                  {"wrap_in(blockquote): //q", "nothing-like-this", "<blockquote><q>quoted</q></blockquote>"},
		"what was stripped within": {"strip: //div\nstrip: //*[@id='promo']", "promo", "menu"},
	} {
		t.Run(name, func(t *testing.T) {
			_, doc := applyFTR(t, tt.rule, page)
			got := render(t, doc)
			if strings.Contains(got, tt.gone) || !strings.Contains(got, tt.there) {
				t.Errorf("got %s", got)
			}
		})
	}
}

func TestApplyBody(t *testing.T) {
	page := `<div class=empty> <script>x</script></div><div class=text id=outer><div class=text id=inner><p>x</p></div></div><div class=text id=second><p class=ad>ad</p>y</div>`
	for name, tt := range map[string]struct{ rule, want string }{
		"nested ones count once":        {"body: //div[@class='text']", "outer second"},
		"an empty one is none":          {"body: //div[@class='empty']\nbody: //div[@id='second']", "second"},
		"attributes are none":           {"body: //div/@id\nbody: //div[@id='inner']", "inner"},
		"strings are none":              {"body: string(//div[2])\nbody: //div[@id='inner']", "inner"},
		"it is found after the strips":  {"strip_id_or_class: text\nbody: //div[@class='text']", ""},
		"by the engine":                 {"body: //div[p[@class='ad']]", "second"},
		"by the engine after the strip": {"strip: //p[@class='ad']\nbody: //div[p[@class='ad']]", ""},
	} {
		t.Run(name, func(t *testing.T) {
			f, _ := applyFTR(t, tt.rule, page)
			var ids []string
			for _, n := range f.Body {
				ids = append(ids, attr(n, "id"))
			}
			if got := strings.Join(ids, " "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// Expressions that visit every node for every node are given up, and named.
func TestHostileExpressions(t *testing.T) {
	page := "<div>" + strings.Repeat("<p>a<b>c</b></p>", 4000) + "</div>" + strings.Repeat("<i>", 200)
	for name, rule := range map[string]string{
		"every node for every node": "body: //*[count(//*[count(//*) > 1]) > 1]",
		"all following":             "body: //p[count(following::*[count(following::*) > 3]) > 3]",
		"text of everything":        "body: //*[contains(//*[contains(., 'x')], 'y')]//*[contains(string(/), 'zz')]",
		"unions":                    "body: " + strings.Repeat("//p/following-sibling::*/preceding-sibling::* | ", 20) + "//p",
		"siblings by pattern":       "body: //q",
	} {
		t.Run(name, func(t *testing.T) {
			r := ParseFTR("a.txt", []byte(rule+"\ntitle: //b"))
			if name == "siblings by pattern" {
				r = ParseYAML("a.yaml", []byte("site: a.example\narticle: {body: 'q ~ p ~ p ~ p ~ p', title: b}"))
			}
			f := r.Apply(parse(t, page))
			if f.Title.Text != "c" {
				t.Errorf("title: %q", f.Title.Text)
			}
			if len(f.Problems) != 1 || !strings.Contains(f.Problems[0].Error(), "too much work") {
				t.Errorf("problems: %v", f.Problems)
			}
		})
	}
}

func TestRewriteDoesNotGrowWithoutEnd(t *testing.T) {
	r := ParseFTR("a.txt", []byte("replace_string(a): "+strings.Repeat("a", 1000)+"\nreplace_string(a): "+strings.Repeat("a", 1000)))
	page := []byte(strings.Repeat("a", 100_000))
	if got := len(r.Rewrite(page)); got > 4*len(page)+4<<20 {
		t.Errorf("the text grew from %d to %d bytes", len(page), got)
	}
}

// A date has no more in it than its layout: neither a day nor an offset that
// package time makes up.
func TestApplyLayout(t *testing.T) {
	for _, tt := range []struct{ layout, text, want string }{
		{"January 2006", "March 2012", "2012-03"},
		{"2006", "2012", "2012"},
		{"Monday 2 January 2006", "Wednesday 14 March 2012", "2012-03-14"},
		{"2 January 2006, 3:04PM", "14 March 2012, 11:04PM", "2012-03-14T23:04:00"},
		{"2 January 2006, 15:04 MST", "14 March 2012, 23:04 EDT", "2012-03-14T23:04:00"},
		{"2 January 2006, 15:04 MST", "14 March 2012, 23:04 UTC", "2012-03-14T23:04:00Z"},
		{"2 January 2006, 15:04 -0700", "14 March 2012, 23:04 -0400", "2012-03-14T23:04:00-04:00"},
	} {
		r := ParseYAML("a.yaml", []byte("site: a.example\narticle:\n  date: {css: p, layout: '"+tt.layout+"'}\n"))
		if got := r.Apply(parse(t, "<p>"+tt.text+"</p>")).Dates[0].Time; got != tt.want || problems(r) != "" {
			t.Errorf("%s: got %q, %s, want %q", tt.layout, got, problems(r), tt.want)
		}
	}
}

func TestBrokenMatchMatchesNothing(t *testing.T) {
	r := ParseYAML("a.yaml", []byte("site: a.example\narticle:\n  match: '^/blog/('\n  title: h1\n"))
	if covers(r.paths, "https://a.example/story/") || problems(r) == "" {
		t.Errorf("covers another page, problems %q", problems(r))
	}
}
