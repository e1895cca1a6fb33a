package warc

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// Finding is something wrong with a file, and where.
type Finding struct {
	File   string
	Offset int64
	Record string // the record's ID, if it could be read
	What   string
}

// Summary counts what Verify read.
type Summary struct {
	Records  int
	Findings []Finding
}

// Verify reads a whole file and checks it as Verifier.File does, and that what
// its records refer to is in the file or known to have, which may be nil.
func Verify(r io.Reader, have func(id string) bool) (Summary, error) {
	var v Verifier
	n, err := v.File("", r)
	return Summary{n, v.Findings(have)}, err
}

// Verifier checks files that belong together. The zero value is ready. What it
// keeps is some 50 bytes a record.
type Verifier struct {
	findings []Finding
	names    map[name]bool
	refers   []Finding // with the ID that is referred to as their Record
}

// name stands for a record's ID.
type name [16]byte

func nameOf(id string) name {
	sum := sha256.Sum256([]byte(id))
	return name(sum[:])
}

// File reads a whole file and checks each record's length and digests, that it
// can be found by its offset, and that the gzip members of one crawl have the
// same head. It gives the number of records that were read; an error is one of
// reading the file, not of what is in it.
func (v *Verifier) File(file string, r io.Reader) (records int, err error) {
	f := &verifiedFile{v: v, name: file, heads: map[string]member{}}
	rd, err := NewReader(r)
	if err != nil {
		return 0, f.fault(0, err)
	}
	f.rd = rd
	rd.Warn = func(what string) { f.add(rd.offset, f.last, what) }
	for {
		rec, err := rd.Next()
		switch {
		case errors.Is(err, io.EOF):
			return records, nil
		case errors.Is(err, ErrDamaged):
			f.add(rd.offset, "", err.Error())
			continue
		case err != nil:
			return records, f.fault(rd.offset, err)
		}
		records++
		f.record(rec)
	}
}

// Findings gives what was found in all files. References are looked up in all
// of them, and with have, which may be nil.
func (v *Verifier) Findings(have func(id string) bool) []Finding {
	all := v.findings
	for _, f := range v.refers {
		if !v.names[nameOf(f.Record)] && (have == nil || !have(f.Record)) {
			all = append(all, f)
		}
	}
	return all
}

// verifiedFile is one file as it is checked.
type verifiedFile struct {
	v     *Verifier
	name  string
	rd    *Reader
	heads map[string]member // by the ID of their warcinfo
	last  string            // the ID of the current record
}

type member struct {
	head [10]byte
	told bool // that another one differs
}

func (f *verifiedFile) add(offset int64, id, what string) {
	f.v.findings = append(f.v.findings, Finding{f.name, offset, id, what})
}

// fault adds what stopped the reading, if it is not the disk.
func (f *verifiedFile) fault(offset int64, err error) error {
	var disk *fs.PathError
	if errors.As(err, &disk) {
		return err
	}
	f.add(offset, "", err.Error())
	return nil
}

func (f *verifiedFile) record(rec *Record) {
	f.last = rec.ID
	if rec.ID != "" {
		if f.v.names == nil {
			f.v.names = map[name]bool{}
		}
		n := nameOf(rec.ID)
		if f.v.names[n] {
			f.add(rec.Offset, rec.ID, "a second record has this name")
		}
		f.v.names[n] = true
	}
	if rec.Type == "" {
		f.add(rec.Offset, rec.ID, "WARC-Type is missing")
	}
	f.references(rec)
	f.head(rec)
	f.digests(rec)
}

func (f *verifiedFile) references(rec *Record) {
	for _, field := range rec.Header {
		switch strings.ToLower(field.Name) {
		case "warc-refers-to", "warc-concurrent-to", "warc-warcinfo-id":
			if !f.v.names[nameOf(field.Value)] {
				what := fmt.Sprintf("%s of %s names a record that is not there", field.Name, rec.ID)
				f.v.refers = append(f.v.refers, Finding{f.name, rec.Offset, field.Value, what})
			}
		}
	}
}

// head compares the heads of gzip members that belong to one warcinfo record
// and so come from one program: no checksum covers them (RFC 1952 §2.3.1).
func (f *verifiedFile) head(rec *Record) {
	if f.rd.member == nil || rec.nth > 0 {
		return
	}
	info := rec.Header.Value("WARC-Warcinfo-ID")
	if rec.Type == "warcinfo" {
		info = rec.ID
	}
	if info == "" {
		return
	}
	first, seen := f.heads[info]
	switch {
	case !seen:
		f.heads[info] = member{head: f.rd.head}
	case !first.told && !sameHead(first.head, f.rd.head):
		f.add(rec.Offset, rec.ID, "the head of the gzip member differs from that of the first of its crawl: one of them was changed")
		f.heads[info] = member{first.head, true}
	}
}

// sameHead compares flags, time, compression and system. Programs that write a
// time write a different one into each member.
func sameHead(a, b [10]byte) bool {
	var none [4]byte
	if [4]byte(a[4:8]) != none && [4]byte(b[4:8]) != none {
		copy(a[4:8], b[4:8])
	}
	return a == b
}

// digests reads the block once, for all its digests.
func (f *verifiedFile) digests(rec *Record) {
	block := newDigester(rec.Header.Value("WARC-Block-Digest"))
	payload := newDigester(rec.Header.Value("WARC-Payload-Digest"))
	content := newDigester(rec.Header.Value("WARC-Payload-Digest")) // without chunks
	r := bufio.NewReaderSize(io.TeeReader(rec.Block, block), 16<<10)
	if err := readPayload(rec, r, payload, content); err != nil {
		f.add(rec.Offset, rec.ID, "the block cannot be read: "+err.Error())
		if !errors.Is(err, io.ErrUnexpectedEOF) {
			return
		}
	}
	if !block.right() {
		f.add(rec.Offset, rec.ID, "the digest of the block is "+block.String()+", not "+block.want)
	}
	if rec.Type != "revisit" && !payload.right() && !content.right() {
		f.add(rec.Offset, rec.ID, "the digest of the payload is "+payload.String()+", not "+payload.want)
	}
}
