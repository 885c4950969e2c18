package customers_test

import (
	"slices"
	"strings"
	"testing"
)

// Words that nobody knows are all asked about, each as what its rows look like.
func TestUnknownWordsAreGuessedFromTheirRows(t *testing.T) {
	csv := changes("foo", "bar", "baz", "qux", "quux")
	r := request(t, "revenue", file(t, "ledger.csv", strings.Replace(csv, ",type,", ",movement type,", 1)))
	e := refused(t, r)
	want := []string{"--type-map", "foo=new", "--type-map", "qux=churn", "--type-map", "bar=expansion", "--type-map", "baz=contraction", "--type-map", "quux=reactivation"}
	if !e.Usage || !slices.Equal(e.Flags, want) {
		t.Fatalf("%q: %q", e.Text, e.Flags)
	}
	r.TypeMap = []string{"foo=new", "qux=churn", "bar=expansion", "baz=contraction", "quux=reactivation"}
	checkNumbers(t, document(t, r).Total, map[string]float64{"opening": 100, "churn": 20, "closing": 90})

	r = request(t, "revenue", file(t, "ledger.csv", csv)) // a header that says less: a question, and not a balance
	if e := refused(t, r); !e.Usage || !slices.Equal(e.Flags, []string{"--shape", "movement"}) {
		t.Errorf("%q: %q", e.Text, e.Flags)
	}
	unsigned := strings.NewReplacer(",type,", ",movement type,", "-", "-", ",-", ",").Replace(csv)
	e = refused(t, request(t, "revenue", file(t, "ledger.csv", unsigned)))
	if len(e.Flags) > 0 || !strings.Contains(e.Hint, "do not show all of it") || !strings.Contains(e.Hint, "--type-map qux=new") {
		t.Errorf("%q, %q", e.Flags, e.Hint)
	}
	e = refused(t, request(t, "revenue", file(t, "ledger.csv", strings.NewReplacer(",type,amount", ",what,delta", ",-", ",").Replace(csv))))
	if !slices.Equal(e.Flags, []string{"--type", "what"}) {
		t.Errorf("%q: %q", e.Text, e.Flags)
	}
}

// Amounts below an upgrade and a downgrade alike take their sign from the type.
func TestSignsFollowTheType(t *testing.T) {
	csv := strings.ReplaceAll(changes("Subscription created", "Plan upgrade", "Plan downgrade", "Subscription cancelled", "Won back"), ",-", ",")
	checkNumbers(t, document(t, request(t, "revenue", file(t, "ledger.csv", csv))).Total, map[string]float64{"opening": 100, "expansion": 5, "contraction": 5, "churn": 20, "reactivation": 10, "closing": 90})
}

// What customers brought before the ledger begins has to be known, and rows of a type opening say it.
func TestOpeningBalances(t *testing.T) {
	movements := "a,2026-01-20,upgrade,5\nb,2026-02-20,cancel,-10\n"
	header := "customer,date,type,amount\n"
	for _, m := range []string{"a,2026-01-20,upgrade,5\n", "a,2026-01-20,upgrade,5\nc,2026-01-21,new,5\n", "c,2026-01-21,new,5\n" + movements} {
		e := refused(t, request(t, "revenue", file(t, "ledger.csv", header+m)))
		if e.Usage || !strings.Contains(e.Hint, "opening") {
			t.Errorf("%q, %q", e.Text, e.Hint)
		}
	}
	for first, want := range map[string]float64{"2026-01-01": 20, "2025-12-31": 20} {
		d := document(t, request(t, "revenue", file(t, "ledger.csv", header+"a,"+first+",Opening balance,10\nb,"+first+",Opening balance,10\n"+movements)))
		checkNumbers(t, d.Total, map[string]float64{"opening": want, "new": 0, "expansion": 5, "churn": 10, "closing": 15})
	}
	many := header
	for c := range 40 {
		many += "k" + string(rune('A'+c)) + ",2026-01-05,new,10\n"
	}
	d := document(t, request(t, "churn", file(t, "ledger.csv", many+"u,2026-02-01,upgrade,5\nkA,2026-03-01,churn,10\n")))
	if warning(d, "unopened") == "" || d.Total.Verdict != nil {
		t.Errorf("%q, verdict %v", warned(d), d.Total.Verdict)
	}
}
