package warc

import (
	"net/http"
	"time"
)

// Exchange is one request and its response, byte for byte as they passed the
// connection.
type Exchange struct {
	URL      string
	Time     time.Time
	Address  string // the server's IP address; empty if a proxy hides it
	Request  []byte
	Response []byte // head and body, in the transfer encoding they came in
	Status   int
	Metadata Header // what else is to be said of it, as application/warc-fields

	digest string // of the payload, once it has been asked for
}

// Seen is an earlier capture of the same content, for a revisit record.
type Seen struct {
	ID   string // of its record; may be empty
	URL  string
	Date time.Time
}

const (
	profileSame        = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
	profileNotModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
)

// Drafts makes the records of an exchange (WARC 1.1 §6.3 to 6.7): the response
// first, or a revisit of earlier where the server said "not modified" or sent
// the same payload, then the request and what is said of both. Cookies and
// credentials are blanked.
func (x *Exchange) Drafts(earlier *Seen) []Draft {
	id, date := NewID(), Date(x.Time)
	beside := func(kind, contentType string, block []byte) Draft {
		return Draft{Header{
			{"WARC-Type", kind}, {"WARC-Record-ID", NewID()}, {"WARC-Date", date}, {"WARC-Target-URI", x.URL},
			{"WARC-Concurrent-To", id}, {"Content-Type", contentType},
		}, block}
	}
	out := []Draft{x.response(id, date, earlier), beside("request", "application/http; msgtype=request", blankRequest(x.Request))}
	if len(x.Metadata) > 0 {
		out = append(out, beside("metadata", "application/warc-fields", x.Metadata.fields()))
	}
	return out
}

func (x *Exchange) response(id, date string, earlier *Seen) Draft {
	block := blankResponse(x.Response)
	head, _ := split(block)
	h := Header{
		{"WARC-Type", "response"}, {"WARC-Record-ID", id}, {"WARC-Date", date}, {"WARC-Target-URI", x.URL},
		{"Content-Type", "application/http; msgtype=response"},
	}
	if x.Address != "" {
		h.Set("WARC-IP-Address", x.Address)
	}
	if x.Status != http.StatusNotModified {
		h.Set("WARC-Payload-Digest", x.PayloadDigest())
	}
	if earlier == nil {
		return Draft{h, block}
	}
	h[0].Value = "revisit"
	profile := profileSame
	if x.Status == http.StatusNotModified {
		profile = profileNotModified
	}
	h.Set("WARC-Profile", profile)
	if earlier.ID != "" {
		h.Set("WARC-Refers-To", earlier.ID)
	}
	h.Set("WARC-Refers-To-Target-URI", earlier.URL)
	h.Set("WARC-Refers-To-Date", Date(earlier.Date))
	return Draft{h, head}
}

// PayloadDigest is the digest by which two captures are known to be the same:
// of the body in the encoding it came in.
func (x *Exchange) PayloadDigest() string {
	if x.digest == "" {
		_, payload := split(x.Response)
		x.digest = Digest(payload)
	}
	return x.digest
}

// Conversion makes a record of what was made from an earlier one (WARC 1.1
// §6.8): the article's Markdown, beside the page it was read from. Its digest
// stands in for the page's where a reader asks for a payload.
func Conversion(of, url, contentType string, made time.Time, block []byte) Draft {
	return Draft{Header{
		{"WARC-Type", "conversion"}, {"WARC-Record-ID", NewID()}, {"WARC-Date", Date(made)}, {"WARC-Target-URI", url},
		{"WARC-Refers-To", of}, {"WARC-Payload-Digest", Digest(block)}, {"Content-Type", contentType},
	}, block}
}
