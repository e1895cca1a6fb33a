package state

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// kills is how often TestKill kills its child.
const kills = 50

// TestKill kills a process that adds and finishes jobs, at any moment, again and
// again. What it said was finished stays finished; each job is in the queue
// once; the database stays whole, which each Open checks, as a killed process
// leaves no seal.
func TestKill(t *testing.T) {
	if dir := os.Getenv("STATE_TEST_KILL"); dir != "" {
		work(dir)
	}
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(1, 2))
	added, finished := map[string]bool{}, map[string]bool{}
	for range kills {
		for _, line := range runAndKill(t, dir, random.IntN(60)) {
			verb, key, _ := strings.Cut(line, " ")
			switch verb {
			case "added":
				added[key] = true
			case "leased":
				if finished[key] {
					t.Fatalf("%s was leased after it was finished", key)
				}
			case "finished":
				finished[key] = true
			}
		}
	}
	s := openAt(t, dir, epoch)
	for key := range finished {
		if r, ok, err := s.Done(key); !ok || err != nil || r.Path != "of "+key {
			t.Errorf("%s: got %+v, %v, %v; want it done", key, r, ok, err)
		}
	}
	c := counts(t, s)
	if c.Open+c.Done < len(added) || c.Done < len(finished) || c.Failed != 0 {
		t.Errorf("got %+v, added %d, finished %d", c, len(added), len(finished))
	}
	if len(finished) == 0 {
		t.Error("no child finished a job: nothing was tested")
	}
	t.Logf("%d added, %d finished in %d lives", len(added), len(finished), kills)
}

// runAndKill runs a child until it said a number of lines, kills it, and
// returns all that it said whole.
func runAndKill(t *testing.T, dir string, lines int) (said []string) {
	c := exec.Command(os.Args[0], "-test.run=^TestKill$")
	c.Env = append(os.Environ(), "STATE_TEST_KILL="+dir)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(out)
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			break
		}
		said = append(said, strings.TrimSpace(line))
		if len(said) == lines+1 {
			time.Sleep(time.Duration(lines) * 50 * time.Microsecond) // somewhere within the next steps
			c.Process.Kill()
		}
	}
	if err := c.Wait(); err == nil || c.ProcessState.ExitCode() > 0 {
		t.Fatalf("the child ended by itself: %v, after %q", err, said)
	}
	return said
}

// work is the child's: it says what it did after it did it, until it dies.
func work(dir string) {
	s, err := Open(context.Background(), dir, Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, "child:", err)
		os.Exit(1)
	}
	for worker := range 3 {
		go func() {
			for i := 0; ; i++ {
				key := fmt.Sprintf("%d-%d-%d", os.Getpid(), worker, i)
				_, err := s.Add(Job{Key: key, Host: fmt.Sprint("host", i%5), Payload: make([]byte, 500)})
				die(err)
				fmt.Println("added", key)
				s.SetRobots(key, time.Now(), []byte(key))
				j, err := s.Lease(context.Background())
				if errors.Is(err, ErrIdle) {
					continue
				}
				die(err)
				fmt.Println("leased", j.Key)
				die(s.Finish(j, Result{Path: "of " + j.Key, Page: &Page{ETag: j.Key}}))
				fmt.Println("finished", j.Key)
			}
		}()
	}
	select {}
}

func die(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "child:", err)
		os.Exit(1)
	}
}
