package main_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
)

// Parts of a sample that were read apart and merged, in any order and in any number of steps, tell what all of it tells.
func TestMerge(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // thousands of runs in one process, of little memory each
	forWholeRun(t)
	t.Chdir(filepath.Join(root, "testdata"))
	r := rand.New(rand.NewPCG(3, 5))
	names, turn, merged, refused := sampleNames(t), 0, 0, 0
	for _, m := range questions() {
		for _, sample := range names {
			head, rows, ok := recordsOf(t, sample)
			if !ok {
				continue
			}
			parts := dealt(t, sample, head, rows)[1+r.IntN(2)]
			m.ask(t, sample, func(flags []string) (status int) {
				if turn++; turn%mergedEvery != 0 {
					return 0
				}
				status, asked := agreeMerged(t, r, m.name, sample, parts, flags)
				if asked {
					merged++
				} else if status == 0 {
					refused++
				}
				return status
			})
		}
	}
	t.Logf("%d questions merged; of %d, a part alone is asked about", merged, refused)
	if merged < 10*refused {
		t.Errorf("only %d questions were merged, and for %d a part has a question of its own", merged, refused)
	}
}

// mergedEvery says that one of so many questions is asked of parts, too.
const mergedEvery = 45

// Random tables with nasty cells tell as parts what they tell as one.
func TestMergeOfRandomTables(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 17))
	merged := 0
	for range 60 {
		kind := tables[r.IntN(len(tables))]
		head, rows := kind.table(r)
		sample := filepath.Join(t.TempDir(), "rows.csv")
		if err := os.WriteFile(sample, []byte(head+strings.Join(rows, "")), 0o644); err != nil {
			t.Fatal(err)
		}
		flags := slices.Concat(kind.always, []string{"--encoding", "utf-8"}, kind.flags[r.IntN(len(kind.flags))])
		_, asked := agreeMerged(t, r, kind.metrics[r.IntN(len(kind.metrics))], sample, dealt(t, sample, head, rows)[1+r.IntN(2)], flags)
		if t.Failed() {
			t.Fatalf("%s%s", head, strings.Join(rows, ""))
		}
		if asked {
			merged++
		}
	}
	if merged < 30 {
		t.Errorf("only %d tables were merged", merged)
	}
}

// agreeMerged holds the document of merged parts against that of the whole, whose status it returns. asked is false where a part
// could not be asked: it has a question of its own then, and no answer.
func agreeMerged(t *testing.T, r *rand.Rand, name, sample string, parts, flags []string) (status int, asked bool) {
	t.Helper()
	want, said, status := inside(slices.Concat([]string{name, "--no-places", "-o", "json"}, flags, []string{sample})...)
	if slices.Contains(flags, "--records") || want == "" {
		return status, false
	}
	var states []string
	for i, part := range parts {
		state := filepath.Join(t.TempDir(), fmt.Sprint(i, ".state"))
		_, stderr, ends := inside(slices.Concat([]string{name, "-o", "state=" + state}, flags, []string{part})...)
		if ends != 0 {
			if ends != 2 {
				t.Logf("%s -o state %v %s: exit status %d\n%s", name, flags, part, ends, stderr)
			}
			return status, false
		}
		states = append(states, state)
	}
	states = mergedOnce(t, r, states)
	got, stderr, ends := inside(slices.Concat([]string{"merge", "-o", "json"}, states)...)
	if ends != status || withoutSources(t, got) != withoutSources(t, want) {
		t.Errorf("%s %v %s: exit status %d, of merged parts %d\n%s\n%s\n%s", name, flags, sample, status, ends, firstDifference(withoutSources(t, want), withoutSources(t, got)), said, stderr)
	}
	return status, true
}

// mergedOnce puts states in another order, and merges some of them before the others.
func mergedOnce(t *testing.T, r *rand.Rand, states []string) []string {
	t.Helper()
	states = slices.Clone(states)
	r.Shuffle(len(states), func(i, j int) { states[i], states[j] = states[j], states[i] })
	n := 1 + r.IntN(len(states)-1)
	both := filepath.Join(t.TempDir(), "some.state")
	if _, stderr, ends := inside(slices.Concat([]string{"merge", "-o", both}, states[:n])...); ends != 0 {
		t.Errorf("merge -o %s %s: exit status %d\n%s", both, strings.Join(states[:n], " "), ends, stderr)
	}
	return append(states[n:], both)
}

// A ledger divided by customer tells as parts what it tells as one: in parts that miss whole periods, in any order, and merged in
// any tree.
func TestMergeOfLedgersDividedByCustomer(t *testing.T) {
	forWholeRun(t)
	r := rand.New(rand.NewPCG(23, 29))
	for range 12 {
		dir := t.TempDir()
		parts, whole := make([]string, 2+r.IntN(4)), "customer,month,mrr\n"
		for i := range parts {
			parts[i] = whole
		}
		for customer := range len(parts) + r.IntN(30) { // every part has one
			for month := range 6 {
				if r.IntN(3) > 0 || month == customer%6 {
					row := fmt.Sprintf("c%d,2026-%02d,%d\n", customer, month+1, 10*(1+r.IntN(4)))
					whole += row
					parts[customer%len(parts)] += row
				}
			}
		}
		sample := filepath.Join(dir, "whole.csv")
		if err := os.WriteFile(sample, []byte(whole), 0o644); err != nil {
			t.Fatal(err)
		}
		for i, text := range parts {
			parts[i] = filepath.Join(dir, fmt.Sprint(i, ".csv"))
			if err := os.WriteFile(parts[i], []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for _, q := range [][]string{{"churn"}, {"expansion"}, {"revenue"}, {"cohort"}, {"ltv", "--margin", "0.8"}} {
			flags := append(q[1:], "--customer", "customer", "--time", "month", "--amount", "mrr", "--shape", "balance")
			if status, asked := agreeMerged(t, r, q[0], sample, parts, flags); !asked {
				t.Errorf("%s of %d parts is not asked: exit status %d", q[0], len(parts), status)
			}
		}
	}
}
