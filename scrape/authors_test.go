package scrape

import (
	"strings"
	"testing"

	"github.com/backissue/backissue/scrape/content"
)

// TestWhoWroteIt holds the rules that choose between an article's sources.
func TestWhoWroteIt(t *testing.T) {
	text := "There were eleven of us in the room above the shop, and among the eleven there were two who could not read, and nobody had told them of it."
	body := "<p>" + text + "</p><p>" + text + "</p>"
	account := `<script type="application/ld+json">{"@type":"NewsArticle","headline":"What the night school knew","author":{"@type":"Person","name":"Jo Tarn"}}</script>`
	paper := `<script type="application/ld+json">{"@type":"NewsArticle","headline":"What the night school knew","author":{"@type":"Organization","name":"Skarre Times"}}</script>`
	for name, tt := range map[string]struct{ head, between, behind, want string }{
		"the account alone":                  {account, "", "", "Jo Tarn"},
		"the paper, called a person":         {strings.ReplaceAll(account, "Jo Tarn", "El Faro") + `<meta property="og:site_name" content="El Faro">`, "", "", ""},
		"a person on a site of one":          {account + `<meta property="og:site_name" content="Jo Tarn">`, "", "", "Jo Tarn"},
		"the text against the account":       {account, "<div class=text><p>By Edda Quill</p>", "</div>", "Edda Quill"},
		"the text against the paper":         {paper, "<p><b>Edda Quill/Liv Holt</b></p>", "", "Edda Quill, Liv Holt"},
		"one line for each":                  {"", "<div><span class=author>Edda Quill</span></div><div><span class=author>Liv Holt</span></div>", "", "Edda Quill, Liv Holt"},
		"a name, a mark and a relative time": {"", "<p class=meta>Edda Quill | 7 August 2023</p>", "", "Edda Quill"},
		"a box that says so":                 {"", "", "<section class=box><h3>About Edda Quill</h3><p>See more</p></section>", "Edda Quill"},
		"with an address":                    {"", "<p>By Edda Quill edda@tidewater.example</p>", "", "Edda Quill"},
		"with a button":                      {"", "<p>By Edda Quill Follow</p>", "", "Edda Quill"},
		"a surname typed small":              {"", "<p>By Edda quill</p>", "", "Edda quill"},
		"a user, linked":                     {"", "<p>7 August 2023 by <a href=/author/equill>equill77</a></p>", "", ""},
		"a user, the prefix in the link":     {"", "<p><a href=/author/equill>by equill77</a></p>", "", ""},
		"an account of the system":           {"", "<p>by <a href=/author/1>siteadmin</a></p>", "", ""},
		"a user beside a person":             {"", "<p>by <a href=/author/equill>equill77</a></p><p>Words: Liv Holt</p>", "", "Liv Holt"},
		"a user of a comment":                {"", "", "<div class=comment><a rel=author href=/author/equill>equill77</a></div>", ""},
		"the account below, the author":      {"", "<span class=author><a rel=author href=/author/jo>Jo Tarn</a> 7 August 2023</span><div class=text><p>By Edda Quill</p>", "</div>", "Edda Quill"},
		"submitted by, as the author":        {"", "<p class=author>Submitted by Edda Quill</p>", "", ""},
		"posted by, as the author":           {"", "<p class=author>Posted by Edda Quill</p>", "", ""},
		"entered by, as the author":          {"", "<p class=documentAuthor>Erstellt von Edda Quill</p>", "", "Edda Quill"},
		"entered by":                         {"", "<p>Erstellt von Edda Quill</p>", "", ""},
		"a relative time":                    {"", "<p>Edda Quill|Published 4 months ago</p>", "", "Edda Quill"},
		"between a date and a section":       {"", "<p>7 August 2023 • Night Schools • Edda Quill</p>", "", "Edda Quill"},
		"last changed":                       {"lang=de", "<p>Edda Quill Zuletzt geändert am 06.11.2023</p>", "", "Edda Quill"},
		"spans of one line":                  {"", "<div><span class=author>Edda Quill</span> <span class=author>Liv Holt</span> <span>7 August 2023</span></div>", "", "Edda Quill, Liv Holt"},
		"spans of two parts of a line":       {"", "<div>Written by <span class=author>Edda Quill</span>, what was said of it by <span class=author>Liv Holt</span></div>", "", "Edda Quill"},
		"a name and an office, in spans":     {"", "<p class=byline>Von <span>Edda Quill</span><span>Landespolitische Korrespondentin</span></p>", "", "Edda Quill"},
		"named for the page's tests":         {"", "<div data-testid=byline-name>Okwudili Tarn</div>", "", "Okwudili Tarn"},
		"a button under the byline":          {"", "<div class=byline><div><div><div>Message</div></div></div></div>", "", ""},
		"a caption called the author's":      {"", "<p class=author>Edda Quill (left) and the harbour master of the town in front of the new boat on Tuesday</p>", "", ""},
		"a signature in front of the notes":  {"", "", "<p>Edda Quill</p><p>" + text + "</p>", "Edda Quill"},
		"a speaker":                          {"", "", "<p>Edda Quill</p><p>" + text + "</p><p>Liv Holt</p><p>" + text + "</p>", ""},
		"a name and its place":               {"", "", "<p>Edda Quill<br>Skarre</p><p>" + text + "</p>", ""},
		"behind a dash":                      {"", "", "<div class=meta><p>– Edda Quill</p></div>", "Edda Quill"},
		"a firm's rights":                    {"", "", "<footer><p>© 2019 Edda Entertainment</p></footer>", ""},
		"a wiki":                             {`<meta property="og:site_name" content="Edda Quill Wiki">`, "", "", ""},
		"a photograph's rights":              {"", "", "<footer><p>© Edda Quill (Archiv)</p></footer>", ""},
		"an agency alone":                    {"", "<p class=credit>Reuters</p>", "", "Reuters"},
		"an agency as the source":            {"", "", "<p>Quelle: dpa Tidewater</p>", "dpa"},
		"an agency beside a person":          {"", "<p>By Edda Quill</p><p>Source: Reuters</p>", "", "Edda Quill"},
		"a source that is no agency":         {"", "", "<p>Quelle: Hafenamt</p>", ""},
		"editors, in the author's field":     {"", "<p class=author>Redaktion 7 August 2023</p>", "", "Redaktion"},
		"editors, behind a byline's word":    {"", "<p>By Staff Writer</p>", "", "Staff Writer"},
		"a team under the headline":          {"", "<p>Tidewater Team</p>", "", "Tidewater Team"},
		"a list, half of it hidden":          {"", "<ul><li class=\"author-name\">Edda Quill,</li><li class=\"author-name small\">Liv Holt &amp;</li><li class=author-name>Jo Tarn</li></ul>", "", "Edda Quill, Liv Holt, Jo Tarn"},
		"who checked it, by the markup":      {"", "<p class=author-reviewed>Liv Holt</p><p>By Edda Quill</p>", "", "Edda Quill"},
		"a name and a role, no comma":        {"", "<div class=byline>By Edda Quill Political editor</div>", "", "Edda Quill"},
		"in capitals, and a role":            {"", "<div>By EDDA QUILL Staff Writer</div>", "", "Edda Quill"},
		"and where one works":                {"", "<div class=byline>By Edda Quill BBC News</div>", "", "Edda Quill"},
		"a role, and no other word":          {"", "<div>Edda Quill, Staff Writer</div>", "", "Edda Quill"},
		"and agencies":                       {"", "<div>By Edda Quill and agencies</div>", "", "Edda Quill"},
		"for a paper":                        {"", "<div>By Edda Quill For Skarreonline Published: 08:31 GMT, 7 August 2023</div>", "", "Edda Quill"},
		"in a place":                         {"", "<div>Edda Quill in Skarre</div>", "", "Edda Quill"},
		"in two places":                      {"", "<div>By Edda Quill in Skarre and Liv Holt in Quayside</div>", "", "Edda Quill, Liv Holt"},
		"exclusive":                          {"", "<div>EXCLUSIVE: By Edda Quill</div>", "", "Edda Quill"},
		"reporting and editing":              {"", "<div>Reporting by Edda Quill; editing by Jo Tarn</div>", "", "Edda Quill"},
		"a role, by the markup":              {"", "<div class=author-name>Okwudili Tarn<span>Senior Reporter</span></div>", "", "Okwudili Tarn"},
		"with a middle name in the account":  {strings.ReplaceAll(account, "Jo Tarn", "Edda Maren Quill"), "<span class=author>Edda Quill</span>", "", "Edda Maren Quill"},
		"editors, in no field":               {"", "<p>Redaktion</p>", "", ""},
		"editors beside a person":            {"", "<p class=author>Redaktion</p><p>By Edda Quill</p>", "", "Edda Quill"},
		"words behind the name, by markup":   {"", "<div class=meta>by <a href=/u/1>Odhran Quill</a> <a href=/s/2>Tidewater Commons</a> <span>Aug 7th 202311 mins</span></div>", "", "Odhran Quill"},
		"the field of a blog's user":         {"", "<ul><li><span data-hook=user-name>Okwudili Tarn</span></li></ul>", "", "Okwudili Tarn"},
		"a photographer under the picture":   {"", "<figure><img src=a.jpg><div class=image-caption><span class=author>Jo Tarn</span></div></figure><p>By Edda Quill</p>", "", "Edda Quill"},
		"a box far behind":                   {"", "", strings.Repeat("<p>Share</p>", 9) + "<div class=author-box><h4 class=author-box__name>Edda Quill</h4></div>", "Edda Quill"},
		"a surname that is a word":           {"", "<p class=author>Xiaoying You</p>", "", "Xiaoying You"},
		"who made the site":                  {`<meta name=author content="Skarre Webworks GmbH">`, "", "", ""},
		"a domain":                           {`<meta name=author content="tidewater.com">`, "", "", ""},
		"a firm's rights, called like one":   {"", "", "<footer><p>© 2019 Edda Quill, Inc. All rights reserved</p></footer>", ""},
		"a handle":                           {"", "<p>By edda_quill</p>", "", ""},
		"an agency in small letters":         {"", "<p class=author>Von Edda Quill, dpa</p>", "", "Edda Quill, dpa"},
		"words of a sentence":                {"", "<p>Von Risiken und Nebenwirkungen</p>", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := mustExtract(t, "<html lang=en><head><title>What the night school knew</title>"+tt.head+"</head><body><article><h1>What the night school knew</h1>"+tt.between+body+tt.behind+"</article></body></html>")
			if got := nameList(a.Authors); got != tt.want {
				t.Errorf("got %q from %s, want %q", got, a.Fields["authors"].Source, tt.want)
			}
		})
	}
}

func TestPeopleFromListsOfTheHead(t *testing.T) {
	for in, want := range map[string]string{
		"Quill, Edda; Holt, Liv":        "Edda Quill, Liv Holt",
		"Centre for the Study of Tides": "Centre for the Study of Tides",
		"Amitava Das":                   "Amitava Das",
	} {
		if got := nameList(peopleFrom(in, nil)); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

// TestTopicBesideTheSitesByline: whom a page names near its headline wrote it,
// unless a byline names the site.
func TestTopicBesideTheSitesByline(t *testing.T) {
	for byline, want := range map[string]string{"": "Edda Quill", "<p>By Skarre Times</p>": ""} {
		a := mustExtract(t, `<html lang=en><head><meta property="og:site_name" content="Skarre Times"></head><body><h1>The harbour wall</h1><div><a href=/topics/7>Edda Quill</a></div>`+byline+"<article>"+tide+"</article></body></html>")
		if got := nameList(a.Authors); got != want {
			t.Errorf("with %q: got %q, want %q", byline, got, want)
		}
	}
}

func TestInFrontOfTheText(t *testing.T) {
	l := &layout{first: 3, blocks: make([]content.Block, 40)}
	l.blocks[5].Keep = true
	for i, want := range map[int]bool{0: true, 2: true, 4: true, 5: false, 3 + labelsFront: true, 4 + labelsFront: false} {
		if got := l.inFront(i); got != want {
			t.Errorf("block %d: got %v", i, got)
		}
	}
}
