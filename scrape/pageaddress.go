package scrape

import (
	"slices"
	"strconv"
	"strings"
)

// bond is how much the form of an address says that it is a further page of
// the article at another one.
type bond int

const (
	unbound bond = iota
	weakly       // a number is added: "-2", as for a second article of the same title
	firmly       // the number is named, or stands where only pages have it: ?page=2, /2/
)

// maxPageNumber is the highest number in an address that is read as a page's:
// above it are years and the numbers of articles.
const maxPageNumber = 300

// pageNumber compares the address to with that of an article's first page: the
// number that it adds, and how firmly that makes it a page of the article.
func pageNumber(first, to string) (int, bond) {
	a, b := splitAddress(first), splitAddress(to)
	if a.host == "" || a.host != b.host {
		return 0, unbound
	}
	switch {
	case a.path == b.path:
		return numberInQuery(a.query, b.query, a.path == "")
	case slices.Equal(a.query, b.query):
		return numberInPath(a.path, b.path)
	}
	return 0, unbound
}

// splitParts are those of an address that tell pages apart.
type splitParts struct {
	host  string // without "www."
	path  string // without the slash at its end
	query []string
}

func splitAddress(u string) splitParts {
	u, _, _ = strings.Cut(u, "#")
	_, rest, _ := strings.Cut(u, "://")
	rest, query, _ := strings.Cut(rest, "?")
	_, path, _ := strings.Cut(rest, "/")
	s := splitParts{host: strings.TrimPrefix(hostOf(u), "www."), path: strings.TrimRight(path, "/")}
	for pair := range strings.SplitSeq(query, "&") {
		if pair != "" {
			s.query = append(s.query, pair)
		}
	}
	return s
}

// numberInQuery is the number of the one parameter that b has more than a, or
// that is 0 or 1 in a.
func numberInQuery(a, b []string, front bool) (int, bond) {
	added, gone := without(b, a), without(a, b)
	if len(added) != 1 || len(gone) > 1 {
		return 0, unbound
	}
	name, value, _ := strings.Cut(added[0], "=")
	if len(gone) == 1 && gone[0] != name+"=0" && gone[0] != name+"=1" {
		return 0, unbound
	}
	n := smallNumber(value)
	name = strings.ToLower(name)
	if n < 1 || front && len(a) == len(gone) || strings.Contains(name, "comment") || strings.Contains(name, "kommentar") || strings.Contains(name, "reply") {
		return 0, unbound
	}
	switch name {
	case "cpage", "cp", "slide", "photo", "image", "img", "pic", "picture", "bild", "month", "year", "tab":
		return 0, unbound
	case "page", "p", "pg", "paged", "pagina", "pag", "seite", "sida", "side", "strona", "sayfa", "pageno", "page_no", "pagenum", "page_num", "pagenumber", "page_number", "pagenr", "currentpage", "current_page", "pagewanted", "artpage", "articlepage", "pageid":
		return n, firmly
	}
	for _, word := range []string{"page", "pagin", "seite"} {
		if strings.Contains(name, word) {
			return n, weakly
		}
	}
	return 0, unbound
}

// without are the pairs of a that are not in b.
func without(a, b []string) []string {
	var rest []string
	for _, pair := range a {
		if !slices.Contains(b, pair) {
			rest = append(rest, pair)
		}
	}
	return rest
}

// smallNumber is s as the number of a page, or -1.
func smallNumber(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > maxPageNumber || len(s) > 3 {
		return -1
	}
	return n
}

// numberInPath is the number that b has where a has nothing, or a 1 of the same
// kind.
func numberInPath(a, b string) (int, bond) {
	if a == "" {
		return 0, unbound
	}
	head := commonStart(a, b)
	tail := commonEnd(a[head:], b[head:])
	if head+tail < len(a) { // something stands where the number comes: its word belongs to it
		head = max(0, strings.LastIndexByte(a[:head], '/'))
	}
	was, is := a[head:len(a)-tail], b[head:len(b)-tail]
	extension := strings.HasPrefix(a[len(a)-tail:], ".")
	mark, ok := parsePageMark(is)
	if !ok || !extension && tail > 0 && !strings.HasPrefix(a[len(a)-tail:], "/") {
		return 0, unbound
	}
	if was != "" {
		own, ok := parsePageMark(was)
		if !ok || own.word != mark.word || own.n > 1 || mark.word == "" {
			return 0, unbound
		}
	}
	if mark.word == "" && mark.sep == '/' && calendar(a[strings.LastIndexByte(a, '/')+1:]) {
		return 0, unbound
	}
	switch {
	case mark.word != "", mark.sep == '/' && tail == 0, mark.sep == '_' && extension, mark.sep == ',':
		return mark.n, firmly
	}
	return mark.n, weakly
}

// calendar reports whether a part of a path is a year, a month or a day, so that
// a number behind it is no page's.
func calendar(segment string) bool {
	n, err := strconv.Atoi(segment)
	return err == nil && (n <= 31 || n >= 1800 && n < 2200)
}

// commonStart is how many bytes a and b begin with in common, without the
// digits of a number that goes on in either.
func commonStart(a, b string) int {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	if digitAt(a, i) || digitAt(b, i) {
		for i > 0 && digitAt(a, i-1) {
			i--
		}
	}
	return i
}

func commonEnd(a, b string) int {
	i := 0
	for i < len(a) && i < len(b) && a[len(a)-1-i] == b[len(b)-1-i] {
		i++
	}
	for i > 0 && digitAt(a, len(a)-i) {
		i--
	}
	return i
}

func digitAt(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

// pageMark is what an address says of its page: "/page-2", "_2", ",seite-2".
type pageMark struct {
	sep  byte // before a bare number; 0 where there is none
	word string
	n    int
}

func parsePageMark(s string) (pageMark, bool) {
	var m pageMark
	for _, ext := range []string{".html", ".htm", ".shtml", ".php", ".asp", ".aspx"} {
		if rest, ok := strings.CutSuffix(s, ext); ok {
			s = rest
			break
		}
	}
	rest := strings.TrimLeft(s, "/-_.,;=:~")
	if len(rest) < len(s) {
		m.sep = s[len(s)-len(rest)-1]
	}
	end := 0
	for end < len(rest) && isLetter(rest[end]|0x20) && !digitAt(rest, end) {
		end++
	}
	m.word = strings.ToLower(rest[:end])
	rest = strings.TrimLeft(rest[end:], "/-_=,:")
	m.n = smallNumber(strings.TrimRight(rest, "/"))
	if m.word != "" && !slices.Contains(pageWords, m.word) {
		return m, false
	}
	return m, m.n >= 0
}

// pageWords are the words for a page in addresses and between the numbers of
// pages.
var pageWords = []string{"page", "p", "pg", "seite", "pagina", "página", "pag", "sida", "side", "strona", "str", "sayfa", "strana", "sivu", "oldal", "страница", "стр", "σελίδα", "halaman"}

// wholeAddress reports whether to is the article at first with a word for all
// its pages: ?page=all, /komplettansicht.
func wholeAddress(first, to string) bool {
	a, b := splitAddress(first), splitAddress(to)
	if a.host == "" || a.host != b.host || a.path == "" {
		return false
	}
	if a.path == b.path {
		added := without(b.query, a.query)
		return len(added) == 1 && len(without(a.query, b.query)) == 0 && wholeParameter(strings.ToLower(added[0]))
	}
	rest, ok := strings.CutPrefix(b.path, a.path)
	if !ok || !slices.Equal(a.query, b.query) {
		return false
	}
	switch strings.ToLower(strings.Trim(rest, "/-_,")) {
	case "all", "komplettansicht", "seite-all", "page-all", "page/all", "single", "singlepage", "single-page", "onepage", "one-page", "full", "viewall", "view-all":
		return true
	}
	return false
}

// wholeWord reports whether an address may be one that wholeAddress knows.
func wholeWord(href string) bool {
	for _, word := range []string{"all", "komplett", "single", "onepage", "one-page", "one_page", "full"} {
		if strings.Contains(href, word) {
			return true
		}
	}
	return false
}

func wholeParameter(pair string) bool {
	name, value, _ := strings.Cut(pair, "=")
	switch name {
	case "page", "p", "pg", "pagewanted", "seite", "pagina", "view", "pages":
		return value == "all" || value == "full" || value == "single" || value == "komplett" || value == "onepage"
	case "showall", "singlepage", "single_page", "single-page", "onepage", "one_page", "viewall", "view_all", "allpages", "fullpage", "print_all":
		return value != "0" && value != "false" && value != "no"
	}
	return false
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 0x80 }
