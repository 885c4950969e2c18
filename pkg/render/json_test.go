package render

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// Absent lists are empty lists, and the order of the keys is that of the contract.
func TestJSONSkeleton(t *testing.T) {
	got := written(t, "json", &result.Document{Schema: "cxcalc/nps/v1", Metric: "nps"}, Options{})
	want := `{
  "schema": "cxcalc/nps/v1",
  "metric": "nps",
  "unit": "",
  "definition": "",
  "sources": [],
  "columns": {},
  "settings": {},
  "rows": {
    "read": 0,
    "counted": 0,
    "blank": 0,
    "invalid": 0,
    "out_of_range": 0,
    "duplicate": 0,
    "filtered": 0,
    "excluded": 0,
    "malformed": 0
  },
  "total": {},
  "groups": [],
  "warnings": [],
  "thresholds": []
}
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("JSON of an empty document (-want +got):\n%s", diff)
	}
}

func TestJSONEscapes(t *testing.T) {
	check := func(name, want string) {
		t.Helper()
		got := written(t, "ndjson", named(name), Options{})
		if !strings.Contains(got, `"by":{"region":"`+want+`"}`) {
			t.Errorf("%q is not written as %q: %s", name, want, got)
		}
	}
	check("<b> & co", "<b> & co") // no escaping for HTML
	check("\x1b[2J", `\u001b[2J`)
	check("\x7f\u009b", `\u007f\u009b`) // encoding/json lets these through
	check("\u202egnp", `\u202egnp`)
	check("東京", "東京")
}

// Two columns of the same name do not become two equal keys.
func TestJSONSameNames(t *testing.T) {
	d := named("EU")
	d.By = []string{"region", "region"}
	g := d.Groups.At(0)
	g.By = result.Object{{Key: "region", Value: "EU"}, {Key: "region", Value: "east"}}
	d.Groups = result.List(g)
	for _, format := range []string{"json", "ndjson"} {
		got := strings.Join(strings.Fields(written(t, format, d, Options{})), "")
		if want := `"by":{"region":"EU","region_2":"east"}`; !strings.Contains(got, want) {
			t.Errorf("%s has no %s", format, want)
		}
	}
	if d.Groups.At(0).By[1].Key != "region" {
		t.Error("the document was changed")
	}
}

// NaN must not leave a metric; if it does, no half document is written.
func TestJSONRefusesNaN(t *testing.T) {
	d := npsTotal()
	d.Total.Values[1].Value = math.NaN()
	var b strings.Builder
	for _, format := range []string{"json", "ndjson", "csv"} {
		f, _ := Find(format)
		if err := f.Write(&b, d, Options{}); err == nil {
			t.Errorf("%s writes NaN", format)
		}
	}
}

func TestNDJSON(t *testing.T) {
	check := func(d *result.Document, lines int) {
		t.Helper()
		got := strings.Split(strings.TrimSuffix(written(t, "ndjson", d, Options{}), "\n"), "\n")
		if len(got) != lines {
			t.Errorf("%d lines, want %d", len(got), lines)
		}
		for _, line := range got {
			if !strings.HasPrefix(line, `{"metric":"`+d.Metric+`",`) || !json.Valid([]byte(line)) {
				t.Errorf("not a line of NDJSON: %s", line)
			}
		}
	}
	check(npsTotal(), 1) // the total, without groups
	check(npsByRegion(), 5)
	check(churnByMonth(), 3)
}
