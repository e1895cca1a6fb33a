// Command train learns from page sets, and writes what it learned as Go tables:
// the model of package scrape/content, and the ranking of headlines.
//
//	go run ./cmd/train            writes scrape/content/trained.go
//	go run ./cmd/train -titles    writes scrape/titletrained.go
//	go run ./cmd/train -folds     prints held-out figures and writes nothing (also with -titles)
//
// A run is seeded and gives the same bytes each time. Package
// cmd/internal/training learns; heldout.go scores, write.go writes the tables;
// titles.go does both for headlines.
package main

import (
	"flag"
	"fmt"
	"log"
	"time"

	"github.com/backissue/backissue/cmd/internal/training"
)

func main() {
	log.SetFlags(0)
	o := training.Default
	foldsOnly := flag.Bool("folds", false, "print held-out figures and write nothing")
	out := flag.String("o", "scrape/content/trained.go", "the file to write")
	flag.IntVar(&o.Trees, "trees", o.Trees, "trees")
	flag.IntVar(&o.Depth, "depth", o.Depth, "questions of a tree")
	headlines := flag.Bool("titles", false, "learn the ranking of headlines instead, and write scrape/titletrained.go")
	flag.Parse()
	if *headlines {
		path := "scrape/titletrained.go"
		if *foldsOnly {
			path = ""
		}
		if err := titles(path); err != nil {
			log.Fatal("train: ", err)
		}
		return
	}
	if err := run(*foldsOnly, *out, o); err != nil {
		log.Fatal("train: ", err)
	}
}

func run(foldsOnly bool, out string, o training.Options) error {
	started := time.Now()
	r, err := training.New(o, func(done string) { log.Printf("%s, %s", done, since(started)) })
	if err != nil {
		return err
	}
	figures := heldOut(r)
	for _, f := range figures {
		log.Print(f)
	}
	log.Printf("held-out figures, %s", since(started))
	if foldsOnly {
		return nil
	}
	if err := write(out, r.Ensemble(), r.Weights(), figures, len(r.Pages)); err != nil {
		return err
	}
	log.Printf("wrote %s, %s", out, since(started))
	return nil
}

func since(t time.Time) string { return fmt.Sprintf("%.0f s", time.Since(t).Seconds()) }
