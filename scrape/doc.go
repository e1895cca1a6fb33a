// Package scrape reads the pages of periodicals into articles.
//
// A page travels as one tree: its bytes become a Page, once, and Extract turns
// the Page into an Article without network, clock or log. The files, in the
// order in which a page passes them:
//
//	crawl.go       Run: jobs in, results out, in order and on all processors
//	page.go        bytes → UTF-8 (charset.go) → tree (flatten.go for deep ones)
//	extract.go     Extract: the order of the stages, and why
//	rule.go        what the site's rule finds and strips, where there is one
//	head.go        what the page says of itself; jsonld.go its JSON-LD
//	embedded.go    the text of a page that shows none: from its JSON-LD, or from
//	               the state of its scripts (embeddedstate.go, embeddedstream.go;
//	               embeddedfacts.go: its authors and its date)
//	title.go       which wording is the headline: heading.go takes headings apart,
//	               titleline.go finds lines that are no heading, sitename.go takes
//	               the site's name off, titlerank.go ranks by learned weights
//	               (titletrained.go)
//	layout.go      where headline, body and the lines around them stand
//	authors.go     who wrote it: candidates ranked; headauthors.go reads those of
//	               the head, visible.go, authorlink.go, signature.go, dispatch.go and
//	               bio.go the visible ones, newsroom.go agencies and editors;
//	               bystanders.go tells whose names are none of the authors
//	byline.go      lines taken apart into names (names.go and given.go: what a name
//	               is; told.go: interviews and reviews; eastern.go: Chinese lines)
//	published.go   when: datemarkup.go reads markup, dateline.go lines far from the
//	               headline, leads and <title> (datedtext.go: the day of a line that
//	               says more than one), scriptdate.go what scripts tell counters
//	appeared.go    publication, issue, section, pages, tags and licence, by the head
//	edition.go     "Published in the print edition of May 18, 2026, page 9"
//	language.go    what the page declares against what its text is
//	provenance.go  "From New Beacon, Vol. 9 No. 3, March 1945, pp. 91–95", "Issue 14,
//	               Winter 2019"
//	suggest.go     a site rule that would read the page as it was read
//	site.go        what the other pages of a run teach of their site
//	wall.go        pages that are no article: error pages, consent walls …
//	scripterror.go errors of the site's scripts, which may break a page off
//	notes.go       notes that stand behind the body
//	hidden.go      what the page hides between two paragraphs
//	second.go      other articles above and below that of the page
//	talk.go        what readers wrote below it
//	tail.go        what the site says at the end of the last paragraph
//	foot.go        the page's own lines below the text
//	trim.go        what has become a field leaves the body
//	clean.go       the body's own tree; media.go its pictures and recordings,
//	               math.go its formulas
//	listing.go     feeds and sitemaps
//	text.go        lines as readers see them, and as they are compared; needles.go
//	               searches them for many words at once
//	url.go         links made absolute, addresses to cite
//	pager.go       where the article goes on: its next page, never the next
//	               article (pageaddress.go: what addresses say of pages)
//	join.go        its pages read and made one article
//	article.go     the record
//	issue.go       the record of an issue
//
// Its tools know nothing of articles and never import it: package content
// finds the main content of a tree, contents what a contents page lists, date
// reads dates, numbering the numbers of issues, rules reads what is known of
// sites, fetch asks for pages and robots may forbid it, state remembers what is
// done, warc keeps the traffic, corpus streams annotated pages to tests and to
// the training of content's model.
package scrape
