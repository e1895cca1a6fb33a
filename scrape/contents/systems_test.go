package contents

import (
	"fmt"
	"strings"
)

// pages2 are contents pages with the habits of content management systems, and
// of pages made by hand.
func pages2() []made {
	head := func(title string) string { return fmt.Sprintf(top, title) }
	list := func(prefix string, from, to int, end string) string {
		return strings.TrimSuffix(strings.ReplaceAll(urls(prefix, from, to)+" ", " ", end+" "), " ")
	}
	old := func(n int) string {
		return each(n, func(i int) string {
			return fmt.Sprintf(`<li><a href="/a/elder-%d"><span>An elder story that many readers liked, part %c</span></a></li>`, i, 'a'+i)
		})
	}
	return []made{
		{name: "definition list", address: "https://l.example/n/12.html", kind: Issue, number: "12", date: "1998-06",
			page: `<html><head><title>Lamp, No. 12, June 1998</title></head><body bgcolor="#ffffff"><center><h1>Lamp, No. 12, June 1998</h1></center><dl>` + each(7, func(i int) string {
				return `<dt><a href="` + slug(i) + `.html">` + titles[i] + `</a><dd>` + writers[i%6] + `<br>` + teasers[i%4]
			}) + `</dl><p><a href="index.html">Home page of the Lamp</a> | <a href="11.html">No. 11</a> | <a href="13.html">No. 13</a></body></html>`,
			sections: []string{": " + list("/n/", 0, 7, ".html")}, authors: map[string]string{"/n/" + slug(0) + ".html": "Mara Ellison"}},
		{name: "bold sections in a table", address: "https://l.example/n/13.html", kind: Issue, number: "13", volume: "2", date: "1998-07",
			page: `<html><head><title>Lamp</title></head><body><table><tr><td width=120><a href="about.html">About the Lamp and us</a><br><a href="subs.html">Subscribe to the Lamp</a><br><a href="back.html">Back issues of the Lamp</a></td><td><h2>Volume 2, Number 13, July 1998</h2><p><b>Front page</b></p><p><a href="a/` + slug(0) + `.html">` + titles[0] + `</a><br>by ` + writers[0] + `</p><p><a href="a/` + slug(1) + `.html">` + titles[1] + `</a><br>by ` + writers[1] + `</p><p><b>Reports</b></p>` + each(4, func(i int) string {
				return `<p><a href="a/` + slug(i+2) + `.html">` + titles[i+2] + `</a><br>by ` + writers[i] + `</p>`
			}) + `</td></tr></table></body></html>`,
			sections: []string{"Front page: " + list("/n/a/", 0, 2, ".html"), "Reports: " + list("/n/a/", 2, 6, ".html")}, authors: map[string]string{"/n/a/" + slug(0) + ".html": "Mara Ellison"}},
		{name: "table with section rows", address: "https://l.example/t/4", kind: Issue, number: "4", date: "2003",
			page: head("Issue 4, 2003") + `<h1>Issue 4, 2003</h1><table>` + each(3, func(s int) string {
				return `<tr><th colspan=2>` + []string{"Essays", "Reviews", "Poems"}[s] + `</th></tr>` + each(3, func(i int) string {
					return `<tr><td><a href="/t/4/` + slug(s*3+i) + `">` + titles[s*3+i] + `</a></td><td>` + writers[i] + `</td><td>` + fmt.Sprint(s*30+i*7+3) + `</td></tr>`
				})
			}) + `</table>` + foot,
			sections: []string{"Essays: " + list("/t/4/", 0, 3, ""), "Reviews: " + list("/t/4/", 3, 6, ""), "Poems: " + list("/t/4/", 6, 9, "")}, authors: map[string]string{"/t/4/" + slug(0): "Mara Ellison"}},
		{name: "read more alone", address: "https://l.example/issue-8", kind: Issue, number: "8",
			page: head("Issue 8") + `<main><h1>Issue 8</h1>` + each(6, func(i int) string {
				return `<div class="item"><h3>` + titles[i] + `</h3><p>` + teasers[i%4] + `</p><a href="/a/` + slug(i) + `">Read more</a></div>`
			}) + `</main>` + foot,
			sections: []string{": " + list("/a/", 0, 6, "")}},
		{name: "cards, image first", address: "https://l.example/issue/autumn-2020", kind: Issue, date: "2020-23",
			page: head("Autumn 2020") + `<main><h1>Autumn 2020</h1><div>` + each(7, func(i int) string {
				return `<div><a href="/a/` + slug(i) + `/"><img src="x.jpg" alt="A picture of a harbour"></a><div><a href="/tag/ports">Ports</a><h2><a href="/a/` + slug(i) + `/">` + titles[i] + `</a></h2><p>` + teasers[i%4] + `</p><span>by <a href="/author/x` + fmt.Sprint(i%6) + `">` + writers[i%6] + `</a></span></div></div>`
			}) + `</div></main><aside><h4>Most popular</h4><ol>` + old(9) + `</ol></aside>` + foot,
			sections: []string{": " + list("/a/", 0, 7, "/")}, authors: map[string]string{"/a/" + slug(0) + "/": "Mara Ellison"}},
		{name: "links that hold all", address: "https://l.example/numero/31", kind: Issue, number: "31", date: "2016-05",
			page: `<html lang="fr"><head><title>N° 31, mai 2016</title></head><body><div><h1>N° 31, mai 2016</h1><div>` + each(6, func(i int) string {
				return `<a href="/article` + fmt.Sprint(310+i) + `"><div>` + titles[i] + `</div><div>` + writers[i] + `</div><p>` + teasers[i%4] + `</p></a>`
			}) + `</div><h2>Les plus lus</h2><ul>` + old(8) + `</ul></div></body></html>`,
			sections: []string{": /article310 /article311 /article312 /article313 /article314 /article315"}, authors: map[string]string{"/article310": "Mara Ellison"}},
		{name: "offset pages", address: "https://l.example/index.php/paper/issue-51", kind: Issue, number: "51", next: "/index.php/paper/issue-51?start=7",
			page: head("Issue 51") + `<main><div class="page-header"><h1>Issue 51</h1></div>` + each(7, func(i int) string {
				return `<div class="item"><h2 itemprop="name"><a href="/index.php/paper/issue-51/` + fmt.Sprintf("%d-%s", i+70, slug(i)) + `">` + titles[i] + `</a></h2><dl><dd>25 January 2020</dd><dd>Hits: 330</dd></dl><p>` + teasers[i%4] + `</p></div>`
			}) + `<div class="pagination"><ul><li>1</li><li><a href="/index.php/paper/issue-51?start=7">2</a></li><li><a href="/index.php/paper/issue-51?start=14">3</a></li></ul></div></main>` + foot,
			sections: []string{": " + strings.Join(numbered("/index.php/paper/issue-51/", 70, 7), " ")}},
		{name: "one item a section", address: "https://l.example/toc/4/2", kind: Issue, number: "2", volume: "4", date: "2011-02",
			page: head("Volume 4, Issue 2, February 2011") + `<div class="toc"><h1>Volume 4, Issue 2, February 2011</h1><h2>Editorial</h2><div class="issue-item"><h3><a href="/doi/full/10.5555/1">` + titles[0] + `</a></h3><ul><li>` + writers[0] + `</li></ul><div>Pages: 1-4</div><a href="/doi/abs/10.5555/1">Abstract</a><a href="/doi/pdf/10.5555/1">PDF</a></div><h2>Articles</h2>` + each(4, func(i int) string {
				return `<div class="issue-item"><h3><a href="/doi/full/10.5555/` + fmt.Sprint(i+2) + `">` + titles[i+1] + `</a></h3><ul><li>` + writers[i+1] + `</li></ul><div>Pages: 5-14</div><a href="/doi/abs/10.5555/` + fmt.Sprint(i+2) + `">Abstract</a><a href="/doi/pdf/10.5555/` + fmt.Sprint(i+2) + `">PDF</a></div>`
			}) + `<h2>Book review</h2><div class="issue-item"><h3><a href="/doi/full/10.5555/9">` + titles[8] + `</a></h3><ul><li>` + writers[2] + `</li></ul></div></div>` + foot,
			sections: []string{"Editorial: /doi/full/10.5555/1", "Articles: /doi/full/10.5555/2 /doi/full/10.5555/3 /doi/full/10.5555/4 /doi/full/10.5555/5", "Book review: /doi/full/10.5555/9"}, authors: map[string]string{"/doi/full/10.5555/1": "Mara Ellison"}},
		{name: "I09 year index", address: "https://l.example/1945/index.html", kind: List, warns: "several issues",
			page: `<html><head><title>Lamp Bulletin 1945</title></head><body><h1>Lamp Bulletin</h1>` + each(3, func(s int) string {
				return `<h3>Vol. 9 No. ` + fmt.Sprint(s+1) + `</h3><p>` + each(3, func(i int) string {
					return `<a href="` + slug(s*3+i) + `.html">` + titles[s*3+i] + `</a>, by ` + writers[i] + `<br>An unlinked note of the month, by Jon Aker<br>`
				}) + `</p>`
			}) + `</body></html>`,
			sections: []string{"Vol. 9 No. 1: " + list("/1945/", 0, 3, ".html"), "Vol. 9 No. 2: " + list("/1945/", 3, 6, ".html"), "Vol. 9 No. 3: " + list("/1945/", 6, 9, ".html")}, authors: map[string]string{"/1945/" + slug(0) + ".html": "Mara Ellison"}},
		{name: "broken items", address: "https://l.example/issue/no-9", kind: Issue, number: "9",
			page: head("No. 9") + `<main><h1>No. 9</h1>` + each(9, func(i int) string {
				switch i {
				case 3:
					return `<div class="item"><h3>An item that lost its link somehow</h3><p>` + teasers[0] + `</p></div>`
				case 5:
					return `<div class="item"><h3><a href="/a/` + slug(5) + `">` + titles[5] + `</a><p>` + teasers[0] + `<b></div>`
				case 7:
					return `<div class="item"><h3><a href="">An item with an empty link here</a></h3><p>` + teasers[0] + `</p></div>`
				}
				return `<div class="item"><h3><a href="/a/` + slug(i) + `">` + titles[i] + `</a></h3><p>` + teasers[i%4] + `</p></div>`
			}) + `</main>` + foot,
			sections: []string{": " + urls("/a/", 0, 3) + " " + urls("/a/", 4, 7) + " " + urls("/a/", 8, 9)}},
		{name: "an essay is no list", address: "https://l.example/a/essay", kind: "",
			page: head("An essay") + `<main><article><h1>The harbour at night</h1><p>` + strings.Repeat(teasers[0]+" ", 4) + `As <a href="/a/other-matter-of-old">an older piece of ours</a> has it, nothing was said of it in the town at all for months.</p><p>` + strings.Repeat(teasers[1]+" ", 5) + `</p></article></main>` + foot},
	}
}

func numbered(prefix string, first, n int) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf("%s%d-%s", prefix, first+i, slug(i)))
	}
	return out
}
