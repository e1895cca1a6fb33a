package scrape

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape/content"
)

// talkLines begin the short lines above what readers wrote, in lower case.
var talkLines = []string{
	"comments", "comment (", "comment on this", "reader comments", "readers' comments", "reader views", "reader's comments", "your comments", "user comments", "have your say", "join the discussion", "all comments", "latest comments", "talkback", "what do you think", "add your view", "add your comment", "post a comment", "leave a comment", "submitted comments",
	"kommentare", "leserkommentare", "kommentar schreiben", "diskussion zu", "kommentarer", "kommentit", "commentaires", "vos réactions", "réactions", "laisser un commentaire", "comentarios", "opiniones de los lectores", "commenti", "comentários", "reacties", "komentarze", "wybrane komentarze", "dodaj komentarz", "opinie", "komentáře", "diskuse",
	"комментарии", "оставить комментарий", "обсуждение", "добавить комментарий", "коментарі", "σχόλια", "yorumlar", "التعليقات", "网友评论", "网友留言", "读者评论", "我要评论", "发表评论", "コメント", "댓글", "bình luận", "komentar",
}

const (
	leastTalked = 60 // words of running text of an article above what readers wrote of it
	mostTalk    = 8  // times that they may write as much: on the page of a forum, all is theirs
)

// dropTalk drops all behind a line that gives readers the word, if it stands
// below an article: no paragraph beside the article's own comes after it.
func dropTalk(sel *content.Selection, heading *html.Node) {
	from := 0
	for i := range sel.Blocks {
		if heading != nil && sel.Blocks[i].In(heading) {
			from = i
			break
		}
	}
	at, prose, theirs := -1, 0, 0
	own := nodeSet() // what holds the article's paragraphs
	for i := from; i < len(sel.Blocks); i++ {
		b := &sel.Blocks[i]
		switch {
		case at >= 0 && b.Keep:
			theirs += b.Words
			if b.Prose() && own[b.Elem.Parent] {
				at, theirs = -1, 0 // the article goes on
				prose += b.Words
			}
		case at < 0 && b.Keep && b.Prose():
			prose += b.Words
			own[b.Elem.Parent] = true
		case at < 0 && prose >= leastTalked && givesTheWord(b):
			at = i
		}
	}
	if at < 0 || theirs > mostTalk*prose {
		return
	}
	for i := at; i < len(sel.Blocks); i++ {
		sel.Blocks[i].Keep = false
	}
}

func givesTheWord(b *content.Block) bool {
	if b.Words > 8 || 2*b.LinkWords > b.Words {
		return false
	}
	text := strings.ToLower(oneLine(b.Text()))
	return slices.ContainsFunc(talkLines, func(s string) bool {
		rest, ok := strings.CutPrefix(text, s)
		return ok && !strings.HasPrefix(rest, ": ") // then the line says it itself
	})
}
