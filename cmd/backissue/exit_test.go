package main

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"

	"github.com/backissue/backissue/convert"
	"github.com/backissue/backissue/scrape"
)

func TestOutcomeCode(t *testing.T) {
	for _, c := range []struct {
		name   string
		stored int
		failed []int
		want   int
	}{
		{"nothing to do", 0, nil, exitDone},
		{"all stored", 3, nil, exitDone},
		{"some stored", 1, []int{exitNetwork, exitRefused}, exitPartly},
		{"a full disk is never partly", 1, []int{exitDisk}, exitDisk},
		{"one wall", 0, []int{exitNoArticle}, exitNoArticle},
		{"network before refused", 0, []int{exitRefused, exitNetwork}, exitNetwork},
		{"refused before gone", 0, []int{exitNoArticle, exitRefused}, exitRefused},
		{"gone before a missing file", 0, []int{exitUsage, exitNoArticle}, exitNoArticle},
		{"missing files", 0, []int{exitUsage, exitUsage}, exitUsage},
		{"unexpected", 0, []int{exitUnexpected}, exitUnexpected},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := outcome{stored: c.stored}
			for _, code := range c.failed {
				o.fail(code)
			}
			if got := o.code(); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
}

func TestExplain(t *testing.T) {
	for _, c := range []struct {
		name, kind string
		err        error
		code       int
	}{
		{"nil", "", nil, exitDone},
		{"wall", "consent", &scrape.Wall{Kind: "consent"}, exitNoArticle},
		{"wrapped wall", "soft-404", fmt.Errorf("page: %w", &scrape.Wall{Kind: "soft-404"}), exitNoArticle},
		{"strict", "incomplete", &incomplete{[]string{"date"}}, exitNoArticle},
		{"missing file", "input", &fs.PathError{Op: "open", Path: "x", Err: syscall.ENOENT}, exitUsage},
		{"disk", "disk", fmt.Errorf("x: %w", convert.ErrDisk), exitDisk},
		{"full disk", "disk", &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, exitDisk},
		{"anything else", "unexpected", errors.New("odd"), exitUnexpected},
	} {
		t.Run(c.name, func(t *testing.T) {
			if kind, code, _ := explain(c.err); kind != c.kind || code != c.code {
				t.Errorf("got %s, %d; want %s, %d", kind, code, c.kind, c.code)
			}
		})
	}
}

func TestIncompleteNamesWhatIsMissing(t *testing.T) {
	for want, missing := range map[string][]string{
		"the page gives no date":                          {"date"},
		"the page gives no title and no body":             {"title", "body"},
		"the page gives no title and no date and no body": {"title", "date", "body"},
	} {
		if got := (&incomplete{missing}).Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
