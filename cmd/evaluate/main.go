// Command evaluate measures the extractor on sets of annotated pages.
//
//	go run ./cmd/evaluate                         every set; text by models that have seen no page of the site
//	go run ./cmd/evaluate -shipped                with the program's own model, which has seen some of the pages
//	go run ./cmd/evaluate -strip                  without the pages' JSON-LD and <meta> tags
//	go run ./cmd/evaluate -sets fundus,daniel -worst 10
//	go run ./cmd/evaluate -sure                   and how often fields are right that are as sure as one another
//	go run ./cmd/evaluate -o after.jsonl          one line a page
//	go run ./cmd/evaluate -compare before.jsonl after.jsonl
//	go run ./cmd/evaluate -outputs DIR            what another system wrote to DIR/SET.jsonl
//
// The figures are those of package scrape/corpus, for each set, and in it for
// each type of pages and each language: F1, P and R of shingles of four words,
// the share of exact pages, F1 of words, F1 of snippets; then title, authors and
// date, and how many pages that have no author or no date were given one
// ("invented"; "unmarked" are those of which the set says nothing); and how many
// hold words that only a site says. With -site the pages of a site are looked at
// first, as the program does where it converts several. The files: pages.go (a
// page's result), wording.go (the site's words), groups.go (figures of many),
// sure.go (confidence of the fields), worst.go (what went wrong), compare.go (two
// runs), outputs.go (other systems').
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"github.com/backissue/backissue/cmd/internal/training"
	"github.com/backissue/backissue/scrape/content"
)

// allSets are the sets with text, authors, titles or dates.
const allSets = "fundus,wcxb_dev,trafilatura,readability,newspaper4k,chinese,daniel,utomo_chaos,l3s_gn1,htmltotext,htmldate,postlight"

// options are the flags.
type options struct {
	sets    string
	shipped bool
	strip   bool
	site    bool
	favor   string
	worst   int
	sure    bool
	out     string
	compare bool
	outputs string
}

func main() {
	log.SetFlags(0)
	var o options
	flag.StringVar(&o.sets, "sets", allSets, "the sets to measure on")
	flag.BoolVar(&o.shipped, "shipped", false, "choose text with the program's own model, which was trained on some of the sets")
	flag.BoolVar(&o.strip, "strip", false, "take JSON-LD and <meta> tags off the pages first")
	flag.BoolVar(&o.site, "site", false, "learn first what the pages of a site have in common")
	flag.StringVar(&o.favor, "favor", "", "precision or recall")
	flag.IntVar(&o.worst, "worst", 0, "print the `N` worst pages of each set, with the reason")
	flag.BoolVar(&o.sure, "sure", false, "print how often the fields of each confidence are right")
	flag.StringVar(&o.out, "o", "", "write the result of each page to `FILE`, a line of JSON each")
	flag.BoolVar(&o.compare, "compare", false, "compare the two files that are the arguments")
	flag.StringVar(&o.outputs, "outputs", "", "score what another system wrote to `DIR`/SET.jsonl: id, title, authors, date and text of a page a line")
	flag.Parse()
	if err := run(os.Stdout, &o, flag.Args()); err != nil {
		log.Fatal("evaluate: ", err)
	}
}

func run(w io.Writer, o *options, args []string) error {
	if o.compare {
		if len(args) != 2 {
			return errors.New("-compare wants two files")
		}
		return compareFiles(w, args[0], args[1])
	}
	if len(args) > 0 {
		return fmt.Errorf("unknown argument %q", args[0])
	}
	if o.outputs != "" && (o.shipped || o.strip || o.site || o.sure || o.favor != "") {
		return errors.New("-outputs scores what is written: it goes with -sets, -worst and -o alone")
	}
	measure, err := o.measure()
	if err != nil {
		return err
	}
	var all []*result
	for set := range strings.SplitSeq(o.sets, ",") {
		results, err := measure(set)
		if err != nil {
			return err
		}
		all = append(all, results...)
		print(w, set, results)
		printWorst(w, results, o.worst)
	}
	if o.sure {
		printSure(w, all)
	}
	if o.out == "" {
		return nil
	}
	return writeResults(o.out, all)
}

// measure is what gives the results of a set.
func (o *options) measure() (func(set string) ([]*result, error), error) {
	if o.outputs != "" {
		return func(set string) ([]*result, error) { return evaluateOutputs(set, o.outputs) }, nil
	}
	models, err := o.models()
	return func(set string) ([]*result, error) { return evaluate(set, o, models) }, err
}

// models are those that choose the text of each fold.
func (o *options) models() (models [training.Folds]*content.Model, err error) {
	if o.shipped {
		return models, nil
	}
	r, err := training.New(training.Default, nil)
	if err != nil {
		return models, err
	}
	for f := range models {
		models[f] = r.FoldModel(f)
	}
	return models, nil
}

func writeResults(path string, results []*result) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	err = encode(w, results)
	return errors.Join(err, w.Flush(), f.Close())
}
