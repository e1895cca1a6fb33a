package main

import (
	"context"
	"errors"
	"iter"
	"slices"
	"sync"
	"testing"

	"github.com/backissue/backissue/scrape"
)

func TestByHost(t *testing.T) {
	urls := []string{
		"http://a.example/1", "http://b.example/1", "http://a.example/2", "HTTP://A.example/3",
		"http://b.example:8080/1", "http://c.example/1", "http://b.example/2",
	}
	jobs := func(yield func(scrape.Job) bool) {
		for _, u := range urls {
			if !yield(scrape.Job{URL: u}) {
				return
			}
		}
	}
	var mu sync.Mutex
	var got [][]string
	together, most := 0, 0
	err := atOnce(context.Background(), byHost(jobs), 2, func(_ context.Context, jobs iter.Seq[scrape.Job]) error {
		mu.Lock()
		together++
		most = max(most, together)
		mu.Unlock()
		var own []string
		for j := range jobs {
			own = append(own, j.URL)
		}
		mu.Lock()
		defer mu.Unlock()
		together--
		got = append(got, own)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(got, slices.Compare)
	want := [][]string{
		{"http://a.example/1", "http://a.example/2", "HTTP://A.example/3"},
		{"http://b.example/1", "http://b.example/2"},
		{"http://b.example:8080/1"},
		{"http://c.example/1"},
	}
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got %q, want %q", got, want)
	}
	if most > 2 {
		t.Errorf("%d hosts at once, want at most 2", most)
	}
}

func TestByHostStopsAtAnError(t *testing.T) {
	full := errors.New("the disk is full")
	jobs := func(yield func(scrape.Job) bool) { yield(scrape.Job{URL: "http://a.example/"}) }
	err := atOnce(context.Background(), byHost(jobs), 1, func(context.Context, iter.Seq[scrape.Job]) error { return full })
	if !errors.Is(err, full) {
		t.Errorf("got %v, want %v", err, full)
	}
}

func TestReportDoesNotDependOnWhoAnsweredFirst(t *testing.T) {
	var a, b report
	for _, u := range []string{"http://b.example/1", "http://a.example/1", "http://a.example/2"} {
		a.fail(scrape.Job{URL: u}, "gone", "404", exitNoArticle)
	}
	for _, u := range []string{"http://a.example/1", "http://b.example/1", "http://a.example/2"} {
		b.fail(scrape.Job{URL: u}, "gone", "404", exitNoArticle)
	}
	a.sort()
	b.sort()
	var o outcome
	x, err := a.bytes(&o, exitNoArticle)
	if err != nil {
		t.Fatal(err)
	}
	y, err := b.bytes(&o, exitNoArticle)
	if err != nil {
		t.Fatal(err)
	}
	if string(x) != string(y) {
		t.Errorf("got %s and %s", x, y)
	}
}
