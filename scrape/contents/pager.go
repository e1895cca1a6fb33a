package contents

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/backissue/backissue/scrape/numbering"
)

// files lists the PDFs that belong to no article.
func (p *page) files(c *Contents) {
	taken := map[string]bool{}
	for _, s := range c.Sections {
		for _, it := range s.Items {
			taken[it.URL] = true
			for _, f := range it.Files {
				taken[f] = true
			}
		}
	}
	for i := range p.links {
		l := &p.links[i]
		u := l.u.String()
		if p.pin.IsFile != nil && !p.pin.IsFile(u) || !isPDF(l) && p.pin.IsFile == nil || taken[u] || l.flags&(chrome|comments) != 0 || len(c.Files) > 1000 {
			continue
		}
		taken[u] = true
		title := l.text
		set(&title, l.alt)
		c.Files = append(c.Files, File{URL: u, Title: title})
	}
	if c.Kind == "" && len(c.Files) > 0 && (c.Number != "" || c.Volume != "" || c.Date != "") {
		c.Kind = Issue
	}
}

// pager finds the next page of the same contents, never another issue.
func (p *page) pager(c *Contents) {
	var all []*link
	all = append(all, p.next...)
	for i := range p.links {
		l := &p.links[i]
		if strings.Contains(" "+l.rel+" ", " next ") || nextText(l.text) {
			all = append(all, l)
		}
	}
	here, _ := pageOf(p.address)
	for _, l := range all {
		n, ok := pageOf(l.u)
		if ok && p.sameList(l.u) && n > here && l.key != key(p.address) {
			c.Next = whole(l.u)
			return
		}
	}
	best := 0
	for i := range p.links { // a run of page numbers: the lowest above this one
		l := &p.links[i]
		n, ok := pageOf(l.u)
		if ok && digits(l.text) && p.sameList(l.u) && n > here && (best == 0 || n < best) && l.text != "1" {
			best, c.Next = n, whole(l.u)
		}
	}
}

func nextText(s string) bool {
	switch strings.ToLower(strings.Trim(s, " ›»→>")) {
	case "next", "next page", "older", "older posts", "older entries", "weiter", "nächste", "nächste seite", "ältere beiträge", "suivant", "page suivante", "suivante", "siguiente", "página siguiente", "successivo", "successiva", "avanti", "próxima", "próximo", "seguinte", "volgende", "neste", "næste", "nästa", "następna", "další", "seuraava", "следующая", "вперед", "далее", "επόμενη", "التالي", "次へ", "次のページ", "下一页", "下一頁", "다음", "sonraki":
		return true
	case "":
		return s != ""
	}
	return false
}

// pageOf is the page or offset that an address names.
func pageOf(u *url.URL) (n int, ok bool) {
	q := u.Query()
	for _, k := range []string{"page", "paged", "start", "offset", "p", "pg", "seite", "debut_articles"} {
		if v, err := strconv.Atoi(q.Get(k)); err == nil {
			return v, true
		}
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	if n := len(parts); n > 1 {
		if w, ok := pageWord(parts[n-1]); ok {
			v, err := strconv.Atoi(w)
			return v, err == nil
		}
	}
	for i := 1; i < len(parts); i++ {
		if w := strings.ToLower(parts[i-1]); w == "page" || w == "seite" || w == "pagina" {
			if v, err := strconv.Atoi(parts[i]); err == nil {
				return v, true
			}
		}
	}
	return 0, false
}

// pageWord reads the last part of a path, "p2", "page-2" or "page2.html".
func pageWord(s string) (string, bool) {
	s = strings.ToLower(strings.TrimSuffix(s, path.Ext(s)))
	for _, w := range []string{"page-", "page_", "page", "p"} {
		if n, ok := strings.CutPrefix(s, w); ok && n != "" && len(n) < 5 && strings.Trim(n, "0123456789") == "" {
			return n, true
		}
	}
	return "", false
}

// sameList reports whether an address differs from the page's in its page
// number alone.
func (p *page) sameList(u *url.URL) bool {
	trim := func(u *url.URL) string {
		s := strings.Trim(u.Path, "/")
		for _, w := range []string{"/page/", "/seite/", "/pagina/"} {
			s, _, _ = strings.Cut(s+"/", w)
			s = strings.Trim(s, "/")
		}
		if i := strings.LastIndexByte(s, '/'); i > 0 {
			if _, ok := pageWord(s[i+1:]); ok {
				s = s[:i]
			}
		}
		if strings.HasPrefix(s, "page/") {
			s = ""
		}
		return s
	}
	return site(u) == site(p.address) && trim(u) == trim(p.address)
}

// truncation warns of signs that the page is not the whole list.
func (p *page) truncation(c *Contents) {
	for i := range p.lines {
		s := p.lines[i].text
		if len(s) < 300 && (strings.HasPrefix(s, "Fatal error:") || strings.HasPrefix(s, "PHP Fatal error:") || strings.HasPrefix(s, "Parse error:") || strings.Contains(s, "Uncaught Error:") || strings.Contains(s, "Allowed memory size of") || strings.Contains(s, "Maximum execution time of")) {
			c.Warnings = append(c.Warnings, "the page breaks off with an error: "+short(s))
		}
		if len(s) < 60 && loadMore(s) {
			c.Warnings = append(c.Warnings, "the page loads more by a script: "+s)
		}
		if len(s) < 40 && len(c.Sections) > 0 && c.Next == "" && partOf(s) {
			c.Warnings = append(c.Warnings, "the page says that it is a part: "+s)
		}
		if len(c.Warnings) > 50 {
			return
		}
	}
}

// partOf reads "1–10 of 34": a range from 1 that ends below the whole.
func partOf(s string) bool {
	var n []int
	for _, w := range strings.FieldsFunc(numbering.ASCIIDigits(s), func(r rune) bool { return r < '0' || r > '9' }) {
		v, err := strconv.Atoi(w)
		if err != nil {
			return false
		}
		n = append(n, v)
	}
	s = strings.ToLower(s)
	return len(n) == 3 && n[0] == 1 && n[1] > 1 && n[1] < n[2] &&
		hasAny(s, " of ", " von ", " sur ", " de ", " di ", " van ", " av ", " z ", " из ", "/", "中")
}
