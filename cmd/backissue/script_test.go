package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"backissue": main})
}

// TestScript runs testdata/script against the real command and a server of
// this process, whose address is $SRV.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "../../testdata/script",
		Setup: func(e *testscript.Env) error {
			stuck := make(chan struct{}, 100)
			moods := &moods{set: map[string]string{}}
			e.Values[moodsKey{}] = moods
			srv := httptest.NewServer(moods.wrap(newSite(stuck)))
			e.Defer(srv.CloseClientConnections)
			e.Values[stuckKey{}] = stuck
			pages, err := filepath.Abs("../../testdata/pages")
			e.Setenv("SRV", srv.URL)
			e.Setenv("HOST", strings.TrimPrefix(srv.URL, "http://"))
			e.Setenv("PAGES", pages)
			e.Setenv("LOCAL", "--allow-host=127.0.0.1")
			e.Setenv("BACKISSUE_DELAY", "0")
			e.Setenv("BACKISSUE_BACKOFF", "1ms")
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":     exits,
			"clean":     clean,
			"interrupt": interrupt,
			"damage":    damage,
			"appears":   appears,
			"mood":      setMood,
			"fill":      fillIn,
		},
	})
}

// exits runs a command that must end with a code: exits CODE COMMAND...
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var status *exec.ExitError
		if !errors.As(err, &status) {
			ts.Fatalf("running %s: %v", args[1], err)
		}
		got = fmt.Sprint(status.ExitCode())
	}
	if got != args[0] {
		ts.Fatalf("exit code: got %s, want %s", got, args[0])
	}
}

// clean fails where a file ("stdout" and "stderr" too) holds a character that
// commands a terminal or reorders its text.
func clean(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: clean FILE...")
	}
	for _, name := range args {
		text := ts.ReadFile(name)
		if !utf8.ValidString(text) {
			ts.Fatalf("%s is not UTF-8", name)
		}
		for i, r := range text {
			if r < 0x20 && r != '\n' && r != '\t' || r >= 0x7f && r <= 0x9f ||
				r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
				ts.Fatalf("%s holds %U at byte %d", name, r, i)
			}
		}
	}
}

// prose is text enough to be an article's.
const prose = `<p>The ferry came in at six, an hour late, with nobody on deck and the mail unsorted. I asked the mate what had
kept them, and he said that the light on the mole had been out since Tuesday and that they had waited for the day.</p>
<p>Nobody at the harbour office had heard of it. The keeper, who lives above the chandler's, had sent word on the
Wednesday; the boy he sent had given the note to the baker, and the baker had wrapped a loaf in it.</p>
<p>So it went to the board, and the board wrote to the ministry, and the ministry wrote back that lights were the
business of boards. We have burned a lantern on the end of the wall for nine nights now, and it does well enough.</p>`

// page is a made article page. The title may hold anything.
func page(title string) string {
	return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>` + title + `</title>
<meta name="author" content="Sunniva Holt"><meta property="article:published_time" content="2014-03-05"></head>
<body><nav><a href="/">Home</a> <a href="/issues">Issues</a></nav><main><article><h1>` + title + `</h1>
<p class="byline">By Sunniva Holt</p>` + prose + `</article></main><footer>The Mole, published fortnightly.</footer></body></html>`
}

// issuePage is the contents page of an issue whose last article is gone.
const issuePage = `<!DOCTYPE html><html lang="en"><head><title>No. 9 | The Mole</title><meta property="og:site_name" content="The Mole"></head><body>
<nav><a href="/">Home</a> <a href="/issues">Issues</a> <a href="/about">About us</a></nav>
<main><h1>The Mole, No. 9, March 2014</h1>
<p><a href="/issues/9/mole.pdf">Download the whole issue as PDF</a></p>
<h2>Harbour</h2>
<div class="item"><h3><a href="/issues/9/light">The light on the mole</a></h3><p class="author">By Sunniva Holt</p><p>Why the ferry was late, and who had wrapped the keeper's note around a loaf.</p></div>
<div class="item"><h3><a href="/issues/9/lantern">Nine nights with a lantern</a></h3><p class="author">By Sunniva Holt</p><p>What burns on the end of the wall, and what it costs in oil and in sleep.</p></div>
<h2>Town</h2>
<div class="item"><h3><a href="/issues/9/undated">The board sits</a></h3><p class="author">By Edda Quill</p><p>Minutes that were not taken, of a meeting that nobody called.</p></div>
<div class="item"><h3><a href="/issues/9/lost">A letter from the baker</a></h3><p class="author">By Liv Ekdal</p><p>On loaves, notes and the use of paper in a small town.</p></div>
</main><footer><a href="/imprint">Imprint</a> The Mole, published fortnightly.</footer></body></html>`

// indexPage lists the issues.
const indexPage = `<!DOCTYPE html><html lang="en"><head><title>Issues | The Mole</title><meta property="og:site_name" content="The Mole"></head><body>
<nav><a href="/">Home</a> <a href="/issues">Issues</a> <a href="/about">About us</a></nav>
<main><h1>Issues</h1><ul><li><a href="/issues/9">No. 9, March 2014</a></li><li><a href="/issues/8">No. 8, February 2014</a></li></ul></main>
<footer><a href="/imprint">Imprint</a> The Mole, published fortnightly.</footer></body></html>`

// newSite is a small periodical with everything that goes wrong on the web. A
// page of it never comes: stuck tells of each visitor that waits for it.
func newSite(stuck chan<- struct{}) http.Handler {
	mux := http.NewServeMux()
	html := func(path, body string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte(body))
		})
	}
	status := func(path string, code int, header ...string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			http.Error(w, page("Error"), code)
		})
	}
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: *\nDisallow: /private/\n")
	})
	html("/article", page("The light on the mole"))
	html("/second", page("Nine nights with a lantern"))
	html("/private/article", page("Not for robots"))
	html("/escape", page("A \x1b[31mred\x1b]0;owned\x07 title \u202egnp.exe\u2066"))
	html("/consent", `<!DOCTYPE html><html><head><title>Before you continue</title></head><body><h1>Before you continue</h1>
<p>We use cookies and data to deliver and maintain our services. If you agree, we will also use cookies to measure audience engagement.</p>
<button>Accept all</button><button>Reject all</button></body></html>`)
	html("/pdf", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n")
	html("/undated", `<!DOCTYPE html><html lang="en"><head><title>Undated</title></head><body><main><article><h1>Undated</h1>`+prose+`</article></main></body></html>`)
	html("/empty", "")
	status("/missing", http.StatusNotFound)
	status("/gone", http.StatusGone)
	status("/busy", http.StatusTooManyRequests, "Retry-After", "7200")
	status("/broken", http.StatusServiceUnavailable)
	status("/forbidden", http.StatusForbidden)
	status("/members", http.StatusUnauthorized)
	addListings(mux)
	addPaged(mux)
	html("/issues/9", issuePage)
	html("/issues", indexPage)
	html("/issues/8", strings.NewReplacer("No. 9", "No. 8", "March 2014", "February 2014", "/issues/9/", "/issues/8/").Replace(issuePage))
	for _, n := range []string{"8", "9"} {
		html("/issues/"+n+"/light", page("The light on the mole "+n))
		html("/issues/"+n+"/lantern", page("Nine nights with a lantern "+n))
		html("/issues/"+n+"/undated", `<!DOCTYPE html><html lang="en"><head><title>The board sits</title></head><body><main><article><h1>The board sits</h1>`+prose+`</article></main></body></html>`)
		mux.HandleFunc("/issues/"+n+"/mole.pdf", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/pdf")
			_, _ = w.Write([]byte("%PDF-1.4\n% issue " + n + "\n%%EOF\n"))
		})
	}
	html("/issues/9/late", page("A late tide table"))
	html("/pictured", strings.Replace(page("A page with pictures"), "<p>Nobody", `<figure><img src="/img/lamp.png" alt="The lamp"><figcaption>The lamp, lit.</figcaption></figure>
<p><img src="/img/lamp-again.png?w=800" alt="The same"><img src="/img/lost.png" alt="Lost"><img src="/article" alt="No picture"></p><p>Nobody`, 1))
	for _, name := range []string{"/img/lamp.png", "/img/lamp-again.png"} {
		mux.HandleFunc(name, func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR a lamp of no size"))
		})
	}
	mux.HandleFunc("/tagged", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("ETag", `"mole-1"`)
		if r.Header.Get("If-None-Match") == `"mole-1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(page("A page with a tag")))
	})
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/loop", http.StatusFound)
	})
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/article", http.StatusMovedPermanently)
	})
	mux.HandleFunc("/cut", func(w http.ResponseWriter, _ *http.Request) {
		body := page("Cut short")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		_, _ = w.Write([]byte(body[:len(body)/2]))
		panic(http.ErrAbortHandler)
	})
	mux.HandleFunc("/stuck", func(w http.ResponseWriter, r *http.Request) {
		stuck <- struct{}{}
		<-r.Context().Done()
	})
	return mux
}

// paged is a page of an article on several: its text, and the links to its pages.
func paged(text, links string) string {
	return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The long watch</title><link rel="canonical" href="/paged/watch">
<meta name="author" content="Sunniva Holt"><meta property="article:published_time" content="2014-03-05"></head>
<body><nav><a href="/">Home</a> <a href="/issues">Issues</a></nav><main><article><h1>The long watch</h1><p class="byline">By Sunniva Holt</p>` + text +
		`<p class="pages">` + links + `</p></article></main><nav class="posts"><a rel="next" href="/second">Next: Nine nights with a lantern</a></nav>
<footer>The Mole, published fortnightly.</footer></body></html>`
}

// addPaged adds articles on several pages: one that is whole, though it has no
// such page with all of them as it says, one whose second
// page is broken, one whose second page robots may not read, one whose pages
// never end, one with all its pages on one, and an issue of the first two.
func addPaged(mux *http.ServeMux) {
	second := strings.NewReplacer("ferry", "tug", "harbour", "customs", "lantern", "torch", "baker", "cooper").Replace(prose)
	third := strings.NewReplacer("ferry", "pilot boat", "harbour", "signal", "lantern", "candle", "baker", "sexton").Replace(prose)
	serve := func(path string, pages ...string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			n, err := strconv.Atoi(r.FormValue("page"))
			if err != nil {
				n = 1
			}
			if path == "/paged/whole" && r.FormValue("page") == "all" {
				n = len(pages)
			}
			if n > len(pages) || pages[n-1] == "" {
				http.Error(w, "broken", http.StatusServiceUnavailable)
				return
			}
			_, _ = w.Write([]byte(pages[n-1]))
		})
	}
	serve("/paged/watch",
		paged(prose, `Page 1 of 3: 1 <a href="?page=2">2</a> <a href="?page=3">3</a> <a href="?page=2">Next page</a> <a href="?page=all">All</a>`),
		paged(second, `Page 2 of 3: <a href="?page=1">1</a> 2 <a href="?page=3">3</a> <a href="?page=3">Next page</a>`),
		paged(third, `Page 3 of 3: <a href="?page=1">1</a> <a href="?page=2">2</a> 3`))
	serve("/paged/broken", paged(prose, `Page 1 of 2: 1 <a href="?page=2">2</a>`), "")
	serve("/paged/private", strings.Replace(paged(prose, `1 <a href="/private/paged?page=2">2</a>`), `<p class="pages">`, `<p><a class="on" href="/private/paged">go on</a>`, 1))
	serve("/paged/loop", paged(prose, `1 <a href="?page=2">2</a>`), paged(prose, `1 2 <a href="?page=3">3</a>`))
	serve("/paged/issue", `<!DOCTYPE html><html lang="en"><head><title>No. 7 | The Mole</title><meta property="og:site_name" content="The Mole"></head><body>
<nav><a href="/">Home</a> <a href="/issues">Issues</a> <a href="/about">About us</a></nav><main><h1>The Mole, No. 7</h1><h2>Harbour</h2>
<div class="item"><h3><a href="/paged/watch">The long watch</a></h3><p class="author">By Sunniva Holt</p><p>What was seen from the wall in nine nights, and by whom.</p></div>
<div class="item"><h3><a href="/paged/broken">The broken watch</a></h3><p class="author">By Sunniva Holt</p><p>What was not seen from the wall, and who was not there.</p></div>
<div class="item"><h3><a href="/article">The light on the mole</a></h3><p class="author">By Sunniva Holt</p><p>Why the ferry was late, and who had wrapped the note around a loaf.</p></div>
</main><footer><a href="/imprint">Imprint</a> The Mole, published fortnightly.</footer></body></html>`)
	serve("/paged/whole", paged(prose, `1 <a href="?page=2">2</a> <a href="?page=all">View as a single page</a>`), "", paged(prose+second, ""))
}

// addListings adds a feed and an index of two sitemaps, one of them packed.
func addListings(mux *http.ServeMux) {
	mux.HandleFunc("/feed", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Mole</title>
<item><title>Nine nights with a lantern</title><link>/second</link><pubDate>Thu, 06 Mar 2014 06:00:00 GMT</pubDate></item>
<item><title>The light on the mole</title><link>/article</link><dc:creator>Sunniva Holt</dc:creator><category>Harbour</category>
<pubDate>Wed, 05 Mar 2014 06:00:00 GMT</pubDate></item></channel></rss>`)
	})
	sitemap := func(kind, item string, paths ...string) string {
		var b strings.Builder
		fmt.Fprintf(&b, `<?xml version="1.0"?><%s xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`, kind)
		for _, p := range paths {
			fmt.Fprintf(&b, "<%s><loc>%s</loc></%s>", item, p, item)
		}
		fmt.Fprintf(&b, "</%s>", kind)
		return b.String()
	}
	serve := func(path string, body []byte) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(body) })
	}
	serve("/sitemap.xml", []byte(sitemap("sitemapindex", "sitemap", "/sitemap-1.xml", "/sitemap-2.xml.gz", "/sitemap.xml")))
	serve("/sitemap-1.xml", []byte(sitemap("urlset", "url", "/article", "/second", "/article")))
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write([]byte(sitemap("urlset", "url", "/second", "/undated"))) // into memory
	_ = z.Close()
	serve("/sitemap-2.xml.gz", packed.Bytes())
}

// damage changes one byte of a file: damage FILE OFFSET.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: damage FILE OFFSET")
	}
	b := []byte(ts.ReadFile(args[0]))
	at, err := strconv.Atoi(args[1])
	ts.Check(err)
	if at >= len(b) {
		ts.Fatalf("%s has only %d bytes", args[0], len(b))
	}
	b[at] ^= 0x55
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o666))
}

// appears waits until a file is there, for half a minute: appears FILE.
func appears(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: appears FILE")
	}
	for range 3000 {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("%s does not appear", args[0])
}

// interrupt runs a command, and sends it a signal once it asks the site for
// /stuck and FILE exists ("-" is none): interrupt CODE SIGINT|SIGTERM FILE
// COMMAND... Its standard error becomes the file "interrupted".
func interrupt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 4 {
		ts.Fatalf("usage: interrupt CODE SIGINT|SIGTERM FILE COMMAND...")
	}
	sig := map[string]os.Signal{"SIGINT": os.Interrupt, "SIGTERM": syscall.SIGTERM}[args[1]]
	path, err := exec.LookPath(args[3])
	ts.Check(err)
	var said strings.Builder
	cmd := exec.Command(path, args[4:]...)
	cmd.Dir, cmd.Stderr = ts.MkAbs("."), &said
	cmd.Env = append(os.Environ(), "BACKISSUE_DELAY=0")
	ts.Check(cmd.Start())
	<-ts.Value(stuckKey{}).(chan struct{})
	for args[2] != "-" {
		if _, err := os.Stat(ts.MkAbs(args[2])); err == nil {
			break
		}
		time.Sleep(time.Millisecond)
	}
	ts.Check(cmd.Process.Signal(sig))
	_ = cmd.Wait() // the code tells
	if got := fmt.Sprint(cmd.ProcessState.ExitCode()); got != args[0] {
		ts.Fatalf("exit code: got %s, want %s; said %s", got, args[0], said.String())
	}
	ts.Check(os.WriteFile(ts.MkAbs("interrupted"), []byte(said.String()), 0o666))
}

// fillIn copies a file with the environment's values in it: fill FROM TO.
func fillIn(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: fill FROM TO")
	}
	text := os.Expand(ts.ReadFile(args[0]), ts.Getenv)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o666))
}

// moods are what pages of the site do instead of what they do else, by path.
type moods struct {
	mu  sync.Mutex
	set map[string]string
}

// moodsKey is the environment's value that has the site's moods.
type moodsKey struct{}

// setMood changes what a page does: mood PATH gone|broken|consent|edited|spaced|short|more|fine.
// An edited page has other words, a spaced one the same words in other markup, a
// short one its first paragraph alone, and a list one item more.
func setMood(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mood PATH MOOD")
	}
	m := ts.Value(moodsKey{}).(*moods)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.set[args[0]] = args[1]
}

func (m *moods) wrap(site http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.mu.Lock()
		mood := m.set[r.URL.Path]
		m.mu.Unlock()
		switch mood {
		case "", "fine":
			site.ServeHTTP(w, r)
			return
		case "gone":
			http.Error(w, "gone", http.StatusGone)
			return
		case "broken":
			http.Error(w, "broken", http.StatusServiceUnavailable)
			return
		case "consent":
			r.URL.Path = "/consent"
			site.ServeHTTP(w, r)
			return
		}
		answer := httptest.NewRecorder()
		site.ServeHTTP(answer, r)
		body := answer.Body.String()
		switch mood {
		case "edited":
			body = strings.ReplaceAll(body, "mail unsorted", "mail wet, unsorted and short of a bag")
		case "spaced":
			body = strings.NewReplacer("an hour late, with", "an hour late \u2013 with", "<p>Nobody", "<p class=\"new\">Nobody").Replace(body)
		case "short":
			head, _, _ := strings.Cut(body, "<p>Nobody at")
			body = head + "</article></main></body></html>"
		case "more":
			body = strings.Replace(body, "</main>", `<div class="item"><h3><a href="/issues/9/late">A late tide table</a></h3><p class="author">By Liv Ekdal</p><p>What came after the issue had closed, and why it was let in.</p></div></main>`, 1)
			body = strings.Replace(body, "<channel><title>The Mole</title>", "<channel><title>The Mole</title><item><title>A late tide table</title><link>/issues/9/late</link></item><item><title>A page with pictures</title><link>/pictured</link></item>", 1)
		}
		w.Header().Set("Content-Type", answer.Header().Get("Content-Type"))
		_, _ = w.Write([]byte(body))
	})
}

// stuckKey is the environment's value that tells of a visitor to /stuck.
type stuckKey struct{}
