package layout

import (
	"slices"
	"strings"
	"testing"
)

func TestUnitsOf(t *testing.T) {
	for header, want := range map[string]Units{
		"mrr": {Per: "month"}, "mrr_change": {Per: "month", Change: true}, "Δ": {}, "Зміна, ₴": {Change: true}, "ARR (€)": {Per: "year"}, "arr_usd": {Per: "year"}, "Annual Contract Value": {Per: "year"},
		"Cuota anual": {Per: "year"}, "Годовой платёж": {Per: "year"}, "Jahresbetrag": {Per: "year"}, "Redevance annuelle": {Per: "year"},
		"Річний платіж": {Per: "year"}, "quarterly_fee": {Per: "quarter"}, "Semi-annual fee": {Per: "half year"}, "Weekly price": {Per: "week"},
		"mrr_cents": {Per: "month", Minor: true}, "MRR (cents)": {Per: "month", Minor: true}, "amount_minor": {Minor: true}, "Сумма, коп.": {Minor: true},
		"Сумма в копейках": {Minor: true}, "Revenue in k€": {Zeros: 3}, "MRR (USD thousands)": {Per: "month", Zeros: 3}, "Umsatz (Tsd. EUR)": {Zeros: 3},
		"Выручка, тыс. руб.": {Zeros: 3}, "ARR €k": {Per: "year", Zeros: 3}, "Umsatz Mio. €": {Zeros: 6},
		"amount": {}, "Total": {}, "price": {}, "recent amount": {}, "percent": {}, "carry": {}, "unit_amount": {Doubt: true}, "Unit amount (cents)": {Minor: true, Doubt: true}, "Monthly Recurring Revenue": {Per: "month"},
	} {
		if got := UnitsOf(header); got != want {
			t.Errorf("%s: %+v, want %+v", header, got, want)
		}
	}
}

func TestWithoutUnit(t *testing.T) {
	codes := func(word string) bool { return slices.Contains([]string{"usd", "eur"}, word) }
	for header, want := range map[string]string{
		"ARR (€)": "arr", "Annual fee, USD": "fee", "Revenue in k€": "revenue", "mrr_cents": "mrr", "Cuota anual": "cuota", "amount_usd": "amount",
		"Amount": "amount", "annual contract value": "contract value", "USD": "usd", "Customer ARR (USD thousands)": "customer arr",
	} {
		if got := WithoutUnit(header, codes); got != want {
			t.Errorf("%s: %q, want %q", header, got, want)
		}
	}
}

func TestUnitsHaveTheirForm(t *testing.T) {
	for line := range strings.Lines(unitData) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if line[0] != '#' && (len(cells) != 3 || !slices.Contains([]string{"name", "per", "minor", "doubt", "zeros", "change"}, cells[0])) {
			t.Errorf("%q", line)
		}
	}
}
