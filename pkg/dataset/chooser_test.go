package dataset_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/where"
)

func conditions(t *testing.T, texts ...string) []*where.Cond {
	t.Helper()
	var out []*where.Cond
	for _, text := range texts {
		c, err := where.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

func chooser(t *testing.T) dataset.Chooser {
	return dataset.Chooser{By: []string{"plan"}, Where: conditions(t, "plan!=free", "region=EU"), Roles: []dataset.Wish{
		{Role: "customer", Flag: "--customer", Name: "#1"}, {Role: "time", Flag: "--time"}, {Role: "amount", Flag: "--amount", Name: "mrr"},
	}}
}

func named(t *testing.T, c dataset.Chooser, csv string) dataset.Columns {
	t.Helper()
	cs, err := c.Named(open(t, file(t, "ledger.csv", csv), dataset.Terms{}))
	if err != nil {
		t.Fatal(err)
	}
	return cs
}

func TestNamed(t *testing.T) {
	cs := named(t, chooser(t), "who,month,mrr,plan,region\na,2026-05,1,pro,EU\n")
	if diff := cmp.Diff(result.Object{{Key: "customer", Value: "who"}, {Key: "amount", Value: "mrr"}}, cs.Object()); diff != "" {
		t.Errorf("object (-want +got):\n%s", diff)
	}
	for _, c := range []struct {
		role      dataset.Role
		condition int
		want      string
	}{
		{"customer", 0, "who"}, {"amount", 0, "mrr"}, {"time", 0, ""}, {dataset.Where, 0, "plan"}, {dataset.Where, 1, "region"},
	} {
		if got := cs.Name(c.role, c.condition); got != c.want {
			t.Errorf("%s %d: %q, want %q", c.role, c.condition, got, c.want)
		}
	}
	if cs.Has("time") || cs.Taken(1) || !cs.Taken(2) {
		t.Error("the column of times was not named")
	}
	want := []string{`customer: column #1 "who", named by --customer`, `time: column #2 "month", alone`, `amount: column #3 "mrr", named by --amount`}
	cs.Set("time", 1)
	if diff := cmp.Diff(want, cs.Reasons("alone")); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
}

// A condition that names a column wrongly is mended as a whole, since it is one word of the command.
func TestNamedWrongly(t *testing.T) {
	c := chooser(t)
	c.Where = conditions(t, "regoin!=EU")
	_, err := c.Named(open(t, file(t, "ledger.csv", "who,month,mrr,plan,region\n"), dataset.Terms{}))
	var e *problem.Error
	if !errors.As(err, &e) || e.Replace != [2]string{"regoin!=EU", "region!=EU"} {
		t.Errorf("error %#v", err)
	}
}

// The names of the first table hold for later ones, wherever their columns stand.
func TestFollow(t *testing.T) {
	first := named(t, chooser(t), "who,month,mrr,plan,region\n")
	first.Set("time", 1)
	later := named(t, chooser(t), "who,region,plan,mrr,month\n")
	later.Follow(first)
	if at := later.At("time"); at != 4 {
		t.Errorf("the time stands at %d, want 4", at)
	}
}
