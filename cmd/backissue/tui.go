package main

// The rules of the user interface:
//
//   - Results go to standard output, everything else to standard error.
//   - A message is one line, "backissue: text": the thing, then the cause, in
//     lower case and without a full stop. A line "hint: text" may follow and
//     says what to do next; the same hint is given once a run.
//   - When all is well nothing is said, so that cron stays silent. -q keeps
//     only the line that says why the run failed; -v tells what is done.
//   - Nothing that a page, a server or a file name says reaches the terminal
//     with a control character in it (see safeText).
//   - Nothing is coloured. A progress bar is drawn only on a terminal.
//   - --log-format json says the same as one JSON object a line.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/vbauerster/mpb/v8/cwriter"
)

// tui is how the program speaks and is spoken to. No other file writes to
// standard error.
type tui struct {
	in       io.Reader
	out      io.Writer
	err      io.Writer
	env      func(string) (string, bool)
	log      *slog.Logger
	messages *lockedWriter
}

func newTUI(in io.Reader, out, errOut io.Writer, env func(string) (string, bool)) *tui {
	t := &tui{in: in, out: out, err: errOut, env: env, messages: &lockedWriter{w: errOut}}
	t.configure(false, false, "text")
	return t
}

// configure chooses what is said and how; format is "text" or "json".
func (t *tui) configure(quiet, verbose bool, format string) {
	level := slog.LevelInfo
	switch {
	case quiet:
		level = slog.LevelError
	case verbose:
		level = slog.LevelDebug
	}
	if format == "json" {
		t.log = slog.New(slog.NewJSONHandler(t.messages, &slog.HandlerOptions{Level: level, ReplaceAttr: safeAttr}))
		return
	}
	t.log = slog.New(&lineHandler{w: t.messages, level: level, hinted: map[string]bool{}})
}

// say gives one message. An empty hint is none; attrs are seen in JSON only.
func (t *tui) say(level slog.Level, text, hint string, attrs ...slog.Attr) {
	if hint != "" {
		attrs = append(attrs, slog.String("hint", hint))
	}
	t.log.LogAttrs(context.Background(), level, text, attrs...)
}

// exit says why a run failed, if it did, and returns its exit code.
func (t *tui) exit(ctx context.Context, err error) int {
	if err == nil {
		return exitDone
	}
	var f *failure
	if s, ok := interruption(ctx); ok && !errors.As(err, &f) {
		err = &failure{code: s.code, err: s}
	}
	if !errors.As(err, &f) {
		f = &failure{code: codeOf(err), err: err}
	}
	t.say(slog.LevelError, f.Error(), f.hint, slog.Int("exit_code", f.code))
	return f.code
}

// onTerminal reports whether v, a standard stream, is a terminal.
func onTerminal(v any) bool {
	f, ok := v.(*os.File)
	return ok && cwriter.IsTerminal(int(f.Fd()))
}

// lockedWriter lets a progress bar take over a stream that others write to.
type lockedWriter struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *lockedWriter) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(p)
}

func (l *lockedWriter) set(w io.Writer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.w = w
}

// lineHandler is the slog.Handler of the text format. Attributes are shown with
// debug messages only.
type lineHandler struct {
	w      io.Writer
	level  slog.Level
	mu     sync.Mutex
	hinted map[string]bool
}

// Enabled implements slog.Handler.
func (h *lineHandler) Enabled(_ context.Context, l slog.Level) bool { return l >= h.level }

// Handle implements slog.Handler.
func (h *lineHandler) Handle(_ context.Context, r slog.Record) error {
	line := r.Message
	hint, details := "", ""
	r.Attrs(func(a slog.Attr) bool {
		if a.Key == "hint" {
			hint = a.Value.String()
		} else {
			details += " " + a.Key + "=" + a.Value.String()
		}
		return true
	})
	if r.Level < slog.LevelInfo {
		line += details
	}
	line = "backissue: " + safeText(line) + "\n"
	h.mu.Lock()
	defer h.mu.Unlock()
	if hint != "" && !h.hinted[hint] {
		h.hinted[hint] = true
		line += "hint: " + safeText(hint) + "\n"
	}
	_, err := io.WriteString(h.w, line)
	return err
}

// WithAttrs implements slog.Handler; nobody here sets attributes beforehand.
func (h *lineHandler) WithAttrs([]slog.Attr) slog.Handler { return h }

// WithGroup implements slog.Handler.
func (h *lineHandler) WithGroup(string) slog.Handler { return h }

func safeAttr(_ []string, a slog.Attr) slog.Attr {
	switch v := a.Value.Any().(type) {
	case string:
		a.Value = slog.StringValue(safeText(v))
	case error:
		a.Value = slog.StringValue(safeText(v.Error()))
	case fmt.Stringer:
		if a.Key != slog.TimeKey && a.Key != slog.LevelKey {
			a.Value = slog.StringValue(safeText(v.String()))
		}
	}
	return a
}

// safeText makes s fit for a terminal, on one line: line breaks and tabs
// become spaces; the other control characters (C0, DEL, C1) and those that
// reorder text (U+202A to U+202E, U+2066 to U+2069) go; bytes that are not
// UTF-8, which an 8-bit terminal may obey, become U+FFFD.
func safeText(s string) string {
	if plain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\t', r == '\u2028', r == '\u2029':
			return ' '
		case r < 0x20, r >= 0x7f && r <= 0x9f, r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
}

func plain(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7f {
			return false
		}
	}
	return true
}
