package convert

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape/corpus"
)

// peerScript reads pages as JSON strings, a line each, and writes the Markdown
// of two other converters.
const peerScript = `
const Turndown = require('turndown'), gfm = require('turndown-plugin-gfm').gfm, {NodeHtmlMarkdown} = require('node-html-markdown');
const t = new Turndown({headingStyle: 'atx', codeBlockStyle: 'fenced', emDelimiter: '*'}); t.use(gfm);
const attempt = (f) => { try { return f(); } catch (e) { return ''; } };
for (const line of require('fs').readFileSync(0, 'utf8').split('\n')) {
  if (!line) continue;
  const page = JSON.parse(line);
  console.log(JSON.stringify([attempt(() => t.turndown(page)), attempt(() => NodeHtmlMarkdown.translate(page))]));
}`

// TestPeers compares what Turndown and node-html-markdown keep of the same
// documents with what we do. $BACKISSUE_PEERS is a folder whose node_modules
// holds them.
func TestPeers(t *testing.T) {
	dir := os.Getenv("BACKISSUE_PEERS")
	if dir == "" {
		t.Skip("BACKISSUE_PEERS names no folder with the other converters")
	}
	for name, pages := range map[string][]string{"made": madePages(2000), "real": realPages(t, "fundus", "readability", "postlight")} {
		t.Run(name, func(t *testing.T) { comparePeers(t, dir, pages) })
	}
}

func madePages(n int) []string {
	rng := rand.New(rand.NewPCG(*seed, 6))
	var pages []string
	for range n {
		pages = append(pages, document(rng))
	}
	return pages
}

// realPages are articles as HTML, after extraction.
func realPages(t *testing.T, sets ...string) []string {
	var pages []string
	for _, set := range sets {
		err := corpus.Each(set, func(p *corpus.Page) error {
			if a := extracted(t, p); a != nil {
				var b bytes.Buffer
				if err := html.Render(&b, a.Content); err != nil {
					return err
				}
				pages = append(pages, b.String())
			}
			return nil
		})
		if err != nil {
			t.Skip(err)
		}
	}
	return pages
}

func comparePeers(t *testing.T, dir string, pages []string) {
	var in bytes.Buffer
	for _, p := range pages {
		line, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		in.Write(append(line, '\n'))
	}
	cmd := exec.Command("node", "-e", peerScript)
	cmd.Dir, cmd.Stdin, cmd.Stderr = dir, &in, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"ours", "Turndown", "node-html-markdown"}
	kinds := []string{"text", "h", "link", "image", "li", "blockquote", "td", "pre", "code", "em", "strong", "del", "sup"}
	kept := make([]map[string]int, len(names))
	for i := range kept {
		kept[i] = map[string]int{}
	}
	total := map[string]int{}
	for i, line := range bytes.Split(bytes.TrimSpace(out), []byte("\n")) {
		var peers [2]string
		if err := json.Unmarshal(line, &peers); err != nil {
			t.Fatal(err)
		}
		ours, _ := bodyMarkdown(t, pages[i])
		want := kindsOf(t, pages[i], false)
		for k, list := range want {
			total[k] += len(list)
		}
		for m, md := range []string{ours, peers[0], peers[1]} {
			got := kindsOf(t, toHTML(t, gfm, []byte(md)), true)
			for k, list := range want {
				kept[m][k] += common(list, got[k])
			}
		}
	}
	t.Logf("%-12s %8s %s", "of", "", strings.Join(names, " "))
	for _, k := range kinds {
		row := ""
		for m := range names {
			row += " " + percent(kept[m][k], total[k])
			if m > 0 && kept[m][k] > kept[0][k] {
				t.Errorf("%s keeps more of %s", names[m], k)
			}
		}
		t.Logf("%-12s %8d %s", k, total[k], row)
	}
}

func percent(n, of int) string {
	if of == 0 {
		return "-"
	}
	b, _ := json.Marshal(float64(n*10000/of) / 100)
	return string(b)
}

// kindsOf is the structure of a page by kinds, and its text.
func kindsOf(t *testing.T, page string, read bool) map[string][]string {
	t.Helper()
	body := parseBody(t, page)
	tree := body
	if read {
		settleRead(tree)
	} else {
		tree = (&tidier{anyScheme: true, anyLevel: true}).tidy(body)
		settleNotes(tree, nothing)
	}
	kinds := map[string][]string{"text": {visible(tree, nothing)}}
	for _, s := range structure(tree, nothing) {
		k, rest, _ := strings.Cut(s, " ")
		if len(k) == 2 && k[0] == 'h' && k[1] <= '6' {
			k = "h"
		}
		kinds[k] = append(kinds[k], rest)
	}
	return kinds
}

// common is how many strings two sorted lists have in common.
func common(a, b []string) int {
	seen := map[string]int{}
	for _, s := range b {
		seen[s]++
	}
	n := 0
	for _, s := range a {
		if seen[s] > 0 {
			seen[s]--
			n++
		}
	}
	return n
}
