package customers

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// settleUnits finds out what the amounts of a table are written in: of which time they are, in cents or in units, in
// thousands. The header tells; where only hints do, it asks.
func (s *audit) settleUnits(t *dataset.Table, cs columns) error {
	s.units, s.minor = layout.Units{}, s.MinorUnits == flags.Yes
	if !cs.has(ledger.Amount) {
		return nil
	}
	s.units = layout.UnitsOf(t.Headers[cs.at(ledger.Amount)])
	s.settleTime(t, cs)
	if !s.MinorUnits.Open() {
		return nil
	}
	return s.settleMinor(t, cs)
}

// settleTime decides of which time the amounts are. What a header says is stronger than a column of billing intervals,
// and what was paid in an order is of no time.
func (s *audit) settleTime(t *dataset.Table, cs columns) {
	s.termUnit, s.termed, s.whole, s.elseMonth = "", ledger.NoRole, false, false
	if s.shape != ledger.Transaction && s.namesTime(t) {
		s.timeNamed()
		return
	}
	if s.units.Per == "" {
		s.countedInterval(t, cs)
	}
	if s.shape == ledger.Balance && cs.has(ledger.Interval) && s.IntervalCol == "" && !intervals(t.Sample(cs.at(ledger.Interval))) {
		s.leaveInterval(cs)
	}
	switch {
	case s.shape == ledger.Transaction:
		s.units.Per = ""
	case s.units.Per != "" && cs.has(ledger.Interval) && s.IntervalCol == "":
		s.because("interval: column " + cs.header(ledger.Interval) + " is left aside, since the amounts are those of a " + s.units.Per)
		s.leaveInterval(cs)
	case cs.has(ledger.Interval), cs.has(ledger.Intervals):
		s.units.Per = ""
	}
}

func (s *audit) leaveInterval(cs columns) {
	cs.set(ledger.Interval, none)
	cs.set(ledger.Intervals, none)
}

// unnamedInterval is the only column without a role whose every text is the word for a billing interval. Such with a
// number, 12 months, may be the length of a contract.
func (s *audit) unnamedInterval(t *dataset.Table, cs columns) (f dataset.Found) {
	fits := t.Those(func(i int) bool {
		texts := t.Sample(i)
		return !cs.Taken(i) && intervals(texts) && !slices.ContainsFunc(texts, func(text string) bool { return strings.ContainsAny(text, "0123456789") })
	})
	if len(fits) == 1 {
		f = dataset.Found{Columns: fits, Sure: true, Why: "since every text of it is a billing interval"}
	}
	return f
}

// severalTimes asks of which time amounts are, where nothing tells and several are twelve times another one, as prices
// of a year are beside those of a month.
func (s *audit) severalTimes(t *dataset.Table, cs columns) error {
	if !s.Metric.Money || !cs.has(ledger.Amount) || cs.has(ledger.Interval) || s.units.Per != "" || s.IntervalCol != "" {
		return nil
	}
	has, pairs := make(map[money.Amount]bool), 0
	for _, text := range t.Sample(cs.at(ledger.Amount)) {
		if a, _, err := money.Parse([]byte(answer.Trim(text)), cmp.Or(s.Decimal, t.Decimal), 2); err == nil && a > 0 {
			has[a] = true
		}
	}
	for a := range has {
		if has[12*a] {
			pairs++
		}
	}
	if pairs < 2 {
		return nil
	}
	e := problem.Usage("%s: column %s may hold amounts of a month and of a year, since several of them are twelve times another one, and no column tells the billing interval; name it with --interval-col",
		t.Name, cs.header(ledger.Amount))
	e.Hint = "--interval-col none if all are of a month"
	return e
}

// intervals tells whether all texts are billing intervals or blank, and some are.
func intervals(texts []string) bool {
	some := false
	for _, text := range texts {
		if answer.Trim(text) == "" {
			continue
		}
		if !ledger.IsInterval(text) {
			return false
		}
		some = true
	}
	return some
}

// settleMinor decides whether amounts are in cents. A header that says so is believed where no amount has decimals;
// what Stripe writes, whole unit amounts beside small currency codes and Unix times, is in cents too. Some of these alone
// are a question, since whole amounts may as well be round.
func (s *audit) settleMinor(t *dataset.Table, cs columns) error {
	sample := t.Sample(cs.at(ledger.Amount))
	if t.Layout != nil && t.Layout.Cents {
		return s.vendorCents(t, cs)
	}
	if s.besideCents(t, cs) {
		return s.askMinor(t, cs)
	}
	whole, unit := wholeAmounts(sample), s.units.Doubt || s.pricesOfAPI(t, cs)
	hints := smallCodes(sampleOf(t, cs, ledger.Currency)) && unixTimes(t, cs)
	switch {
	case s.units.Minor && whole, unit && whole && hints:
		s.minor = true
		return nil
	case s.units.Minor, whole && (unit || hints || s.signsOfAPI(t, cs)) && !s.undivided(t, cs) && (hints || !s.worthNothing(t, cs)):
		return s.askMinor(t, cs)
	}
	return nil
}

// pricesOfAPI tells whether prices of one unit are whole hundreds, and large, in a currency in which subscriptions cost less, as
// programs write them that count cents.
func (s *audit) pricesOfAPI(t *dataset.Table, cs columns) bool {
	if s.shape != ledger.Subscription || !s.hears(t, cs, layout.Unit) {
		return false
	}
	return allIn(t, cs, dearCurrencies) && !slices.ContainsFunc(t.Sample(cs.at(ledger.Amount)), func(text string) bool {
		a, ok := moneyOf(text, t.Decimal)
		return answer.Trim(text) != "" && (!ok || a != 0 && (a < 500_00 || a%(100_00) != 0))
	})
}

// allIn tells whether all amounts are in some currencies.
func allIn(t *dataset.Table, cs columns, currencies []string) bool {
	codes := different(sampleOf(t, cs, ledger.Currency))
	return len(codes) > 0 && !slices.ContainsFunc(codes, func(code string) bool { return !slices.Contains(currencies, strings.ToUpper(code)) })
}

// worthNothing tells whether amounts, taken for cents, would be less than any price: 499 paise are next to nothing.
func (s *audit) worthNothing(t *dataset.Table, cs columns) bool {
	return allIn(t, cs, cheapCurrencies) && !slices.ContainsFunc(t.Sample(cs.at(ledger.Amount)), func(text string) bool {
		a, ok := moneyOf(text, t.Decimal)
		return ok && a >= 1000_00
	})
}

// cheapCurrencies are those of which ten are next to nothing.
var cheapCurrencies = []string{"INR", "RUB", "UAH", "KZT", "PKR", "LKR", "BDT", "PHP", "NGN", "KES", "ARS", "HUF", "TWD", "THB"}

// dearCurrencies are those of which a few make the price of a month.
var dearCurrencies = []string{"USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD"}

// undivided tells whether no sampled amount is of a currency that has cents.
func (s *audit) undivided(t *dataset.Table, cs columns) bool {
	codes := sampleOf(t, cs, ledger.Currency)
	if s.CurrencyCode != "" {
		codes = append(codes, s.CurrencyCode)
	}
	return len(codes) > 0 && !slices.ContainsFunc(codes, func(code string) bool {
		c, ok := money.CurrencyOf(answer.Trim(code))
		return !ok || c.Decimals > 0
	})
}

func (s *audit) askMinor(t *dataset.Table, cs columns) error {
	first := first(t.Sample(cs.at(ledger.Amount)))
	e := problem.Usage("%s: column %s may hold cents or whole units; say which with --minor-units\n  --minor-units        %s is a hundredth of it\n  --minor-units=false  %s is as it stands",
		t.Name, cs.header(ledger.Amount), first, first)
	if e.Flags = []string{"--minor-units"}; !hundreds(t.Sample(cs.at(ledger.Amount))) && !s.besideCents(t, cs) {
		e.Flags[0] = "--minor-units=false"
	}
	return e
}

// hundreds tells whether all amounts are a unit of money and more if they are cents.
func hundreds(texts []string) bool {
	texts = slices.Clone(texts)
	for i, text := range texts { // whole numbers on their way through other programs
		texts[i] = strings.TrimSuffix(answer.Trim(text), ".0")
	}
	return wholeAmounts(texts) && !slices.ContainsFunc(texts, func(text string) bool {
		a, _, err := money.Parse([]byte(answer.Trim(text)), '.', 0)
		return err == nil && a > 0 && a < 100
	})
}

func sampleOf(t *dataset.Table, cs columns, role ledger.Item) []string {
	if !cs.has(role) {
		return nil
	}
	return t.Sample(cs.at(role))
}

// first is the first text that is not blank.
func first(texts []string) string {
	for _, text := range texts {
		if text = answer.Trim(text); text != "" {
			return text
		}
	}
	return ""
}

// wholeAmounts tells whether no amount has decimals, and there are some.
func wholeAmounts(texts []string) bool {
	return first(texts) != "" && !slices.ContainsFunc(texts, func(text string) bool {
		text = strings.TrimPrefix(answer.Trim(text), "-")
		return strings.Trim(text, "0123456789") != ""
	})
}

// smallCodes tells whether all currencies are codes in small letters.
func smallCodes(texts []string) bool {
	return first(texts) != "" && !slices.ContainsFunc(texts, func(text string) bool {
		_, ok := money.CurrencyOf(answer.Trim(text))
		return answer.Trim(text) != "" && (!ok || strings.ToLower(text) != text)
	})
}

// unixTimes tells whether the times are counted in seconds or milliseconds since 1970.
func unixTimes(t *dataset.Table, cs columns) bool {
	return slices.ContainsFunc(cs.times(), func(at int) bool {
		texts := t.Sample(at)
		return first(texts) != "" && !slices.ContainsFunc(texts, func(text string) bool {
			text = answer.Trim(text)
			return text != "" && (strings.Trim(text, "0123456789") != "" || len(text) != 10 && len(text) != 13)
		})
	})
}

// sameUnits refuses a later table whose amounts are written in another unit than those of the first.
func (s *audit) sameUnits(t *dataset.Table, cs columns) error {
	if !cs.has(ledger.Amount) {
		return nil
	}
	here, there := layout.UnitsOf(t.Headers[cs.at(ledger.Amount)]), layout.UnitsOf(s.set.Tables[0].Headers[s.columns[0].at(ledger.Amount)])
	if here == there {
		return nil
	}
	return problem.Failure("%s: column %s is in another unit than column %s of %s", t.Name, cs.header(ledger.Amount), s.columns[0].header(ledger.Amount), s.set.Tables[0].Name)
}

// brokenCents asks where amounts that were taken for cents have parts of a cent.
func (s *audit) brokenCents(h *harvest) error {
	if n := h.found.Notes[ledger.NoteRounded]; s.minor && s.MinorUnits.Open() && n.Rows > 0 {
		e := problem.Usage("%s: column %s seems to hold cents, but some have decimals; say which with --minor-units", s.set.Names(), s.columns[0].header(ledger.Amount))
		e.Read, e.Flags = true, []string{"--minor-units=false"}
		return e
	}
	return nil
}

// inUnits says what amounts were taken to be written in, where that changes them.
func (s *audit) inUnits() (out []result.Warning) {
	if !s.priced() {
		return nil
	}
	out = s.inHeader()
	column := "column " + s.columns[0].header(ledger.Amount)
	if l := s.set.Tables[0].Layout; s.MinorUnits.Open() && l != nil && l.Cents { // which is known to write cents
		if !s.minor {
			out = append(out, result.Warn("whole_units", "%s has decimals, so it counts as it stands, although amounts of this export (%s) are cents elsewhere; --minor-units takes it for cents", column, l.Title))
		}
	} else if s.minor && s.MinorUnits.Open() {
		out = append(out, result.Warn("minor_units", "%s holds minor units such as cents, and is counted so; --minor-units=false takes it as it stands", column))
	}
	if s.units.Zeros > 0 {
		out = append(out, result.Warn("multiplied", "%s holds %s, by its header: it counts with %d zeros more", column, map[int]result.Word{3: "thousands", 6: "millions"}[s.units.Zeros], s.units.Zeros))
	}
	if s.whole {
		out = append(out, result.Warn("brought_to_month", "%s is brought to a month by the time from start to end", column))
	}
	if per := s.units.Per; per != "" && per == s.IntervalCol {
		out = append(out, result.Warn("brought_to_month", "%s holds amounts of a %s, as --interval-col says: they are brought to a month", column, result.Word(per)))
	} else if per != "" && per != "month" {
		out = append(out, result.Warn("brought_to_month", "%s holds amounts of a %s, by its header: they are brought to a month", column, result.Word(per)))
	}
	if s.termed != ledger.NoRole {
		out = append(out, result.Warn("brought_to_month", "%s is brought to a month by column %s", column, s.columns[0].header(s.termed)))
	}
	if s.shape == ledger.Balance && s.columns[0].has(ledger.Interval) {
		out = append(out, result.Warn("brought_to_month", "%s is brought to a month by column %s", column, s.columns[0].header(ledger.Interval)))
	}
	return out
}

// unitSettings shows them in the settings.
func (s *audit) unitSettings(o *result.Object) {
	o.Add(s.minor, "minor_units", true)
	o.Add(s.PlainIDs == flags.Yes, "plain_ids", true)
	o.Add(s.oneName, "same_names", true)
	o.Add(s.SameRows == flags.Yes, "same_rows", true)
	o.Add(s.units.Per != "" && s.units.Per != "month", "amounts_of", s.units.Per)
	o.Add(s.units.Zeros > 0, "amounts_in", fmt.Sprintf("1%s", strings.Repeat("0", s.units.Zeros)))
}
