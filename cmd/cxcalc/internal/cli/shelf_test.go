package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/whole"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// delight is a metric that is in no catalog, with a break that no other has. It tells the questions that
// it is asked.
func delight(asked func(metric.Inquiry)) metric.Metric {
	const from = "delighted-from"
	breaks := []metric.Break{{Flag: from, Default: 5, Doc: "lowest delighted score"}}
	usual := func(_, high float64) (float64, bool) { return high, true }
	fields, compute := metric.ProportionFields("delight", "Share of delighted answers.", result.Field{Name: "delighted", Kind: result.Count},
		func(a tally.Answers, q metric.Inquiry) metric.Proportion {
			asked(q)
			return metric.ProportionOf(a, func(score float64) bool { return score >= q.Breaks[from] })
		})
	return metric.Metric{
		Name: "delight", Title: "Delight", Short: "Delight: how many are delighted?", Long: "The share of delighted answers.",
		Unit: "percent", Interval: "wilson", Fields: fields, Flags: metric.BreakFlags(breaks...),
		Kind: metric.OfAnswers,
		AnswerTraits: &metric.AnswerTraits{
			Scale: metric.Scale{Min: 1, Max: 5}, Breaks: breaks, Compute: compute,
			Settle: func(q metric.Inquiry) (metric.Inquiry, error) { return metric.SettleOne(q, from, usual) },
			Define: func(metric.Inquiry) string { return "100 × delighted / answers" },
		},
	}
}

// A run is what came of a command line at a desk that offers delight, too.
type run struct {
	stdout, stderr string
	status         int
	breaks         map[string]float64 // of the last question
}

// at runs a command line.
func at(args ...string) run {
	var r run
	var out, err bytes.Buffer
	d := &desk{args: args, files: new(whole.Drafts), offered: everything()}
	d.offered = append(d.offered, delight(func(q metric.Inquiry) { r.breaks = q.Breaks }))
	d.World = World{Out: &out, Err: &err, Getenv: os.Getenv, Environ: os.Environ,
		OutWidth: func() int { return 0 }, ErrTerminal: func() bool { return false }}
	r.status = d.report(d.root().Execute())
	r.stdout, r.stderr = out.String(), err.String()
	return r
}

// A break works with every way to set it as soon as a metric declares it.
func TestDeclaredBreak(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("five.csv", []byte("score\n1\n3\n4\n4\n5\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	figure := func(want, from float64, args ...string) {
		t.Helper()
		r := at(append([]string{"delight", "five.csv", "-o", "json"}, args...)...)
		var d struct {
			Total    struct{ Value float64 }
			Settings map[string]any
		}
		if err := json.Unmarshal([]byte(r.stdout), &d); err != nil || r.status != 0 {
			t.Fatalf("%v: exit status %d, %v\n%s", args, r.status, err, r.stderr)
		}
		if d.Total.Value != want || d.Settings["delighted_from"] != from {
			t.Errorf("%v: %v with the break %v in the settings, want %v and %v", args, d.Total.Value, d.Settings["delighted_from"], want, from)
		}
		if diff := cmp.Diff(map[string]float64{"delighted-from": from}, r.breaks); diff != "" {
			t.Errorf("%v: the question has other breaks (-want +got):\n%s", args, diff)
		}
	}
	figure(20, 5) // 1 of 5
	figure(60, 4, "--delighted-from", "4")
	t.Setenv("CXCALC_DELIGHTED_FROM", "2.5")
	figure(80, 2.5)
	figure(60, 4, "--delighted-from", "4")
	t.Setenv("CXCALC_DELIGHTED_FROM", "")
	setFile(t, "delight: {delighted-from: 3}\nnps: {promoter-from: 8}\nces: {easy-from: 6}\n") // those of other metrics are no mistake
	figure(80, 3)
	t.Setenv("CXCALC_DELIGHTED_FROM", "4")
	figure(60, 4)
	t.Setenv("CXCALC_DELIGHTED_FROM", "")

	says := func(want string, args ...string) {
		t.Helper()
		if r := at(args...); !strings.Contains(oneSpaced(r.stdout+r.stderr), want) {
			t.Errorf("%v: exit status %d\n%s%s\nwant %s", args, r.status, r.stdout, r.stderr, want)
		}
	}
	says("--delighted-from N N is the lowest delighted score", "delight", "--help")
	says("delight.delighted-from 3 file "+filepath.Join(".", settingsName), "config", "show")
	says("--delighted-from N is the lowest delighted score", "__complete", "delight", "--deli")
	says(`--delighted-from "often" is not a number`, "delight", "--delighted-from", "often", "five.csv")
	says("--delighted-from 6 lies outside the scale 1–5", "delight", "--delighted-from", "6", "five.csv")
	says("40 -34.93 to", "nps", "--scale", "1-5", "--promoter-from", "4", "--detractor-to", "2", "five.csv") // 3 − 1 of 5
	setFile(t, "delight: {delighted-form: 3}\n")
	says(`did you mean "delighted-from"?`, "delight", "five.csv")
	setFile(t, "delight: {delighted-from: [3, 4]}\n")
	says(`delighted-from takes one value, not a list`, "delight", "five.csv")
	setFile(t, "delight: {delighted-from: }\n")
	figure(20, 5)
}

func oneSpaced(s string) string { return strings.Join(strings.Fields(s), " ") }

func setFile(t *testing.T, text string) {
	t.Helper()
	if err := os.WriteFile(settingsName, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
