package main

import (
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// bar is the progress bar of a run. A nil bar is none.
type bar struct {
	t        *tui
	progress *mpb.Progress
	bar      *mpb.Bar
}

// newBar draws a bar for total pages, 0 where their number is not known, and
// lets messages appear above it.
func newBar(t *tui, total int) *bar {
	p := mpb.New(mpb.WithOutput(t.err), mpb.WithWidth(40), mpb.WithAutoRefresh())
	style, left := mpb.BarStyle().Build(), decor.CountersNoUnit("%d of %d pages ")
	if total == 0 {
		style, left = mpb.SpinnerStyle().Build(), decor.CurrentNoUnit("%d pages ")
	}
	b := p.MustAdd(int64(total), style, mpb.PrependDecorators(left), mpb.BarRemoveOnComplete())
	t.messages.set(p)
	return &bar{t, p, b}
}

// step counts one page.
func (b *bar) step() {
	if b != nil {
		b.bar.Increment()
	}
}

// close takes the bar away.
func (b *bar) close() {
	if b == nil {
		return
	}
	b.bar.Abort(true)
	b.progress.Wait()
	b.t.messages.set(b.t.err)
}

// barWanted reports whether a bar is to be drawn for a run over several pages.
func barWanted(t *tui, mode string, several bool) bool {
	term, _ := t.env("TERM")
	switch {
	case mode == "always":
		return true
	case mode == "never" || !several || term == "dumb":
		return false
	}
	return onTerminal(t.err)
}
