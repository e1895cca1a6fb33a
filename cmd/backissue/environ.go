package main

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"
)

// perCall marks a flag that belongs to one call alone and is not read from the
// environment: a variable that is set for good must not choose where files go.
const perCall = "per-call"

// variable is the environment variable of a flag, or "" where it has none.
func variable(f *pflag.Flag) string {
	if _, ok := f.Annotations[perCall]; ok || f.Name == "help" {
		return ""
	}
	return "BACKISSUE_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
}

// fromEnvironment sets the flags that the command line left alone from their
// variables; an empty variable counts as unset.
func fromEnvironment(fs *pflag.FlagSet, env func(string) (string, bool)) error {
	var failed error
	fs.VisitAll(func(f *pflag.Flag) {
		name := variable(f)
		if f.Changed || name == "" || failed != nil {
			return
		}
		if v, ok := env(name); ok && v != "" {
			if err := fs.Set(f.Name, v); err != nil {
				failed = usage(fmt.Errorf("environment variable %s: %w", name, err), "")
			}
		}
	})
	return failed
}
