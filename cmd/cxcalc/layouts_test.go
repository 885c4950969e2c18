package main_test

import (
	"encoding/json"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/vendors"
)

// Every layout is found in a sample made for it, and what its checks ask of the sample has the figure that was
// counted by hand.
func TestLayouts(t *testing.T) {
	for _, l := range vendors.Known() {
		t.Run(l.Name, func(t *testing.T) {
			found, err := filepath.Glob(filepath.Join(root, "testdata", "layouts", l.Name+".*"))
			if err != nil || len(found) != 1 {
				t.Fatalf("%d samples in testdata/layouts, want one", len(found))
			}
			if l.Title == "" || l.Family == "" || l.Evidence == "" || len(l.Checks) == 0 {
				t.Error("a layout has a title, a family, evidence and checks")
			}
			for _, c := range l.Checks {
				checkLayout(t, l, found[0], c)
			}
		})
	}
}

func checkLayout(t *testing.T, l *vendors.Layout, sample string, c vendors.Check) {
	t.Helper()
	args := append(strings.Fields(c.Command), "-o", "json", sample)
	stdout, stderr, status := inside(args...)
	var d struct {
		Sources []struct{ Layout string }
		Total   struct{ Value *json.Number }
	}
	ends := map[string]int{"asked": 2, "refused": 1}
	if want, ok := ends[c.Gives]; ok {
		if status != want || want == 2 && !strings.Contains(stderr, "hint: ") {
			t.Errorf("%s: status %d, want %d with a command that goes on\n%s", c.Command, status, want, stderr)
		}
		return
	}
	if err := json.Unmarshal([]byte(stdout), &d); err != nil {
		t.Errorf("%s: %v\n%s", c.Command, err, stderr)
		return
	}
	if d.Sources[0].Layout != l.Name || d.Total.Value == nil || d.Total.Value.String() != c.Gives && !rounded(d.Total.Value.String(), c.Gives) {
		t.Errorf("%s: layout %s, value %v, want %s\n%s", c.Command, d.Sources[0].Layout, d.Total.Value, c.Gives, stderr)
	}
}

// rounded tells whether got is want to the decimals that want has; a want without decimals is exact.
func rounded(got, want string) bool {
	_, decimals, ok := strings.Cut(want, ".")
	x, err := strconv.ParseFloat(got, 64)
	return ok && err == nil && strconv.FormatFloat(x, 'f', len(decimals), 64) == want
}
