package rules

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

func folder(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func newSet(t *testing.T, folders ...map[string]string) *Set {
	t.Helper()
	s := &Set{}
	for i, files := range folders {
		if err := s.Add(folder(files), "test", string(rune('a'+i))); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func paths(parts []*Rule) string {
	var all []string
	for _, r := range parts {
		all = append(all, r.Path)
	}
	return strings.Join(all, " ")
}

func TestWhichRule(t *testing.T) {
	body := "body: //p\n"
	strong := map[string]string{
		"a.example.txt": body, ".b.example.txt": body, "c.example.txt": "autodetect_on_failure: no\n" + body,
		"ours.yaml": "site: d.example\naliases: [www.alias.example, .sub.example]\nextends: ftr\narticle: {match: [^/story/], body: p}",
		"gen.yaml":  "generator: press\narticle: {body: p}", "LICENSE.txt": "All rights", "readme.md": "x",
		"blog.yaml": "site: two.example\narticle: {match: ^/blog/, body: p}", "story.yaml": "site: two.example\narticle: {match: ^/story/, body: p}",
		"idn.yaml": "site: B\u00fccher.example\narticle: {body: p}",
	}
	weak := map[string]string{
		"a.example.txt": body, "b.example.txt": body, "sub/e.example.txt": body, "d.example.txt": body, "global.txt": "strip: //nav\ntitle: //h1",
		"fingerprint.wordpress.com.txt": body, ".git/f.example.txt": body, "Upper.Example.txt": body,
		"www.g.example.txt": body,
	}
	s := newSet(t, strong, weak)
	for _, tt := range []struct{ name, address, generator, want string }{
		{"a host", "https://a.example/x", "", "a/a.example.txt b/global.txt"},
		{"www and capitals and a port", "https://WWW.A.Example:8080/x", "", "a/a.example.txt b/global.txt"},
		{"a bare host", "a.example", "", "a/a.example.txt b/global.txt"},
		{"one label below", "https://x.b.example/", "", "a/.b.example.txt b/global.txt"},
		{"two labels below", "https://y.x.b.example/", "", "b/global.txt"},
		{"the wildcard's own host", "https://b.example/", "", "b/b.example.txt b/global.txt"},
		{"in a folder below", "https://e.example/", "", "b/sub/e.example.txt b/global.txt"},
		{"a hidden folder", "https://f.example/", "", "b/global.txt"},
		{"a file's capitals", "https://upper.example/", "", "b/Upper.Example.txt b/global.txt"},
		{"no rule behind it", "https://c.example/", "WordPress 6", "a/c.example.txt"},
		{"ours, and what it extends", "https://d.example/story/1", "", "a/ours.yaml b/d.example.txt b/global.txt"},
		{"ours for other paths", "https://d.example/about", "", "b/d.example.txt b/global.txt"},
		{"one of two for other paths", "https://two.example/blog/1", "", "a/blog.yaml b/global.txt"},
		{"the other of the two", "https://two.example/story/1", "", "a/story.yaml b/global.txt"},
		{"an international name", "https://b\u00fccher.example/1", "", "a/idn.yaml b/global.txt"},
		{"its ASCII form", "https://xn--bcher-kva.example/1", "", "a/idn.yaml b/global.txt"},
		{"a file named with www", "https://g.example/1", "", "b/www.g.example.txt b/global.txt"},
		{"an alias", "https://alias.example/story/1", "", "a/ours.yaml b/global.txt"},
		{"an alias for subdomains", "https://x.sub.example/story/1", "", "a/ours.yaml b/global.txt"},
		{"a generator", "https://z.example/", "WordPress 6.1", "b/fingerprint.wordpress.com.txt b/global.txt"},
		{"a generator of ours", "https://z.example/", "Press 4", "a/gen.yaml b/global.txt"},
		{"no address", "", "", "b/global.txt"},
		{"no host", "://%zz", "", "b/global.txt"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := paths(s.Parts(tt.address, tt.generator)); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
	if r := s.For("https://a.example/x", ""); r.Name != "a.example+global" || len(r.strip) != 1 || len(r.title) != 0 || len(r.body) != 1 {
		t.Errorf("merged: %+v", r)
	}
	if s.For("https://a.example/x", "") != s.For("https://a.example/y", "") {
		t.Error("the same files are merged again")
	}
	if r := newSet(t, strong).For("https://z.example/", ""); r != nil {
		t.Errorf("a rule from nowhere: %s", r.Path)
	}
	var none *Set
	if none.For("https://a.example/", "") != nil || !none.Empty() || none.All() != nil {
		t.Error("no set has rules")
	}
}

func TestMerge(t *testing.T) {
	s := newSet(t, map[string]string{
		"a.yaml":        "site: a.example\nextends: ftr\narticle: {title: h1, strip: nav}",
		"a.example.txt": "title: //h2\nbody: //p\nprune: no\nstrip_id_or_class: x\nskip_json_ld: yes",
		"b.yaml":        "site: b.example\nextends: ftr\narticle: {body: main}",
		"b.example.txt": "body: //p\nprune: yes",
	})
	r := s.For("https://a.example/", "")
	if len(r.title) != 2 || r.title[0].text != "h1" || r.Fit() != Close || !r.stripNames["x"] || len(r.strip) != 1 || !r.skipJSONLD {
		t.Errorf("got %+v", r)
	}
	if r := s.For("https://b.example/", ""); len(r.body) != 2 || r.body[0].text != "main" || r.Fit() != Exact {
		t.Errorf("got %+v", r)
	}
}

func TestAll(t *testing.T) {
	s := newSet(t, map[string]string{"b.example.txt": "x", "a.yaml": "site: z.example"}, map[string]string{"a.example.txt": "body: //p"})
	if got := paths(s.All()); got != "a/a.yaml a/b.example.txt b/a.example.txt" {
		t.Errorf("got %s", got)
	}
	one := &Set{}
	one.AddFile(folder(map[string]string{"x/a.example.txt": "body: //p", "x/b.example.txt": ""}), "x/a.example.txt", "test", "r")
	one.Append(s)
	if got := paths(one.All()); got != "r/x/a.example.txt a/a.yaml a/b.example.txt b/a.example.txt" {
		t.Errorf("got %s", got)
	}
}

// A file that cannot be read is a rule with a problem, not an end.
func TestUnreadableFiles(t *testing.T) {
	s := newSet(t, map[string]string{"big.example.txt": strings.Repeat("#", maxFile+1)})
	if r := s.For("https://big.example/", ""); r == nil || problems(r) != "a/big.example.txt: larger than 1 MB" {
		t.Errorf("got %v", r)
	}
	if err := s.Add(broken{}, "test", "x"); err == nil || !errors.Is(err, fs.ErrPermission) {
		t.Errorf("got %v", err)
	}
}

type broken struct{}

func (broken) Open(string) (fs.File, error) { return nil, fs.ErrPermission }

// A set serves many goroutines.
func TestSetIsShared(t *testing.T) {
	s := newSet(t, map[string]string{"a.example.txt": "body: //p[position() > 1]\ntitle: substring-after(//h1, 'x')", "b.yaml": "site: b.example\narticle: {body: p}", "global.txt": "strip: //nav"})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				f := s.For("https://a.example/", "").Apply(parse(t, "<h1>axb</h1><div><p>1<p>2<p>3</div>"))
				if f.Title.Text != "b" || len(f.Body) != 2 {
					t.Errorf("got %+v", f)
				}
				s.For("https://b.example/", "").Apply(parse(t, shelf))
			}
		})
	}
	wg.Wait()
}

// A YAML file that says nothing is for no site, and no page brings it up.
func TestUnread(t *testing.T) {
	s := newSet(t, map[string]string{
		"broken.yaml": "site: [a.example\narticle: {}", "empty.yaml": "", "typo.yaml": "sight: a.example", "fine.yaml": "site: a.example\ntitel: h1", "broken.txt": "x",
	})
	var got []string
	for _, p := range s.Unread() {
		got = append(got, p.File)
	}
	if want := "a/broken.yaml a/empty.yaml a/typo.yaml a/typo.yaml"; strings.Join(got, " ") != want {
		t.Errorf("got %q", got)
	}
}

func TestHeaders(t *testing.T) {
	s := newSet(t, map[string]string{
		"ours.yaml":     "site: a.example\nextends: ftr\nheaders: {User-Agent: Mole, X-Fen: ours}",
		"a.example.txt": "body: //p\nhttp_header(user-agent): Other\nhttp_header(referer): https://a.example/\nhttp_header(X-Fen): theirs",
		"b.example.txt": "body: //p\nhttp_header(User-Agent): Other",
	})
	for address, want := range map[string]string{
		"https://a.example/x": "map[referer:https://a.example/ user-agent:Mole x-fen:ours]",
		"https://b.example/x": "map[]", "https://c.example/": "map[]",
	} {
		if got := fmt.Sprint(s.Headers(address)); got != want {
			t.Errorf("%s: got %s, want %s", address, got, want)
		}
	}
}

func TestAddress(t *testing.T) {
	u := URL{StripPrefix: []string{"/index.php", "/m/"}, KeepQuery: []string{"page"}}
	for address, want := range map[string]string{
		"https://a.example/index.php/story/9?page=2&x=1": "https://a.example/story/9?page=2",
		"https://a.example/m/b%2Fc":                      "https://a.example/b%2Fc",
		"https://a.example/index.phpx":                   "https://a.example/index.phpx",
		"https://a.example/index.php":                    "https://a.example/index.php",
		"mailto:x@a.example":                             "mailto:x@a.example",
		"%zz":                                            "%zz",
	} {
		if got := u.Address(address); got != want {
			t.Errorf("%s: got %s, want %s", address, got, want)
		}
	}
	if got := (&URL{}).Address("https://a.example/m/x?b=2&a=1"); got != "https://a.example/m/x?b=2&a=1" {
		t.Errorf("without a word of it: %s", got)
	}
}
