package contents

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// made is one page of our own and what its contents are.
type made struct {
	name, address, page        string
	kind, number, volume, date string
	sections                   []string // "Section: url url", in order
	next                       string
	files                      int
	warns                      string // a part of a warning
	issues                     int
	authors                    map[string]string // path to authors
}

const (
	top  = `<!DOCTYPE html><html lang="en"><head><title>%s</title></head><body><header><a href="/">The Lantern</a><nav><ul><li><a href="/about-the-paper">About the paper</a></li><li><a href="/news-and-views">News and views</a></li><li><a href="/local-groups">Local groups and branches</a></li><li><a href="/contact-us">Contact the editors</a></li></ul></nav></header>`
	foot = `<footer><p><a href="/imprint-of-the-paper">Imprint of the paper</a> <a href="/privacy">Privacy policy for readers</a></p></footer></body></html>`
)

var titles = []string{"Harbour crews refuse the night shift", "What the tram strike taught us", "The orchard that a bank forgot", "Letters from the flooded valley", "Against the toll on the old bridge", "How bakers won a shorter week", "A library is not a warehouse", "Notes on a winter without coal", "The ferry and the free port", "Who owns the river bank now?", "Glass workers count their dead", "Songs for a closed theatre"}
var writers = []string{"Mara Ellison", "Tobias Renner", "Ines Cabral", "Paul Osgood", "Lena Wirth", "Jon Aker"}
var teasers = []string{"The company said that nobody would notice the change, and for three weeks nobody did, until the cranes stood still.", "It began with a notice on a door and ended with a vote that surprised those who had called it.", "Nobody has paid rent on the trees since the spring, and the fruit is picked by whoever passes.", "Two readers reply to the report of last month, and the editors reply to them in turn."}

func slug(i int) string {
	return strings.ToLower(strings.NewReplacer(" ", "-", "?", "").Replace(titles[i]))
}

func each(n int, f func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(f(i))
	}
	return b.String()
}

func urls(prefix string, from, to int) string {
	var list []string
	for i := from; i < to; i++ {
		list = append(list, prefix+slug(i))
	}
	return strings.Join(list, " ")
}

func drupal(i int) string {
	return fmt.Sprintf(`<div class="views-row"><article class="node"><h2><a href="/story/%s"><span>%s</span></a></h2><div class="submitted">Submitted by Editor on 14 September, 2011 - 1:0%d</div><div class="content"><p>By %s</p><p>%s</p></div><ul class="links inline"><li><a href="/story/%s" rel="bookmark">Read more</a></li><li class="comment-add"><a href="/story/%s#comment-form">Add new comment</a></li></ul></article></div>`, slug(i), titles[i], i%10, writers[i%6], teasers[i%4], slug(i), slug(i))
}

func pages1() []made {
	head := func(title string) string { return fmt.Sprintf(top, title) }
	sec := []string{"Front page", "Reports", "Culture"}
	blocks := func(item func(i int) string, open, mid, end string) string {
		return each(3, func(s int) string {
			return open + sec[s] + mid + each(3, func(i int) string { return item(s*3 + i) }) + end
		})
	}
	three := func(prefix string) []string {
		return []string{"Front page: " + urls(prefix, 0, 3), "Reports: " + urls(prefix, 3, 6), "Culture: " + urls(prefix, 6, 9)}
	}
	return []made{
		{name: "I01 teasers", address: "https://lantern.example/lantern-216-14-september-2011", kind: Issue, number: "216", date: "2011-09-14", files: 1,
			page: head("Lantern 216, 14 September 2011 | The Lantern") + `<main><h1>Lantern 216, 14 September 2011</h1><div class="view-content"><div class="views-row"><article><h2><a href="/files/lantern216.pdf">Lantern 216: download PDF</a></h2></article></div>` + each(8, drupal) + `</div><nav class="pager"><ul><li><a href="?page=0">1</a></li><li><a href="?page=1">2</a></li><li><a href="?page=1" rel="next">Next ›</a></li></ul></nav></main><aside><h2>Most read</h2><ul>` + each(4, func(i int) string {
				return fmt.Sprintf(`<li><a href="/story/old-%d">An older story that many people read</a></li>`, i)
			}) + `</ul></aside>` + foot,
			sections: []string{": " + urls("/story/", 0, 8)}, next: "/lantern-216-14-september-2011?page=1", authors: map[string]string{"/story/" + slug(0): "Mara Ellison"}},
		{name: "I02 slug against title", address: "https://lantern.example/lantern-359-extra-7-october-2004", kind: Issue, number: "059", date: "2004-10-07", warns: "359",
			page:     head("Lantern 059, 7 October 2004") + `<div id="c"><h1>Lantern 059, 7 October 2004</h1>` + each(6, drupal) + `</div>` + foot,
			sections: []string{": " + urls("/story/", 0, 6)}},
		{name: "I03 standfirsts", address: "https://ww.example/worker/891/", kind: Issue, number: "891", date: "2011-11-24", files: 1,
			page: head("Weekly Lamp") + `<div><h1>Issue 891 - 24 November 2011</h1>` + each(6, func(i int) string {
				return fmt.Sprintf(`<div class="art"><h3><a href="/worker/891/%s/">%s</a></h3><p>%s argues %s</p></div>`, slug(i), titles[i], teasers[i%4], writers[i])
			}) + `<p><a href="/assets/ww891.pdf">PDF format</a></p></div>` + foot,
			sections: []string{": " + strings.ReplaceAll(urls("/worker/891/", 0, 6)+" ", " ", "/ ")}},
		{name: "I04 headings between rows", address: "https://l.example/journal/40", kind: Issue, number: "12", volume: "40", date: "2005-03",
			page: head("Vol. 40, Issue No. 12, March 2005") + `<main><h1>Vol. 40, Issue No. 12, March 2005</h1><div>` + blocks(func(i int) string {
				return `<div class="views-row"><div><a href="/journal/40/` + slug(i) + `">` + titles[i] + `</a></div><div>` + writers[i%6] + `</div></div>`
			}, `<h3>`, `</h3>`, ``) + `</div></main>` + foot,
			sections: three("/journal/40/")},
		{name: "I05 blocks", address: "https://l.example/magazine/volume-61-issue-10-october-2011", kind: Issue, number: "10", volume: "61", date: "2011-10",
			page: head("Volume 61 Issue 10 October 2011 | History Lamp") + `<main><h1>Volume 61 Issue 10 October 2011</h1>` + blocks(func(i int) string {
				return `<div class="views-row"><h3><a href="/` + slug(i) + `">` + titles[i] + `</a></h3><p>` + teasers[i%4] + `</p></div>`
			}, `<div class="block"><h2>`, `</h2><div>`, `</div></div>`) + `</main>` + foot,
			sections: three("/")},
		{name: "I06 labels", address: "https://l.example/magazine/issue/vol38-issue14", kind: Issue, number: "14", volume: "38",
			page: head("Vol 38, Issue 14") + `<main><h1>Vol. 38, Issue 14</h1><div class="lead"><span class="label">Front page</span><h2><a href="/s/` + slug(0) + `">` + titles[0] + `</a></h2></div>` + each(8, func(i int) string {
				return `<div class="card"><div class="label">` + sec[(i+1)/3] + `</div><h3><a href="/s/` + slug(i+1) + `">` + titles[i+1] + `</a></h3><p>` + teasers[i%4] + `</p></div>`
			}) + `</main>` + foot, sections: three("/s/")},
		{name: "I07 author above title", address: "https://l.example/the-paper/v43/n12", kind: Issue, number: "12", volume: "43", date: "2021-06-17",
			page: head("Vol. 43 No. 12 · 17 June 2021") + `<main><h1>Vol. 43 No. 12 · 17 June 2021</h1><div class="grid">` + each(8, func(i int) string {
				return `<a class="toc-item" href="/the-paper/v43/n12/` + slug(i) + `"><h3>` + writers[i%6] + `</h3><h4>` + titles[i] + `</h4></a>`
			}) + `</div></main>` + foot, sections: []string{": " + urls("/the-paper/v43/n12/", 0, 8)}, authors: map[string]string{"/the-paper/v43/n12/" + slug(1): "Tobias Renner"}},
		{name: "I08 stream of text", address: "https://l.example/old/9-3.html", kind: Issue, number: "3", volume: "9", date: "1945-03",
			page: `<html><head><title>Lamp Bulletin</title></head><body><table><tr><td><font size=5><b>Vol. 9 No. 3, March 1945</b></font><br><br>` + each(8, func(i int) string {
				return `<a href="` + slug(i) + `.html">` + titles[i] + `</a>, <em>` + writers[i%6] + `</em><br>`
			}) + `</td></tr></table><hr><a href="../index.html">Back to the index of the bulletin</a></body></html>`,
			sections: []string{": " + strings.TrimSuffix(strings.ReplaceAll(urls("/old/", 0, 8)+" ", " ", ".html "), " ")}, authors: map[string]string{"/old/" + slug(1) + ".html": "Tobias Renner"}},
		{name: "I10 journal system", address: "https://l.example/index.php/jl/issue/view/77", kind: Issue, number: "2", volume: "8", date: "2019", files: 1,
			page: head("Vol. 8 No. 2 (2019): Harbours | Journal of Lamps") + `<main><nav class="cmp_breadcrumbs"><a href="/index.php/jl">Home</a> / <a href="/index.php/jl/issue/archive">Archives</a> / Vol. 8 No. 2 (2019): Harbours</nav><h1>Vol. 8 No. 2 (2019): Harbours</h1><div class="galleys"><h2>Full Issue</h2><ul><li><a class="obj_galley_link pdf" href="/index.php/jl/issue/view/77/9">PDF</a></li></ul></div><div class="sections">` + blocks(func(i int) string {
				return fmt.Sprintf(`<li><div class="obj_article_summary"><h3 class="title"><a href="/index.php/jl/article/view/%d">%s</a></h3><div class="meta"><div class="authors">%s, %s</div><div class="pages">%d-%d</div></div><ul class="galleys_links"><li><a class="obj_galley_link pdf" href="/index.php/jl/article/view/%d/5">PDF</a></li></ul></div></li>`, 100+i, titles[i], writers[i%6], writers[(i+1)%6], i*10+1, i*10+9, 100+i)
			}, `<div class="section"><h2>`, `</h2><ul>`, `</ul></div>`) + `</div></main>` + foot,
			sections: []string{"Front page: /index.php/jl/article/view/100 /index.php/jl/article/view/101 /index.php/jl/article/view/102", "Reports: /index.php/jl/article/view/103 /index.php/jl/article/view/104 /index.php/jl/article/view/105", "Culture: /index.php/jl/article/view/106 /index.php/jl/article/view/107 /index.php/jl/article/view/108"}, authors: map[string]string{"/index.php/jl/article/view/100": "Mara Ellison|Tobias Renner"}},
		{name: "I11 archive", address: "https://l.example/archive", kind: Index, issues: 12,
			page: head("Archive | The Lantern") + `<main><h1>Archive</h1><select><option>2010</option></select><div class="grid">` + each(12, func(i int) string {
				return fmt.Sprintf(`<div><a href="/issues/number-%d"><img src="c.jpg" alt="Cover of issue %d"></a><h3><a href="/issues/number-%d">Issue %d</a></h3><p>Spring 20%02d</p></div>`, i+40, i+40, i+40, i+40, i+1)
			}) + `</div></main>` + foot},
		{name: "I12 load more", address: "https://l.example/issue/7", kind: Issue, number: "7", date: "2018-05", warns: "loads more",
			page:     head("Issue 7, May 2018") + `<main><h1>Issue 7, May 2018</h1><ul>` + each(6, func(i int) string { return `<li><a href="/a/` + slug(i) + `">` + titles[i] + `</a></li>` }) + `</ul><a href="#" class="b">Load more</a></main>` + foot,
			sections: []string{": " + urls("/a/", 0, 6)}},
		{name: "I12 load more, with the rest in the state", address: "https://l.example/issue/7", kind: Issue, number: "7", date: "2018-05", warns: "loads more",
			page: head("Issue 7, May 2018") + `<main><h1>Issue 7, May 2018</h1><ul>` + each(6, func(i int) string { return `<li><a href="/a/` + slug(i) + `">` + titles[i] + `</a></li>` }) + `</ul><a href="#" class="b">Load more</a></main><script id="__NEXT_DATA__" type="application/json">{"props":{"menu":[{"title":"Home","url":"/"},{"title":"About","url":"/about"}],"pageProps":{"items":[` +
				strings.TrimSuffix(each(9, func(i int) string {
					return fmt.Sprintf(`{"title":%q,"url":"/a/%s","author":{"name":%q}},`, titles[i], slug(i), writers[i%6])
				}), ",") + `]}}}</script>` + foot,
			sections: []string{": " + urls("/a/", 0, 9)}},
		{name: "I12 all in the state", address: "https://l.example/issue/7", kind: Issue, number: "7", date: "2018-05",
			page: head("Issue 7, May 2018") + `<main><h1>Issue 7, May 2018</h1><div id="app"></div></main><script id="__NEXT_DATA__" type="application/json">{"props":{"menu":[{"title":"Home","url":"/"},{"title":"About","url":"/about"}],"pageProps":{"items":[` +
				strings.TrimSuffix(each(6, func(i int) string {
					return fmt.Sprintf(`{"headline":%q,"path":"/a/%s","section":{"name":"Reports"}},`, titles[i], slug(i))
				}), ",") + `]}}}</script>` + foot,
			sections: []string{"Reports: " + urls("/a/", 0, 6)}},
		{name: "I13 full texts", address: "https://l.example/category/issue-31/", kind: Issue, number: "31", next: "/category/issue-31/page/2/",
			page: head("Issue 31 – The Lantern") + `<div id="p"><div id="main"><h1>Issue 31</h1>` + each(5, func(i int) string {
				return `<article><h2><a href="/2019/05/` + slug(i) + `/">` + titles[i] + `</a></h2><p>By ` + writers[i] + `</p><p>` + teasers[0] + ` See <a href="/2018/01/some-old-report-of-ours/">our old report of the matter</a> for what came before it in the town.</p><p>` + teasers[1] + `</p><p>` + teasers[2] + `</p></article>`
			}) + `<div><a href="/category/issue-31/page/2/">Older posts</a></div></div><div class="side"><h3>Recent Posts</h3><ul>` + each(10, func(i int) string {
				return fmt.Sprintf(`<li><a href="/2020/01/new-post-%d/">A newer post of another month, number %c</a></li>`, i, 'a'+i)
			}) + `</ul></div></div>` + foot,
			sections: []string{": " + strings.TrimSuffix(strings.ReplaceAll(urls("/2019/05/", 0, 5)+" ", " ", "/ "), " ")}},
		{name: "I14 daily edition", address: "https://l.example/2015/05-27/index.php", kind: Issue, date: "2015-05-27",
			page: `<html lang="de"><head><title>Die Laterne</title></head><body><header><p>Dienstag, 5. November 2024, Nr. 258</p><a href="/">Die Laterne</a></header><main>` + each(7, func(i int) string {
				return fmt.Sprintf(`<article><p class="kicker">Hafen</p><h3><a href="/2015/05-27/0%02d.php">%s</a></h3><p>%s</p><p>Von %s</p></article>`, i, titles[i], teasers[i%4], writers[i%6])
			}) + `</main>` + foot, sections: []string{": /2015/05-27/000.php /2015/05-27/001.php /2015/05-27/002.php /2015/05-27/003.php /2015/05-27/004.php /2015/05-27/005.php /2015/05-27/006.php"}},
		{name: "I15 scan", address: "https://l.example/issues/no-5-1973", kind: Issue, number: "5", date: "1973-04", files: 3,
			page: head("No. 5, April 1973") + `<main><h1>No. 5, April 1973</h1><p><a href="/f/1.pdf">Page 1</a></p><p><a href="/f/2.pdf">Page 2</a></p><p><a href="/f/3.pdf">Page 3</a></p></main>` + foot},
		{name: "I16 tabs and an id", address: "https://l.example/issue/556", kind: Issue, number: "2275", date: "2011-10-29", warns: "556",
			page: head("The Lantern") + `<div><p>Issue: 2275</p><p>Dated: 29 Oct 2011</p><div><form><input name="q"></form><ul class="tabs"><li><a href="/international">International</a></li><li><a href="/comment">Comment</a></li><li><a href="/features">Features</a></li></ul>` + each(7, func(i int) string {
				return `<div><h2><a href="/art/` + fmt.Sprint(900+i) + `/` + slug(i) + `">` + titles[i] + `</a></h2><p>` + teasers[i%4] + `</p></div>`
			}) + `</div></div>` + foot,
			sections: []string{": /art/900/" + slug(0) + " /art/901/" + slug(1) + " /art/902/" + slug(2) + " /art/903/" + slug(3) + " /art/904/" + slug(4) + " /art/905/" + slug(5) + " /art/906/" + slug(6)}},
		{name: "I17 cut", address: "https://l.example/lantern-7", kind: Issue, number: "7", warns: "breaks off",
			page:     head("Lantern, no. 7") + `<div><h1>Lantern, no. 7</h1>` + each(5, drupal) + `<br><b>Fatal error</b>: Call to a member function label() on null in page.php`,
			sections: []string{": " + urls("/story/", 0, 5)}},
		{name: "I18 German", address: "https://l.example/hefte/h3", kind: Issue, number: "258", date: "2014-11-05",
			page: `<html lang="de"><head><title>Nr. 258, 5. November 2014</title></head><body><div><h1>Nr. 258, 5. November 2014</h1><h2>Inhalt</h2><ul>` + each(6, func(i int) string {
				return `<li><a href="/hefte/h3/` + slug(i) + `">` + titles[i] + `</a> von ` + writers[i%6] + `</li>`
			}) + `</ul></div>` + foot,
			sections: []string{": " + urls("/hefte/h3/", 0, 6)}, authors: map[string]string{"/hefte/h3/" + slug(0): "Mara Ellison"}},
		{name: "I18 Japanese", address: "https://l.example/jp/45", kind: Issue, number: "45", date: "2012-04",
			page: `<html lang="ja"><head><title>第45号 目次</title></head><body><div><h1>第45号 目次</h1><p>2012年4月</p><ul>` + each(5, func(i int) string {
				return `<li><a href="/jp/45/` + slug(i) + `">` + []string{"港の夜勤を拒む人々", "路面電車の争議から学ぶ", "銀行が忘れた果樹園", "洪水の谷からの手紙", "古い橋の通行料に反対する"}[i] + `</a>　文／田中花子</li>`
			}) + `</ul></div>` + foot, sections: []string{": " + urls("/jp/45/", 0, 5)}, authors: map[string]string{"/jp/45/" + slug(0): "田中花子"}},
		{name: "I18 Arabic", address: "https://l.example/ar/adad", kind: Issue, number: "45",
			page: `<html lang="ar" dir="rtl"><head><title>العدد ٤٥</title></head><body><div><h1>العدد ٤٥</h1><ul>` + each(5, func(i int) string {
				return `<li><h3><a href="/ar/adad/` + slug(i) + `">` + []string{"عمال الميناء يرفضون العمل الليلي", "ماذا علمنا إضراب الترام", "البستان الذي نسيه المصرف", "رسائل من الوادي المغمور", "ضد رسوم الجسر القديم"}[i] + `</a></h3><p>بقلم سعاد حسن</p></li>`
			}) + `</ul></div>` + foot, sections: []string{": " + urls("/ar/adad/", 0, 5)}},
	}
}

// lines writes what was found as the sections of a made page are written.
func lines(c *Contents, address string) []string {
	root := address[:strings.Index(address[8:], "/")+8]
	var out []string
	for _, s := range c.Sections {
		var list []string
		for _, it := range s.Items {
			list = append(list, strings.TrimPrefix(it.URL, root))
		}
		out = append(out, s.Title+": "+strings.Join(list, " "))
	}
	return out
}

func find(t *testing.T, page, address string) *Contents {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return Find(doc, address)
}

func TestMadePages(t *testing.T) {
	for _, m := range append(pages1(), pages2()...) {
		t.Run(m.name, func(t *testing.T) {
			c := find(t, m.page, m.address)
			check(t, m, c)
			if t.Failed() {
				t.Logf("%+v\n%s", c, strings.Join(c.Why, "\n"))
			}
		})
	}
}

func check(t *testing.T, m made, c *Contents) {
	t.Helper()
	if c.Kind != m.kind {
		t.Errorf("kind: got %q, want %q", c.Kind, m.kind)
	}
	if got, want := [3]string{c.Number, c.Volume, c.Date}, [3]string{m.number, m.volume, m.date}; got != want {
		t.Errorf("number, volume, date: got %q, want %q", got, want)
	}
	got, want := lines(c, m.address), m.sections
	for i := range want {
		want[i] = strings.TrimSpace(want[i])
	}
	for i := range got {
		got[i] = strings.TrimSpace(got[i])
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("sections: got\n%s\nwant\n%s", g, w)
	}
	if len(c.Files) != m.files {
		t.Errorf("files: got %v, want %d", c.Files, m.files)
	}
	if len(c.Issues) != m.issues {
		t.Errorf("issues: got %v, want %d", c.Issues, m.issues)
	}
	root := m.address[:strings.Index(m.address[8:], "/")+8]
	if got := strings.TrimPrefix(c.Next, root); got != m.next {
		t.Errorf("next: got %q, want %q", got, m.next)
	}
	if m.warns != "" && !strings.Contains(strings.Join(c.Warnings, "\n"), m.warns) {
		t.Errorf("warnings: got %q, want one with %q", c.Warnings, m.warns)
	}
	for _, s := range c.Sections {
		for _, it := range s.Items {
			if want := m.authors[strings.TrimPrefix(it.URL, root)]; want != "" && strings.Join(it.Authors, "|") != want {
				t.Errorf("authors of %q: got %q, want %q", it.Title, it.Authors, want)
			}
		}
	}
}
