package content

import (
	"strings"
	"testing"
)

func TestFeatureNames(t *testing.T) {
	seen := map[string]int{}
	for f := range Features {
		name := featureName(f)
		if name == "" {
			t.Errorf("feature %d has no name", f)
		}
		if other, ok := seen[name]; ok {
			t.Errorf("features %d and %d are both called %q", other, f, name)
		}
		seen[name] = f
	}
	if name := featureName(Features); name != "" {
		t.Errorf("%q is one name too many", name)
	}
	for f, want := range map[int]string{
		fWords: "words", fDepth: "depth in the tree", fMarks: "in navigation", fTokenMean: "names of the element", fWordFirst: "first word",
		fContainers: "words of the element", fContainers + containerCount + 5: "score of the element around", fBody: "the best container itself",
		fHeadingLinks: "share of words in links in the last heading", fNeighbours + neighbourCount: "words one block before",
		fPageWords: "words of the page", fPageBody: "share of the page's prose in the best container",
	} {
		if got := featureName(f); got != want {
			t.Errorf("feature %d is called %q, want %q", f, got, want)
		}
	}
}

func TestTrace(t *testing.T) {
	const page = `<body><nav><a href=/>Home</a></nav><article><h1>A wall</h1>
<p>The harbour board met twice in October, and settled nothing that had not been settled before.</p>
<p>One can be for the wall, and against the way it is being built, without being for the sea.</p>
<h2>Read more</h2></article><div class=comments><p>First!</p></div></body>`
	trace := &Trace{}
	sel := Find(parse(t, page), Hints{}, Options{Trace: trace})
	if len(trace.Verdicts) != len(sel.Blocks) {
		t.Fatalf("got %d verdicts of %d blocks", len(trace.Verdicts), len(sel.Blocks))
	}
	roles := map[string]string{}
	for i, v := range trace.Verdicts {
		if v.Keep != sel.Blocks[i].Keep {
			t.Errorf("%q: the verdict says %v, the selection %v", v.Text, v.Keep, sel.Blocks[i].Keep)
		}
		if len(v.Reasons) == 0 || len(v.Reasons) > mostReasons {
			t.Errorf("%q has %d reasons", v.Text, len(v.Reasons))
		}
		first, _, _ := strings.Cut(v.Text, " ")
		roles[first] = v.Role
	}
	for word, want := range map[string]string{"Home": "navigation", "A": "heading 1", "One": "paragraph", "Read": "heading 2", "First!": "comment"} {
		if roles[word] != want {
			t.Errorf("%s …: got role %q, want %q", word, roles[word], want)
		}
	}
	sel.Blocks[0].Keep = !sel.Blocks[0].Keep
	trace.Note(sel.Blocks, "a whim")
	if v := trace.Verdicts[0]; v.Keep != sel.Blocks[0].Keep || len(v.Changes) == 0 || v.Changes[len(v.Changes)-1].By != "a whim" {
		t.Errorf("got %+v", v)
	}
	var none *Trace
	none.Note(sel.Blocks, "nobody listens")
}

// TestFavor gives a page with text of all degrees of doubt: recall keeps the
// most of it, precision the least.
func TestFavor(t *testing.T) {
	page := "<body><article>" + strings.Repeat("<p>The harbour board met twice in October, and settled nothing that had not been settled before.</p>", 4) +
		"<div class=box><p>More about the wall, by the board, with figures.</p><p>Of the builders, two have left.</p></div></article>" +
		"<div class=extra><p>The board has met before, in March, and was as much at a loss, says the clerk, who is old.</p><p>Ask him, or read it up in the minutes, which are public.</p>" +
		"<ul><li>Minutes of March</li><li>Minutes of May, with a map, a list and an index</li></ul></div></body>"
	words := map[Favor]int{}
	for _, f := range []Favor{Precision, Balanced, Recall} {
		sel := Find(parse(t, page), Hints{}, Options{Favor: f})
		words[f] = sel.Words
	}
	if words[Precision] > words[Balanced] || words[Balanced] > words[Recall] || words[Precision] == words[Recall] {
		t.Errorf("got %v words", words)
	}
}
