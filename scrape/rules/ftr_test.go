package rules

import (
	"strings"
	"testing"
)

func problems(r *Rule) string {
	var all []string
	for _, p := range r.Problems {
		all = append(all, p.Error())
	}
	return strings.Join(all, "\n")
}

func TestParseFTR(t *testing.T) {
	r := ParseFTR("mole.example.txt", []byte("\ufeff# a comment\r\ntitle: //h1\r\n title : //h2 \nauthor: //p\ndate: //time\nbody: //div\nbody: //main\nstrip: //nav\nstrip_attr: //img/@srcset\n"+
		"strip_id_or_class: 'promo'\nstrip_image_src: ads.example\nprune: no\ntidy: yes\nskip_json_ld: yes\nautodetect_on_failure: no\n"+
		"next_page_link: //a[@rel='next']\nif_page_contains: //nav\nsingle_page_link: //a[@class='print']\n"+
		"find_string: <x:y>\nreplace_string: <p>\nreplace_string(a: b): c: d\nfind_string: gone\nreplace_string:\n"+
		"http_header(User-Agent): Mozilla: 5\nwrap_in(blockquote): //q\nrequires_login: yes\nlogin_uri: https://mole.example/login\nlogin_extra_fields: a=1\n"+
		"test_url: https://mole.example/1\ntest_contains: six\ntest_contains: an hour\ntest_url: https://mole.example/2"))
	if got := problems(r); got != "" {
		t.Fatal(got)
	}
	if len(r.title) != 2 || len(r.authors) != 1 || len(r.date) != 1 || len(r.body) != 2 || len(r.strip) != 1 || len(r.stripAttrs) != 1 || len(r.wrap) != 1 {
		t.Errorf("expressions: %+v", r)
	}
	if r.title[1].line != 3 || !r.stripNames["promo"] || r.stripImages[0] != "ads.example" || r.Fit() != Close || !r.skipJSONLD || *r.autodetect {
		t.Errorf("choices: %+v", r)
	}
	if len(r.replacements) != 3 || r.replacements[0] != (replacement{"a: b", "c: d"}) || r.replacements[1] != (replacement{"<x:y>", "<p>"}) || r.replacements[2] != (replacement{"gone", ""}) {
		t.Errorf("replacements: %q", r.replacements)
	}
	if r.nextPage[0].condition == nil || r.singlePage[0].condition != nil {
		t.Error("the condition belongs to the link before it")
	}
	if r.Headers["user-agent"] != "Mozilla: 5" || !r.Login.Required || r.Login.URI != "https://mole.example/login" || len(r.Login.Extra) != 1 {
		t.Errorf("headers %q, login %+v", r.Headers, r.Login)
	}
	if len(r.Samples) != 2 || strings.Join(r.Samples[0].Body, "|") != "six|an hour" || r.Samples[1].URL != "https://mole.example/2" {
		t.Errorf("samples: %+v", r.Samples)
	}
}

// A line that cannot be read is named; the others stand.
func TestFTRProblems(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"unknown":                 {"titel: //h1", `a.txt:1: unknown directive "titel"`},
		"no colon":                {"title //h1", `a.txt:1: no ":" behind the directive`},
		"open bracket":            {"wrap_in(p //x: y", `a.txt:1: no ":" behind the directive`},
		"no value":                {"\n\ntitle:", "a.txt:3: title has no value"},
		"bad XPath":               {"title: //h1[", "a.txt:1: XPath //h1["},
		"XPath the library fears": {"body: //div[contains(@class='x')]", "a.txt:1: XPath //div[contains(@class='x')]"},
		"unequal replacements":    {"find_string: a", "a.txt: 1 find_string, 0 replace_string: none is used"},
		"a wrapper of scripts":    {"wrap_in(script): //p", "a.txt:1: wrap_in(script): not an element of texts"},
		"a condition alone":       {"if_page_contains: //p", "a.txt:1: if_page_contains does not follow a link"},
		"a text without page":     {"test_contains: six", "a.txt:1: test_contains does not follow a test_url"},
		"neither yes nor no":      {"prune: perhaps", "a.txt:1: prune: neither yes nor no"},
		"long":                    {"body: //p" + strings.Repeat("//p", maxExpression), "a.txt:1: XPath"},
		"deep":                    {"body: //p[" + strings.Repeat("(", 1000) + "1" + strings.Repeat(")", 1000) + "]", "a.txt:1: XPath"},
		"a very long line":        {"body: " + strings.Repeat("x", 65<<10), "a.txt:1: a line of"},
	} {
		t.Run(name, func(t *testing.T) {
			r := ParseFTR("a.txt", []byte(tt.text+"\ndate: //time"))
			if got := problems(r); !strings.HasPrefix(got, tt.want) || len(r.Problems) != 1 {
				t.Errorf("got %.200q, want %q", got, tt.want)
			}
			if len(r.date) != 1 {
				t.Error("the next line is lost")
			}
		})
	}
}

func FuzzParseFTR(f *testing.F) {
	f.Add([]byte("title: //h1\nbody: //div[@class='a' or @id=\"b\"]\nreplace_string(a): b\nwrap_in(p): //q\nprune: no"))
	f.Add([]byte("author: substring-after(//p, 'By ')\nstrip: id('x')/following-sibling::*\nstrip_id_or_class: bar\ndissolve: //b\nsrc_lazy_load_attr: href"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := ParseFTR("a.txt", data)
		checkRule(t, r)
	})
}

// checkRule applies a rule to a page: whatever it says, it must end, and leave
// a tree.
func checkRule(t *testing.T, r *Rule) {
	for _, p := range r.Problems {
		if p.Error() == "" {
			t.Error("a problem without words")
		}
	}
	doc := parse(t, shelf)
	f := r.Apply(doc)
	for _, n := range f.Body {
		if n == nil || n.Parent == nil {
			t.Error("the body is not in the tree")
		}
	}
	for n := range doc.Descendants() {
		for c := range n.ChildNodes() {
			if c.Parent != n {
				t.Fatal("the tree is broken")
			}
		}
	}
	r.Rewrite([]byte(shelf))
}
