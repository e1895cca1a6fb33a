package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/backissue/backissue/cmd/internal/archive"
)

// optionsOf sets the flags that neither the command line nor the environment
// set from the options of a configuration file. A flag of another command is
// passed over; one that no command has is an error.
func optionsOf(file string, options []archive.Option, c *cobra.Command) error {
	set := map[string]bool{}
	for _, o := range options {
		f := c.Flags().Lookup(o.Name)
		switch {
		case !isOption(c.Root(), o.Name):
			return usage(fmt.Errorf("%s:%d: unknown option %q", file, o.Line, o.Name), "an option is a flag without its dashes that the environment can set too")
		case f == nil || f.Changed && !set[o.Name]:
			continue
		}
		if err := c.Flags().Set(o.Name, o.Value); err != nil {
			return usage(fmt.Errorf("%s:%d: %s: %w", file, o.Line, o.Name, err), "")
		}
		set[o.Name] = true
	}
	return nil
}

// isOption reports whether a command has a flag of that name that may be set
// for good.
func isOption(root *cobra.Command, name string) bool {
	found := false
	visitCommands(root, func(c *cobra.Command) {
		if f := c.Flags().Lookup(name); f != nil && variable(f) != "" {
			found = true
		}
	})
	return found || variableOf(root.PersistentFlags(), name)
}

func variableOf(fs *pflag.FlagSet, name string) bool {
	f := fs.Lookup(name)
	return f != nil && variable(f) != ""
}

// fromConfigs sets flags from the archive's configuration and the user's own.
func fromConfigs(t *tui, c *cobra.Command) error {
	if c.Flags().Lookup("delay") == nil && c.Flags().Lookup("format") == nil {
		return nil // a command without options
	}
	if root := archiveOf(t, c); root != "" {
		config, err := archive.ReadConfig(root)
		if err != nil {
			return usage(err, "")
		}
		if err := optionsOf(filepath.Join(root, archive.ConfigName), config.Options, c); err != nil {
			return err
		}
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return nil //nolint:nilerr // without a home there is no configuration
	}
	name := filepath.Join(dir, "backissue", "config.yaml")
	options, err := archive.ReadOptions(name)
	if err != nil {
		return usage(err, "")
	}
	return optionsOf(name, options, c)
}

// archiveOf is the archive whose options a command follows, or "".
func archiveOf(t *tui, c *cobra.Command) string {
	dir := ""
	if f := c.Flags().Lookup("dir"); f != nil {
		dir = f.Value.String()
	}
	if dir == "" {
		dir, _ = t.env("BACKISSUE_DIR")
	}
	if dir == "" {
		return archive.Find(".")
	}
	if isFile(filepath.Join(dir, archive.ConfigName)) {
		return dir
	}
	return ""
}
