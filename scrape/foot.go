package scrape

import (
	"net/url"
	"slices"
	"strings"

	"github.com/backissue/backissue/scrape/content"
)

const (
	footLines   = 4  // kept blocks at the end that may be the page's, not the text's
	addressLine = 8  // words beside an address in a line that only gives it
	noticeLine  = 50 // words of a notice of the licence
)

// licenceOpenings begin the lines that say under which licence a text may be
// used, as Creative Commons words them in the languages of its licences.
var licenceOpenings = []string{
	"cc by", "cc-by", "cc0", "creative commons", "(cc)", "licence:", "license:", "lizenz:", "licence :", "licencia:", "licenza:", "licença:", "licentie:",
	"this work is licensed", "this article is licensed", "this text is licensed", "this work is released under", "this article is published under", "licensed under", "except where otherwise noted", "available under a creative commons", "attribution-", "attribution – ", "attribution 4", "attribution 3",
	"dieses werk ist lizenziert", "dieser text ist lizenziert", "dieser artikel ist lizenziert", "dieser text steht unter", "dieser artikel steht unter", "dieses werk steht unter", "lizenziert unter", "namensnennung",
	"cette œuvre est mise à disposition", "cet article est mis à disposition", "ce texte est sous licence", "cet article est sous licence", "cette œuvre est sous licence", "sous licence creative",
	"esta obra está bajo", "este artículo está bajo", "este texto está bajo", "bajo licencia creative", "reconocimiento-", "atribución-", "esta obra está licenciad", "este trabalho está licenciado", "atribuição-",
	"quest'opera è distribuita", "quest’opera è distribuita", "questo articolo è distribuito", "questo testo è distribuito", "quest'opera è rilasciata", "attribuzione - ", "attribuzione – ", "dit werk is gelicenseerd", "naamsvermelding",
}

// printedOpenings begin the lines in which print versions give an address.
var printedOpenings = []string{"printed from", "print version of", "gedruckt von", "ausgedruckt von", "druckversion von", "imprimé depuis", "imprimé à partir", "impreso desde", "impreso de", "stampato da", "impresso de", "afgedrukt van"}

// dropFoot drops the lines at the end of the kept text that are the page's and
// not the author's: its own address, as programs print it below a version for
// the printer, and the notice of the licence. It returns the address of the
// licence, if the notice leads to one.
func dropFoot(sel *content.Selection, own []string) (licence string) {
	left := footLines
	for i := len(sel.Blocks) - 1; i >= 0 && left > 0; i-- {
		b := &sel.Blocks[i]
		if !b.Keep {
			continue
		}
		left--
		if b.Words > noticeLine {
			return licence
		}
		text := oneLine(b.Text())
		switch {
		case licenceLine(b, text):
			licence = first(licenceIn(b), licence)
			b.Keep = false
		case givesAddress(text, own):
			b.Keep = false
		}
	}
	return licence
}

// licenceLine reports whether a block is a notice of the text's licence.
func licenceLine(b *content.Block, text string) bool {
	low := strings.TrimPrefix(strings.ToLower(text), "by: ") // the mark of the licence's first term
	for _, w := range licenceOpenings {
		if strings.HasPrefix(low, w) {
			return true
		}
	}
	return namedAny(ownNames(b), []string{"license", "licence", "lizenz", "licencia", "licenza", "creative-commons", "creativecommons"})
}

// licenceIn is the address of a licence that a block links to.
func licenceIn(b *content.Block) string {
	for _, n := range linksAround(b) {
		if href := attr(n, "href"); strings.HasSuffix(hostOf(href), "creativecommons.org") {
			return href
		}
	}
	return ""
}

// givesAddress reports whether a line gives the page's own address and says
// nothing else: "Printed from https://…".
func givesAddress(text string, own []string) bool {
	words := strings.Fields(text)
	if len(words) > addressLine+1 {
		return false
	}
	for _, w := range words {
		w = strings.Trim(w, "()[]<>.,;:")
		if !strings.Contains(w, "://") && !strings.HasPrefix(w, "www.") {
			continue
		}
		if slices.ContainsFunc(printedOpenings, func(p string) bool { return strings.HasPrefix(strings.ToLower(text), p) }) {
			return true
		}
		for _, o := range own {
			if at := place(o); at != "" && at == place(w) {
				return true
			}
		}
	}
	return false
}

// place is an address without what two printings of it differ in: the scheme,
// "www.", the last slash and the fragment. The front page has none.
func place(address string) string {
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	if err != nil || strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimRight(u.Path, "/") + "?" + u.RawQuery
}
