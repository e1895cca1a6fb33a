package convert

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// An invented article with the traps of a paper's site that was moved from one
// system to the next: who posted it is not who wrote it, the byline is the
// first line of the text, and the link to comment and the notice of cookies
// stand behind its last paragraph.
const (
	ropeTitle     = "The rope and its ends"
	ropeByline    = "By Isolde Farrant"
	ropeDay       = "4 March, 2010 - 11:52"
	ropeSubmitter = "Casper"
)

var ropeText = []string{
	"Wilfred Ashe (Capstan 114) takes me to task for having said that the ropewalk was ruined by the people who had built it.",
	"I shall answer the charge that I misread the minutes in another place. For now I want to put one thing right: although I hold the secretary’s reports in respect, I think that what he knew is to be found in his letters — above all in those that he did not send.",
	"First, the trustees never understood what a rope was. They took it for a thing that is bought by the yard, when it is a thing that is kept by the year; and because they looked at it through the accounts of the canal, how could they see it otherwise?",
	"Secondly, the hands were never one body. They were spinners, layers and tarrers, and in the winter of 1921 they were also the only people in the town who could read the contract. It was this, and not the price of hemp, that decided the matter.",
	"There were other ways to go. In 1936 the walk at Ebbing was taken over by its own people and it is working yet. Our committee ought to know better than to defend, line by line, what was done to ours in May 1917.",
	"I often think that somebody who wished to save the walk and somebody who wished to be rid of it would have begun by calling on the same three men. Both ends of a rope are the rope.",
}

const (
	ropeMenu    = `<a href="/">Front page</a> <a href="/issues">Back issues</a> <a href="/join">Join us</a> <a href="/contact">Contact</a>`
	ropeComment = `<a href="/comment/reply/512#comment-form" title="Share your thoughts and opinions.">Add new comment</a>`
	ropeCookies = `This website uses cookies, you can find out more and set your preferences <a href="/cookies">here</a>.<br>By continuing to use this website, you agree to our <a href="/privacy">Privacy Policy</a> and <a href="/terms">Terms &amp; Conditions</a>.`
	ropeSubmit  = "Submitted by " + ropeSubmitter + " on " + ropeDay
)

// ropeIn prints byline and text, each paragraph between two strings.
func ropeIn(before, after string) string {
	return before + ropeByline + after + "\n" + before + strings.Join(ropeText, after+"\n"+before) + after
}

func ropePage(head, body string) string {
	return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>` + ropeTitle + ` | Capstan</title>` + head + `</head><body>` + body + `</body></html>`
}

var ropeMarkups = map[string]string{
	"divs alone": ropePage("", `<div id="a1"><div>`+ropeMenu+`</div></div><div id="b2"><div class="c3"><div class="t9">`+ropeTitle+`</div><div class="k1">`+ropeSubmit+`</div><div class="x4">`+
		ropeIn("<div>", "</div>")+`<div>`+ropeComment+`</div><div>`+ropeCookies+`</div></div></div></div>`),
	"divs and a heading": ropePage("", `<div class="nav">`+ropeMenu+`</div><div class="wrap"><h1>`+ropeTitle+`</h1><div class="meta">`+ropeSubmit+`</div><div class="body">`+
		ropeIn("<div>", "</div>")+`</div><div class="links">`+ropeComment+`</div></div><div class="notice">`+ropeCookies+`</div>`),
	"table layout": ropePage("", `<table width="100%"><tr><td colspan="2"><img src="/mast.gif" alt="Capstan"></td></tr><tr><td width="140">`+ropeMenu+`</td><td><h2>`+ropeTitle+`</h2><font size="1">`+ropeSubmit+`</font>`+
		ropeIn("<p>", "</p>")+`<p>`+ropeComment+`</p><p>`+ropeCookies+`</p></td></tr></table>`),
	"plain line breaks": ropePage("", `<div>`+ropeMenu+`</div><h1>`+ropeTitle+`</h1>`+ropeSubmit+`<br><br>`+
		ropeIn("", "<br><br>")+ropeComment+`<br><br>`+ropeCookies),
	"line breaks in a cell": ropePage("", `<table><tr><td>`+ropeMenu+`</td><td><font size="5"><b>`+ropeTitle+`</b></font><br>`+ropeSubmit+`<br><br>`+
		ropeIn("", "<br><br>")+ropeComment+`<br><br>`+ropeCookies+`</td></tr></table>`),
	"JSON-LD with the submitter as author": ropePage(`<script type="application/ld+json">{"@context":"https://schema.org","@type":"Article","headline":"`+ropeTitle+`","datePublished":"2010-03-04T11:52:00+00:00","author":{"@type":"Person","name":"`+ropeSubmitter+`"}}</script>`,
		`<header>`+ropeMenu+`</header><main><article><h1>`+ropeTitle+`</h1><p class="submitted">`+ropeSubmit+`</p><div class="body">`+ropeIn("<p>", "</p>")+`</div>`+ropeComment+`</article></main><footer><p>`+ropeCookies+`</p></footer>`),
	"microdata": ropePage("", `<nav>`+ropeMenu+`</nav><div itemscope itemtype="https://schema.org/Article"><h1 itemprop="headline">`+ropeTitle+`</h1><p class="submitted">`+ropeSubmit+`</p><meta itemprop="datePublished" content="2010-03-04"><div itemprop="articleBody">`+
		ropeIn("<p>", "</p>")+`</div><p>`+ropeComment+`</p></div><p>`+ropeCookies+`</p>`),
	"microdata with the submitter as author": ropePage("", `<nav>`+ropeMenu+`</nav><div itemscope itemtype="https://schema.org/Article"><h1 itemprop="headline">`+ropeTitle+`</h1><p class="submitted">Submitted by <span itemprop="author">`+ropeSubmitter+`</span> on <time itemprop="datePublished" datetime="2010-03-04">`+ropeDay+`</time></p><div itemprop="articleBody">`+
		ropeIn("<p>", "</p>")+`</div><p>`+ropeComment+`</p></div><p>`+ropeCookies+`</p>`),
	"h-entry": ropePage("", `<nav>`+ropeMenu+`</nav><article class="h-entry"><h1 class="p-name">`+ropeTitle+`</h1><p class="submitted">Submitted by `+ropeSubmitter+` on <time class="dt-published" datetime="2010-03-04">`+ropeDay+`</time></p><div class="e-content">`+
		ropeIn("<p>", "</p>")+`</div><p>`+ropeComment+`</p></article><p>`+ropeCookies+`</p>`),
	"OpenGraph and a generic theme": ropePage(`<meta property="og:title" content="`+ropeTitle+`"><meta property="og:site_name" content="Capstan"><meta name="author" content="`+ropeSubmitter+`"><meta property="article:published_time" content="2010-03-04T11:52:00+00:00">`,
		`<header>`+ropeMenu+`</header><main><h1>`+ropeTitle+`</h1><p class="submitted">`+ropeSubmit+`</p>`+ropeIn("<p>", "</p>")+`<p>`+ropeComment+`</p></main><div class="cookie-banner">`+ropeCookies+`</div>`),
	"byline in bold": ropePage("", `<div class="nav">`+ropeMenu+`</div><div class="node"><h1>`+ropeTitle+`</h1><span class="submitted">`+ropeSubmit+`</span><div class="content">`+
		strings.Replace(ropeIn("<p>", "</p>"), ropeByline, "<strong>"+ropeByline+"</strong>", 1)+`</div><ul class="links"><li>`+ropeComment+`</li></ul></div><div>`+ropeCookies+`</div>`),
	"byline and first paragraph in one": ropePage("", `<div class="nav">`+ropeMenu+`</div><div class="node"><h1>`+ropeTitle+`</h1><span class="submitted">`+ropeSubmit+`</span><div class="content">`+
		strings.Replace(ropeIn("<p>", "</p>"), ropeByline+"</p>\n<p>", ropeByline+"<br><br>", 1)+`</div><ul class="links"><li>`+ropeComment+`</li></ul></div><div>`+ropeCookies+`</div>`),
	"notice inside of the text": ropePage("", `<div class="nav">`+ropeMenu+`</div><div class="node"><h1>`+ropeTitle+`</h1><span class="submitted">`+ropeSubmit+`</span><div class="content">`+
		ropeIn("<p>", "</p>")+`<p>`+ropeComment+`</p><p>`+ropeCookies+`</p></div></div>`),
}

func TestOneArticleInEveryMarkup(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(ropeMarkups)) {
		t.Run(name, func(t *testing.T) {
			if diff := ropeDiff(t, ropeMarkups[name]); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func ropeDiff(t *testing.T, page string) string {
	t.Helper()
	a, err := extractBytes("https://www.capstan.example/story/512", "", []byte(page))
	if err != nil {
		return err.Error()
	}
	got := saying{Title: a.Title, Byline: a.Byline, SubmittedBy: a.SubmittedBy, Issued: a.Issued, Body: bodyOf(t, a)}
	want := saying{Title: ropeTitle, Byline: ropeByline, SubmittedBy: ropeSubmitter, Issued: "2010-03-04", Body: strings.Join(ropeText, "\n\n")}
	return cmp.Diff(want, got) + cmp.Diff([]string{"Isolde Farrant"}, authorsOf(a))
}
