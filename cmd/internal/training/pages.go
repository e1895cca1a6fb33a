package training

import (
	_ "embed"
	"fmt"
	"hash/fnv"
	"net/url"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/net/publicsuffix"

	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/content"
	"github.com/backissue/backissue/scrape/corpus"
)

// Folds is the number of parts that pages are split into, by their sites.
const Folds = 3

// sets are the page sets that may be learned from, and what each counts. News is
// what most readers of an archive want, and the sets of it are the small ones.
// Pages without a gold text teach what silver.go finds out about them.
var sets = []struct {
	name   string
	weight float32
}{
	{"fundus", 8}, {"wcxb_dev", 1}, {"trafilatura", 1}, {"readability", .4}, {"newspaper4k", 2}, {"chinese", 2},
	{"htmldate", 1}, {"postlight", 1},
}

// Page is one page of a set with the labels of its blocks.
type Page struct {
	*corpus.Page
	Fold int // that is tested on it

	host   string
	weight float32
	labels []label
	golden bool       // it has a gold text to be believed
	silver bool       // the labels of most blocks are a model's
	tokens [][]uint32 // of each block's elements, each once
	words  [][]uint32 // of each short block
}

//go:embed badgold.tsv
var badGoldTable string

// badGold is why the gold of some pages is not believed, by set and id.
var badGold = sync.OnceValue(func() map[string]string {
	reasons := map[string]string{}
	for line := range strings.Lines(badGoldTable) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 {
			reasons[f[0]+"/"+f[1]] = f[2]
		}
	}
	return reasons
})

// Load reads, parses and labels the pages. Those whose gold text is not on the
// page teach nothing.
func Load() ([]*Page, error) {
	var all []*Page
	for _, s := range sets {
		err := corpus.Each(s.name, func(p *corpus.Page) error {
			host := registrable(p.URL, p.ID)
			golden := p.Text != nil && badGold()[p.Set+"/"+p.ID] == ""
			all = append(all, &Page{Page: p, Fold: foldOf(host), host: host, weight: s.weight, golden: golden})
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	Parallel(len(all), func(i int) {
		p := all[i]
		sheet, err := p.Sheet(&content.Model{})
		if err != nil {
			return
		}
		p.labels = labelsOf(p, sheet)
		if p.labels == nil {
			return
		}
		for b := range sheet.Blocks {
			p.tokens = append(p.tokens, distinct(func(f func(uint32)) { sheet.Tokens(b, f) }))
			var words []uint32
			if sheet.Blocks[b].Words <= 20 {
				words = distinct(func(f func(uint32)) { sheet.Words(b, f) })
			}
			p.words = append(p.words, words)
		}
	})
	kept := all[:0]
	for _, p := range all {
		if p.labels != nil {
			kept = append(kept, p)
		}
	}
	return kept, nil
}

// Sheet is the page with the weights that m has learned.
func (p *Page) Sheet(m *content.Model) (*content.Sheet, error) {
	q, err := scrape.NewPage(scrape.Source{URL: p.URL, Body: p.HTML})
	if err != nil {
		return nil, fmt.Errorf("%s/%s: %w", p.Set, p.ID, err)
	}
	return content.Examine(q.Doc, scrape.Hints(q), m), nil
}

func distinct(each func(func(uint32))) []uint32 {
	var out []uint32
	seen := map[uint32]bool{}
	each(func(t uint32) {
		if !seen[t] {
			seen[t] = true
			out = append(out, t)
		}
	})
	return out
}

// registrable is the part of the host that names the site: pages of one site
// stand in one fold over all sets.
func registrable(address, id string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return id
	}
	host := strings.ToLower(u.Hostname())
	if site, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return site
	}
	return host
}

// FoldOf is the fold of a page that may be in no set: the fold's model has seen
// no page of its site.
func FoldOf(p *corpus.Page) int { return foldOf(registrable(p.URL, p.ID)) }

func foldOf(host string) int {
	h := fnv.New32a()
	h.Write([]byte(host)) //nolint:errcheck // a hash never fails
	return int(h.Sum32() % Folds)
}

// Parallel calls f for 0 to n-1 on all processors.
func Parallel(n int, f func(int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}
