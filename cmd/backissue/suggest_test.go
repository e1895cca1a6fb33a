package main

import (
	"github.com/spf13/cobra"
	"strings"
	"testing"
)

func TestSuggestFlag(t *testing.T) {
	ui, _, _ := newTestTUI()
	fetch := commandNamed(newRoot(ui), "fetch")
	for _, c := range []struct{ typed, want string }{
		{"formta", "format"},
		{"dely", "delay"},
		{"time", "timeout"},
		{"wait", "delay"},
		{"tries", "retries"},
		{"json", "format json"},
		{"base-url", ""}, // of convert alone
		{"xyzzy", ""},
	} {
		if got := suggestFlag(fetch.Flags(), c.typed); got != c.want {
			t.Errorf("--%s: got %q, want %q", c.typed, got, c.want)
		}
	}
}

// Every name that is suggested must be a flag of some command.
func TestOtherNamesAreFlags(t *testing.T) {
	ui, _, _ := newTestTUI()
	root := newRoot(ui)
	for typed, meant := range otherNames {
		name, _, _ := strings.Cut(meant, " ")
		known := false
		for _, c := range root.Commands() {
			known = known || c.InheritedFlags().Lookup(name) != nil || c.Flags().Lookup(name) != nil
			if c.Flags().Lookup(typed) != nil {
				t.Errorf("%s is a flag, and has a suggestion", typed)
			}
		}
		if !known {
			t.Errorf("%s suggests %s, which is no flag", typed, name)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"delay", "delay", 0},
		{"delay", "dely", 1}, {"formta", "format", 1}, {"ab", "ba", 1}, {"kitten", "sitting", 3},
	} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q): got %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func commandNamed(root *cobra.Command, name string) *cobra.Command {
	for _, c := range root.Commands() {
		if c.Name() == name {
			return c
		}
	}
	panic("no command " + name)
}
