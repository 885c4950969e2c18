package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Rows are looked at some hundred at once. Files that have just as many, or one more or less, are files like any other.
func TestRowsOfOneBatch(t *testing.T) {
	name := filepath.Join(t.TempDir(), "rows.csv")
	for _, rows := range []int{255, 256, 257, 512, 1024} {
		var b strings.Builder
		b.WriteString("customer,month,amount,plan,score\n")
		for i := range rows {
			fmt.Fprintf(&b, "C%d,2026-%02d,10,P%d,%d\n", i/4, 1+i%4, i/4%2, i%6+5)
		}
		if err := os.WriteFile(name, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, metric := range []string{"nps", "csat", "churn", "revenue", "cohort"} {
			for _, more := range [][]string{nil, {"--by", "plan"}, {"--where", "plan=P0"}} {
				args := append([]string{metric, name, "-q", "-o", "json", "--scale", "0-10", "--score", "score"}, more...)
				if metric != "nps" && metric != "csat" {
					args = append([]string{metric, name, "-q", "-o", "json"}, more...)
				}
				if _, stderr, status := inside(args...); status != 0 && status != 3 {
					t.Errorf("%d rows: %v: exit status %d\n%s", rows, args, status, stderr)
				}
			}
		}
	}
}
