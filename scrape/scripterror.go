package scrape

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape/content"
)

// scriptErrors are the words in which PHP reports an error on the page itself
// (its display_errors setting), and whether the page ends there.
var scriptErrors = []struct {
	says string
	ends bool
}{
	{"fatal error: ", true}, {"parse error: ", true}, {"recoverable fatal error: ", true}, {"warning: ", false}, {"notice: ", false}, {"deprecated: ", false},
}

// dropScriptErrors takes the errors of the site's scripts out of the content.
// It returns a warning where one of them broke the page off.
func dropScriptErrors(sel *content.Selection) string {
	warning := ""
	for i := range sel.Blocks {
		b := &sel.Blocks[i]
		if b.Words > maxScriptError || !opensScriptError(firstWord(b)) {
			continue
		}
		text := strings.ToLower(oneLine(b.Text()))
		for _, e := range scriptErrors {
			if strings.HasPrefix(strings.TrimPrefix(text, "php "), e.says) && namesLine(text) {
				b.Keep = false
				if e.ends {
					warning = "truncated: the page breaks off with an error of the site's scripts"
				}
				break
			}
		}
	}
	return warning
}

// opensScriptError reports whether an error of a script can begin with a word.
func opensScriptError(word string) bool {
	for _, w := range []string{"PHP", "Fatal", "Parse", "Recoverable", "Warning", "Notice", "Deprecated"} {
		if len(word) >= len(w) && strings.EqualFold(word[:len(w)], w) {
			return true
		}
	}
	return false
}

// firstWord is the beginning of a block's text, up to a space.
func firstWord(b *content.Block) string {
	for n := b.First; n != nil; n = content.Following(n, b.Elem) {
		if n.Type == html.TextNode {
			if s := strings.TrimLeft(n.Data, " \t\r\n\f"); s != "" {
				word, _, _ := strings.Cut(s, " ")
				return word
			}
		}
		if n == b.Last {
			break
		}
	}
	return ""
}

// maxScriptError is the most words that a script's error has.
const maxScriptError = 60

// namesLine reports whether a line ends in the place of an error: "… in
// /srv/site/page.php on line 12". PHP 7 and later write ":12" of uncaught ones
// and the line of the throw behind it.
func namesLine(text string) bool {
	k := strings.LastIndex(text, " on line ")
	if k < 0 || !strings.Contains(text[:k], " in ") {
		return false
	}
	number := strings.TrimRight(text[k+len(" on line "):], ". ")
	return number != "" && strings.Trim(number, "0123456789") == ""
}
