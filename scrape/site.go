package scrape

import (
	"hash/maphash"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape/content"
)

const (
	learnMost  = 60 // pages that a site is learned from
	learnLeast = 3  // pages that must say the same
	learnShare = 5  // and one of this many
	learnWords = 4  // that a repeated block has at least
	sureText   = .9 // the model's probability from which a text that leads nowhere is the article's whatever other pages say
	giveAway   = 4  // one of this many words of an article may be the site's, no more
)

// Site is what the pages of a run teach of their sites: texts that stand on
// many of them are no part of an article, and the end that their titles share
// is the site's name. It is filled by Learn, and read by Extract; not both at
// once.
type Site struct {
	seed  maphash.Seed
	hosts map[string]*habits
}

// habits are what the pages of a host have in common.
type habits struct {
	pages  int
	blocks map[uint64]int // pages with a text, by its hash
	ends   map[string]int // pages with an end of <title>
}

// NewSite is a site of which nothing is known.
func NewSite() *Site { return &Site{seed: maphash.MakeSeed(), hosts: map[string]*habits{}} }

// Learn adds a page. One whose text is mostly that of earlier ones is another
// copy of an article, or the list of its beginnings, and teaches nothing; nor
// does any after the first 60 of a host.
func (s *Site) Learn(p *Page) {
	p.unwrapCopy()
	h := readHead(p.Doc)
	host := siteLabel(hostOf(unwrapArchive(p.URL)))
	k := s.hosts[host]
	if k == nil {
		k = &habits{blocks: map[uint64]int{}, ends: map[string]int{}}
		s.hosts[host] = k
	}
	if k.pages == learnMost {
		return
	}
	seen := map[uint64]bool{}
	prose, known := 0, 0
	blocks := content.Blocks(p.Doc)
	for i := range blocks {
		b := &blocks[i]
		if b.Words < learnWords {
			continue
		}
		text := s.hash(b)
		seen[text] = true
		if b.Prose() {
			prose += b.Words
			if k.blocks[text] > 0 {
				known += b.Words
			}
		}
	}
	if prose == 0 || 2*known > prose {
		return
	}
	k.pages++
	for text := range seen {
		k.blocks[text]++
	}
	for _, part := range titleEnds(h.title) {
		if !h.headlined(part) {
			k.ends[part]++
		}
	}
}

func (s *Site) hash(b *content.Block) uint64 { return maphash.String(s.seed, oneLine(b.Text())) }

// titleEnds are the parts with which a title begins or ends.
func titleEnds(t string) []string {
	t = oneLine(t)
	if t == "" || len(t) > maxTitle {
		return nil
	}
	seen := map[string]bool{t: true}
	var ends []string
	for _, part := range splitTitle(t) {
		if part != "" && !seen[part] && (strings.HasPrefix(t, part) || strings.HasSuffix(t, part)) {
			seen[part] = true
			ends = append(ends, part)
		}
	}
	return ends
}

// headlined reports whether a heading says a part of the title and more: then
// it is of the headline, as the name of a serial is, and not the site's.
func (h *head) headlined(part string) bool {
	return slices.ContainsFunc(h.headings, func(n *html.Node) bool {
		text := oneLine(textOf(n))
		return text != part && strings.Contains(text, part)
	})
}

func (s *Site) of(address string) *habits {
	if s == nil {
		return nil
	}
	return s.hosts[siteLabel(hostOf(address))]
}

// namesOf are the ends that most titles of the site share, in their order as
// texts.
func (s *Site) namesOf(address string) []string {
	k := s.of(address)
	if k == nil {
		return nil
	}
	var names []string
	for part, n := range k.ends {
		if n >= learnLeast && 2*n > k.pages && len(part) <= maxName {
			names = append(names, part)
		}
	}
	slices.Sort(names)
	return names
}

// drop takes out of the content what other pages of the site say too, in front
// of the article's own text and behind it, with the headings that are left with
// nothing below. A page of which that would be much keeps it: it is a copy of
// another, or one that holds a series.
func (s *Site) drop(sel *content.Selection, address string) {
	k := s.of(address)
	if k == nil || k.pages < learnLeast {
		return
	}
	kept, theirs := 0, 0
	repeated := make([]bool, len(sel.Blocks))
	for i := range sel.Blocks {
		b := &sel.Blocks[i]
		if !b.Keep {
			continue
		}
		kept += b.Words
		if b.Words >= learnWords && b.Heading() == 0 && (b.Score < sureText || b.LinkWords > 0) {
			if n := k.blocks[s.hash(b)]; n >= learnLeast && learnShare*n >= k.pages {
				repeated[i] = true
				theirs += b.Words
			}
		}
	}
	if theirs == 0 || giveAway*theirs > kept {
		return
	}
	first, last := ownText(sel, repeated)
	gone, own := false, false // what stands below a heading
	for i := len(sel.Blocks) - 1; i >= 0; i-- {
		b := &sel.Blocks[i]
		switch {
		case !b.Keep:
		case repeated[i] && (i < first || i > last):
			b.Keep, gone = false, true
		case b.Heading() == 0:
			own = true
		default:
			b.Keep = own || !gone
			gone, own = false, false
		}
	}
}

// ownText is the first and the last kept paragraph that is not repeated.
func ownText(sel *content.Selection, repeated []bool) (first, last int) {
	first, last = len(repeated), -1
	for i := range sel.Blocks {
		if b := &sel.Blocks[i]; b.Keep && b.Prose() && !repeated[i] {
			first, last = min(first, i), i
		}
	}
	return first, last
}
