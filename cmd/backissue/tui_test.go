package main

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"testing"
)

func TestSafeText(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "a page", "a page"},
		{"letters of all scripts", "Ærø – 東京 é", "Ærø – 東京 é"},
		{"escape sequence", "\x1b[31mred\x1b[0m", "[31mred[0m"},
		{"window title", "\x1b]0;owned\x07x", "]0;ownedx"},
		{"line break cannot forge a message", "a\nbackissue: b\r\n", "a backissue: b  "},
		{"delete and backspace", "a\x7f\x08b", "ab"},
		{"C1 as UTF-8", "a\u009b31mb", "a31mb"},
		{"C1 as a raw byte", "a\x9b31mb", "a\uFFFD31mb"},
		{"bidirectional override", "a\u202etxt.exe\u202c", "atxt.exe"},
		{"bidirectional isolates", "\u2066a\u2067b\u2068c\u2069", "abc"},
		{"NUL", "a\x00b", "ab"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := safeText(c.in); got != c.want {
				t.Errorf("safeText(%q): got %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func newTestTUI() (*tui, *bytes.Buffer, *bytes.Buffer) {
	var out, errOut bytes.Buffer
	t := newTUI(&bytes.Buffer{}, &out, &errOut, func(string) (string, bool) { return "", false })
	return t, &out, &errOut
}

func TestMessages(t *testing.T) {
	for _, c := range []struct {
		name           string
		quiet, verbose bool
		want           string
	}{
		{"default", false, false, "backissue: warn\nhint: do this\nbackissue: error\nbackissue: again\n"},
		{"quiet", true, false, "backissue: error\nhint: do this\nbackissue: again\n"},
		{"verbose", false, true, "backissue: warn\nhint: do this\nbackissue: debug\nbackissue: error\nbackissue: again\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ui, _, errOut := newTestTUI()
			ui.configure(c.quiet, c.verbose, "text")
			ui.say(slog.LevelWarn, "warn", "do this")
			ui.say(slog.LevelDebug, "debug", "")
			ui.say(slog.LevelError, "error", "do this")
			ui.say(slog.LevelError, "again", "do this")
			if got := errOut.String(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestMessagesAsJSON(t *testing.T) {
	ui, _, errOut := newTestTUI()
	ui.configure(false, false, "json")
	ui.say(slog.LevelWarn, "a \x1b[1mtitle\u009b", "do\nthis", slog.String("url", "http://x/\u202e"), slog.Int("exit_code", 4))
	var got map[string]any
	if err := json.Unmarshal(errOut.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	delete(got, "time")
	want := map[string]any{"level": "WARN", "msg": "a [1mtitle", "hint": "do this", "url": "http://x/", "exit_code": 4.0}
	for k, v := range want {
		if got[k] != v {
			t.Errorf("%s: got %q, want %q", k, got[k], v)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
