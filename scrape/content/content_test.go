package content

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

const sentence = "The board met twice in October, and settled nothing that anybody could remember afterwards. "

func parse(t *testing.T, page string) *html.Node {
	t.Helper()
	doc, err := html.ParseWithOptions(strings.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestBlocks(t *testing.T) {
	for name, tt := range map[string]struct{ page, want string }{
		"paragraphs":              {`<p>One two.</p><p>Three</p>`, "One two.|Three"},
		"inline markup":           {`<p>One <b>two</b><i> three</i></p>`, "One two three"},
		"two breaks part a block": {`<div>One<br><br>two<br>three</div>`, "One|two\nthree"},
		"loose text":              {`one<p>two</p>three`, "one|two|three"},
		"a box in a link":         {`<a href=x>one<div>two</div></a>`, "one|two"},
		"scripts say nothing":     {`<p>a<script>b</script>c</p><style>d</style>`, "ac"},
		"noscript does":           {`<noscript><p>one</p></noscript>`, "one"},
		"cells":                   {`<table><tr><td>a<td>b</table>`, "a|b"},
		"blanks":                  {"<p> \n </p><p>&nbsp;</p>", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSurvey(parse(t, tt.page))
			var got []string
			for i := range s.blocks {
				got = append(got, s.blocks[i].Text())
			}
			if strings.Join(got, "|") != tt.want {
				t.Errorf("got %q, want %q", strings.Join(got, "|"), tt.want)
			}
		})
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]int{"one two": 2, "don't stop-gap": 2, "港の委員会は": 3, "Größe naïve": 2, "العربية لغة": 2, "a1 b2, c3.": 3, "": 0} {
		s := newSurvey(parse(t, "<p>"+text+"</p>"))
		got := 0
		for i := range s.blocks {
			got += s.blocks[i].Words
		}
		if got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}

func TestSumsOverSubtrees(t *testing.T) {
	s := newSurvey(parse(t, `<div><p>`+sentence+`</p><ul><li><a href=x>a link</a></li></ul></div><p>outside</p>`))
	root := s.elems[0]
	if root.words != 17 || root.linkWords != 2 || root.goodWords != 14 {
		t.Errorf("the page has %d words, %d in links, %d of prose", root.words, root.linkWords, root.goodWords)
	}
	for i := 1; i < len(s.elems); i++ {
		if s.elems[i].parent >= int32(i) {
			t.Fatalf("element %d stands before its parent", i)
		}
	}
}

func TestMarks(t *testing.T) {
	for attrs, want := range map[string]mark{
		`class="field-name-body"`: bodyName, `class="relatedArticles"`: related, `id="sideBar_comments"`: comment,
		`class="Share-Tools"`: share, `style="color:red; display : none"`: hidden, `role=navigation`: nav, `class=shareholder`: 0,
	} {
		n := parse(t, "<div "+attrs+">x</div>").FirstChild.LastChild.FirstChild
		if got := marksOf(n); want != 0 && got&want == 0 || want == 0 && got != 0 {
			t.Errorf("%s gives %b, want %b", attrs, got, want)
		}
	}
}

// A class on an element that holds most of the prose says nothing about it.
func TestMarksOfTheWholePageAreNone(t *testing.T) {
	s := newSurvey(parse(t, `<body class="has-sidebar"><form><p>`+sentence+`</p></form></body>`))
	if len(s.blocks) != 1 || s.blocks[0].furniture || !s.blocks[0].good {
		t.Errorf("got %+v", s.blocks)
	}
}

func TestTable(t *testing.T) {
	keys, values := []uint32{1, 2, 17, 33, 4294967295}, []float32{.5, -1, 2, 3, 4}
	table := NewTable(keys, values)
	for i, k := range keys {
		if v, ok := table.Weight(k); !ok || v != values[i] {
			t.Errorf("key %d gives %v, %v", k, v, ok)
		}
	}
	for _, k := range []uint32{0, 3, 49} {
		if _, ok := table.Weight(k); ok {
			t.Errorf("key %d is known", k)
		}
	}
}

func TestPredict(t *testing.T) {
	m := NewModel(0, []Tree{{Feature: []uint8{fWords, fLinkShare}, Threshold: []float32{5, .5}, Leaf: []float32{-2, 2, -8, -4}}}, nil, nil)
	s := Examine(parse(t, `<p>`+sentence+`</p><p>short</p><p><a href=x>`+sentence+`</a></p>`), Hints{}, m)
	p := m.predict(s.sheet)
	if len(p) != 3 || p[0] < .85 || p[1] > .15 || p[2] > .05 {
		t.Errorf("got %v", p)
	}
}

func TestDecodeMaximisesExpectedF1(t *testing.T) {
	s := newSurvey(parse(t, strings.Repeat("<p>"+sentence+"</p>", 4)))
	c := chooser{survey: s}
	c.decode([]float32{.9, .8, .1, .05})
	for i, want := range []bool{true, true, false, false} {
		if s.blocks[i].Keep != want {
			t.Errorf("block %d: kept %v", i, s.blocks[i].Keep)
		}
	}
	// An unsure page is cut lower than one half: .4 is kept where nothing is surer.
	s = newSurvey(parse(t, strings.Repeat("<p>"+sentence+"</p>", 2)))
	c = chooser{survey: s}
	c.decode([]float32{.4, .35})
	if !s.blocks[0].Keep || !s.blocks[1].Keep {
		t.Error("nothing was kept of an unsure page")
	}
}

func TestFind(t *testing.T) {
	page := `<nav><a href=/>Home</a> <a href=/n>News</a></nav><h1>A wall</h1><article>` + strings.Repeat("<p>"+sentence+sentence+"</p>", 5) +
		`</article><div class=related><h3>Related</h3><a href=/2>Another wall</a></div><footer>All rights reserved.</footer>`
	sel := Find(parse(t, page), Hints{Titles: []string{"A wall"}}, Options{})
	kept := 0
	for i := range sel.Blocks {
		b := &sel.Blocks[i]
		if b.Keep {
			kept++
			if text := b.Text(); !strings.HasPrefix(text, "The board") && text != "A wall" {
				t.Errorf("kept %q", text)
			}
		}
	}
	if kept < 5 || sel.Root == nil || sel.Confidence < .5 {
		t.Errorf("%d blocks kept, confidence %.2f", kept, sel.Confidence)
	}
}

func TestNothingToFind(t *testing.T) {
	for _, page := range []string{"", "<img src=x>", "<nav></nav>"} {
		if sel := Find(parse(t, page), Hints{}, Options{}); sel.Root != nil || sel.Words != 0 {
			t.Errorf("%q: %d words", page, sel.Words)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	page := "<nav>" + strings.Repeat(`<a href="/x">a link</a>`, 80) + "</nav><article>" + strings.Repeat(`<p class="body text">`+sentence+sentence+"</p>\n", 60) + "</article>"
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		Find(doc, Hints{}, Options{})
	}
}

// TestUnits gives tables of which one cell was not kept: one of data is kept
// whole, one that lays out the page is not.
func TestUnits(t *testing.T) {
	prose := strings.Repeat("<p>The harbour board met twice in October, and settled nothing that had not been settled before.</p>", 3)
	for name, tt := range map[string]struct {
		page string
		want bool
	}{
		"data":             {"<div>" + prose + "</div><table><tr><td>Dues of the year<td>Ropewalk</table>", true},
		"a list":           {"<div>" + prose + "</div><ul><li>Dues of the year<li>Ropewalk</ul>", true},
		"the page's table": {"<table><tr><td>" + prose + "<td>Ropewalk</table>", false},
		"a nested table":   {"<div>" + prose + "</div><table><tr><td><table><tr><td>Dues of the year</table><td>Ropewalk</table>", false},
		"mostly dropped":   {"<div>" + prose + "</div><table><tr><td>Dues<td>Ropewalk of the lower harbour</table>", false},
	} {
		t.Run(name, func(t *testing.T) {
			c := &chooser{survey: newSurvey(parse(t, tt.page))}
			last := -1
			for i := range c.blocks {
				if strings.HasPrefix(c.blocks[i].Text(), "Ropewalk") {
					last = i
				} else {
					c.blocks[i].Keep = true
				}
			}
			c.units()
			if c.blocks[last].Keep != tt.want {
				t.Errorf("got %v, want %v", c.blocks[last].Keep, tt.want)
			}
		})
	}
}
