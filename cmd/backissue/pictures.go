package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/backissue/backissue/cmd/internal/archive"
	"github.com/backissue/backissue/convert"
	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/fetch"
)

// pictures keeps the images of articles beside them, in a folder images. A file
// is named by its address, so that it is asked for once; images of the same
// bytes are one file.
type pictures struct {
	web     *web
	writing func(name string) error // told of a file below the folder of the articles; may be nil

	mu      sync.Mutex
	digests map[string]map[string]string // the names of files by their digests, by folder
}

// Limits of what is kept of one article.
const (
	maxImages    = 500
	maxImageSize = 20 << 20
)

// imagesName is the folder beside the articles.
const imagesName = "images"

// save fetches the images of an article that is to be stored in dir. One that
// cannot be had keeps its address, and a warning says so.
func (p *pictures) save(ctx context.Context, a *scrape.Article, dir string) error {
	for i := range a.Images {
		if i == maxImages {
			a.Warnings = append(a.Warnings, fmt.Sprintf("image-missing: only the first %d are kept", maxImages))
			break
		}
		name, err := p.one(ctx, a.Images[i].URL, a.Provenance.FinalURL, dir)
		if err == nil {
			a.KeepImage(i, path.Join(imagesName, name))
			continue
		}
		if _, code, _ := explain(err); code == exitDisk || ctx.Err() != nil {
			return err
		}
		a.Warnings = append(a.Warnings, "image-missing: "+a.Images[i].URL+": "+causeText(err))
	}
	return nil
}

// one gives the name of the file of an image, which is fetched where it is not
// there.
func (p *pictures) one(ctx context.Context, url, from, dir string) (string, error) {
	stem := imageStem(url)
	if there, _ := filepath.Glob(filepath.Join(dir, imagesName, stem+".*")); len(there) > 0 { // the stem holds nothing that Glob knows
		return filepath.Base(there[0]), nil
	}
	r, err := p.web.do(ctx, fetch.Request{URL: url, From: from})
	switch {
	case err != nil && context.Cause(ctx) != nil:
		return "", context.Cause(ctx)
	case err != nil:
		return "", err
	case len(r.Body) > maxImageSize:
		return "", &scrape.Wall{Kind: "too-large", Reason: "the image is too large"}
	}
	ext := imageExtension(r.Body)
	if ext == "" {
		return "", &scrape.Wall{Kind: "not-image", Reason: "this is no image"}
	}
	return p.store(dir, stem+ext, r.Body)
}

// store writes an image, or names the file that holds the same bytes.
func (p *pictures) store(dir, name string, data []byte) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	known, err := p.known(dir)
	if err != nil {
		return "", &failure{code: exitDisk, err: err}
	}
	digest := hash(string(data))
	if there := known[digest]; there != "" {
		return there, nil
	}
	if p.writing != nil {
		err = p.writing(filepath.ToSlash(filepath.Join(dir, imagesName, name)))
	}
	if err == nil {
		err = archive.WriteFile(filepath.Join(dir, imagesName, name), data)
	}
	if err != nil {
		return "", &failure{code: exitDisk, err: err}
	}
	known[digest] = name
	return name, nil
}

// known are the images of a folder by their digests.
func (p *pictures) known(dir string) (map[string]string, error) {
	if known := p.digests[dir]; known != nil {
		return known, nil
	}
	known := map[string]string{}
	entries, err := os.ReadDir(filepath.Join(dir, imagesName))
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, imagesName, e.Name()))
		if err != nil {
			return nil, err
		}
		known[hash(string(data))] = e.Name()
	}
	if p.digests == nil {
		p.digests = map[string]map[string]string{}
	}
	p.digests[dir] = known
	return known, nil
}

// imageStem is the name of an image's file without its extension: what the
// address calls it, and a part of the address's digest.
func imageStem(url string) string {
	plain, _, _ := strings.Cut(url, "?")
	base := path.Base(plain)
	base = convert.FolderName(strings.TrimSuffix(base, path.Ext(base)))
	return base[:min(len(base), 60)] + "-" + hash(url)[:8]
}

// imageExtension is the extension for the bytes of an image, or "" where they
// are none that browsers show.
func imageExtension(data []byte) string {
	switch kind, _, _ := strings.Cut(http.DetectContentType(data), ";"); kind {
	case "image/png":
		return ".png"
	case "image/jpeg":
		return ".jpg"
	case "image/gif":
		return ".gif"
	case "image/webp":
		return ".webp"
	case "image/bmp":
		return ".bmp"
	case "image/x-icon":
		return ".ico"
	}
	head := data[:min(len(data), 1024)]
	switch {
	case len(head) > 12 && string(head[4:8]) == "ftyp" && (string(head[8:12]) == "avif" || string(head[8:12]) == "avis"):
		return ".avif"
	case bytes.HasPrefix(head, []byte("\xff\x0a")), bytes.HasPrefix(head, []byte("\x00\x00\x00\x0cJXL ")):
		return ".jxl"
	case bytes.HasPrefix(head, []byte("II*\x00")), bytes.HasPrefix(head, []byte("MM\x00*")):
		return ".tif"
	case bytes.Contains(head, []byte("<svg")):
		return ".svg"
	}
	return ""
}
