package contents

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// chromeClass reports whether a part of a class name speaks of what stands
// around a page's content.
func chromeClass(w string) bool {
	switch w {
	case "nav", "navbar", "navigation", "menu", "menus", "submenu", "sidebar", "footer", "breadcrumb", "breadcrumbs",
		"pager", "pagination", "pagenav", "related", "popular", "mostread", "trending", "recommended", "comments",
		"share", "social", "tags", "tagcloud", "cookie", "cookies", "widget", "widgets", "toolbar", "calendar",
		"search", "login", "newsletter", "banner", "promo", "advert", "ads", "language", "languages", "complementary",
		"sidenav", "topnav", "rightbar", "leftbar", "skip", "tabs":
		return true
	}
	return false
}

// decoyHeading reports whether a heading is of a list that is not the contents:
// most read, related, recent comments, tags, other issues, navigation.
func decoyHeading(s string) bool {
	s = strings.ToLower(s)
	if utf8.RuneCountInString(s) > 45 {
		return false
	}
	return hasAny(s, "most read", "most viewed", "most popular", "most commented", "popular", "trending", "related", "recent post", "recent comment", "recent article",
		"latest comment", "latest news", "you may also", "recommended", "tags", "categories", "previous issue", "past issue", "other issue", "back issue",
		"recent issue", "more issues", "archive", "follow us", "share", "links", "blogroll", "navigation", "menu", "subscribe", "newsletter", "elsewhere", "also on", "see also",
		"meistgelesen", "meist gelesen", "beliebt", "verwandt", "mehr zum thema", "neueste beitr", "neueste kommentare", "letzte ausgaben", "frühere ausgaben", "weitere ausgaben", "schlagw", "kategorien", "archiv", "auch interessant",
		"les plus lus", "les plus lu", "populaires", "articles récents", "commentaires récents", "à lire aussi", "numéros précédents", "anciens numéros", "autres numéros", "mots-clés", "catégories", "dans la même rubrique",
		"más leíd", "lo más", "más visto", "relacionad", "entradas recientes", "comentarios recientes", "números anteriores", "otros números", "etiquetas", "categorías", "te puede interesar",
		"più letti", "i più", "correlati", "articoli recenti", "numeri precedenti", "altri numeri", "potrebbe interessar",
		"mais lid", "relacionados", "posts recentes", "edições anteriores", "números anteriores", "outras edições",
		"meest gelezen", "gerelateerd", "recente berichten", "eerdere nummers", "mest lest", "mest læst", "mest lästa", "relaterat", "relaterte", "senaste inlägg", "tidigare nummer",
		"najczęściej czytane", "popularne", "powiązane", "ostatnie wpisy", "poprzednie numery", "nejčtenější", "související", "luetuimmat", "legolvasottabb", "en çok okunan", "ilgili",
		"самое читаемое", "популярн", "читайте также", "похожие", "последние записи", "архив", "рубрики", "метки", "δημοφιλ", "σχετικά",
		"الأكثر قراءة", "مواضيع ذات صلة", "الأكثر", "أعداد سابقة", "人気", "ランキング", "関連記事", "最近の投稿", "バックナンバー", "热门", "相关文章", "最新评论", "往期", "阅读排行", "많이 본", "인기", "관련 기사")
}

// moreText reports whether a link's text is a way into an article and not its
// title: read more, comments, PDF, share.
func moreText(s string) bool {
	s = strings.ToLower(strings.Trim(s, " .…»›→>«[]()-–—:|+*"))
	if s == "" || digits(s) || utf8.RuneCountInString(s) == 1 && s[0] < 0x80 {
		return true
	}
	if utf8.RuneCountInString(s) > 40 {
		return false
	}
	if i := strings.IndexByte(s, '('); i > 0 && len(s)-i < 9 {
		s = strings.TrimSpace(s[:i])
	}
	switch s {
	case "more", "read", "read more", "read on", "continue", "continue reading", "full text", "full article", "full story", "read article", "abstract", "html", "pdf", "epub", "xml", "details", "view", "open", "download", "download pdf", "view article", "read full article", "comments", "comment", "reply", "permalink", "link", "share", "tweet", "email", "print", "next", "previous", "prev", "back", "home", "top", "here", "click here", "add new comment", "leave a comment", "no comments", "save", "facebook", "twitter",
		"mehr", "weiter", "weiterlesen", "weiter lesen", "mehr lesen", "lesen", "artikel lesen", "zum artikel", "volltext", "kommentare", "kommentar", "neuen kommentar schreiben", "drucken", "herunterladen", "zurück", "nach oben",
		"lire", "lire la suite", "la suite", "suite", "lire plus", "lire l'article", "lire l’article", "texte intégral", "en savoir plus", "commentaires", "commenter", "télécharger", "résumé", "plus",
		"leer", "leer más", "leer mas", "seguir leyendo", "ver más", "más", "texto completo", "descargar", "comentarios", "resumen", "ver",
		"leggi", "leggi tutto", "continua", "continua a leggere", "leggi di più", "testo completo", "commenti", "scarica",
		"ler", "ler mais", "leia mais", "continuar lendo", "texto integral", "comentários", "baixar", "resumo",
		"lees meer", "lees verder", "meer", "les mer", "læs mere", "läs mer", "lue lisää", "czytaj", "czytaj więcej", "czytaj dalej", "więcej", "číst více", "celý článek", "více", "tovább", "devamı", "devamını oku", "oku",
		"читать", "читать далее", "читать дальше", "далее", "подробнее", "полный текст", "комментарии", "скачать", "περισσότερα", "διαβάστε περισσότερα", "citește", "citește mai mult",
		"اقرأ المزيد", "المزيد", "إقرأ المزيد", "قراءة المزيد", "続きを読む", "もっと見る", "詳細", "全文", "本文", "阅读全文", "更多", "阅读更多", "查看全文", "摘要", "더보기", "더 보기", "자세히 보기":
		return true
	}
	for _, start := range []string{"read more", "continue reading", "add new comment", "add comment", "leave a ", "weiterlesen", "lire la suite", "leer más", "leggi tutto", "download", "pdf ", "comments", "share on", "lees meer", "neuen kommentar", "log in", "subscribe", "ajouter un commentaire", "añadir", "herunterladen"} {
		if strings.HasPrefix(s, start) {
			return true
		}
	}
	if s[0] >= '0' && s[0] <= '9' {
		rest := strings.TrimLeft(s, "0123456789 ")
		for _, w := range []string{"comment", "kommentar", "commentaire", "comentario", "commenti", "comentário", "reacties", "komment", "коммент", "hits", "views", "likes", "shares", "responses", "replies", "of ", "/ "} {
			if strings.HasPrefix(rest, w) {
				return true
			}
		}
	}
	return strings.HasSuffix(s, " pdf") || strings.HasSuffix(s, " more") && strings.Count(s, " ") < 3
}

// loadMore reports whether a line is a button that fetches the rest of a list.
func loadMore(s string) bool {
	s = strings.ToLower(strings.Trim(s, " .…»›→+"))
	switch s {
	case "load more", "show more", "load more articles", "show more articles", "view more", "more articles", "see more", "mehr laden", "mehr anzeigen", "weitere laden", "weitere artikel", "charger plus", "voir plus", "afficher plus", "cargar más", "mostrar más", "ver más artículos", "carica altri", "mostra altri", "carregar mais", "meer laden", "toon meer", "pokaż więcej", "загрузить ещё", "показать ещё", "もっと見る", "加载更多", "더보기", "تحميل المزيد":
		return true
	}
	return false
}

// byWords begin a byline.
func byWords() []string {
	return []string{"by ", "written by ", "words by ", "author: ", "authors: ", "author:", "authors:", "von ", "autor: ", "autorin: ", "text: ", "par ", "auteur : ", "auteur: ", "auteurs : ", "por ", "autor: ", "autores: ", "di ", "a cura di ", "autore: ", "door ", "av ", "af ", "tekst: ", "autor: ", "autorzy: ", "автор: ", "авторы: ", "του ", "της ", "yazan: ", "szerző: ", "kirjoittanut ", "بقلم ", "بقلم: ", "بقلم:", "حوار: ", "تأليف ", "文／", "文/", "文・", "文:", "文：", "著者：", "著者:", "作者：", "作者:", "撰文：", "记者 ", "글 ", "글: "}
}

// splitBy takes the byline's word off a line.
func splitBy(s string) (rest string, ok bool) {
	low := strings.ToLower(s)
	if len(low) != len(s) {
		low = s
	}
	for _, w := range byWords() {
		if strings.HasPrefix(low, w) && len(s) > len(w) {
			return strings.TrimSpace(s[len(w):]), true
		}
	}
	return "", false
}

// nameLike reports whether a text could be one person's name as it stands.
func nameLike(s string) bool {
	s = strings.TrimSpace(s)
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 45 || strings.ContainsAny(s, "?!:;\"“”«»0123456789/()[]|@") {
		return false
	}
	words := strings.Fields(s)
	first, _ := utf8.DecodeRuneInString(s)
	if unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
		return n <= 8
	}
	caseless := !unicode.IsUpper(first) && !unicode.IsLower(first)
	if len(words) < 2 && !caseless || len(words) > 6 || len(words) > 4 && caseless {
		return false
	}
	small := 0
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r) || caseless:
		case particle(w):
			small++
		default:
			return false
		}
	}
	last := words[len(words)-1]
	if strings.HasSuffix(last, ".") && utf8.RuneCountInString(last) > 3 || small >= len(words)-1 && small > 0 {
		return false
	}
	switch strings.ToLower(words[0]) {
	case "the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "lo", "gli", "our", "on", "in", "how", "why", "what", "no", "for", "from":
		return false
	}
	return true
}

func particle(w string) bool {
	switch strings.ToLower(strings.Trim(w, "'’")) {
	case "de", "da", "do", "dos", "das", "di", "del", "della", "la", "le", "van", "von", "der", "den", "zu", "zur", "ten", "ter", "al", "el", "bin", "ibn", "y", "e", "du", "des", "af", "av", "d":
		return true
	}
	return strings.HasPrefix(w, "d'") || strings.HasPrefix(w, "d’") || strings.HasPrefix(w, "al-") || strings.HasPrefix(w, "el-")
}

// names splits a byline into names; nil if a part is none.
func names(s string) []string {
	s = strings.Trim(s, " .,;:–—-|()[]/")
	if utf8.RuneCountInString(s) > 200 {
		return nil
	}
	for _, and := range []string{" and ", " und ", " et ", " y ", " e ", " en ", " og ", " och ", " i ", " и ", " & ", " ve ", " és ", " και ", " ja ", " with ", " و", ";", "、", "，", "・", " / ", "，"} {
		s = strings.ReplaceAll(s, and, ",")
	}
	var list []string
	for _, part := range strings.Split(s, ",") {
		part = strings.Trim(part, " .*†‡")
		if part == "" {
			continue
		}
		if !nameLike(part) && !loneName(part) {
			if len(list) > 0 {
				break
			}
			return nil
		}
		list = append(list, part)
		if len(list) > 50 {
			break
		}
	}
	return list
}

// loneName reports whether one capitalised word stands alone, as a pen name does.
func loneName(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return !strings.ContainsAny(s, " 0123456789?!:") && unicode.IsUpper(r) && utf8.RuneCountInString(s) < 25
}
