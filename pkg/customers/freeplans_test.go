package customers_test

import (
	"strings"
	"testing"
)

// Who has a plan that nobody pays for counts where no column holds money, and that is said.
func TestFreePlansAreSaid(t *testing.T) {
	for csv, want := range map[string]string{
		"customer_id,plan,churned\n1,Free,0\n2,Pro,1\n3,Gratis,0\n": `column "plan" has "Free", "Gratis"`,
		"customer_id,plan,churned\n1,Free,0\n2,Free,1\n3,Free,0\n":  "",
		"customer_id,plan,churned\n1,Basic,0\n2,Pro,1\n3,Pro,0\n":   "",
	} {
		got := warning(document(t, request(t, "churn", file(t, "status.csv", csv))), "unpaid_plans")
		if !strings.HasPrefix(got, want) || got == "" != (want == "") {
			t.Errorf("%q: got %q, want %q", csv, got, want)
		}
	}
}
