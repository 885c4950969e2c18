package customers_test

import (
	"slices"
	"strings"
	"testing"
)

// Where the mark of all amounts may stand before decimals or between thousands, it is asked for.
func TestDecimalMarkIsAsked(t *testing.T) {
	ask := func(proposed, csv string) {
		t.Helper()
		r := request(t, "revenue", file(t, "ledger.csv", csv))
		e := refused(t, r)
		if !e.Usage || !slices.Equal(e.Flags, []string{"--decimal", proposed}) {
			t.Errorf("got %q, %q of\n%.80s", e.Text, e.Flags, csv)
		}
		for _, mark := range []byte{'.', ','} {
			r.Decimal = mark
			if _, err := answered(t.Context(), r); err != nil && !strings.Contains(err.Error(), "none of the") {
				t.Errorf("--decimal %c: %v", mark, err)
			}
		}
	}
	read := func(opening float64, csv string) {
		t.Helper()
		d := document(t, request(t, "revenue", file(t, "ledger.csv", csv)))
		checkNumbers(t, d.Groups.At(0), map[string]float64{"opening": opening})
	}
	two := func(delimiter, a, b string) string {
		csv := strings.NewReplacer(";", delimiter).Replace("customer;month;mrr\n" + "A;2026-05;" + a + "\nB;2026-05;" + b + "\nA;2026-06;" + a + "\nB;2026-06;" + b + "\n")
		return csv
	}
	ask(",", two(";", "1.234", "5.678"))
	ask(",", two(";", "1.234", "500"))
	ask(",", two("\t", "1.234", "5.678"))
	ask(".", two(";", "1,234", "5,678"))
	ask(",", two(";", "€ 1.234", "€ 12.000"))
	ask(".", "customer,month,mrr,currency\nA,2026-05,\"1,234\",KWD\nA,2026-06,\"1,234\",KWD\n")
	ask(",", "customer;month;mrr\n"+strings.Repeat("A;2026-05;5\n", 1500)+"B;2026-05;1.234\nA;2026-06;5\n") // behind the sample
	read(1240.56, two(";", "1.234,56", "6"))
	read(1246.5, two(";", "1.234", "12,5"))
	read(13.73, two(";", "1.234", "12.5")) // 1.234 is rounded
	read(1234+5678, two(",", `"1,234"`, `"5,678"`))
	ask(",", two(",", "1.234", "5.678"))
	read(1.23+5.5, two(",", "1.234", "5.5"))
	read(1.23+5.68, "customer,month,mrr,rate\nA,2026-05,1.234,0.5\nB,2026-05,5.678,1\nA,2026-06,1.234,0.5\n") // another column tells
	read(1234567+1, two(";", "1.234.567", "1"))
	read(1235.5, two(";", "1234.5", "1"))
	read(12.5+1234.5, two(";", "12,5", "1 234,5"))
	read(1.234+12.345, "customer,month,mrr,currency\nA,2026-05,1.234,KWD\nB,2026-05,12.345,KWD\nA,2026-06,1.234,KWD\n")
	read(3001, "customer;date;mrr\nA;05.05.2026;1.000,00\nB;05.05.2026;2.001\nA;05.06.2026;1.000,00\n")
	// A row behind the sample decides.
	read(1500*1234+12.5, "customer;month;mrr\n"+strings.Repeat("A;2026-05;1.234,00\n", 1500)+"B;2026-05;12,5\nA;2026-06;5,00\n")
	read(1500*1.234, "customer;month;mrr;currency\n"+strings.Repeat("A;2026-05;1.234;KWD\n", 1500)+"A;2026-06;12.5;KWD\n")
	read(1500*1234, "customer;month;mrr\n"+strings.Repeat("A;2026-05;1.234\n", 1500)+"A;2026-06;12,5\n")
	ask(",", "customer;month;mrr\n"+strings.Repeat("A;2026-05;1.234\n", 100_000)+"A;2026-06;1.234\nA;2026-06;12,5\n") // far behind it
}

// An amount of a currency without decimals has none: its mark stands between thousands, unless other amounts say that it
// is the decimal one.
func TestUndividedCurrencies(t *testing.T) {
	opening := func(want float64, csv string) {
		t.Helper()
		checkNumbers(t, document(t, request(t, "revenue", file(t, "ledger.csv", csv))).Total, map[string]float64{"opening": want})
	}
	opening(10990, balanceIn("mrr", "10.990 CLP"))
	opening(10990, balanceIn("Monto (CLP)", "10.990"))
	opening(21980, "customer,month,mrr,currency\nA,2026-05,10.990,CLP\nB,2026-05,10.990,CLP\nA,2026-06,10.990,CLP\n")
	opening(125+1235, balanceIn("mrr", "124.567 JPY", "1234.5 JPY")) // the second tells that the mark is the decimal one; both are rounded
	opening(12.35+1.5, balanceIn("mrr", "12.345 EUR", "1.5 EUR"))
	e := refused(t, request(t, "revenue", file(t, "ledger.csv", "customer,month,mrr\n"+strings.Repeat("A,2026-05,10.990 CLP\n", 1500)+"A,2026-06,1234.5 CLP\n")))
	if !e.Usage || !slices.Contains(e.Flags, "--decimal") {
		t.Errorf("%q, %q", e.Text, e.Flags)
	}
}
