package scrape

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/content"
)

// image copies a picture of the article. Pages load pictures late: the real
// address stands in another attribute, or in <noscript>.
func (c *cleaner) image(n *html.Node) {
	img := n
	if n.DataAtom != atom.Img && n.Data != "amp-img" {
		img = find(n, atom.Img)
	}
	if n.DataAtom == atom.Noscript && (img == nil || find(n, atom.P) != nil || find(n, atom.Div) != nil) {
		c.children(n)
		return
	}
	if img == nil || c.muted || !c.inArticle() && c.flow.DataAtom != atom.Figure && !c.leads(n, img) || small(img) {
		return
	}
	src := c.res.resolve(imageAddress(n, img))
	if src == "" || c.has(src) {
		return
	}
	out := element(atom.Img)
	setAttr(out, "src", src)
	if alt := oneLine(attr(img, "alt")); alt != "" {
		setAttr(out, "alt", alt)
	}
	c.place(out, img)
}

// leads reports whether a picture is the one between headline and text that
// the text begins with: the first, of some size, and in boxes of its own.
func (c *cleaner) leads(n, img *html.Node) bool {
	if !c.leading || c.begun || c.looked >= maxLeadPictures || namedAny(namesOf(img), notLeading) {
		return false
	}
	c.looked++
	if w, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(attr(img, "width")), "px")); err == nil && w < leastLeadWidth {
		return false
	}
	for p := n.Parent; p != nil && p != c.root; p = p.Parent {
		if namedAny(namesOf(p), notLeading) || hasWords(p) && !namedAny(namesOf(p), leadNames) {
			return false
		}
	}
	c.leading = false
	return true
}

const (
	leastLeadWidth  = 200 // pixels, where the page says them
	maxLeadPictures = 20  // that are looked at
)

var (
	notLeading = []string{"avatar", "author", "byline", "autor", "auteur", "profile", "logo", "icon", "share", "social", "badge", "banner", "promo", "sponsor", "ad-", "-ad", "advert", "emoji"}
	leadNames  = []string{"image", "img", "photo", "picture", "media", "lead", "hero", "bild", "foto", "imagen", "immagine", "gallery", "caption", "thumb"}
)

func namesOf(n *html.Node) string { return strings.ToLower(attr(n, "class") + " " + attr(n, "id")) }

// hasWords reports whether an element holds text that is shown.
func hasWords(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" || c.Type == html.ElementNode && !content.Unseen(c) && c.DataAtom != atom.Noscript && hasWords(c) {
			return true
		}
	}
	return false
}

// inside reports whether n is root or stands in it.
func inside(n, root *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == root {
			return true
		}
	}
	return false
}

// place puts a picture where it stands: inside the text around it, or on its
// own.
func (c *cleaner) place(out, img *html.Node) {
	if c.block != nil && c.para != nil {
		c.inline(img).AppendChild(out)
		return
	}
	switch c.flow.DataAtom {
	case atom.Figure, atom.Td, atom.Th, atom.Li, atom.Dd:
		c.flow.AppendChild(out)
	default:
		p := element(atom.P)
		p.AppendChild(out)
		c.parentFor(atom.P).AppendChild(p)
	}
}

// has reports whether the figure, or what was written last, shows src already:
// <noscript> repeats the picture before it.
func (c *cleaner) has(src string) bool {
	last := c.flow
	if last.DataAtom != atom.Figure {
		if last = c.flow.LastChild; last == nil {
			return false
		}
	}
	img := last
	if last.DataAtom != atom.Img {
		img = find(last, atom.Img)
	}
	return img != nil && attr(img, "src") == src
}

// small reports icons and counting pixels.
func small(img *html.Node) bool {
	for _, key := range []string{"width", "height"} {
		if n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(attr(img, key)), "px")); err == nil && n < 50 {
			return true
		}
	}
	return false
}

// imageAddress is the best address a picture has.
func imageAddress(n, img *html.Node) string {
	for _, key := range []string{"data-src", "data-original", "data-lazy-src", "data-url", "data-hi-res-src", "data-full-src", "data-original-src"} {
		if v := strings.TrimSpace(attr(img, key)); v != "" && !strings.HasPrefix(v, "data:") {
			return v
		}
	}
	if v := strings.TrimSpace(attr(img, "src")); v != "" && !strings.HasPrefix(v, "data:") {
		return v
	}
	for _, key := range []string{"srcset", "data-srcset", "data-lazy-srcset"} {
		if v := widest(attr(img, key)); v != "" {
			return v
		}
	}
	for s := n.FirstChild; s != nil; s = s.NextSibling {
		if s.DataAtom == atom.Source {
			if v := widest(first(attr(s, "srcset"), attr(s, "data-srcset"))); v != "" {
				return v
			}
		}
	}
	return ""
}

// widest is the address in a srcset with the greatest width or density.
func widest(srcset string) string {
	best, top := "", -1.0
	for part := range strings.SplitSeq(srcset, ", ") {
		f := strings.Fields(strings.Trim(part, ", "))
		if len(f) == 0 || strings.HasPrefix(f[0], "data:") {
			continue
		}
		size := 0.0
		if len(f) > 1 {
			size, _ = strconv.ParseFloat(strings.TrimRight(f[1], "wx"), 64)
		}
		if size > top {
			best, top = f[0], size
		}
	}
	return best
}

// embedHosts are the services whose frames are part of what a page says. Any
// other frame is an advertisement, a form or a counter.
var embedHosts = []string{
	"youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "dailymotion.com", "soundcloud.com", "spotify.com", "bandcamp.com", "twitter.com", "x.com", "facebook.com", "instagram.com",
	"tiktok.com", "bsky.app", "ted.com", "archive.org", "podbean.com", "libsyn.com", "simplecast.com", "megaphone.fm", "mixcloud.com", "documentcloud.org", "scribd.com", "datawrapper.de", "dwcdn.net", "infogram.com", "flourish.studio", "peertube", "arte.tv", "twitch.tv", "wikimedia.org", "openstreetmap.org",
}

// embed leaves a link where a recording or a foreign post stands.
func (c *cleaner) embed(n *html.Node) {
	if c.muted || !c.inArticle() {
		return
	}
	src := first(attr(n, "src"), attr(n, "data-src"), attr(n, "data"))
	if src == "" {
		if s := find(n, atom.Source); s != nil {
			src = attr(s, "src")
		}
	}
	src = c.res.resolve(src)
	if src == "" || n.DataAtom == atom.Iframe && !embeddable(hostOf(src)) {
		return
	}
	a := element(atom.A)
	setAttr(a, "href", src)
	a.AppendChild(&html.Node{Type: html.TextNode, Data: first(oneLine(attr(n, "title")), oneLine(attr(n, "aria-label")), src)})
	p := element(atom.P)
	setAttr(p, "data-part", "embed")
	p.AppendChild(a)
	c.parentFor(atom.P).AppendChild(p)
}

func embeddable(host string) bool {
	for _, h := range embedHosts {
		if host == h || strings.HasSuffix(host, "."+h) {
			return true
		}
	}
	return false
}

// imagesOf lists the pictures of a clean tree with their captions.
func imagesOf(root *html.Node) []Image {
	var all []Image
	each(root, func(n *html.Node) {
		if n.DataAtom != atom.Img {
			return
		}
		img := Image{URL: attr(n, "src"), Alt: attr(n, "alt")}
		for p := n.Parent; p != nil; p = p.Parent {
			if p.DataAtom == atom.Figure {
				if cap := find(p, atom.Figcaption); cap != nil {
					img.Caption = oneLine(textOf(cap))
				}
				break
			}
		}
		all = append(all, img)
	})
	return all
}

// KeepImage notes that the image of a place in Images is kept in a file, whose
// path is relative to where the article is stored: the body shows that file.
func (a *Article) KeepImage(place int, file string) {
	if place >= len(a.Images) || a.Content == nil {
		return
	}
	a.Images[place].File = file
	n := 0
	each(a.Content, func(img *html.Node) {
		if img.DataAtom != atom.Img {
			return
		}
		if n == place {
			setAttr(img, "src", file)
		}
		n++
	})
}

// linksOf lists the links of a clean tree that lead out of it.
func linksOf(root *html.Node) []Link {
	var all []Link
	each(root, func(n *html.Node) {
		if href := attr(n, "href"); n.DataAtom == atom.A && href != "" && !strings.HasPrefix(href, "#") {
			all = append(all, Link{URL: href, Text: oneLine(textOf(n))})
		}
	})
	return all
}

// each calls f for every element below n, in document order.
func each(n *html.Node, f func(*html.Node)) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			f(c)
			each(c, f)
		}
	}
}
