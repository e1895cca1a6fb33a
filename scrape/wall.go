package scrape

import (
	"bytes"
	"mime"
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/backissue/backissue/scrape/content"
)

// Wall is the error of a page that is not the article that was asked for.
type Wall struct {
	// Kind is one of "soft-404", "consent", "challenge", "login", "empty",
	// "not-html", "too-large", "truncated" and "no-article".
	Kind   string
	Reason string // a sentence for a person: what on the page says so
}

func (w *Wall) Error() string { return w.Reason }

// notHTML refuses bytes that are no page: what their first bytes say counts
// for more than the label.
func notHTML(b []byte, contentType string) *Wall {
	trimmed := bytes.TrimLeft(b, " \t\r\n\f\x00\xEF\xBB\xBF")
	if len(trimmed) == 0 {
		return &Wall{Kind: "empty", Reason: "the page is empty"}
	}
	if wide(b) != "" {
		return nil
	}
	if kind := magic(trimmed); kind != "" {
		return &Wall{Kind: "not-html", Reason: "this is " + kind + ", not a page of HTML"}
	}
	switch rootOf(trimmed[:min(len(trimmed), 4<<10)]) {
	case "urlset", "sitemapindex":
		return &Wall{Kind: "not-html", Reason: "this is a sitemap, not a page; backissue list reads it"}
	case "rss", "feed", "rdf":
		return &Wall{Kind: "not-html", Reason: "this is a feed, not a page; backissue list reads it"}
	}
	if t, _, err := mime.ParseMediaType(contentType); err == nil && !htmlType(t) && !looksLikeHTML(trimmed) {
		return &Wall{Kind: "not-html", Reason: "the server calls this " + t + ", not HTML"}
	}
	return nil
}

// magic names the file format that b begins as, or is "" for text.
func magic(b []byte) string {
	for _, m := range []struct{ mark, name string }{
		{"%PDF-", "a PDF"}, {"PK\x03\x04", "a zip archive"}, {"\x1f\x8b", "gzip inside gzip"}, {"BZh", "a bzip2 archive"},
		{"7z\xBC\xAF", "a 7-Zip archive"}, {"Rar!", "a RAR archive"}, {"\xD0\xCF\x11\xE0", "an Office document"}, {"{\\rtf", "a rich text document"},
		{"GIF8", "an image"}, {"\x89PNG", "an image"}, {"\xFF\xD8\xFF", "an image"},
	} {
		if bytes.HasPrefix(b, []byte(m.mark)) {
			return m.name
		}
	}
	switch t := http.DetectContentType(b); {
	case strings.HasPrefix(t, "image/") && t != "image/svg+xml":
		return "an image"
	case strings.HasPrefix(t, "audio/"), strings.HasPrefix(t, "video/"):
		return "a recording"
	case strings.HasPrefix(t, "font/"):
		return "a font"
	case t == "application/octet-stream" && binary(b):
		return "a binary file"
	}
	return ""
}

// binary reports whether b holds more control characters than any text:
// UTF-16 without a mark has been decoded by its zero bytes before.
func binary(b []byte) bool {
	b = b[:min(len(b), 4096)]
	control := 0
	for _, c := range b {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b {
			control++
		}
	}
	return control*20 > len(b) && !looksLikeHTML(b)
}

func htmlType(t string) bool {
	switch t {
	case "text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "application/octet-stream", "":
		return true
	}
	return false
}

func looksLikeHTML(b []byte) bool {
	b = b[:min(len(b), 2048)]
	return indexFold(b, "<html") >= 0 || indexFold(b, "<!doctype html") >= 0 || indexFold(b, "<body") >= 0 ||
		indexFold(b, "<p>") >= 0 || indexFold(b, "<div") >= 0 || indexFold(b, "<head") >= 0
}

// wallSign is how one kind of wall shows itself: in its headline, and in the
// few words it has.
type wallSign struct {
	kind   string
	says   string   // what it is, for a person
	titles []string // the beginning of a headline, in lower case
	words  []string // a sentence of its text
}

var wallSigns = []wallSign{
	{
		"challenge", "a check for robots",
		[]string{"just a moment", "attention required", "are you a robot", "are you human", "making sure you're not a bot", "verify you are human", "access denied", "security check", "ddos-guard", "checking your browser", "one more step", "pardon our interruption", "human verification", "bot verification", "you have been blocked", "request blocked", "too many requests", "error 1020", "zugriff verweigert", "accès refusé", "acceso denegado", "accesso negato", "доступ запрещен", "доступ ограничен"},
		[]string{"verifying you are human", "verify you are a human", "verify you are human", "you have been blocked", "enable javascript and cookies to continue", "checking your browser", "unusual traffic from your", "using automation tools", "not a robot", "sent too many requests", "you don't have permission to access", "cloudflare ray id", "complete the security check"},
	}, {
		"soft-404", "an error page",
		[]string{"404", "page not found", "not found", "file not found", "object not found", "oops", "removed", "error", "page missing", "this page isn't available", "page unavailable", "this page could not be found", "nothing found", "we can't find", "page no longer", "gone", "content not found", "article not found", "seite nicht gefunden", "nicht gefunden", "fehler 404", "fehler", "page introuvable", "page non trouvée", "erreur 404", "página no encontrada", "no encontrado", "no se encuentra", "pagina non trovata", "página não encontrada", "pagina niet gevonden", "sidan hittades inte", "sidan kunde inte", "siden ble ikke funnet", "siden blev ikke fundet", "sivua ei löydy", "nie znaleziono", "strona nie istnieje", "stránka nenalezena", "az oldal nem található", "sayfa bulunamadı", "страница не найдена", "сторінку не знайдено", "η σελίδα δεν", "الصفحة غير موجودة", "页面不存在", "找不到页面", "ページが見つかりません", "お探しのページ", "페이지를 찾을 수", "down for maintenance", "maintenance", "service unavailable", "site offline", "welcome to nginx", "apache2", "index of /", "test page for", "domain for sale", "is for sale", "500 internal", "502 bad", "503 service", "504 gateway", "bad gateway", "fatal error", "database error"},
		[]string{"page you were looking for", "page you are looking for", "page you requested", "can't be found", "could not be found", "cannot be found", "can’t be found", "nothing was found at this location", "no longer available", "no longer exists", "does not exist", "doesn't exist", "has been removed", "error establishing a database connection", "fatal error", "uncaught ", "we’ll be back soon", "we'll be back soon", "performing some maintenance", "successfully installed and working", "this domain is for sale", "buy this domain", "parent directory", "konnte nicht gefunden werden", "existiert nicht", "n'existe pas", "n’existe pas", "no existe", "non esiste", "não existe", "bestaat niet", "finns inte", "nie istnieje", "не существует", "не найдена"},
	}, {
		"consent", "a question about cookies",
		[]string{"before you continue", "bevor sie fortfahren", "avant d'accéder", "avant de continuer", "antes de continuar", "prima di continuare", "your privacy", "we value your privacy", "cookie", "consent", "datenschutz", "privacy settings", "manage consent", "ihre zustimmung", "nous respectons votre vie privée"},
		[]string{"we use cookies", "accept all", "uses cookies", "wir verwenden cookies", "verwendet cookies", "alle akzeptieren", "nous utilisons des cookies", "tout accepter", "utilizamos cookies", "aceptar todo", "utilizziamo i cookie", "wij gebruiken cookies"},
	}, {
		"login", "a page that asks to log in",
		[]string{"log in", "login", "sign in", "signin", "anmelden", "anmeldung", "einloggen", "connexion", "se connecter", "identifiez-vous", "iniciar sesión", "acceder", "accedi", "entrar", "inloggen", "logga in", "logg inn", "log ind", "kirjaudu", "zaloguj", "přihlášení", "bejelentkezés", "giriş", "вход", "войти", "subscribe to continue", "register"},
		[]string{"log in to continue", "sign in to continue", "subscribe to continue reading", "already a subscriber", "forgot your password", "passwort vergessen", "mot de passe oublié", "¿olvidaste", "you must be logged in", "please log in", "please sign in"},
	}, {
		"empty", "an empty shell that a script fills",
		nil,
		[]string{"enable javascript", "javascript is required", "requires javascript", "javascript is disabled", "please turn on javascript", "bitte aktivieren sie javascript", "activer javascript", "habilitar javascript", "javascriptを有効"},
	},
}

const (
	// wallWords is the longest text that a wall has. Articles about walls are
	// longer.
	wallWords = 90
	// wallTitle is the longest headline of a wall, in words.
	wallTitle = 10
	// noticeWords is the most text beside a consent notice on a page that is
	// nothing else.
	noticeWords = 12
	// loginWords is the most text of a page that only asks for a password.
	loginWords = 30
	// fewWords is the least an article has when nothing else speaks for it.
	fewWords = 8
)

// wallOf reports why the page is not an article, or nil. Every sign alone is
// found on real articles too: a wall has few words, and says one of its
// sentences or has one of its headlines.
func wallOf(p *Page, h *head, sel *content.Selection, title string) *Wall {
	if sel.Prose() > wallWords || sel.Words > 3*wallWords {
		return nil
	}
	words, text := shownText(sel)
	if words == 0 {
		return &Wall{Kind: "empty", Reason: "the page shows no text"}
	}
	heads := []string{strings.ToLower(oneLine(h.title)), strings.ToLower(title)}
	for i := range h.headings {
		if i < 3 {
			heads = append(heads, strings.ToLower(oneLine(textOf(h.headings[i]))))
		}
	}
	for i := range wallSigns {
		s := &wallSigns[i]
		if head := s.inTitles(heads); head != "" {
			if words <= wallWords || sel.Prose() == 0 || s.inText(text) != "" {
				return &Wall{Kind: s.kind, Reason: "this is " + s.says + ", not an article: “" + head + "”"}
			}
		}
		if words <= wallWords && (s.kind != "consent" || sel.Words < noticeWords) {
			if said := s.inText(text); said != "" {
				return &Wall{Kind: s.kind, Reason: "this is " + s.says + ", not an article: “" + said + "”"}
			}
		}
	}
	if h.password && sel.Words < loginWords {
		return &Wall{Kind: "login", Reason: "the page asks for a password and holds no article"}
	}
	if sel.Words < fewWords {
		return &Wall{Kind: "no-article", Reason: "the page holds no article: " + wordsLeft(sel.Words)}
	}
	return nil
}

func wordsLeft(n int) string {
	if n == 0 {
		return "no text is left behind its menus and links"
	}
	return "only a few words are left behind its menus and links"
}

func (s *wallSign) inTitles(heads []string) string {
	for _, t := range heads {
		if t == "" || len(strings.Fields(t)) > wallTitle {
			continue
		}
		for _, sign := range s.titles {
			if strings.HasPrefix(t, sign) && !continuesWord(t[len(sign):]) || strings.HasSuffix(t, sign) && len(sign) > 8 {
				return t
			}
		}
	}
	return ""
}

// continuesWord reports whether rest goes on with the word before it: a
// headline that begins "Goneril …" is not "Gone".
func continuesWord(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLetter(r) && r < 0x2E80
}

func (s *wallSign) inText(text string) string {
	for _, sign := range s.words {
		if strings.Contains(text, sign) {
			return sign
		}
	}
	return ""
}

// shownText is the number of words that the page shows outside its menus, and
// the first of them in lower case.
func shownText(sel *content.Selection) (int, string) {
	words := 0
	var b strings.Builder
	for i := range sel.Blocks {
		bl := &sel.Blocks[i]
		words += bl.Words - bl.LinkWords
		if b.Len() < 4096 {
			b.WriteString(strings.ToLower(bl.Text()))
			b.WriteByte('\n')
		}
	}
	return words, b.String()
}
