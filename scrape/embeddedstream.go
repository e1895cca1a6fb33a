package scrape

import (
	"encoding/json"
	"strconv"
	"strings"
)

// stream gathers the state that React's server components send in pieces
// (Next.js): self.__next_f.push([1,"…"]), whose texts joined are rows,
//
//	1a:{"json":…}
//	1b:T4d2,a text of so many bytes (in hexadecimal), without an end of its own
//
// The rows' order says nothing of what they belong to.
type stream struct{ strings.Builder }

const (
	streamName = "__next_f"
	streamPush = streamName + ".push("
)

// add takes the piece that a script holds, if it does.
func (s *stream) add(script string) bool {
	i := strings.Index(script, streamPush)
	if i < 0 || i > 200 {
		return false
	}
	var piece []any
	if json.NewDecoder(strings.NewReader(script[i+len(streamPush):])).Decode(&piece) != nil || len(piece) != 2 {
		return true
	}
	if text, ok := piece[1].(string); ok && s.Len()+len(text) <= maxState {
		s.WriteString(text)
	}
	return true
}

// rows calls f with each row: its text, or its JSON.
func (s *stream) rows(f func(row string, isText bool)) {
	for rest := s.String(); rest != ""; {
		_, row, ok := strings.Cut(rest, ":")
		if !ok {
			return
		}
		if length, text, ok := textRow(row); ok {
			f(text[:length], true)
			rest = text[length:]
			continue
		}
		row, rest, _ = strings.Cut(row, "\n")
		f(row, false)
	}
}

// textRow reads the head of a row that is a text.
func textRow(row string) (length int, text string, ok bool) {
	row, ok = strings.CutPrefix(row, "T")
	head, text, found := strings.Cut(row[:min(len(row), 12)], ",")
	if !ok || !found {
		return 0, "", false
	}
	n, err := strconv.ParseInt(head, 16, 32)
	text = row[len(row[:min(len(row), 12)])-len(text):]
	return min(int(n), len(text)), text, err == nil && n >= 0
}
