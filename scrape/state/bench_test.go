package state

import (
	"context"
	"fmt"
	"testing"
)

// BenchmarkFinish is the cost of a job from lease to durable end, for workers
// that share the disk's slowness.
func BenchmarkFinish(b *testing.B) {
	for _, workers := range []int{1, 4, 16} {
		b.Run(fmt.Sprint(workers, " workers"), func(b *testing.B) {
			s, err := Open(context.Background(), b.TempDir(), Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			var jobs []Job
			for i := range b.N {
				jobs = append(jobs, Job{Key: fmt.Sprint("http://example.org/", i), Host: fmt.Sprint("host", i%workers)})
			}
			if _, err := s.Add(jobs...); err != nil {
				b.Fatal(err)
			}
			b.ResetTimer()
			ended := make(chan error)
			for range workers {
				go func() { ended <- finishAll(s, false) }()
			}
			for range workers {
				if err := <-ended; err != ErrIdle {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkFinishSoon is the same for results that need not be durable.
func BenchmarkFinishSoon(b *testing.B) {
	s, err := Open(context.Background(), b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var jobs []Job
	for i := range b.N {
		jobs = append(jobs, Job{Key: fmt.Sprint("http://example.org/", i), Host: "example.org"})
	}
	s.Add(jobs...)
	b.ResetTimer()
	if err := finishAll(s, true); err != ErrIdle {
		b.Fatal(err)
	}
}

func finishAll(s *Store, soon bool) error {
	for {
		j, err := s.Lease(context.Background())
		if err == nil {
			err = s.Finish(j, Result{Path: j.Key, Soon: soon})
		}
		if err != nil {
			return err
		}
	}
}
