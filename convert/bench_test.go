package convert

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// longArticle is a made page of an article's mixture: prose with a few links
// and some emphasis, headings, a list, a quote, a picture, a table.
func longArticle(sections int) string {
	var b strings.Builder
	b.WriteString("<!doctype html><html lang=en><head><title>The harbour</title></head><body><article>")
	for i := range sections {
		fmt.Fprintf(&b, "<h2>Section %d: the wall & the water</h2>\n", i)
		for k := range 6 {
			fmt.Fprintf(&b, "<p>The committee met again on the %dth, as it had done every week since the wall began to lean; nobody (least of all the "+
				"engineer) thought that it would <em>stand</em> another winter. “We were told,” she said, “that it would be mended by spring” — "+
				"and it was not. The <a href=\"https://harbour.example/report/%d?page=%d\">report of the second inquiry</a> put the cost at 1,200 "+
				"crowns, which the town did not have, and the <strong>old</strong> wall was left to the sea.</p>\n", k+1, i, k)
		}
		b.WriteString("<ul><li>the stones, which were sound</li><li>the mortar, which was not</li><li>and the <i>sea</i></li></ul>\n")
		b.WriteString("<blockquote><p>No wall is finished while there is a tide.</p></blockquote>\n")
		b.WriteString("<figure><img src=\"https://harbour.example/wall.jpg\" alt=\"The wall at low tide\"><figcaption>The wall, 1921</figcaption></figure>\n")
		b.WriteString("<table><tr><th>Year</th><th>Stones</th></tr><tr><td>1921</td><td>400</td></tr><tr><td>1922</td><td>380</td></tr></table>\n")
	}
	b.WriteString("</article></body></html>")
	return b.String()
}

// BenchmarkMarkdown compares writing a page's Markdown (the record with its
// digest included) with parsing the page. The budget is a ratio of 0.35.
func BenchmarkMarkdown(b *testing.B) {
	for _, sections := range []int{1, 17, 170} {
		page := longArticle(sections)
		a := articleOf(b, page)
		b.Run(fmt.Sprintf("%dKB/parse", len(page)>>10), func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			for b.Loop() {
				if _, err := html.Parse(strings.NewReader(page)); err != nil {
					b.Fatal(err)
				}
			}
		})
		for _, f := range []Format{Markdown, JSONL, Text, HTML} {
			b.Run(fmt.Sprintf("%dKB/%s", len(page)>>10, f), func(b *testing.B) {
				b.SetBytes(int64(len(page)))
				b.ReportAllocs()
				for b.Loop() {
					if _, err := (Options{Format: f}).Bytes(a); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
