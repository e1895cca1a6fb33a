package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// stopped is the cause of a context that ended before its run was through.
type stopped struct {
	how  string
	code int
}

func (s stopped) Error() string { return s.how }

// The ways to be stopped. The codes of signals are 128 and their number, as
// shells count.
var (
	interrupted = stopped{"interrupted", exitInterrupted}
	terminated  = stopped{"terminated", exitTerminated}
	outOfTime   = stopped{"stopped at --max-duration", exitOutOfTime}
)

// interruptible returns a context that ends at the first SIGINT or SIGTERM.
// The second one ends the process at once, in the system's way.
func interruptible(parent context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(parent)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	done := make(chan struct{})
	go func() {
		select {
		case s := <-signals:
			signal.Stop(signals)
			if s == syscall.SIGTERM {
				cancel(terminated)
			} else {
				cancel(interrupted)
			}
		case <-done:
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(done)
		cancel(nil)
	}
}

// limited returns a context that ends after d too; zero is no limit.
func limited(parent context.Context, d time.Duration) (context.Context, func()) {
	if d <= 0 {
		return parent, func() {}
	}
	return context.WithTimeoutCause(parent, d, outOfTime)
}

// interruption is what stopped ctx, if something did.
func interruption(ctx context.Context) (stopped, bool) {
	var s stopped
	ok := errors.As(context.Cause(ctx), &s)
	return s, ok
}
