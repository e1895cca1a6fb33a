package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/backissue/backissue/convert"
	"github.com/backissue/backissue/scrape"
)

// sink is where articles go.
type sink interface {
	// put stores a, rendered as out. It tells the place, within the sink, and
	// whether anything there has changed.
	put(a *scrape.Article, out []byte) (place string, changed bool, err error)
	// close ends the run; keep is false where nothing is to be left behind.
	close(keep bool) error
}

// check refuses options that cannot be followed, given whether the input may
// be several pages.
func (o *outputOptions) check(several bool) error {
	switch {
	case o.file != "" && o.dir != "":
		return usage(errors.New("--output and --dir exclude each other"), "")
	case o.images.value == "save" && o.dir == "":
		return usage(errors.New("--images save keeps files beside the articles"), "it wants -d DIR")
	case o.images.value == "save" && strings.Contains(o.name, "/"):
		return usage(errors.New("--images save wants all articles in one folder: --name has a slash"), "")
	case several && o.dir == "" && o.format.value != "jsonl":
		return usage(fmt.Errorf("several pages in one stream of %s", o.format.value), "-d DIR writes one file an article; -f jsonl writes one line an article")
	}
	return nil
}

// extension is that of the files under --dir.
func (o *outputOptions) extension() string { return convert.Format(o.format.value).Extension() }

// rendering is what package convert is to do.
func (o *outputOptions) rendering() (convert.Options, error) {
	parts, err := convert.ParseParts(o.parts)
	if err != nil {
		return convert.Options{}, usage(fmt.Errorf("--parts: %w", err), "the parts are "+strings.Join(convert.PartNames, ", "))
	}
	images := convert.Images(o.images.value)
	if o.images.value == "save" {
		images = convert.KeepImages
	}
	out := convert.Options{
		Format: convert.Format(o.format.value), Body: convert.Body(o.body.value), Parts: parts,
		Images: images, FrontMatter: convert.FrontMatter(o.frontMatter.value),
		Links: convert.Links(o.links.value), Tables: convert.Tables(o.tables.value), Wrap: o.wrap, CleanLinks: o.cleanLinks,
	}
	if err := out.Check(); err != nil {
		return out, usage(err, "")
	}
	return out, nil
}

// sink opens the place that the options name.
func (o *outputOptions) sink(t *tui) (sink, error) {
	switch {
	case o.dir != "":
		return o.folder()
	case o.file != "" && o.file != "-":
		f, err := createPending(o.file)
		if err != nil {
			return nil, &failure{code: exitDisk, err: err}
		}
		return &fileSink{f, bufio.NewWriter(f)}, nil
	}
	return &streamSink{t.out}, nil
}

// streamSink is standard output.
type streamSink struct{ w io.Writer }

func (s *streamSink) put(_ *scrape.Article, out []byte) (string, bool, error) {
	_, err := s.w.Write(out)
	return "standard output", true, stdoutError(err)
}

func (s *streamSink) close(bool) error { return nil }

// fileSink is one file, whole or not at all.
type fileSink struct {
	file *pendingFile
	w    *bufio.Writer
}

func (s *fileSink) put(_ *scrape.Article, out []byte) (string, bool, error) {
	if _, err := s.w.Write(out); err != nil {
		return "", false, &failure{code: exitDisk, err: err}
	}
	return s.file.target, true, nil
}

func (s *fileSink) close(keep bool) error {
	if !keep {
		return s.file.abandon()
	}
	if err := s.w.Flush(); err != nil {
		return errors.Join(err, s.file.abandon())
	}
	return s.file.commit()
}

// folder opens the folder that --dir names.
func (o *outputOptions) folder() (sink, error) {
	name, err := convert.ParseName(o.name)
	if err != nil {
		return nil, usage(fmt.Errorf("--name: %w", err), "")
	}
	return &folderSink{&convert.Dir{Path: o.dir, Name: name, Format: convert.Format(o.format.value)}}, nil
}

// folderSink is a folder with a file for each article.
type folderSink struct{ dir *convert.Dir }

func (s *folderSink) put(a *scrape.Article, out []byte) (string, bool, error) {
	stored, err := s.dir.Put(a, out)
	return stored.Path, stored.New || stored.Changed, err
}

func (s *folderSink) close(bool) error { return s.dir.Close() }
