package reasons

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// mostWorth and leastWorth are the most and the least that an amount can be.
const (
	mostWorth  = 1e12
	leastWorth = 1e-9
)

// A till is what amounts are written with.
type till struct {
	currencies map[string]bool // signs and codes beside numbers
	other      string          // the least of those whose decimal mark surely is not that of their source
}

func newTill() *till { return &till{currencies: make(map[string]bool)} }

func (t *till) merge(o *till) {
	maps.Copy(t.currencies, o.currencies)
	t.note(o.other)
}

func (t *till) note(other string) {
	if t.other == "" || other != "" && other < t.other {
		t.other = other
	}
}

// worth is what a row is worth: nothing where nobody asks. Bad is an amount that cannot be read, or be one.
func (h *earful) worth(r *facts.Fact) (x float64, state facts.State) {
	if !r.Has(amountAt) {
		return 0, facts.Good
	}
	if x, state = r.Number(amountAt, 0); state == facts.Bad {
		x, state = h.priced(r, r.Part(amountAt, 0))
	}
	if state == facts.Good && (math.Abs(x) > mostWorth || x != 0 && math.Abs(x) < leastWorth) {
		return 0, facts.Bad
	}
	return x, state
}

// worthDecimals is how many decimals an amount with a sign keeps, more than those of any usual currency.
const worthDecimals = 4

// priced reads an amount with the sign or the code of a currency, or with marks between thousands.
func (h *earful) priced(r *facts.Fact, text []byte) (float64, facts.State) {
	if mark, sure := money.MarkOf(text); sure && mark != r.Decimal() {
		h.till.note(string(text))
		return 0, facts.Bad
	}
	n, err := money.Read(text, r.Decimal())
	if err != nil {
		return 0, facts.Bad
	}
	amount, _, err := n.Amount(worthDecimals)
	if err != nil {
		return 0, facts.Bad
	}
	r.Weigh(amountAt, 0, text)
	if name := n.Currency + n.Sign; name != "" {
		h.till.currencies[name] = true
	}
	return float64(amount) / math.Pow10(worthDecimals), facts.Good
}

// adds holds that amounts add up: they are of one currency, and have the decimal mark that they are read with.
func (h *earful) adds(names string) error {
	if found := slices.Sorted(maps.Keys(h.till.currencies)); len(found) > 1 {
		return problem.Usage("%s: amounts are in several currencies, %s, which add up to nothing", names, strings.Join(found, ", ")).
			Advise("ask without --amount, or keep the rows of one currency with --where")
	}
	if h.till.other == "" || h.Decimal != 0 {
		return nil
	}
	mark, _ := money.MarkOf([]byte(h.till.other))
	e := problem.Usage("%s: amounts such as %s have %q before their decimals", names, answer.Quote(h.till.other, 20), string(mark))
	e.Flags = []string{"--decimal", string(mark)}
	return e
}
