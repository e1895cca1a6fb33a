package scrape

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/content"
)

// onward is where an article goes on, by what its page says.
type onward struct {
	next  string // the address of its following page
	whole string // the address of all its pages on one
	sure  bool   // next is what a rule or a row of page numbers says
}

// chain is the way that led to a page of an article.
type chain struct {
	first  []string // the addresses of the first page, normalised
	number int      // of this page, from 1
	own    int      // the number in this page's address; that of the first page is 0 or 1
}

// firstAddresses are those of an article's first page: where it was read, and
// what it calls its own on the same host.
func firstAddresses(address, source string) []string {
	all := []string{address}
	if source != "" && source != address && splitAddress(source).host == splitAddress(address).host {
		all = append(all, source)
	}
	return all
}

// maxFar is how many words may stand between the text and the numbers of its
// pages: a note on the author, tags, buttons. What is farther off belongs to
// comments and lists.
const maxFar = 150

// findOnward finds where the article on a page goes on: never to another
// article, and never to the next page of a list or of comments. The page's
// text must have been chosen in sel. What counts is the form of the address
// (pageaddress.go), the wording of the link and where it stands; nothing counts
// on a page that lists articles.
func findOnward(p *Page, h *head, u *ruled, sel *content.Selection, res resolver, c chain) onward {
	f := &pager{chain: c, res: res, named: h.saysArticle()}
	var o onward
	if u != nil {
		o.next = f.ruled(u, "next", u.NextPage)
		o.sure = o.next != ""
		if c.number == 1 {
			o.whole = f.ruled(u, "single", u.SinglePage)
		}
	}
	if sel.Root == nil || len(c.first) == 0 || o.next != "" && o.whole != "" {
		return o
	}
	f.gather(p.Doc, sel)
	if f.listing(h, sel) {
		return o
	}
	if o.next == "" {
		o.next, o.sure = f.next()
	}
	if o.whole == "" && o.next != "" && c.number == 1 {
		o.whole = f.whole()
	}
	return o
}

// pager looks for the further pages of an article.
type pager struct {
	chain
	res   resolver
	named bool // the page calls itself an article
	links []pageLink
	rel   []string // of <link rel=next> in the head
}

// pageLink is a link of the visible page that may lead to another page of its
// article.
type pageLink struct {
	to   string
	text string // as a reader sees it, or as the link is labelled
	node *html.Node
	next bool // its rel or class calls it the next one
	at   int  // in words without links, from the top of the page
}

// ruled is the address that the site's rule says a page of the article has.
func (f *pager) ruled(u *ruled, page, href string) string {
	if href == "" || len(f.first) == 0 {
		return ""
	}
	to := canonical(f.res.resolve(href))
	if to == "" || !sameHost(to, f.first) {
		u.warnings = append(u.warnings, "rule: its "+page+" page "+strconv.Quote(href)+" is on another site, and is not read")
		return ""
	}
	return to
}

func sameHost(to string, first []string) bool {
	return splitAddress(first[0]).host == splitAddress(to).host
}

// gather walks the page once and keeps the links near the text.
func (f *pager) gather(doc *html.Node, sel *content.Selection) {
	w := &pagerWalk{pager: f, starts: map[*html.Node]*content.Block{}, holds: map[*html.Node]bool{}, begin: -1}
	for i := range sel.Blocks {
		b := &sel.Blocks[i]
		w.starts[b.First] = b
		for n := b.Elem; b.Keep && n != nil && !w.holds[n]; n = n.Parent {
			w.holds[n] = true
		}
	}
	w.walk(doc, false)
	near := f.links[:0]
	for _, l := range f.links {
		if l.at >= w.begin-maxFar && l.at <= w.end+maxFar {
			near = append(near, l)
		}
	}
	f.links = near
}

// pagerWalk is one walk over a page.
type pagerWalk struct {
	*pager
	starts     map[*html.Node]*content.Block
	holds      map[*html.Node]bool // elements with kept text in them
	words      int                 // so far, without those of links
	begin, end int                 // of the kept text, in words
	discussed  int                 // words of comments
}

// tooMuchTalk is how many words of comments end the article for good.
const tooMuchTalk = 30

func (w *pagerWalk) walk(n *html.Node, comments bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if b := w.starts[c]; b != nil {
			w.count(b, comments)
		}
		if c.DataAtom == atom.Link && hasWord(attr(c, "rel"), "next") {
			w.rel = append(w.rel, canonical(w.res.resolve(attr(c, "href"))))
		}
		if c.Type != html.ElementNode || content.Unseen(c) && c.DataAtom != atom.Head {
			continue
		}
		inside := comments || !w.holds[c] && talk(c)
		if c.DataAtom == atom.A && !inside && w.discussed < tooMuchTalk {
			w.link(c)
		}
		w.walk(c, inside)
	}
}

func (w *pagerWalk) count(b *content.Block, comments bool) {
	if b.Keep && w.begin < 0 {
		w.begin = w.words
	}
	w.words += b.Words - b.LinkWords
	if b.Keep {
		w.end, w.discussed = w.words, 0
	} else if comments {
		w.discussed += b.Words
	}
}

// talk reports whether an element holds what readers have said.
func talk(n *html.Node) bool {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html || n.DataAtom == atom.A {
		return false
	}
	for _, key := range []string{"id", "class"} {
		for name := range strings.FieldsFuncSeq(strings.ToLower(attr(n, key)), func(r rune) bool { return !unicode.IsLetter(r) }) {
			switch name {
			case "comment", "comments", "commentlist", "commentform", "disqus", "respond", "kommentar", "kommentare", "commentaires", "comentarios", "replies", "leserbriefe", "forum", "reactions", "reacties":
				return true
			}
		}
	}
	return false
}

func (w *pagerWalk) link(n *html.Node) {
	href := strings.TrimSpace(attr(n, "href"))
	if href == "" || href[0] == '#' {
		return
	}
	bare, fragment, _ := strings.Cut(href, "#")
	if bare == "" || strings.Contains(strings.ToLower(fragment), "comment") {
		return
	}
	l := pageLink{text: linkText(n), node: n, at: w.words}
	l.next = hasWord(attr(n, "rel"), "next") || len(l.text) <= 30 && nextClass(attr(n, "class"))
	number, _ := leadingPage(l.text)
	if number != w.number+1 && !l.next && !nextPageText(l.text) && !wholeText(l.text) && !wholeWord(href) {
		return // resolving an address costs more than all else here
	}
	if l.to = canonical(w.res.resolve(href)); l.to == "" || !sameHost(l.to, w.first) {
		return
	}
	w.links = append(w.links, l)
}

// linkText is what a reader sees of a link, or how it is labelled.
func linkText(n *html.Node) string {
	text := oneLine(textOf(n))
	if text == "" {
		if img := find(n, atom.Img); img != nil {
			text = oneLine(attr(img, "alt"))
		}
	}
	if strings.Trim(text, arrows) == "" {
		text = first(oneLine(attr(n, "aria-label")), oneLine(attr(n, "title")), text)
	}
	return text
}

func nextClass(class string) bool {
	for name := range strings.FieldsFuncSeq(strings.ToLower(class), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if name == "next" || name == "nextpage" || name == "pagenext" {
			return true
		}
	}
	return false
}

// next is the address of the following page, and whether a row of page numbers
// says so.
func (f *pager) next() (string, bool) {
	best := ""
	for i := range f.links {
		l := &f.links[i]
		n, b := f.numberOf(l.to)
		if b == unbound || !f.follows(n, l) || listPager(l) {
			continue
		}
		if f.numbered(l.node) {
			return l.to, true
		}
		if b == firmly && best == "" {
			best = l.to
		}
	}
	for _, to := range f.rel {
		if n, b := f.numberOf(to); best == "" && b == firmly && f.named && f.isNext(n) {
			best = to
		}
	}
	return best, false
}

// listPager reports whether a link is one of WordPress to the next page of a
// list: the pages of an article have no "page" in their addresses there.
func listPager(l *pageLink) bool {
	if !strings.Contains(l.to, "/page/") {
		return false
	}
	for n := l.node; n != nil && n.DataAtom != atom.Body; n = n.Parent {
		class := attr(n, "class")
		for _, name := range []string{"wp-pagenavi", "page-numbers", "nextpostslink", "nav-links", "posts-navigation"} {
			if hasWord(class, name) {
				return true
			}
		}
	}
	return false
}

// numberOf is the page that an address stands for.
func (f *pager) numberOf(to string) (int, bond) {
	best, how := 0, unbound
	for _, a := range f.first {
		if n, b := pageNumber(a, to); b > how {
			best, how = n, b
		}
	}
	return best, how
}

// isNext reports whether an address with the number n is the following page.
// Some sites count from 0.
func (f *pager) isNext(n int) bool {
	if f.number == 1 {
		return n == 1 || n == 2
	}
	return n == f.own+1
}

// follows reports whether a link to the number n is worded as one to the
// following page.
func (f *pager) follows(n int, l *pageLink) bool {
	if !f.isNext(n) {
		return false
	}
	if number, ok := leadingPage(l.text); ok {
		return number == f.number+1
	}
	if n == 1 && f.number == 1 && slices.Contains(f.first, l.to) {
		return false
	}
	return nextPageText(l.text) || l.next && len(l.text) <= 60 && !otherText(l.text)
}

// numbered reports whether a link stands in a row of page numbers, or beside
// "Page 2 of 3".
func (f *pager) numbered(n *html.Node) bool {
	own, following := strconv.Itoa(f.number), strconv.Itoa(f.number+1)
	up := n.Parent
	for range 8 {
		if up == nil || up.Type != html.ElementNode || up.DataAtom == atom.Body {
			return false
		}
		text := spacedText(up)
		if len(text) > 600 {
			return false
		}
		words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '/' })
		for i, word := range words {
			if a, b, ok := strings.Cut(word, "/"); ok && a == own && smallNumber(b) > f.number {
				return true
			}
			switch {
			case word != own:
			case i+1 < len(words) && words[i+1] == following:
				return true
			case i+2 < len(words) && slices.Contains(ofWords, strings.ToLower(words[i+1])) && smallNumber(words[i+2]) > f.number:
				return true
			}
		}
		up = up.Parent
	}
	return false
}

// ofWords stand between the number of a page and how many there are.
var ofWords = []string{"of", "von", "de", "di", "van", "av", "af", "z", "ze", "из", "з", "от", "sur", "su", "da", "i", "από", "/"}

// spacedText is the text below n with a space between any two texts, or the
// beginning of a long one.
func spacedText(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if b.Len() > 1000 {
			break
		}
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// leadingPage is the number that a link's text begins with, alone or behind a
// word for page: "2", "[2]", "Page 2: the tide".
func leadingPage(text string) (int, bool) {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) > 1 && slices.Contains(pageWords, strings.ToLower(words[0])) {
		return leadingPage(strings.Join(words[1:2], ""))
	}
	if len(words) != 1 || len(words[0]) > 3 {
		return 0, false
	}
	n := smallNumber(words[0])
	return n, n >= 0
}

// arrows is what links to the next page are drawn with.
const arrows = " \u00a0\t\n.:…·|[]()<>«»‹›→⇒➔►▶▸⟩≫-–—"

// nextPageText reports whether a link says that the text goes on behind it.
func nextPageText(s string) bool {
	if len(s) > 60 {
		return false
	}
	if strings.Trim(s, arrows) == "" {
		return strings.ContainsAny(s, ">»›→⇒➔►▶▸⟩≫")
	}
	switch strings.ToLower(strings.Trim(s, arrows)) {
	case "next", "next page", "next pg", "go to next page", "continue", "continued", "continue reading", "continued on next page", "continue to next page", "page suivante", "suivant", "suivante", "lire la suite", "la suite", "weiter", "weiterlesen", "nächste", "nächste seite", "zur nächsten seite", "weiter auf der nächsten seite", "auf der nächsten seite", "siguiente", "página siguiente", "pagina siguiente", "siguiente página", "próxima", "próxima página", "página seguinte", "seguinte", "continua", "pagina successiva", "successiva", "successivo", "avanti", "volgende", "volgende pagina", "nästa", "nästa sida", "neste", "neste side", "næste", "næste side", "następna", "następna strona", "dalej", "další", "další strana", "ďalšia", "seuraava", "seuraava sivu", "következő", "következő oldal", "pagina următoare", "sonraki", "sonraki sayfa", "επόμενη", "επόμενη σελίδα", "следующая", "следующая страница", "далее", "дальше", "вперед", "наступна", "следваща", "下一页", "下一頁", "下页", "次へ", "次のページ", "次ページ", "次のページへ", "다음", "다음 페이지", "التالي", "الصفحة التالية", "הבא", "לעמוד הבא", "بعدی", "halaman berikutnya", "selanjutnya", "trang sau":
		return true
	}
	return false
}

// otherText reports whether a link speaks of something else than a page.
func otherText(s string) bool {
	s = strings.ToLower(s)
	for _, word := range []string{"article", "story", "post", "entr", "older", "newer", "news", "issue", "chapter", "comment", "photo", "artikel", "beitrag", "artículo", "articolo", "статья", "記事", "ältere", "ausgabe", "numéro", "篇"} {
		if strings.Contains(s, word) {
			return true
		}
	}
	return len(s) > 30
}

// whole is the address of the article on one page: by the form of the address,
// or by what the link promises.
func (f *pager) whole() string {
	for i := range f.links {
		l := &f.links[i]
		if slices.Contains(f.first, l.to) {
			continue
		}
		form := slices.ContainsFunc(f.first, func(a string) bool { return wholeAddress(a, l.to) })
		if form || wholeText(l.text) && f.beside(l.to) {
			return l.to
		}
	}
	return ""
}

// beside reports whether an address is the article's own with something added.
func (f *pager) beside(to string) bool {
	b := splitAddress(to)
	return slices.ContainsFunc(f.first, func(first string) bool {
		a := splitAddress(first)
		stem, _, _ := strings.Cut(a.path[strings.LastIndexByte(a.path, '/')+1:], ".")
		return a.path == b.path && len(without(a.query, b.query)) == 0 || len(stem) > 3 && strings.Contains(b.path, stem)
	})
}

// wholeText reports whether a link promises all of an article's pages on one.
func wholeText(s string) bool {
	if len(s) > 90 {
		return false
	}
	s = strings.ToLower(s)
	for _, words := range []string{
		"single page", "single-page", "on one page", "all on one page", "one-page view", "one page version", "view all pages", "show all pages", "all pages", "auf einer seite", "auf 1 seite", "komplettansicht",
		"sur une seule page", "sur une page", "en una sola página", "en una página", "en una sola pagina", "numa só página", "em uma só página", "em uma única página", "su una sola pagina", "in una sola pagina", "in un'unica pagina",
		"op één pagina", "op een pagina", "på én side", "på en side", "på en sida", "na jednej stronie", "na jedné stránce", "на одной странице", "однією сторінкою", "tek sayfada", "yhdellä sivulla",
		"全文を1ページ", "1ページで読む", "全ページを表示", "单页", "單頁", "在本页阅读全文", "全文显示", "显示全文", "顯示全文", "한 페이지",
	} {
		if strings.Contains(s, words) {
			return true
		}
	}
	return false
}

// listing reports whether the page lists articles, goods or what readers say, so
// that its pages are no pages of an article: by its address, by the names of its
// body, by how little of it is prose, or by its headings that lead elsewhere.
func (f *pager) listing(h *head, sel *content.Selection) bool {
	for segment := range strings.SplitSeq(splitAddress(f.first[0]).path, "/") {
		segment = strings.ToLower(segment)
		if strings.HasPrefix(segment, "thread-") || strings.HasPrefix(segment, "topic-") {
			return true
		}
		switch segment {
		case "discussion", "discussions", "community", "topic", "topics", "thread", "category", "categories", "tag", "tags", "author", "authors", "archive", "archives", "search", "forum", "forums", "viewtopic.php", "showthread.php", "kategorie", "categoria", "categorie", "rubrik", "threads", "questions":
			return true
		}
	}
	switch kind := strings.ToLower(metaOnly(h, "og:type")); kind {
	case "", "website", "blog", "article", "news", "newsarticle", "object", "book":
	default:
		return !f.named
	}
	if h.bodyNode != nil {
		for name := range strings.FieldsSeq(strings.ToLower(attr(h.bodyNode, "class"))) {
			switch name {
			case "archive", "category", "blog", "home", "search", "tag", "author", "search-results", "page-taxonomy", "page-frontpage", "post-type-archive":
				return true
			}
		}
	}
	return 10*sel.Prose() < 3*sel.Words && !f.named || f.teasers(sel)
}

// mostTeasers is how many headings of an article's text may lead to other
// pages of the site.
const mostTeasers = 3

// teasers reports whether the text is a row of headings that lead elsewhere.
func (f *pager) teasers(sel *content.Selection) bool {
	kept := func(b content.Block) bool { return b.Keep }
	from := slices.IndexFunc(sel.Blocks, kept)
	to := len(sel.Blocks)
	for to > from+1 && !sel.Blocks[to-1].Keep {
		to--
	}
	n, before := 0, (*html.Node)(nil)
	for i := max(0, from); i < to; i++ {
		b := &sel.Blocks[i]
		if b.Words == 0 || b.Heading() == 0 || b.LinkWords < b.Words {
			continue
		}
		for a := b.First.Parent; a != nil && a != sel.Root; a = a.Parent {
			if a.DataAtom != atom.A || a == before {
				continue
			}
			before = a
			to := canonical(f.res.resolve(attr(a, "href")))
			if _, how := f.numberOf(to); to != "" && how == unbound && sameHost(to, f.first) && !slices.Contains(f.first, to) {
				n++
			}
		}
	}
	return n >= mostTeasers
}
