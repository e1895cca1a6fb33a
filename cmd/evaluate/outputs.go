package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/backissue/backissue/scrape/corpus"
)

// output is what another system made of one page.
type output struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Authors []string `json:"authors"`
	Date    string   `json:"date"`
	Text    string   `json:"text"`
	Error   string   `json:"error"`
}

// evaluateOutputs scores what another system wrote to SET.jsonl in a folder. A
// page that it left out has neither text nor head.
func evaluateOutputs(set, dir string) ([]*result, error) {
	outputs, err := readOutputs(filepath.Join(dir, set+".jsonl"))
	if err != nil {
		return nil, err
	}
	var results []*result
	err = corpus.Each(set, func(p *corpus.Page) error {
		o := cmp.Or(outputs[p.ID], &output{Error: "left out"})
		r := resultOf(p, o.Text, o.Title, o.Authors, o.Date)
		r.Error = o.Error
		results = append(results, r)
		return nil
	})
	return results, err
}

// readOutputs reads a file of outputs, a line of JSON each.
func readOutputs(path string) (outputs map[string]*output, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("no outputs to score: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	outputs = map[string]*output{}
	for d := json.NewDecoder(bufio.NewReader(f)); d.More(); {
		o := &output{}
		if err := d.Decode(o); err != nil {
			return nil, fmt.Errorf("reading %s: %w", path, err)
		}
		outputs[o.ID] = o
	}
	return outputs, nil
}
