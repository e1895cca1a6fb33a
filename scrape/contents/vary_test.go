package contents

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// variations are ways to say the same page with other markup.
func variations() map[string]func(page, address string) (string, string) {
	tree := func(f func(n *html.Node)) func(page, address string) (string, string) {
		return func(page, address string) (string, string) {
			doc, err := html.Parse(strings.NewReader(page))
			if err != nil {
				return page, address
			}
			for n := range doc.Descendants() {
				if n.Type == html.ElementNode {
					f(n)
				}
			}
			var b strings.Builder
			if html.Render(&b, doc) != nil {
				return page, address
			}
			return b.String(), address
		}
	}
	rename := func(names ...string) func(page, address string) (string, string) {
		return tree(func(n *html.Node) {
			for i := 0; i < len(names); i += 2 {
				if n.Data == names[i] {
					n.Data, n.DataAtom = names[i+1], atom.Lookup([]byte(names[i+1]))
					return
				}
			}
		})
	}
	classes := tree(func(n *html.Node) {
		kept := n.Attr[:0]
		for _, a := range n.Attr {
			if a.Key != "class" && a.Key != "id" {
				kept = append(kept, a)
			}
		}
		n.Attr = kept
	})
	bare := rename("article", "div", "section", "div", "main", "div", "nav", "div", "aside", "div", "header", "div", "footer", "div")
	return map[string]func(page, address string) (string, string){
		"as it is":   func(p, a string) (string, string) { return p, a },
		"no classes": classes,
		"no regions": func(p, a string) (string, string) { p, a = bare(p, a); return classes(p, a) },
		"words of no list": func(p, a string) (string, string) {
			p, a = bare(p, a)
			p = strings.NewReplacer("Most read", "Vielerlei", "Most popular", "Vielerlei", "Les plus lus", "Vielerlei", "Recent Posts", "Vielerlei").Replace(p)
			return classes(p, a)
		},
		"in German": func(p, a string) (string, string) {
			return strings.NewReplacer("Most read", "Meistgelesen", "Most popular", "Meistgelesen", "Read more", "Weiterlesen", "Add new comment", "Neuen Kommentar schreiben", "By ", "Von ", "by ", "von ", "Submitted Von", "Gespeichert von", "Next", "Weiter", `lang="en"`, `lang="de"`).Replace(p), a
		},
		"rows": func(p, a string) (string, string) {
			return strings.NewReplacer("<ul", "<table", "</ul>", "</table>", "<li>", "<tr><td>", "<li ", "<tr><td ", "</li>", "</td></tr>").Replace(p), a
		},
		"odd classes": tree(func(n *html.Node) {
			for i, a := range n.Attr {
				if a.Key == "class" {
					n.Attr[i].Val = "x7 " + strings.ToUpper(a.Val[:1])
				}
			}
		}),
		"articles":      rename("li", "article", "ul", "div"),
		"divisions":     rename("article", "div", "section", "div", "main", "div"),
		"list items":    rename("article", "li", "h4", "h5", "h3", "h4", "h2", "h3"),
		"sections":      rename("div", "section"),
		"deep headings": rename("h4", "h6", "h3", "h5", "h2", "h3"),
		"links of http": tree(func(n *html.Node) {
			for i, a := range n.Attr {
				if a.Key == "href" && strings.HasPrefix(a.Val, "/") {
					n.Attr[i].Val = a.Val + "#top"
				}
			}
		}),
		"one line": func(p, a string) (string, string) { return strings.ReplaceAll(p, "\n", ""), a },
		"many lines": func(p, a string) (string, string) {
			return strings.NewReplacer("<div", "\n  <div", "<h", "\n  <h", "<p", "\n\t<p", "<li", "\n<li", "<ul", "\n<ul").Replace(p), a
		},
		"wayback": func(page, address string) (string, string) {
			u := "/web/20200102030405/" + address[:strings.Index(address[8:], "/")+8]
			return strings.ReplaceAll(page, `href="/`, `href="`+u+"/"), "https://web.archive.org/web/20200102030405/" + address
		},
	}
}

func TestVariations(t *testing.T) {
	var all, exact int
	for name, vary := range variations() {
		t.Run(name, func(t *testing.T) {
			for _, m := range append(pages1(), pages2()...) {
				m.page, _ = vary(m.page, m.address)
				address := m.address
				if name == "wayback" {
					_, address = vary("", m.address)
				}
				all++
				if t.Run(m.name, func(t *testing.T) {
					m.authors = nil
					if strings.HasPrefix(m.name, "I08") && name == "wayback" {
						m.next = ""
					}
					check(t, m, find(t, m.page, address))
				}) {
					exact++
				}
			}
		})
	}
	t.Logf("%d of %d variants are exact", exact, all)
}
