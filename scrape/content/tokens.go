package content

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mark is what an element's tag and names say it is for.
type mark uint32

const (
	nav mark = 1 << iota
	aside
	footer
	header
	form
	figure
	caption
	comment
	related
	share
	advert
	promo
	consent
	bio
	meta
	tags
	hidden
	articleTag // <article>, <main>, itemprop=articleBody
	bodyName   // a name that periodicals give to the body
	heading
	quote
	list
	table
	paragraph
	title

	furniture = nav | aside | footer | form | comment | related | share | advert | promo | consent | tags
	inherited = furniture | hidden | caption | figure | bio | meta | header | quote | list | table
)

// Furniture reports whether the tag or the names of n say that it belongs to
// the site: navigation, forms, comments, advertisements.
func Furniture(n *html.Node) bool { return marksOf(n)&(furniture|hidden) != 0 }

// marksOf reads the tag, the names and the role of n.
func marksOf(n *html.Node) mark {
	m := marksOfTag(n.DataAtom)
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "class", "id":
			m |= marksOfNames(a.Val)
		case "role":
			m |= marksOfRole(a.Val)
		case "itemprop":
			if a.Val == "articleBody" {
				m |= articleTag | bodyName
			}
		case "hidden":
			m |= hidden
		case "aria-hidden":
			if a.Val == "true" {
				m |= hidden
			}
		case "style":
			if HiddenStyle(a.Val) {
				m |= hidden
			}
		}
	}
	return m
}

func marksOfTag(a atom.Atom) mark {
	switch a {
	case atom.Nav, atom.Menu:
		return nav
	case atom.Aside:
		return aside
	case atom.Footer:
		return footer
	case atom.Header:
		return header
	case atom.Form, atom.Fieldset, atom.Button, atom.Dialog:
		return form
	case atom.Figure:
		return figure
	case atom.Figcaption:
		return caption
	case atom.Article, atom.Main:
		return articleTag
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return heading
	case atom.Blockquote:
		return quote
	case atom.Ul, atom.Ol, atom.Dl:
		return list
	case atom.Table:
		return table
	case atom.P, atom.Pre:
		return paragraph
	}
	return 0
}

func marksOfRole(v string) mark {
	switch v {
	case "navigation", "menu", "menubar", "tablist":
		return nav
	case "complementary":
		return aside
	case "contentinfo":
		return footer
	case "search", "form", "dialog", "alertdialog", "button":
		return form
	case "main", "article":
		return articleTag
	}
	return 0
}

// HiddenStyle reports whether a style attribute says that its element is not
// shown.
func HiddenStyle(v string) bool {
	v = strings.ToLower(v)
	i := strings.Index(v, "display")
	for i >= 0 {
		rest := strings.TrimLeft(v[i+len("display"):], " :")
		if strings.HasPrefix(rest, "none") {
			return true
		}
		v = v[i+len("display"):]
		i = strings.Index(v, "display")
	}
	return strings.Contains(v, "visibility:hidden") || strings.Contains(v, "visibility: hidden")
}

// marksOfNames reads a class or id attribute word by word; "field-name-body",
// "fieldNameBody" and "field_name_body" are three words each.
func marksOfNames(v string) mark {
	var m mark
	var buf [24]byte
	n, over := 0, false
	flush := func() {
		if n > 0 && !over {
			m |= marksOfWord(buf[:n])
		}
		n, over = 0, false
	}
	lower := false
	for i := 0; i < len(v); i++ {
		c := v[i]
		switch {
		case 'A' <= c && c <= 'Z':
			if lower {
				flush()
			}
			c += 'a' - 'A'
			lower = false
		case 'a' <= c && c <= 'z':
			lower = true
		default:
			flush()
			lower = false
			continue
		}
		if n == len(buf) {
			over = true
			continue
		}
		buf[n] = c
		n++
	}
	flush()
	return m
}

// marksOfWord knows the words that sites use for the parts of a page.
func marksOfWord(w []byte) mark {
	switch string(w) {
	case "nav", "navi", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "pager", "pagination", "pagenav", "crumbs", "toolbar", "sitemap", "topbar", "submenu", "toc", "skip", "skiplink":
		return nav
	case "aside", "sidebar", "rail", "sidebars":
		return aside
	case "footer", "foot", "footnav", "colophon", "copyright", "disclaimer":
		return footer
	case "comment", "comments", "disqus", "commentlist", "commentary", "kommentare", "kommentar", "commentaires", "comentarios", "respond", "reply", "replies", "livefyre":
		return comment
	case "related", "recommended", "recommendation", "recommendations", "recirc", "recirculation", "outbrain", "taboola", "readmore", "morefrom", "similar", "trending", "popular", "mostread", "latest", "teaser", "teasers", "suggested", "suggestions", "upnext", "jp":
		return related
	case "share", "sharing", "social", "sharedaddy", "addthis", "addtoany", "shares", "socials", "sharebar", "sharetools", "bookmark", "facebook", "twitter", "whatsapp", "followus", "print", "tools":
		return share
	case "ad", "ads", "advert", "adverts", "advertisement", "advertising", "adsense", "sponsor", "sponsored", "dfp", "banner", "anzeige", "werbung", "publicidad", "adslot", "adbox":
		return advert
	case "newsletter", "subscribe", "subscription", "signup", "promo", "promotion", "promos", "paywall", "piano", "donate", "donation", "donations", "cta", "membership", "abo", "registration", "login":
		return promo
	case "cookie", "cookies", "consent", "gdpr", "cookiebanner", "onetrust", "cookiebot", "eu", "cmp", "popup", "modal", "overlay", "lightbox", "tooltip", "alert", "toast":
		return consent
	case "bio", "authorbox", "authorbio", "vcard", "profile", "aboutauthor", "biography":
		return bio
	case "byline", "author", "authors", "date", "dateline", "meta", "timestamp", "published", "submitted", "pubdate", "credit", "credits", "postmeta", "dates", "autor", "auteur":
		return meta
	case "tags", "tag", "taglist", "keywords", "topics", "categories", "catlinks", "terms":
		return tags
	case "caption", "captions", "wp-caption-text", "legend", "imagecaption", "figcaption", "bildunterschrift", "photocaption", "slideshow", "gallery", "carousel":
		return caption
	case "hidden", "hide", "invisible", "visuallyhidden", "offscreen", "sr", "noprint", "printonly":
		return hidden
	case "article", "entry", "story", "body", "articlebody", "storybody", "content", "text", "artikel", "articulo", "texto", "texte", "testo", "beitrag", "prose", "richtext", "rte", "paragraph":
		return bodyName
	case "headline", "title", "kicker":
		return title
	}
	return 0
}

// tokensOf gives the hashes of n's tag and of the words of its class, id and
// role, in the survey's arena.
func (s *survey) tokensOf(n *html.Node) []uint32 {
	from := len(s.arena)
	s.arena = append(s.arena, hashOf("tag", n.Data))
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "class", "id", "role", "itemprop", "data-testid", "data-component", "aria-label":
			s.arena = appendTokens(s.arena, a.Val)
		}
	}
	return s.arena[from:len(s.arena):len(s.arena)]
}

const (
	fnvBasis = 2166136261 // FNV-1a, 32 bits
	fnvPrime = 16777619
)

func hashOf(kind, name string) uint32 {
	h := uint32(fnvBasis)
	for i := range len(kind) {
		h = (h ^ uint32(kind[i])) * fnvPrime
	}
	for i := range len(name) {
		h = (h ^ uint32(name[i])) * fnvPrime
	}
	return h
}

// appendTokens adds the hash of each word of an attribute, in lower case and
// cut at camel's humps; digits and single letters say nothing.
func appendTokens(arena []uint32, v string) []uint32 {
	h, n, lower := uint32(fnvBasis), 0, false
	for i := 0; i <= len(v); i++ {
		var c byte
		if i < len(v) {
			c = v[i]
		}
		upper := 'A' <= c && c <= 'Z'
		if n > 0 && (c == 0 || upper && lower || c|0x20 < 'a' || c|0x20 > 'z') {
			if n > 1 && n < 24 {
				arena = append(arena, h)
			}
			h, n, lower = fnvBasis, 0, false
		}
		if c|0x20 >= 'a' && c|0x20 <= 'z' && c != 0 {
			h = (h ^ uint32(c|0x20)) * fnvPrime
			n++
			lower = !upper
		}
	}
	return arena
}
