package scrape

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// elsewhere reports whether n stands in a menu or in a list of other articles.
func elsewhere(n *html.Node) bool {
	for range 8 {
		if n == nil || n.Data == "body" || n.Data == "main" {
			break
		}
		if n.DataAtom == atom.Nav {
			return true
		}
		names := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
		for _, w := range []string{"related", "recommend", "most-read", "mostread", "most-popular", "popular-posts", "trending", "columnists", "mega-menu", "read-more", "more-news", "also-like"} {
			if strings.Contains(names, w) {
				return true
			}
		}
		n = n.Parent
	}
	return false
}

// pictureNames reports whether the classes around a name say that it is a
// photographer's or that of whom a picture shows.
func pictureNames(names string) bool {
	for _, w := range []string{"caption", "img-author", "image-author", "photo-author", "photoauthor", "foto-autor", "photographer", "photo-credit", "image-credit", "foto-pie", "imagen-"} {
		if strings.Contains(names, w) {
			return true
		}
	}
	return false
}

// testimonial reports whether the classes around a name say that it is a
// customer's.
func testimonial(names string) bool {
	return strings.Contains(names, "testimonial") || strings.Contains(names, "review-quote") || strings.Contains(names, "rating-author")
}

// inComment reports whether n belongs to a reader's comment.
func inComment(n *html.Node) bool {
	for p := n; p != nil && p.Data != "body"; p = p.Parent {
		if p.Type == html.ElementNode && (attr(p, "itemprop") == "comment" || commentNames(strings.ToLower(attr(p, "class")+" "+attr(p, "id")))) {
			return true
		}
	}
	return false
}

// inPicture reports whether n belongs to what is said of a picture.
func inPicture(n *html.Node) bool {
	p := n
	for range 4 {
		if p == nil || p.Data == "body" {
			return false
		}
		if p.DataAtom == atom.Figcaption || p.Type == html.ElementNode && pictureNames(strings.ToLower(attr(p, "class"))) {
			return true
		}
		p = p.Parent
	}
	return false
}
