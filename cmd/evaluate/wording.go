package main

import (
	"strings"

	"github.com/backissue/backissue/scrape/corpus"
)

// wordings are what only a site says: its consent notices, its calls to share,
// to subscribe and to comment, in lower case.
var wordings = []string{
	"we use cookies", "uses cookies", "accept all cookies", "cookie policy", "cookie settings", "verwendet cookies", "cookie-einstellungen", "utilise des cookies", "utiliza cookies", "utilizza cookie",
	"personenbezogene daten", "externer inhalt", "externen inhalt", "inhalte von drittanbietern", "contenu externe",
	"share this", "share on facebook", "share on twitter", "artikel teilen", "auf facebook teilen", "partager cet article", "compartir en", "condividi su",
	"subscribe to our", "subscribe now", "sign up for our", "sign up to our", "sign up here", "our newsletter", "newsletter abonnieren", "jetzt abonnieren", "unseren newsletter", "notre newsletter", "nuestra newsletter", "nuestro boletín", "nostra newsletter", "already a subscriber", "follow us on", "folgen sie uns", "whatsapp-kanal", "download our app", "get in touch with our",
	"add new comment", "leave a comment", "leave a reply", "post a comment", "join the conversation", "log in to comment", "kommentar schreiben", "kommentare anzeigen", "laisser un commentaire", "deja un comentario",
	"lesen sie auch", "lire aussi", "leggi anche", "les også", "lees ook", "czytaj także", "czytaj też", "читайте также", "read more:", "read also", "also read", "you may also like", "mehr zum thema",
}

// siteWording is the first wording of a site that stands in a text and not in
// the gold text, or "".
func siteWording(p *corpus.Page, text string) string {
	if p.Text == nil {
		return ""
	}
	gold, text := strings.ToLower(*p.Text), strings.ToLower(text)
	for _, w := range wordings {
		if strings.Contains(text, w) && !strings.Contains(gold, w) {
			return w
		}
	}
	return ""
}
