package warc

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// writeUntilKilled is another process: it writes exchanges of all sizes to the
// file that the environment names, and says so after each.
func writeUntilKilled(path string) {
	rng := rand.New(rand.NewPCG(uint64(os.Getpid()), 1))
	w := &Writer{Path: path}
	for i := 0; ; i++ {
		body := make([]byte, rng.IntN(1<<(4+rng.IntN(14))))
		for k := range body {
			body[k] = byte(rng.IntN(64))
		}
		done, err := w.Write(exchange(fmt.Sprintf("https://a.example/%d", i), string(body)).Drafts(nil)...)
		if err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		fmt.Println("done", done[0].ID, done[1].ID)
	}
}

// A writer is killed at any moment and started again on the same file. What it
// said it had written is there. BACKISSUE_KILLS says how often; 10 by default.
func TestKilledWriter(t *testing.T) {
	const name = "BACKISSUE_TEST_KILLED_WRITER"
	if path := os.Getenv(name); path != "" {
		writeUntilKilled(path)
	}
	kills := 10
	if n, err := strconv.Atoi(os.Getenv("BACKISSUE_KILLS")); err == nil {
		kills = n
	}
	dir := t.TempDir()
	rng := rand.New(rand.NewPCG(5, 6))
	repaired, records := 0, 0
	for file := 0; kills > 0; file++ {
		path := filepath.Join(dir, fmt.Sprintf("%d.warc.gz", file))
		var said []string
		for n := min(kills, 10); n > 0; n, kills = n-1, kills-1 {
			cmd := exec.Command(os.Args[0], "-test.run=^TestKilledWriter$")
			cmd.Env = append(os.Environ(), name+"="+path)
			said = append(said, killed(t, cmd, time.Duration(rng.IntN(40_000))*time.Microsecond)...)
		}
		all, err := readPath(t, path)
		if err != nil {
			repaired++ // the last kill cut a record
		}
		records += len(all)
		writeExchanges(t, &Writer{Path: path}, 1)
		missing(t, path, said)
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d records, %d files cut by their last kill", records, repaired)
}

// killed starts cmd and kills it, which may come before its first words. It
// gives the names of the records that it spoke of.
func killed(t *testing.T, cmd *exec.Cmd, after time.Duration) (said []string) {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(after, func() { cmd.Process.Kill() })
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		if len(f) != 3 || f[0] != "done" || len(f[2]) != len(f[1]) {
			t.Fatalf("the writer says %q", lines.Text())
		}
		said = append(said, f[1:]...)
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) {
		t.Fatalf("the writer ended: %v", err)
	}
	return said
}

// missing fails for each of the names that the file does not hold whole.
func missing(t *testing.T, path string, said []string) {
	t.Helper()
	all, err := readPath(t, path)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	there := map[string]bool{}
	for _, r := range all {
		there[r.ID] = Digest([]byte(r.block)) == r.Header.Value("WARC-Block-Digest")
	}
	for _, id := range said {
		if !there[id] {
			t.Errorf("%s: the record %s is lost", path, id)
		}
	}
}
