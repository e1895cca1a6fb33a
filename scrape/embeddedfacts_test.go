package scrape

import (
	"strings"
	"testing"
)

func TestEmbeddedFacts(t *testing.T) {
	body := quoted("<p>" + strings.Join(lines, "</p><p>") + "</p>")
	post := func(members string) string {
		return `{"post":{"title":"The dredger has gone",` + members + `,"body":` + body + `}}`
	}
	for name, tt := range map[string]struct{ state, authors, issued string }{
		"objects":          {post(`"author":{"name":"Edda Quill"},"publishedAt":"2019-06-11T06:30:00Z"`), "Edda Quill", "2019-06-11"},
		"a list of texts":  {post(`"authors":["Edda Quill","Ole Brandt"],"pubDate":"2019-06-11"`), "Edda Quill, Ole Brandt", "2019-06-11"},
		"a byline":         {post(`"byline":"By Edda Quill and Ole Brandt","first_publish_date":"2019-06-11"`), "Edda Quill, Ole Brandt", "2019-06-11"},
		"parts of a name":  {post(`"author":{"first_name":"Edda","last_name":"Quill"},"published":"11 June 2019"`), "Edda Quill", "2019-06-11"},
		"milliseconds":     {post(`"authors":[{"displayName":"Edda Quill"}],"datePublished":1560234600000`), "Edda Quill", "2019-06-11"},
		"seconds":          {post(`"authors":[{"title":"Edda Quill"}],"published":1560234600`), "Edda Quill", "2019-06-11"},
		"references":       {post(`"author":{"data":{"attributes":{"name":"Edda Quill"}}},"publishedAt":{"iso":"2019-06-11"}`), "Edda Quill", "2019-06-11"},
		"edges":            {post(`"authors":{"edges":[{"node":{"name":"Edda Quill"}},{"node":{"name":"Ole Brandt"}}]},"date":"2019-06-11"`), "Edda Quill, Ole Brandt", "2019-06-11"},
		"credits":          {post(`"credits":{"by":[{"name":"Edda Quill","type":"author"}]},"display_date":"2019-06-11"`), "Edda Quill", "2019-06-11"},
		"a photographer":   {post(`"contributors":[{"name":"Ole Brandt","role":"Photographer"},{"name":"Edda Quill","role":"Reporter"}],"dates":{"published":"2019-06-11"}`), "Edda Quill", "2019-06-11"},
		"not the changed":  {post(`"autor":"Edda Quill","updatedAt":"2020-01-02","createdAt":"2019-06-11"`), "Edda Quill", "2019-06-11"},
		"a number":         {post(`"author":17,"date":"soon"`), "", ""},
		"beside the body":  {`{"entry":{"author":"Edda Quill","date":"2019-06-11","content":` + body + `}}`, "Edda Quill", "2019-06-11"},
		"of another text":  {`{"other":{"title":"Another matter","author":"Ole Brandt","date":"2018-01-01"},"post":{"title":"The dredger has gone","body":` + body + `}}`, "", ""},
		"titled elsewhere": {`{"header":{"headline":"The dredger has gone","author":"Edda Quill","date":"2019-06-11"},"html":` + body + `}`, "Edda Quill", "2019-06-11"},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := NewPage(Source{URL: "https://mole.example/dredger", Body: []byte(shell("", nextData(tt.state)))})
			if err != nil {
				t.Fatal(err)
			}
			a, err := Extract(p, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := nameList(a.Authors); got != tt.authors {
				t.Errorf("got the authors %q, want %q", got, tt.authors)
			}
			if a.Issued != tt.issued {
				t.Errorf("got the date %q, want %q", a.Issued, tt.issued)
			}
			if s := a.Fields["authors"].Source; s != "" && s != "state:__NEXT_DATA__" {
				t.Errorf("got the source %q", s)
			}
		})
	}
}
