package scrape

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxPages is the most pages of one article that are read.
const maxPages = 50

// MissingPage is a further page of an article that could not be read. What
// follows it is missing too.
type MissingPage struct {
	URL    string
	Number int // of the page, from 2; 0 where it would hold all of them
	Err    error
}

// joiner reads the further pages of an article.
type joiner struct {
	crawler *Crawler
	path    string     // of the article's job
	archive string     // what stands before the addresses of a web archive's copies
	pages   []*reading // in order, the first one first
	seen    map[string]bool
	said    map[[sha256.Size]byte]bool // blocks of the pages that were read
	names   map[string]bool            // of places in the pages that were merged
	opening []string                   // what the first page begins with: see startOf
}

// join reads the pages that follow the one that job asked for, and makes
// one article of them: all pages on one, if the site has that and it is no
// shorter, or one after the other. A page that cannot be had leaves the article
// with what was read and the page in Missing. The error is that of the context.
func (c *Crawler) join(ctx context.Context, job Job, src *Source, r *reading) error {
	j := &joiner{crawler: c, path: job.Path, archive: archivePrefix(src.URL), pages: []*reading{r}, seen: map[string]bool{}, said: map[[sha256.Size]byte]bool{}, names: map[string]bool{}}
	cutPager(r.article.Content)
	j.repeats(r)
	j.opening = startOf(r)
	for _, text := range j.opening {
		j.said[sha256.Sum256([]byte(text))] = true
	}
	for _, address := range r.first {
		j.seen[address] = true
	}
	done, err := j.takeWhole(ctx)
	if !done && err == nil {
		err = j.follow(ctx)
	}
	if err != nil {
		return err
	}
	j.merge()
	return nil
}

// takeWhole reads the page that holds all pages, and reports whether it does.
func (j *joiner) takeWhole(ctx context.Context) (bool, error) {
	r := j.pages[0]
	if r.whole == "" || j.seen[r.whole] {
		return false, nil
	}
	all, err := j.read(ctx, r.whole, chain{first: r.first, number: 1})
	if ctx.Err() != nil {
		return false, context.Cause(ctx)
	}
	if err != nil && r.next == "" {
		j.miss(0, r.whole, err)
	}
	if err != nil || !j.holdsAll(all) {
		return false, nil //nolint:nilerr // its pages are read one by one
	}
	r.article.Content = element(atom.Article)
	all.entire = true
	j.pages = append(j.pages, all)
	return true, nil
}

// holdsAll reports whether a page holds the whole article of the first page, and
// is not that page again.
func (j *joiner) holdsAll(all *reading) bool {
	r := j.pages[0]
	return all != nil && all.next == "" && 10*len(textOf(all.article.Content)) >= 9*len(textOf(r.article.Content)) &&
		(j.sameArticle(all) || begins(all, r)) && !j.repeats(all)
}

// begins reports whether the text of all holds what that of r begins with.
func begins(all, r *reading) bool {
	c := r.article.Content.FirstChild
	return c != nil && len(blockText(c)) > 60 && strings.Contains(fold(textOf(all.article.Content)), fold(blockText(c)))
}

// follow reads one page after the other.
func (j *joiner) follow(ctx context.Context) error {
	for {
		last := j.pages[len(j.pages)-1]
		to, number := last.next, len(j.pages)+1
		if to == "" || j.seen[to] {
			return nil
		}
		if number > maxPages {
			j.miss(number, to, &Wall{Kind: "too-many-pages", Reason: fmt.Sprintf("an article's first %d pages are read", maxPages)})
			return nil
		}
		c := chain{first: j.pages[0].first, number: number, own: number}
		for _, a := range c.first {
			if n, b := pageNumber(a, to); b != unbound {
				c.own = n
			}
		}
		r, err := j.read(ctx, to, c)
		switch {
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case err != nil:
			j.miss(number, to, err)
			return nil
		case r == nil || !last.sure && !j.sameArticle(r) || j.repeats(r):
			return nil
		}
		j.pages = append(j.pages, r)
	}
}

// miss notes a page that could not be had.
func (j *joiner) miss(number int, url string, err error) {
	a := j.pages[0].article
	a.Missing = append(a.Missing, MissingPage{URL: j.archive + url, Number: number, Err: err})
	name := fmt.Sprintf("page %d", number)
	if number == 0 {
		name = "the page with all pages"
	}
	reason := strings.TrimPrefix(err.Error(), j.archive+url+": ")
	a.Warnings = append(a.Warnings, fmt.Sprintf("pages-missing: %s, %s, could not be read: %s", name, j.archive+url, oneLine(reason)))
}

// read reads a further page. A page that sends back to one that was read is
// none: both results are nil.
func (j *joiner) read(ctx context.Context, to string, c chain) (*reading, error) {
	j.seen[to] = true
	src, err := j.crawler.Open(ctx, Job{URL: j.archive + to, Path: j.path, Part: c.number})
	if err != nil {
		return nil, err
	}
	final := canonical(unwrapArchive(src.URL))
	switch {
	case final != to && j.seen[final]:
		return nil, nil //nolint:nilnil // said above
	case !sameHost(final, c.first):
		return nil, &Wall{Kind: "other-host", Reason: "it leads to another host"}
	}
	j.seen[final] = true
	r, err := j.crawler.read(src, c)
	if err == nil {
		cutPager(r.article.Content)
	}
	return r, err
}

// sameArticle reports whether a page says that it belongs to the article of the
// first page: by the address that it calls its own, or by its headline.
func (j *joiner) sameArticle(r *reading) bool {
	first := j.pages[0]
	return slices.Contains(first.first, r.article.Source) || sameHeadline(first.article.Title, r.heads)
}

// sameHeadline reports whether one of the wordings says what the title says,
// whatever is added to it.
func sameHeadline(title string, heads []string) bool {
	want := fold(title)
	words := strings.Fields(strings.ToLower(title))
	for _, head := range heads {
		got := fold(head)
		if want == "" || strings.Contains(got, want) || len(got) > 10 && strings.Contains(want, got) {
			return true
		}
		n := 0
		for _, w := range words {
			if slices.Contains(strings.Fields(strings.ToLower(head)), w) {
				n++
			}
		}
		if len(words) > 2 && 3*n >= 2*len(words) {
			return true
		}
	}
	return false
}

// repeats reports whether a page says nothing that is new, as sites answer that
// know no such page. What it says is known afterwards.
func (j *joiner) repeats(r *reading) bool {
	news := false
	for c := r.article.Content.FirstChild; c != nil; c = c.NextSibling {
		if text := fold(blockText(c)); text != "" {
			sum := sha256.Sum256([]byte(text))
			news = news || !j.said[sum]
			j.said[sum] = true
		}
	}
	return !news
}

// merge makes one article of the pages.
func (j *joiner) merge() {
	a := j.pages[0].article
	if len(j.pages) == 1 {
		return
	}
	words, mainWords := 0, 0
	j.ownNames(a.Content, 1)
	for i, r := range j.pages {
		if r.entire {
			words, mainWords = 0, 0
		}
		words, mainWords = words+r.words, mainWords+r.mainWords
		a.Provenance.Pages = append(a.Provenance.Pages, pageRead(r.article.Provenance))
		if i > 0 {
			j.append(a, r, i+1)
		}
	}
	j.localise(a.Content)
	a.Images, a.Links = imagesOf(a.Content), linksOf(a.Content)
	if mainWords > 0 {
		a.Coverage = round(min(1, float64(words)/float64(mainWords)))
	}
}

// append adds the text of a further page to the article. A heading of the page's
// own that had become its title comes back.
func (j *joiner) append(a *Article, r *reading, number int) {
	next := r.article.Content
	if !r.entire {
		cutOpening(next, j.opening)
	}
	if r.heading && !r.entire && !slices.Contains(j.opening, fold(r.article.Title)) && !sameHeadline(a.Title, []string{r.article.Title}) {
		h := element(atom.H2)
		h.AppendChild(&html.Node{Type: html.TextNode, Data: r.article.Title})
		next.InsertBefore(h, next.FirstChild)
	}
	cutEnding(a.Content, next)
	j.ownNames(next, number)
	for c := next.FirstChild; c != nil; c = next.FirstChild {
		next.RemoveChild(c)
		a.Content.AppendChild(c)
	}
	a.fillFrom(r.article)
}

func pageRead(p *Provenance) PageRead {
	return PageRead{URL: first(p.FinalURL, p.RequestedURL), Status: p.Status, SHA256: p.BodySHA256, WARC: p.WARC}
}

// fillFrom takes over what only a further page says, and what it warns of.
func (a *Article) fillFrom(b *Article) {
	if len(a.Authors) == 0 && len(b.Authors) > 0 {
		a.Authors, a.Byline = b.Authors, first(a.Byline, b.Byline)
		a.Fields["authors"] = b.Fields["authors"]
	}
	if a.Issued == "" && b.Issued != "" {
		a.Date, a.Issued, a.DateRaw, a.DateSource = b.Date, b.Issued, b.DateRaw, b.DateSource
		a.Fields["date"] = b.Fields["date"]
	}
	if len(a.Credits) == 0 {
		a.Credits = b.Credits
	}
	a.Subtitle = first(a.Subtitle, b.Subtitle)
	a.Confidence = min(a.Confidence, b.Confidence)
	for _, w := range b.Warnings {
		if !slices.Contains(a.Warnings, w) {
			a.Warnings = append(a.Warnings, w)
		}
	}
}

// maxRepeated is how many blocks at the ends of a page may be those of another
// page again.
const maxRepeated = 6

// startOf is what the first page begins with, as further pages may say it
// again: headline, standfirst, byline, the first blocks.
func startOf(r *reading) []string {
	a := r.article
	all := []string{a.Title, a.Subtitle, r.standfirst, a.Byline, a.DateRaw, a.Kicker, nameList(a.Authors)}
	n := 0
	for c := a.Content.FirstChild; c != nil && n < 2; c = c.NextSibling {
		all = append(all, blockText(c))
		n++
	}
	for i := range all {
		all[i] = fold(all[i])
	}
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

// blockText is the text of a block, or the address of its picture.
func blockText(n *html.Node) string {
	if text := oneLine(textOf(n)); text != "" || n.Type != html.ElementNode {
		return text
	}
	img := n
	if n.DataAtom != atom.Img {
		img = find(n, atom.Img)
	}
	if img == nil {
		return ""
	}
	return attr(img, "src")
}

// cutOpening drops what a further page says again at its beginning.
func cutOpening(root *html.Node, opening []string) {
	for range maxRepeated {
		c := root.FirstChild
		if c == nil || !slices.Contains(opening, fold(blockText(c))) {
			break
		}
		root.RemoveChild(c)
	}
}

// cutEnding drops from the end of what was read so far what the next page ends
// with too: a note on the author stands below each.
func cutEnding(so, next *html.Node) {
	theirs := next.LastChild
	for range maxRepeated {
		ours := so.LastChild
		if ours == nil || theirs == nil || theirs.PrevSibling == nil || fold(blockText(ours)) == "" || fold(blockText(ours)) != fold(blockText(theirs)) {
			return
		}
		theirs = theirs.PrevSibling
		so.RemoveChild(ours)
	}
}

// cutPager drops the links to an article's pages from the ends of one.
func cutPager(root *html.Node) {
	for c := root.FirstChild; c != nil && pagerLine(blockText(c)); c = root.FirstChild {
		root.RemoveChild(c)
	}
	for c := root.LastChild; c != nil && pagerLine(blockText(c)); c = root.LastChild {
		root.RemoveChild(c)
	}
}

// pagerLine reports whether a line holds nothing but links to pages: "1 2 3
// Next", "Page 2 of 3".
func pagerLine(s string) bool {
	if s == "" || len(s) > 80 {
		return false
	}
	if nextPageText(s) && strings.Trim(s, arrows) != "" {
		return true
	}
	numbers, others := 0, 0
	for word := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(arrows+"/,", r) }) {
		switch {
		case smallNumber(word) > 0:
			numbers++
		case slices.Contains(pageWords, word) || slices.Contains(ofWords, word) || word == "pages" || word == "seiten" || nextPageText(word):
			others++
		default:
			return false
		}
	}
	return numbers > 1 || numbers == 1 && others > 0
}

// ownNames renames the places of a page whose names are taken, and the links to
// them: notes are counted from 1 on each page.
func (j *joiner) ownNames(root *html.Node, number int) {
	renamed := map[string]string{}
	each(root, func(n *html.Node) {
		id := attr(n, "id")
		if id == "" {
			return
		}
		if j.names[id] {
			renamed[id] = fmt.Sprintf("p%d-%s", number, id)
			id = renamed[id]
			setAttr(n, "id", id)
		}
		j.names[id] = true
	})
	each(root, func(n *html.Node) {
		if name, ok := strings.CutPrefix(attr(n, "href"), "#"); ok && renamed[name] != "" {
			setAttr(n, "href", "#"+renamed[name])
		}
	})
}

// localise makes links from page to page links inside the article, where the
// place that they lead to is in it.
func (j *joiner) localise(root *html.Node) {
	each(root, func(n *html.Node) {
		to, name, marked := strings.Cut(attr(n, "href"), "#")
		if n.DataAtom == atom.A && marked && name != "" && j.names[name] && j.seen[canonical(to)] {
			setAttr(n, "href", "#"+name)
		}
	})
}
