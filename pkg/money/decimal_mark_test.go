package money

import "testing"

func TestMarkOf(t *testing.T) {
	check := func(text string, mark byte, sure bool) {
		t.Helper()
		if m, s := MarkOf([]byte(text)); m != mark && (m != 0 || sure) || s != sure {
			t.Errorf("%q: %q, %v, want %q, %v", text, m, s, mark, sure)
		}
	}
	for _, text := range []string{"1.234", "12.345", "€ 123.456", "-1.234", "(1.234)", "1.234 EUR"} {
		check(text, '.', false)
	}
	check("1,234", ',', false)
	for _, text := range []string{"12.5", "0.123", ".123", "1234.567", "1,234.56", "1,234.567", "1 234.567", "1,234,567", "12,34,567", "1,23,456.78"} {
		check(text, '.', true)
	}
	for _, text := range []string{"12,5", "1.234,56", "1.234.567", "€1.234,5", "1234,567"} {
		check(text, ',', true)
	}
	for _, text := range []string{"", "500", "ten", "1.2.3", "31.12.2026", "1,2.3.4"} {
		check(text, 0, false)
	}
}
