package corpus_test

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/within"
	"github.com/cxcalc/cxcalc/pkg/catalog"
)

// damages are what happens to exports on their way.
var damages = []func(r *rand.Rand, lines []string) []string{
	func(r *rand.Rand, lines []string) []string { return lines[:min(len(lines), 1+r.IntN(3))] },
	func(r *rand.Rand, lines []string) []string {
		i := r.IntN(len(lines))
		lines[i] = lines[i][:r.IntN(len(lines[i])+1)]
		return lines
	},
	func(r *rand.Rand, lines []string) []string {
		for i := range lines {
			lines[i] = strings.Replace(lines[i], ",", ";", r.IntN(3))
		}
		return lines
	},
	func(_ *rand.Rand, lines []string) []string {
		lines[0] = strings.Replace(lines[0], ",", ",,", 1)
		return lines
	},
	func(_ *rand.Rand, lines []string) []string { return append([]string{"A title", ""}, lines...) },
	func(r *rand.Rand, lines []string) []string {
		return append(lines, strings.Repeat(",", r.IntN(12))+"Total,9,9")
	},
	func(_ *rand.Rand, lines []string) []string {
		for i := range lines {
			lines[i] += ","
		}
		return lines
	},
	func(_ *rand.Rand, lines []string) []string { return lines },
}

// Whatever has happened to an export, a question about it ends in an answer or in words.
func TestDamagedExports(t *testing.T) {
	if testing.Short() {
		t.Skip("thousands of runs, which go test ./... does without the detector")
	}
	names := archives(t)
	t.Chdir(t.TempDir())
	r := rand.New(rand.NewPCG(41, 43))
	metrics, answered := catalog.Metrics(), 0
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			lines := strings.Split(strings.TrimSuffix(string(f.Data), "\n"), "\n")
			text := strings.Join(damages[r.IntN(len(damages))](r, lines), "\n")
			if err := os.WriteFile(f.Name, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			args := []string{metrics[r.IntN(len(metrics))].Name, f.Name}
			if r.IntN(2) == 0 {
				args = append(args, "--no-places")
			}
			_, said, status := within.Run(args...)
			if status > 3 || strings.Contains(said, "internal error") {
				t.Errorf("%s: exit status %d\n%s\n%s", strings.Join(args, " "), status, said, text)
			}
			if status == 0 {
				answered++
			}
		}
	}
	if answered < 100 {
		t.Errorf("only %d of the questions were answered", answered)
	}
}
