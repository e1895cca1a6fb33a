package content

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// phrases are lists of what lines say, in lower case, by their first bytes: the
// many short lines of a page are looked at once each.
type phrases [256][]string

func newPhrases(list []string) *phrases {
	var p phrases
	for _, s := range list {
		p[s[0]] = append(p[s[0]], s)
	}
	return &p
}

// mayBegin reports whether a text may begin with one of the phrases, whatever
// its case and the space in front. It looks at two letters.
func (p *phrases) mayBegin(s string) bool {
	s = strings.TrimLeft(s, " \t\r\n\f")
	if len(s) < 2 || s[0] >= utf8.RuneSelf || s[1] >= utf8.RuneSelf {
		return true
	}
	for _, x := range p[lower(s[0])] {
		if x[1] == lower(s[1]) {
			return true
		}
	}
	return false
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// begin reports whether s begins with one of the phrases.
func (p *phrases) begin(s string) bool { return p.at(s) != "" }

func (p *phrases) at(s string) string {
	if s == "" {
		return ""
	}
	for _, x := range p[s[0]] {
		if strings.HasPrefix(s, x) {
			return x
		}
	}
	return ""
}

// count is how many different phrases s has at the starts of its words, and at
// any letter of a script that writes without spaces.
func (p *phrases) count(s string) int {
	var found []string
	for i := range len(s) {
		if s[i] < 0x80 && i > 0 && s[i-1] >= 'a' && s[i-1] <= 'z' {
			continue
		}
		if x := p.at(s[i:]); x != "" && !slices.Contains(found, x) {
			found = append(found, x)
		}
	}
	return len(found)
}

// lexicon is the lists below, ready to look things up in.
type lexicon struct{ endings, furniture, credits, calls, consent *phrases }

var words = sync.OnceValue(func() lexicon {
	return lexicon{newPhrases(endings), newPhrases(furnitureLines), newPhrases(creditLines), newPhrases(calls), newPhrases(consentWords)}
})

// isConsent reports whether a short block's text is a consent notice.
func (x *lexicon) isConsent(text string) bool {
	if len(text) > 400 {
		return false
	}
	hits := x.consent.count(text)
	if hits < 2 || hits < 3 && !strings.Contains(text, "cookie") && !strings.Contains(text, "extern") {
		return false
	}
	// The notice may hang on a paragraph of the author's.
	opening, _, _ := strings.Cut(strings.ReplaceAll(text, "\n", ". "), ". ")
	return x.consent.count(opening) > 0 || len(strings.Fields(opening)) < ownSentence
}

// ownSentence is how many words a sentence has that is the author's, if it says
// nothing of consent.
const ownSentence = 8

// SaysSite reports whether a line, or a sentence, says what only a site says: that
// there is more to read, to comment on or to agree to.
func SaysSite(line string) bool {
	x, text := words(), strings.ToLower(strings.TrimSpace(line))
	n := len(strings.Fields(text))
	return x.isConsent(text) || n <= 8 && x.furniture.begin(text) || n <= 4 && x.endings.begin(text)
}

// endings begin the short lines behind which an article has ended.
var endings = []string{
	"related articles", "related stories", "related posts", "related content", "related news", "related topics", "related:", "read more", "read next", "read also", "more from", "more on this", "more stories", "you may also like",
	"you might also like", "recommended", "most read", "most popular", "comments", "leave a comment", "leave a reply", "add new comment", "post a comment", "about the author", "share this", "share on", "tags:", "filed under", "topics:",
	"sign up", "subscribe", "newsletter", "follow us", "previous article", "next article", "previous post", "next post", "latest news", "also read", "trending", "popular now", "view comments", "join the conversation", "copyright",
	"mehr zum thema", "lesen sie auch", "weitere artikel", "das könnte sie auch interessieren", "das könnte dich auch interessieren", "kommentare", "kommentar schreiben", "schreibe einen kommentar", "neuen kommentar", "artikel teilen", "schlagwörter", "schlagworte", "zur startseite", "meistgelesen", "ähnliche artikel", "ähnliche beiträge", "auch interessant",
	"à lire aussi", "lire aussi", "sur le même sujet", "articles similaires", "commentaires", "laisser un commentaire", "partager", "mots-clés", "les plus lus",
	"te puede interesar", "noticias relacionadas", "artículos relacionados", "comentarios", "compartir", "etiquetas", "lo más leído", "lea también", "más información",
	"leggi anche", "articoli correlati", "commenti", "condividi", "potrebbe interessarti",
	"leia também", "leia mais", "notícias relacionadas", "comentários", "compartilhe", "veja também",
	"lees ook", "lees meer", "gerelateerd", "reacties", "delen", "läs mer", "läs också", "les også", "læs også", "lue myös", "kommentarer",
	"czytaj też", "czytaj także", "zobacz też", "zobacz także", "komentarze", "udostępnij", "powiązane", "polecane", "čtěte také", "související", "diskuse",
	"читайте также", "комментарии", "поделиться", "похожие", "по теме", "теги", "читайте також", "коментарі", "διαβάστε επίσης", "σχετικά άρθρα", "σχόλια",
	"ilgili haberler", "yorumlar", "etiketler", "اقرأ أيضا", "اقرأ أيضًا", "مواضيع ذات صلة", "التعليقات", "قد يهمك", "相关阅读", "相关新闻", "相关链接", "推荐阅读", "责任编辑", "関連記事", "関連リンク", "コメント", "관련기사", "댓글",
	"baca juga", "tin liên quan", "xem thêm", "bình luận",
}

// furnitureLines begin lines that are the site's and not the author's,
// wherever they stand.
var furnitureLines = []string{
	"add new comment", "leave a comment", "post a comment", "log in or register", "login or register", "log in to post", "click here to subscribe", "sign up for", "subscribe to our", "follow us on", "share this article", "share this story",
	"this website uses cookies", "this site uses cookies", "we use cookies", "by continuing to use", "neuen kommentar schreiben", "ajouter un commentaire", "añadir nuevo comentario", "advertisement", "anzeige", "publicidad", "publicité", "continue reading", "skip to", "back to top", "print this", "send by email", "read full story", "story continues below", "article continues below", "scroll to continue",
	"les også", "læs også", "lees ook", "lees ook:", "lesen sie auch:", "lesen sie auch", "lire aussi", "leggi anche", "read more:", "read also:", "also read:", "related:", "see also:", "more:", "read:", "watch:",
	"baca juga", "czytaj też", "czytaj także", "przeczytaj też", "przeczytaj także", "zobacz też", "читайте также", "читайте також", "διαβάστε επίσης", "اقرأ أيضا", "leia também", "lee también", "te puede interesar", "mehr zum thema", "läs mer:", "läs också:", "lue myös", "相关阅读", "関連記事",
}

// creditLines begin the lines that say whose picture it is.
var creditLines = []string{"©", "image:", "images:", "photo:", "photos:", "picture:", "foto:", "fotos:", "bild:", "bilder:", "bildrechte:", "credit:", "photo credit", "image credit", "photograph:", "crédit", "photo ©", "фото:", "写真：", "图：", "图片来源", "kép:", "zdjęcie:", "fotografia:", "getty images", "quelle: dpa", "(photo", "(foto", "[photo", "pictured"}

// calls are what a site asks of its readers, in words that no article needs.
var calls = []string{
	"sign up for our", "sign up to our", "sign up for the newsletter", "subscribe to our", "subscribe to the newsletter", "our free newsletter", "our daily newsletter", "our weekly newsletter", "already a subscriber", "for subscribers only", "follow us on", "join us on facebook",
	"like us on facebook", "get in touch with our", "download our app", "download the app", "whatsapp channel", "telegram channel", "join the conversation", "leave a comment", "click here to subscribe", "support our journalism", "become a member today",
	"newsletter abonnieren", "unseren newsletter", "unserem newsletter", "unser newsletter", "zum newsletter", "für den newsletter", "jetzt abonnieren", "whatsapp-kanal", "folgen sie uns", "folge uns auf", "bereits abonnent", "jetzt herunterladen",
	"notre newsletter", "nos newsletters", "notre lettre d’information", "abonnez-vous", "suivez-nous sur", "déjà abonné", "inscrivez-vous à", "rejoignez-nous sur",
	"nuestra newsletter", "nuestro boletín", "suscríbete", "suscríbase", "síguenos en", "síganos en", "canal de whatsapp", "únete a nuestro",
	"nostra newsletter", "alla newsletter", "iscriviti", "seguici su", "assine nossa", "nossa newsletter", "siga-nos", "inscreva-se",
	"onze nieuwsbrief", "volg ons op", "meld je aan voor", "vårt nyhetsbrev", "vores nyhedsbrev", "naszego newslettera", "zapisz się do", "подпишитесь на", "подписывайтесь на", "підписуйтесь на", "подпишись на",
	"bültenimize", "ikuti kami", "theo dõi chúng tôi", "اشترك في", "تابعونا على", "扫描二维码", "关注公众号", "ニュースレターに登録",
}

// pagerWords are the words of the lines that lead through the pages of an
// article.
var pagerWords = []string{
	"page", "pages", "of", "next", "previous", "prev", "all", "first", "last", "single", "view", "on", "one", "seite", "seiten", "von", "weiter", "zurück", "nächste", "vorherige", "alle", "auf", "einer", "suivant", "suivante", "précédent", "précédente", "sur", "de", "tout",
	"página", "páginas", "siguiente", "anterior", "todo", "próxima", "pagina", "pagine", "di", "successiva", "precedente", "volgende", "vorige", "van", "sida", "nästa", "side", "neste", "næste", "forrige", "strona", "następna", "poprzednia", "z", "страница", "из", "далее", "назад",
	"»", "«", "›", "‹", ">", "<", ">>", "<<", "|", "·", "…", "-", "–",
}

// isPager reports whether a line, in lower case, is nothing but numbers of pages
// and the words around them.
func isPager(line string) bool {
	numbers, words := 0, 0
	for w := range strings.FieldsSeq(line) {
		switch w = strings.Trim(w, ":.,()[]"); {
		case w == "":
		case len(w) <= 3 && strings.Trim(w, "0123456789") == "":
			numbers++
		case slices.Contains(pagerWords, w):
			words++
		default:
			return false
		}
	}
	return numbers >= 2 && words > 0
}

// consentWords are the words of cookie and consent notices. Two of them in
// one short block give it away.
var consentWords = []string{"cookie", "consent", "privacy policy", "preferences", "terms & conditions", "terms and conditions", "by continuing", "continue to use", "continuing to use", "agree to", "accept all", "datenschutz", "einwilligung", "externer inhalt", "externen inhalt", "externe inhalt", "drittplattform", "drittanbieter", "personenbezogene daten", "privatsphäre", "zustimm", "politique de confidentialité", "accepter", "privacidad", "aceptar", "gdpr"}
