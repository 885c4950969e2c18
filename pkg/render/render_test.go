package render

import (
	"bytes"
	order "cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/result"
)

var update = flag.Bool("update", false, "write the goldens anew")

// written returns a document in a format.
func written(t testing.TB, format string, d *result.Document, o Options) string {
	t.Helper()
	f, ok := Find(format)
	if !ok {
		t.Fatalf("no format %q", format)
	}
	var b bytes.Buffer
	if err := f.Write(&b, d, o); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestGoldens(t *testing.T) {
	endings := map[string]string{"table": "txt", "markdown": "md"} // others end with their name
	for name, d := range samples() {
		for _, f := range Formats() {
			if f.Name == "svg" || f.Name == "html" && name != "regions" {
				continue // most of a page is its style; TestPages reads them all
			}
			golden(t, name+"."+order.Or(endings[f.Name], f.Name), written(t, f.Name, d, Options{Width: 80 * btoi(f.Text)}))
		}
	}
	regions := npsByRegion()
	for _, width := range []int{0, 40, 60, 120} {
		golden(t, fmt.Sprintf("regions-%d.txt", width), written(t, "table", regions, Options{Width: width}))
	}
	for name, d := range map[string]*result.Document{"revenue": revenueByMonth(), "cohort": cohortTriangle(), "definitions": definitionsSideBySide(),
		"trend": trendByMonth(), "changes": changesBySegment(), "listed": withLists()} {
		for _, width := range []int{0, 60, 120} {
			golden(t, fmt.Sprintf("%s-%d.txt", name, width), written(t, "table", d, Options{Width: width}))
		}
	}
	golden(t, "revenue-color.txt", written(t, "table", revenueByMonth(), Options{Width: 80, Color: true}))
	golden(t, "cohort-color.txt", written(t, "table", cohortTriangle(), Options{Width: 80, Color: true}))
	golden(t, "regions-color.txt", written(t, "table", regions, Options{Width: 80, Color: true}))
	for name, d := range map[string]*result.Document{"regions": regions, "segments": bySegment(), "revenue": revenueByMonth(), "cohort": cohortTriangle(), "trend": trendByMonth(), "listed": withLists()} {
		golden(t, name+".svg", written(t, "svg", d, Options{}))
	}
	golden(t, "nasty-raw.csv", written(t, "csv", nastyNames(), Options{Raw: true}))
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestFormats(t *testing.T) {
	promised := []string{"table", "json", "ndjson", "csv", "tsv", "markdown", "html", "svg"} // the order of CONTRACT, -o
	var names []string                                                                       // of those that are promised
	taken := make(map[string]bool)
	for _, f := range Formats() {
		if slices.Contains(promised, f.Name) {
			names = append(names, f.Name)
		}
		if f.Doc == "" {
			t.Errorf("%s does not say what it is for", f.Name)
		}
		for _, name := range append(slices.Clone(f.Also), f.Name) {
			if taken[name] {
				t.Errorf("two formats are %s", name)
			}
			taken[name] = true
		}
	}
	if diff := cmp.Diff(promised, names); diff != "" {
		t.Errorf("formats (-want +got):\n%s", diff)
	}
	if _, ok := Find("html5"); ok {
		t.Error("found a format that is not there")
	}
}

// Every format ends with a line feed and says the same twice.
func TestSameAgain(t *testing.T) {
	for name, d := range samples() {
		for _, f := range Formats() {
			first, second := written(t, f.Name, d, Options{Width: 80}), written(t, f.Name, d, Options{Width: 80})
			if first != second {
				t.Errorf("%s as %s differs from one time to the next", name, f.Name)
			}
			if !strings.HasSuffix(first, "\n") || strings.HasSuffix(first, "\n\n") {
				t.Errorf("%s as %s does not end with one line feed", name, f.Name)
			}
		}
	}
}

// full is a disk without room.
type full struct{}

var errFull = errors.New("no space left on device")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteFails(t *testing.T) {
	for _, f := range Formats() {
		if err := f.Write(full{}, npsByRegion(), Options{}); !errors.Is(err, errFull) {
			t.Errorf("%s on a full disk: error %v", f.Name, err)
		}
	}
}

// The figures that every build must print: CONTRACT, the worked examples.
func TestWorkedExamples(t *testing.T) {
	check := func(d *result.Document, want string) {
		t.Helper()
		if got, _, _ := strings.Cut(written(t, "table", d, Options{Width: 100}), "\n"); got != want {
			t.Errorf("headline %q, want %q", got, want)
		}
	}
	check(npsTotal(), "Net Promoter Score   30   19.76 to 39.53   met and proven (target 0)")
	check(csatTotal(), "Customer Satisfaction Score   80 %   71.1 to 86.7   met, not proven (target 80 %)")
	june := churnByMonth()
	june.Total = june.Groups.At(1)
	check(june, "Customer churn   2.5 %   1.90 to 3.28   met and proven (target 5 %)")
}
