package scrape

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape/content"
)

func TestLanguageOf(t *testing.T) {
	const (
		english  = "The ferry came in at six, an hour late, with nobody on deck and the mail unsorted. I asked the mate what had kept them, and he said that the light on the mole had been out since Tuesday and that they had waited for the day. Nobody at the harbour office had heard of it, and the keeper who lives above the shop had sent word to the board by a boy."
		german   = "Die Fähre kam um sechs, eine Stunde zu spät, mit niemandem an Deck und der Post in Unordnung. Ich fragte den Steuermann, was sie aufgehalten habe, und er sagte, das Licht auf der Mole sei seit Dienstag aus, und sie hätten auf den Tag gewartet. Niemand im Hafenamt hatte davon gehört, und der Wärter hatte am Mittwoch einen Jungen mit einem Zettel geschickt."
		japanese = "フェリーは六時に入港した。一時間の遅れで、甲板には誰もおらず、郵便物も仕分けられていなかった。航海士に何があったのかと尋ねると、防波堤の灯りが火曜日から消えていて、夜明けを待っていたのだと言う。港湾事務所では誰もそのことを知らなかった。灯台守は水曜日に少年に手紙を持たせて知らせたのだが、その手紙はパンを包む紙になっていた。"
		chinese  = "渡轮在六点钟进港，晚了一个小时，甲板上没有人，邮件也没有分拣。我问大副是什么耽搁了他们，他说防波堤上的灯从星期二起就灭了，他们一直在等天亮。港务局里没有人听说过这件事。灯塔看守人住在杂货店楼上，星期三派了一个男孩去送信，男孩把信交给了面包师，面包师用它包了一条面包。"
	)
	for _, tt := range []struct {
		name, head, text, want, source string
		warns                          bool
	}{
		{"declared", `<html lang="en-gb">`, english, "en-GB", "html-lang", false},
		{"declared in other spelling", `<html lang="de_AT">`, german, "de-AT", "html-lang", false},
		{"declared by a meta tag", `<html><meta property="og:locale" content="fr_FR">`, german, "fr-FR", "og:locale", false},
		{"an encoding for a language", `<html lang="utf-8">`, german, "de", "text", false},
		{"a template's English", `<html lang="en">`, german, "de", "text", true},
		{"not declared", `<html>`, english, "en", "text", false},
		{"not declared, Japanese", `<html>`, japanese, "ja", "text", false},
		{"not declared, Chinese", `<html>`, chinese, "zh", "text", false},
		{"too little to tell", `<html>`, "Ein Satz.", "", "", false},
		{"too little to doubt", `<html lang="en">`, "Ein Satz.", "en", "html-lang", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := html.Parse(strings.NewReader(tt.head + "<body><article><h1>A title</h1><p>" + tt.text + "</p></article>"))
			if err != nil {
				t.Fatal(err)
			}
			sel := content.Find(doc, content.Hints{}, content.Options{})
			got := languageOf(readHead(doc), &sel)
			if got.tag != tt.want || got.field.Source != tt.source || (got.warning != "") != tt.warns {
				t.Errorf("got %q from %q, warning %q", got.tag, got.field.Source, got.warning)
			}
		})
	}
}
