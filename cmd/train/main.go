// Command train learns the model of package scrape/content from page sets and
// writes it as Go tables.
//
//	go run ./cmd/train            writes scrape/content/trained.go
//	go run ./cmd/train -folds     prints held-out figures and writes nothing
//
// A run is seeded and gives the same bytes each time. Its parts, in order:
// pages.go (sets, folds), label.go (which blocks the gold text holds),
// weigh.go (tokens and words), boost.go (trees), write.go (tables).
package main

import (
	"flag"
	"fmt"
	"log"
	"time"
)

func main() {
	log.SetFlags(0)
	foldsOnly := flag.Bool("folds", false, "print held-out figures and write nothing")
	out := flag.String("o", "scrape/content/trained.go", "the file to write")
	trees := flag.Int("trees", 240, "trees")
	depth := flag.Int("depth", 6, "questions of a tree")
	flag.Parse()
	if err := run(*foldsOnly, *out, options{trees: *trees, depth: *depth}); err != nil {
		log.Fatal("train: ", err)
	}
}

func run(foldsOnly bool, out string, o options) error {
	started := time.Now()
	pages, err := load()
	if err != nil {
		return err
	}
	log.Printf("%d pages, %s", len(pages), since(started))
	tables := make([]learned, folds+1)
	for f := range tables {
		tables[f] = weigh(pages, f) // the last leaves no fold out
	}
	log.Printf("%d tokens, %d words, %s", len(tables[folds].tokens), len(tables[folds].words), since(started))
	m, err := examine(pages, tables)
	if err != nil {
		return err
	}
	log.Printf("%d rows, %s", len(m.label), since(started))
	figures, err := heldOut(pages, tables, m, o)
	if err != nil {
		return err
	}
	for _, f := range figures {
		log.Print(f)
	}
	log.Printf("held-out figures, %s", since(started))
	if foldsOnly {
		return nil
	}
	model := boost(m, func(int) bool { return true }, o)
	if err := write(out, model, tables[folds], figures, pages); err != nil {
		return err
	}
	log.Printf("wrote %s, %s", out, since(started))
	return nil
}

func since(t time.Time) string { return fmt.Sprintf("%.0f s", time.Since(t).Seconds()) }
