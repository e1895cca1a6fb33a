package convert

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/backissue/backissue/scrape"
)

const choicesPage = `<p>The wall leans over the <a href="https://a.example/sea?utm_source=x&amp;id=7#top">old sea</a> and the [1] gulls,
1945. Then - so they say - it <b>fell down</b>.</p><ul><li>one two three four five six seven eight nine</li></ul>
<p><a href="https://a.example/sea?utm_source=x&amp;id=7#top">again</a> <a href="https://b.example/" title="t">b</a></p>
<table><tr><th>a</th></tr><tr><td>1</td></tr></table>`

func TestChoices(t *testing.T) {
	for _, c := range []struct {
		name    string
		options Options
		want    string
	}{
		{"references", Options{Links: ReferenceLinks, CleanLinks: true}, `The wall leans over the [old sea][1] and the \[1] gulls, 1945. Then - so they say - it **fell down**.

- one two three four five six seven eight nine

[again][1] [b][2]

| a |
| --- |
| 1 |

[1]: https://a.example/sea?id=7#top
[2]: https://b.example/ "t"
`},
		{"wrapped", Options{Wrap: 30, Links: ReferenceLinks, CleanLinks: true, Tables: HTMLTables}, `The wall leans over the [old
sea][1] and the \[1]
gulls, 1945. Then - so they
say - it **fell down**.

- one two three four five six
  seven eight nine

[again][1] [b][2]

<table>
<tbody>
<tr>
<th>a</th>
</tr>
<tr>
<td>1</td>
</tr>
</tbody>
</table>

[1]: https://a.example/sea?id=7#top
[2]: https://b.example/ "t"
`},
		{"text", Options{Format: Text, Wrap: 30}, `The wall leans over the old
sea and the [1] gulls, 1945.
Then - so they say - it fell
down.

- one two three four five six
  seven eight nine

again b

a
1
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.options.FrontMatter = NoFrontMatter
			got, err := c.options.Bytes(articleOf(t, choicesPage))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, string(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The digest is that of the text, whatever its lines look like.
func TestWrapKeepsTheDigest(t *testing.T) {
	digest := func(o Options) string {
		r := o.read(articleOf(t, choicesPage))
		return r.article.SHA256
	}
	if a, b := digest(Options{}), digest(Options{Wrap: 20, Links: ReferenceLinks, Tables: HTMLTables}); a != b {
		t.Errorf("%s and %s", a, b)
	}
}

func TestCleanLinksInTheRecord(t *testing.T) {
	a := articleOf(t, choicesPage)
	a.Links = []scrape.Link{{URL: "https://a.example/?utm_medium=x#f"}}
	got, err := Options{Format: JSONL, CleanLinks: true}.Bytes(a)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(got), "utm_") || !strings.Contains(string(got), `"https://a.example/#f"`) || a.Links[0].URL != "https://a.example/?utm_medium=x#f" {
		t.Errorf("%s", got)
	}
}

func TestCheckRefusesUnknownChoices(t *testing.T) {
	for _, o := range []Options{{Links: "x"}, {Tables: "x"}, {Wrap: -1}, {Images: "x"}, {Format: "x"}} {
		if o.Check() == nil {
			t.Errorf("%+v passed", o)
		}
	}
}
