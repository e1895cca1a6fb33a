package archive

import (
	"testing"

	"github.com/backissue/backissue/scrape"
)

func TestCompare(t *testing.T) {
	const text = "The ferry came in at six, an hour late. Nobody at the harbour office had heard of it. So it went to the board."
	stored := scrape.Article{Title: "The light on the mole", Body: text, SHA256: "1", WordCount: 23}
	for _, tt := range []struct {
		name string
		read scrape.Article
		want Verdict
	}{
		{"itself", stored, Same},
		{"other marks", scrape.Article{Title: "The Light on the Mole", Body: "The *ferry* came in at six – an hour late. Nobody at the [harbour office](https://mole.example/office?utm_source=x) had heard of it.\n\nSo it went to the board.", SHA256: "2", WordCount: 23}, Same},
		{"other title", scrape.Article{Title: "The light", Body: text, SHA256: "1", WordCount: 23}, Changed},
		{"other words", scrape.Article{Title: stored.Title, Body: text + " It sat.", SHA256: "3", WordCount: 25}, Changed},
		{"the end cut off", scrape.Article{Title: stored.Title, Body: "The ferry came in at six, an hour late. Nobody at the", SHA256: "4", WordCount: 12}, Shrunk},
		{"little left", scrape.Article{Title: stored.Title, Body: "Please log in.", SHA256: "5", WordCount: 3}, Shrunk},
		{"a teaser", scrape.Article{Title: stored.Title, Body: "The ferry came late, and we know why. Read on, subscribers of ours, and be told it all.", SHA256: "6", WordCount: 17, Access: "teaser"}, Teaser},
		{"a correction", scrape.Article{Title: stored.Title, Body: "The ferry came in at seven, an hour late. Nobody at the harbour office had heard of it.", SHA256: "7", WordCount: 17}, Changed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Compare(&stored, &tt.read); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestWords(t *testing.T) {
	const markdown = "See [the office](https://mole.example/a_(b)?c=d) and ![a lamp](lamp.jpg); [cut](https://mole.example/x\nnext"
	if got, want := words(markdown), "See [the office] and ![a lamp]; [cut]\nnext"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
