package dataset_test

import (
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/dataset"
)

// Rows that stand in an earlier source, too, are told from people who answer again and from customers of two months.
func TestOverlap(t *testing.T) {
	for _, c := range []struct{ about, earlier, later, want string }{
		{"ids of orders", "order_id,customer,amount,day\n1,a,5,2026-01-01\n2,b,6,2026-01-02\n3,a,7,2026-01-03\n",
			"order_id,customer,amount,day\n3,a,7,2026-01-03\n4,c,5,2026-01-04\n", "1 of the first 2 rows stand in"},
		{"times of day", "who,score,at\na,5,2026-01-01 10:00:07\nb,4,2026-01-01 11:30:00\n",
			"who,score,at\nb,4,2026-01-01 11:30:00\nc,4,2026-01-02 09:00:00\n", "1 of the first 2 rows stand in"},
		{"the same file", "who,score,why\na,5,x\nb,4,y\nc,1,z\n", "who,score,why\na,5,x\nb,4,y\nc,1,z\n", "has the same rows as"},
		{"counters of two surveys", "id,score,why\n1,5,x\n2,4,y\n3,1,z\n", "id,score,why\n1,4,y\n2,4,y\n3,2,q\n", ""},
		{"people who answer again", "who,score,plan\na,5,x\nb,4,y\nc,1,z\n", "who,score,plan\na,5,x\nb,4,y\nc,2,z\n", ""},
		{"who has not changed", "who,score,plan\na,5,x\nb,4,y\nc,1,z\n", "who,score,plan\na,5,x\nd,4,y\ne,2,z\n", ""},
		{"a copy of few columns", "who,score\na,5\nb,4\nc,1\nd,5\ne,5\n", "who,score\na,5\nb,4\nc,1\nd,5\ne,5\n", "has the same rows as"},
		{"few answers of one column", "score\n5\n4\n1\n5\n5\n", "score\n5\n4\n1\n5\n5\n", ""},
		{"few columns", "id,score\nA-1,5\nA-2,4\nA-3,1\n", "id,score\nA-1,5\nA-2,4\nA-3,1\n", ""},
		{"an id that has changed", "order_id,customer,status,at\n1,a,open,2026-01-01 10:00\n2,b,open,2026-01-01 11:00\n",
			"order_id,customer,status,at\n2,b,paid,2026-01-01 11:00\n3,a,open,2026-01-02 11:00\n", ""},
		{"other columns", "order_id,customer,amount\n1,a,5\n2,b,5\n", "order_id,customer,price\n1,a,5\n2,b,5\n", ""},
	} {
		set, err := dataset.OpenSet(t.Context(), []string{file(t, "a.csv", c.earlier), file(t, "b.csv", c.later)}, dataset.Terms{})
		if err != nil {
			t.Fatalf("%s: %v", c.about, err)
		}
		e := set.Overlap()
		if (e == nil) != (c.want == "") || e != nil && !strings.Contains(e.Text, c.want) {
			t.Errorf("%s: %v, want %q", c.about, e, c.want)
		}
	}
}
