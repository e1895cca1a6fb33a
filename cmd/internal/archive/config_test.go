package archive

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseConfig(t *testing.T) {
	const text = `
titles:
  the-mole:
    name: The Mole
    issues: https://mole.example/issues
    feed: [https://mole.example/feed, https://mole.example/letters.xml]
    sitemap: https://mole.example/news.xml
    hosts: [mole.example]
    since: 2020-01
    language: en
    refresh: 30d
  tides: {feed: "http://tides.example/feed"}
options:
  delay: 2s
  header: [a, b]
`
	got, err := parseConfig("backissue.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := &Config{
		Titles: []Title{
			{
				Key: "the-mole", Name: "The Mole", Issues: []string{"https://mole.example/issues"},
				Feeds: []string{"https://mole.example/feed", "https://mole.example/letters.xml", "https://mole.example/news.xml"},
				Hosts: []string{"mole.example"}, Since: "2020-01", Language: "en", Refresh: Refresh{fixed: true, every: 30 * day},
			},
			{Key: "tides", Name: "tides", Feeds: []string{"http://tides.example/feed"}},
		},
		Options: []Option{{"delay", "2s", 14}, {"header", "a", 15}, {"header", "b", 15}},
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(Refresh{})); d != "" {
		t.Error(d)
	}
}

func TestParseConfigNamesTheLine(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"unknown key", "titels:\n  a: {}\n", `:1: unknown key "titels"`},
		{"unknown key of a title", "titles:\n  a:\n    isues: https://x.example/\n", `:3: unknown key "isues"`},
		{"nothing to read", "titles:\n  a:\n    name: A\n", ":2: a has none of issues, feed, sitemap"},
		{"folder", "titles:\n  ../a:\n    feed: https://x.example/\n", `:2: "../a" cannot be a folder's name`},
		{"reserved folder", "titles:\n  warc:\n    feed: https://x.example/\n", `:2: "warc" cannot be`},
		{"address", "titles:\n  a:\n    feed: x.example/feed\n", `:3: "x.example/feed" is no address`},
		{"date", "titles:\n  a:\n    feed: https://x.example/\n    since: 2020-13\n", `:4: "2020-13" is no date`},
		{"zone", "titles:\n  a:\n    feed: https://x.example/\n    time-zone: Mars/Olympus\n", `:4: "Mars/Olympus" is no time zone`},
		{"refresh", "titles:\n  a:\n    feed: https://x.example/\n    refresh: often\n", ":4: refresh: auto, never"},
		{"twice", "titles:\n  a: {feed: 'https://x.example/'}\n  a: {feed: 'https://x.example/'}\n", `:3: "a" stands here twice`},
		{"no mapping", "titles: [a, b]\n", ":1: not a mapping"},
		{"no YAML", "titles: [\n", "yaml"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := parseConfig("backissue.yaml", []byte(tt.text))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestSampleIsAConfig(t *testing.T) {
	if _, err := parseConfig("backissue.yaml", Sample()); err != nil {
		t.Fatal(err)
	}
	// With its comments taken away it shows every key.
	text := strings.NewReplacer("  # the-mole", "  the-mole", "  #   ", "    ", "\n  # contact", "\n  contact", "\n  # delay", "\n  delay", "\n  # max", "\n  max").Replace(sample)
	c, err := parseConfig("backissue.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Titles) != 1 || len(c.Titles[0].Feeds) != 2 || c.Titles[0].Zone == nil || len(c.Options) != 3 {
		t.Errorf("got %+v", c)
	}
}

func TestBefore(t *testing.T) {
	for _, tt := range []struct {
		date, since string
		want        bool
	}{
		{"2019-12-31", "2020", true},
		{"2020-01-01", "2020", false},
		{"2020", "2020-06", false},
		{"2019", "2020-06", true},
		{"2020-05-31T10:00:00Z", "2020-06", true},
		{"2020-23", "2020-11", false}, // autumn
		{"2019-23", "2020-11", true},
		{"2019-12/2020-01", "2020", true},
		{"", "2020", false},
		{"2019", "", false},
	} {
		if got := Before(tt.date, tt.since); got != tt.want {
			t.Errorf("Before(%q, %q): got %v", tt.date, tt.since, got)
		}
	}
}
