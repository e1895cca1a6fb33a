package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/backissue/backissue/cmd/internal/archive"
)

func newInitCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "Begin an archive",
		Long: "Init makes DIR (the current folder if not given) an archive: it writes a backissue.yaml whose\n" +
			"comments say how the titles are named that \"backissue sync\" keeps. One that is there already\n" +
			"is left alone, and the exit code is 2.",
		Example: "  backissue init archive",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage(fmt.Errorf("init wants one folder, got %d", len(args)), "")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "."
			if len(args) == 1 {
				dir = args[0]
			}
			return beginArchive(dir)
		},
	}
}

func beginArchive(dir string) error {
	name := filepath.Join(dir, archive.ConfigName)
	if _, err := os.Lstat(name); err == nil {
		return usage(fmt.Errorf("%s is there already", name), "")
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return usage(errors.New(dir+" is a file, not a folder"), "")
	}
	if err := archive.WriteFile(name, archive.Sample()); err != nil {
		return &failure{code: exitDisk, err: err}
	}
	return nil
}
