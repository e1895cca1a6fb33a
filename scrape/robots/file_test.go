package robots

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestAllowed(t *testing.T) {
	for _, c := range []struct {
		name, robots, agent, url string
		want                     bool
	}{
		{"no rules", "", "backissue", "/x", true},
		{"star group", "User-agent: *\nDisallow: /private/", "backissue", "http://h/private/x", false},
		{"star group, other path", "User-agent: *\nDisallow: /private/", "backissue", "http://h/public", true},
		{"own group replaces the star", "User-agent: *\nDisallow: /\n\nUser-agent: backissue\nDisallow: /a", "backissue", "/b", true},
		{"own group without rules allows all", "User-agent: *\nDisallow: /\n\nUser-agent: backissue\nCrawl-delay: 1", "backissue", "/b", true},
		{"own groups are one", "User-agent: backissue\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: backissue\nDisallow: /b", "backissue", "/b", false},
		{"agent's case", "User-agent: BackIssue\nDisallow: /", "backissue", "/b", false},
		{"agent with a version", "User-agent: backissue/2.0\nDisallow: /", "backissue", "/b", false},
		{"a longer name is another", "User-agent: backissuebot\nDisallow: /", "backissue", "/b", true},
		{"an agent without a name matches nobody", "User-agent: 360\nDisallow: /", "", "/b", true},
		{"allow wins a draw", "User-agent: *\nDisallow: /a\nAllow: /a", "backissue", "/a", true},
		{"longest wins", "User-agent: *\nAllow: /a\nDisallow: /a/b", "backissue", "/a/b/c", false},
		{"byte order mark", "\xEF\xBB\xBFUser-agent: *\nDisallow: /", "backissue", "/b", false},
		{"byte order mark cut short", "\xEF\xBBUser-agent: *\nDisallow: /", "backissue", "/b", false},
		{"CR alone", "User-agent: *\rDisallow: /a\r", "backissue", "/a", false},
		{"CRLF", "User-agent: *\r\nDisallow: /a\r\n", "backissue", "/a", false},
		{"comment", "User-agent: * # all\nDisallow: /a # that", "backissue", "/a", false},
		{"misspelt", "Useragent: *\nDissallow: /a", "backissue", "/a", false},
		{"HTML is no rule", "<!doctype html><p>User-agent: *<br>\nDisallow: /</p>", "backissue", "/a", true},
		{"rule before any agent", "Disallow: /\nUser-agent: x\nDisallow: /y", "backissue", "/a", true},
		{"query counts", "User-agent: *\nDisallow: /*?print", "backissue", "http://h/a?print=1", false},
		{"fragment does not", "User-agent: *\nDisallow: /*print", "backissue", "http://h/a#print", true},
		{"host is no path", "User-agent: *\nDisallow: /h", "backissue", "http://h", true},
		{"escapes in lower case", "User-agent: *\nDisallow: /a%3cb", "backissue", "/a%3Cb", false},
		{"UTF-8 in the file", "User-agent: *\nDisallow: /é", "backissue", "/%C3%A9", false},
		{"escaped letters do not get round a rule", "User-agent: *\nDisallow: /private/", "backissue", "/%70rivate/x", false},
		{"escaped letters in the rule", "User-agent: *\nDisallow: /%70rivate/", "backissue", "/private/x", false},
		{"escaped slash is no slash", "User-agent: *\nDisallow: /a/b", "backissue", "/a%2Fb", true},
		{"dollar ends", "User-agent: *\nDisallow: /*.pdf$", "backissue", "/a.pdf?x", true},
		{"dollar within is a character", "User-agent: *\nDisallow: /a$b", "backissue", "/a$bc", false},
		{"stars in a row", "User-agent: *\nDisallow: /a***b", "backissue", "/a-b", false},
		{"last part after the middle", "User-agent: *\nDisallow: /*ab*b$", "backissue", "/ab", true},
		{"sitemap does not end a group", "User-agent: a\nSitemap: http://h/s\nUser-agent: backissue\nDisallow: /", "a", "/x", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Parse([]byte(c.robots)).Allowed(c.agent, c.url); got != c.want {
				t.Errorf("Allowed(%q, %q): got %v, want %v", c.agent, c.url, got, c.want)
			}
		})
	}
}

func TestNilFileAllows(t *testing.T) {
	var f *File
	if !f.Allowed("backissue", "/x") || f.CrawlDelay("backissue") != 0 || f.Sitemaps() != nil {
		t.Error("a nil file must allow everything and ask nothing")
	}
}

func TestSizeLimit(t *testing.T) {
	head := "User-agent: *\nDisallow: /a\n"
	pad := strings.Repeat("# pad\n", MaxSize/6+1)
	for _, c := range []struct {
		name, body, url string
		want            bool
	}{
		{"rule before the limit", head + pad, "/a", false},
		{"rule behind the limit", head + pad + "Disallow: /b\n", "/b", true},
		// The limit falls into the word: what is left of it would be "/".
		{"cut rule", head + strings.Repeat("#", MaxSize-len(head)-len("\nDisallow: /")) + "\nDisallow: /secret\n", "/b", true},
		{"rule that ends at the limit", head + strings.Repeat("#", MaxSize-len(head)-len("\nDisallow: /b")) + "\nDisallow: /b\n", "/b", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Parse([]byte(c.body)).Allowed("backissue", c.url); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestCrawlDelay(t *testing.T) {
	for _, c := range []struct {
		name, robots string
		want         time.Duration
	}{
		{"none", "User-agent: *\nDisallow: /x", 0},
		{"seconds", "User-agent: *\nCrawl-delay: 10", 10 * time.Second},
		{"fraction", "User-agent: *\nCrawl-delay: 0.5", 500 * time.Millisecond},
		{"longest", "User-agent: *\nCrawl-delay: 1\nCrawl-delay: 3\nCrawl-delay: 2", 3 * time.Second},
		{"own group", "User-agent: *\nCrawl-delay: 10\nDisallow: /x\nUser-agent: backissue\nCrawl-delay: 2", 2 * time.Second},
		{"own group without", "User-agent: *\nCrawl-delay: 10\nDisallow: /x\nUser-agent: backissue\nAllow: /", 0},
		{"agents named later", "User-agent: x\nCrawl-delay: 10\nUser-agent: backissue\nDisallow: /x", 0},
		{"negative", "User-agent: *\nCrawl-delay: -1", 0},
		{"no number", "User-agent: *\nCrawl-delay: NaN\nCrawl-delay: soon", 0},
		{"for ever", "User-agent: *\nCrawl-delay: Inf", 1e6 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Parse([]byte(c.robots)).CrawlDelay("backissue"); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestSitemaps(t *testing.T) {
	f := Parse([]byte("Sitemap: https://h/a.xml\nUser-agent: *\nSITEMAP:https://h/b.xml\nSitemap:\nDisallow: /x"))
	if d := cmp.Diff([]string{"https://h/a.xml", "https://h/b.xml"}, f.Sitemaps()); d != "" {
		t.Error(d)
	}
}

func TestToken(t *testing.T) {
	for in, want := range map[string]string{
		"backissue/1.2 (+mail)": "backissue", "backissue": "backissue", "A_b-c d": "A_b-c", "": "", "*": "", "9x": "",
	} {
		if got := Token(in); got != want {
			t.Errorf("Token(%q): got %q, want %q", in, got, want)
		}
	}
}

// TestManyStars would not end if a pattern's parts were tried in every place.
func TestManyStars(t *testing.T) {
	f := Parse([]byte("User-agent: *\nDisallow: /" + strings.Repeat("*a", 5000) + "*b"))
	if !f.Allowed("backissue", "/"+strings.Repeat("a", 100_000)) {
		t.Error("got a match, want none")
	}
}

func ExampleFile_Allowed() {
	f := Parse([]byte("User-agent: *\nDisallow: /private/\nCrawl-delay: 2\n"))
	agent := Token("backissue/1.0 (+archive@example.org)")
	fmt.Println(f.Allowed(agent, "https://example.org/private/x"), f.Allowed(agent, "https://example.org/2011/222"), f.CrawlDelay(agent))
	// Output: false true 2s
}

// FuzzParse holds any file to three laws: no panic; a file without a disallow
// rule allows everything; adding a group for everybody that forbids all, to a
// file that does not name the agent, forbids all.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "User-agent: *\nDisallow: /a*b$\nAllow: /%C3%A9", "\xEF\xBB\xBFuser-agent x\rdisallow /", "User-agent: a\nUser-agent: *\nCrawl-delay: 1e9\nSitemap: x"} {
		f.Add([]byte(s), "http://h/a?b#c")
	}
	f.Fuzz(func(t *testing.T, body []byte, url string) {
		file := Parse(body)
		file.CrawlDelay("backissue")
		allowed := file.Allowed("backissue", url)
		low := strings.ToLower(string(body))
		if !allowed && !strings.Contains(low, "dis") && !strings.Contains(low, "dia") {
			t.Errorf("refused without a rule: %q", url)
		}
		if len(body) < MaxSize/2 && !strings.Contains(low, "backissue") && !strings.Contains(low, "llow") {
			if Parse(append(body, "\nUser-agent: *\nDisallow: /\n"...)).Allowed("backissue", url) {
				t.Errorf("allowed although all is forbidden: %q", url)
			}
		}
	})
}
