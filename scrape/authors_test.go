package scrape

import (
	"strings"
	"testing"
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
