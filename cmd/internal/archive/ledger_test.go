package archive

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// put writes a file of an archive without telling its ledger.
func put(t *testing.T, root, name, text string) {
	t.Helper()
	full := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// findings are what Check finds, as "path: what".
func findings(t *testing.T, root string) []string {
	t.Helper()
	var all []string
	if err := Check(root, func(f Finding) { all = append(all, f.Path+": "+f.What) }); err != nil {
		t.Fatal(err)
	}
	return all
}

// A run that is killed between any two of its steps leaves an archive in which
// nothing is damaged, and the next run makes the manifests true.
func TestLedgerAfterAKill(t *testing.T) {
	const name = "mole/articles/2014/a.txt"
	begin := func(t *testing.T) (string, *Ledger) {
		t.Helper()
		root := t.TempDir()
		l, err := OpenLedger(root)
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Writing(name); err != nil {
			t.Fatal(err)
		}
		put(t, root, name, "first")
		if err := l.Save(); err != nil {
			t.Fatal(err)
		}
		return root, l
	}
	steps := map[string]func(t *testing.T, root string, l *Ledger){
		"announced":        func(*testing.T, string, *Ledger) {},
		"replaced":         func(t *testing.T, root string, _ *Ledger) { put(t, root, name, "second") },
		"a file more":      func(t *testing.T, root string, _ *Ledger) { put(t, root, "mole/articles/2014/b.txt", "new") },
		"a folder more":    func(t *testing.T, root string, _ *Ledger) { put(t, root, "mole/issues/2014-03-9/c.txt", "new") },
		"half of a rename": func(t *testing.T, root string, _ *Ledger) { put(t, root, "mole/articles/2014/.backissue-1.tmp", "sec") },
	}
	for step, do := range steps {
		t.Run(step, func(t *testing.T) {
			root, l := begin(t)
			if err := l.Writing(name, "mole/articles/2014/b.txt", "mole/issues/2014-03-9/c.txt"); err != nil {
				t.Fatal(err)
			}
			do(t, root, l) // and the process dies
			if got := findings(t, root); len(got) > 0 {
				t.Errorf("before the next run: %q", got)
			}
			if _, err := OpenLedger(root); err != nil {
				t.Fatal(err)
			}
			if got := findings(t, root); len(got) > 0 {
				t.Errorf("after it: %q", got)
			}
			if _, err := os.Stat(journalPath(root)); err == nil {
				t.Error("the journal is left")
			}
			put(t, root, name, "damaged")
			if got := findings(t, root); len(got) != 1 {
				t.Errorf("damage: got %q", got)
			}
		})
	}
}

func TestLedgerKeepsToTheArchive(t *testing.T) {
	l, err := OpenLedger(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"../a.txt", "backissue.yaml", "mole/a.txt", "/etc/passwd"} {
		if err := l.Writing(name); err == nil {
			t.Errorf("%s is taken for a file of the archive", name)
		}
	}
}

func TestRunLogIsSilentAboutNothing(t *testing.T) {
	root := t.TempDir()
	l, err := OpenLedger(root)
	if err != nil {
		t.Fatal(err)
	}
	log := NewRunLog(l, day0)
	for _, e := range []Event{{Action: ActionSame}, {Action: ActionFailed, Known: true}, {Action: ActionSkipped}} {
		if err := log.Add(e); err != nil {
			t.Fatal(err)
		}
	}
	if log.Path() != "" {
		t.Error("an account was begun")
	}
	if err := log.Add(Event{Action: ActionNew}); err != nil {
		t.Fatal(err)
	}
	if err := l.Save(); err != nil { // an issue ends while the run goes on
		t.Fatal(err)
	}
	if got := findings(t, root); len(got) > 0 {
		t.Errorf("while the run goes on: %q", got)
	}
	if err := log.Add(Event{Action: ActionGone}); err != nil {
		t.Fatal(err)
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	if err := l.Save(); err != nil {
		t.Fatal(err)
	}
	if got := findings(t, root); len(got) > 0 {
		t.Errorf("after it: %q", got)
	}
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(log.Path())))
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, c := range data {
		if c == '\n' {
			lines++
		}
	}
	if lines != 5 || log.Count(ActionNew) != 1 || log.Known() != 1 {
		t.Errorf("%d lines, %d new, %d known: %s", lines, log.Count(ActionNew), log.Known(), data)
	}
}

// day0 is when the runs of these tests begin.
var day0 = time.Date(2026, 11, 23, 3, 42, 0, 0, time.UTC)
