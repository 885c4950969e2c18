package customers

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// priceRank is that of headers of prices among those of amounts, which may be of one unit or of all.
const priceRank = 8

// findRefunds looks for the columns by which orders tell what went back: the type of a row, and what of an order did.
func (s *audit) findRefunds(t *dataset.Table, cs columns, role ledger.Item) error {
	if role == ledger.Type {
		s.findRecord(t, cs)
		return nil
	}
	return s.findRefunded(t, cs)
}

// heard lists the columns without a role whose headers have the words of one, the best first.
func heard(t *dataset.Table, cs columns, role layout.Role) []int {
	rank := func(i int) int { r, _ := layout.RatingOf(role, "", t.Headers[i]); return r.Rank }
	found := t.Those(func(i int) bool {
		return !cs.Taken(i) && isHeader(role, layout.WithoutUnit(t.Headers[i], isCurrencyWord))
	})
	slices.SortStableFunc(found, func(a, b int) int { return cmp.Compare(rank(a), rank(b)) })
	return found
}

// ofAmount are the columns of what went back of the amounts in use, where a header says so by their own name, as "Converted Amount
// Refunded" does; else all.
func ofAmount(t *dataset.Table, cs columns, all []int) []int {
	if !cs.has(ledger.Amount) {
		return all
	}
	const plain = "amount"
	name := answer.Normalise(t.Headers[cs.at(ledger.Amount)])
	own := t.Those(func(i int) bool {
		header := answer.Normalise(t.Headers[i])
		return name != plain && !cs.Taken(i) && strings.Contains(header, name) && isHeader(layout.Refunded, strings.Replace(header, name, plain, 1))
	})
	if len(own) == 0 {
		return all
	}
	return own
}

// findRecord takes the column whose texts say what rows among orders are, where some of them are understood.
func (s *audit) findRecord(t *dataset.Table, cs columns) {
	best, most := none, ledger.VoucherUnknown
	for _, i := range heard(t, cs, layout.Record) {
		if tells := recordsOf(t, i); tells > most {
			best, most = i, tells
		}
	}
	if best != none {
		cs.Take(roleOf(ledger.Type), dataset.Found{Columns: []int{best}, Why: "its texts say which rows are orders"})
	}
}

// unitPriced tells whether the amounts of a column are those of one unit, and another column holds how many there are.
func (s *audit) unitPriced(t *dataset.Table, amount int) bool {
	return s.Quantity != noColumn && isHeader(layout.Unit, t.Headers[amount]) && len(s.quantities(t)) > 0
}

func (s *audit) quantities(t *dataset.Table) []int {
	return t.Find(dataset.Search{Role: layout.Quantity, Kind: string(ledger.Transaction)}).Columns
}

// settleUnitPrice multiplies the price of a unit, and reads numbers of units below zero where no amount tells what came back.
func (s *audit) settleUnitPrice(t *dataset.Table, cs columns) {
	if cs.has(ledger.Quantity) || s.Quantity == noColumn {
		return
	}
	units := slices.DeleteFunc(s.quantities(t), cs.Taken)
	if len(units) == 0 || cs.has(ledger.Amount) && !s.unitPriced(t, cs.at(ledger.Amount)) || !cs.has(ledger.Amount) && !tellsNoOrders(t, units[0]) {
		return
	}
	cs.Take(roleOf(ledger.Quantity), dataset.Found{Columns: units[:1], Why: "amounts are those of a unit, or none tells what came back"})
}

// namedPrice asks whether prices that somebody names as the amounts of orders are those of one unit, where a column beside them holds
// how many there are.
func (s *audit) namedPrice(t *dataset.Table, cs columns) error {
	if s.Amount == "" || s.Quantity != "" || !cs.has(ledger.Amount) || s.hears(t, cs, layout.Total) {
		return nil
	}
	r, ok := layout.RatingOf(layout.Amount, string(ledger.Transaction), t.Headers[cs.at(ledger.Amount)])
	if price := ok && !r.Sure && r.Rank == priceRank; !price && !isHeader(layout.Rate, t.Headers[cs.at(ledger.Amount)]) {
		return nil
	}
	units := slices.DeleteFunc(s.quantities(t), func(i int) bool { return cs.Taken(i) || onlyOnes(t.Sample(i)) })
	if len(units) == 0 {
		return nil
	}
	return askQuantity(t, cs.at(ledger.Amount), units[0])
}

// tellsNoOrders tells whether some quantities say that goods came back, or that none were ordered beside others that were.
func tellsNoOrders(t *dataset.Table, units int) bool {
	below, nothing, above := false, false, false
	for _, text := range t.Sample(units) {
		n, ok := moneyOf(text, t.Decimal)
		below, nothing, above = below || ok && n < 0, nothing || ok && n == 0, above || ok && n > 0
	}
	return below || nothing && above
}

// settleRefunds looks at what columns hold that were named.
func (s *audit) settleRefunds(t *dataset.Table, cs columns) {
	if cs.has(ledger.Type) {
		s.invoiced(t, cs.at(ledger.Type))
	}
	if l := t.Layout; l != nil && cs.has(ledger.Refunded) && l.Calls("--refunded", s.Refunded) && !l.Calls("--amount", s.Amount) {
		if own := ofAmount(t, cs, nil); len(own) == 1 { // a layout means the amounts that it names
			cs.set(ledger.Refunded, own[0])
		}
	}
	if cs.has(ledger.Refunded) && s.Refunded != "" {
		s.refunds.Flags = every(t.Sample(cs.at(ledger.Refunded)), isYesOrNo)
		s.findNet(t, cs)
	}
}

// invoiced notes whether invoices stand beside what is paid for them.
func (s *audit) invoiced(t *dataset.Table, column int) {
	s.refunds.Codes = cmp.Or(s.refunds.Codes, ledger.CodesOf(t.Sample(column)))
	s.refunds.Invoiced = s.refunds.Invoiced || slices.ContainsFunc(t.Sample(column), func(text string) bool { return s.refunds.Codes.VoucherOf(text) == ledger.VoucherInvoice })
}

// recordsOf is what the texts of a column tell that is furthest from an order. Where none tells of anything but orders, all
// have to: goods may be new, too.
func recordsOf(t *dataset.Table, column int) (tells ledger.Voucher) {
	codes := ledger.CodesOf(t.Sample(column))
	for _, text := range t.Sample(column) {
		tells = max(tells, codes.VoucherOf(text))
	}
	known := func(text string) bool { return codes.VoucherOf(text) != ledger.VoucherUnknown }
	if tells < ledger.VoucherRefund && !every(t.Sample(column), known) {
		return ledger.VoucherUnknown
	}
	return tells
}

// findRefunded takes the column that tells what of the amounts went back. Of several that have something to tell, one of
// amounts tells more than one of yes and no.
func (s *audit) findRefunded(t *dataset.Table, cs columns) error {
	if s.Refunded == noColumn {
		return nil
	}
	var amounts, flags []int
	for _, i := range ofAmount(t, cs, heard(t, cs, layout.Refunded)) {
		switch texts := t.Sample(i); {
		case every(texts, isYesOrNo) && (!every(texts, answer.IsNumber) || rankOf(t, i) != 1):
			flags = append(flags, i)
		case every(texts, isMoney(t)), t.Blank(i):
			amounts = append(amounts, i)
		}
	}
	telling := slices.DeleteFunc(slices.Clone(amounts), func(i int) bool { return !slices.ContainsFunc(t.Sample(i), isSome(t)) })
	if len(telling) == 1 && len(flags) > 0 && !s.asksOf(t, flags[0]) && flagsMore(t, flags[0], telling[0]) {
		return askBoth(t, telling[0], flags[0])
	}
	switch {
	case len(telling) > 1:
		return s.hint(t, t.Unclear("--refunded", "refund", dataset.Found{Columns: telling}))
	case len(telling) == 1:
		return s.takeRefunded(t, cs, telling[0], false)
	case len(flags) > 0:
		return s.takeRefunded(t, cs, flags[0], true)
	case len(amounts) > 0:
		return s.takeRefunded(t, cs, amounts[0], false)
	}
	return nil
}

// askBoth asks about a column of amounts that went back beside one of yes and no, which says more of some rows.
func askBoth(t *dataset.Table, amount, flag int) error {
	e := t.Unclear("--refunded", "refund", dataset.Found{Columns: []int{amount, flag}})
	whole := saysYes(t, flag)
	e.Flags, e.Senses = nil, []problem.Sense{
		{Says: "both: parts are taken off, and what came back whole does not count", Flags: []string{"--refunded", t.Reference(amount), "--exclude", dataset.Among(t.Reference(flag), whole)}},
		{Says: "all of a row came back where one says yes", Flags: []string{"--refunded", t.Reference(flag)}},
	}
	return e
}

// saysYes lists the texts of a column that say yes.
func saysYes(t *dataset.Table, column int) (texts []string) {
	for _, text := range t.Sample(column) {
		if yes, _ := ledger.YesOrNo(text); yes && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return texts
}

// takeRefunded takes the column of what went back, and finds out whether the amounts are before that or after.
func (s *audit) takeRefunded(t *dataset.Table, cs columns, column int, flags bool) error {
	cs.Take(roleOf(ledger.Refunded), dataset.Found{Columns: []int{column}, Why: "its header says what went back"})
	s.refunds.Flags = flags
	if flags || !slices.ContainsFunc(t.Sample(column), isSome(t)) {
		return nil
	}
	if !cs.has(ledger.Amount) {
		if len(s.leftOut) == 0 {
			return nil
		}
		flag, _ := s.named(ledger.Amount)
		return s.hint(t, t.Unclear(flag, says(ledger.Amount), dataset.Found{Columns: s.leftOut}))
	}
	if s.findNet(t, cs); s.refunds.Net || s.Amount != "" {
		return nil
	}
	nets := t.Those(func(i int) bool {
		return !cs.Taken(i) && every(t.Sample(i), isMoney(t)) && isHeader(layout.Net, t.Headers[i])
	})
	if len(nets) == 0 {
		return nil
	}
	e := t.Ask("--amount", fmt.Sprintf("column %s tells what went back, and another column may hold what is left", t.Header(column)), append(nets, cs.at(ledger.Amount)))
	return s.hint(t, e)
}

// findNet finds out whether amounts are those after what went back: more did than is left of some, and of none just as much.
func (s *audit) findNet(t *dataset.Table, cs columns) {
	if s.refunds.Flags || !cs.has(ledger.Amount) {
		return
	}
	whole, over, _ := s.wentBack(t, cs)
	s.refunds.Net = over > 0 && whole == 0
}

// wentBack counts sampled orders of which all went back by their amount, more than all, and a part.
func (s *audit) wentBack(t *dataset.Table, cs columns) (whole, over, part int) {
	amount, back := cs.at(ledger.Amount), cs.at(ledger.Refunded)
	for _, row := range t.Rows {
		if max(amount, back) >= len(row) {
			continue
		}
		of, ok := moneyOf(row[amount], t.Decimal)
		went, some := moneyOf(row[back], t.Decimal)
		if went = max(went, -went); !ok || !some || went == 0 || of < 0 {
			continue
		}
		switch {
		case went == of:
			whole++
		case went > of:
			over++
		default:
			part++
		}
	}
	return whole, over, part
}

// doubtfulRefunds asks whether amounts are before what went back or after, where no order tells.
func (s *audit) doubtfulRefunds(found *ledger.Remarks) error {
	cs, t := s.tableWith(ledger.Refunded)
	if s.shape != ledger.Transaction || t == nil || s.Refunded != "" || s.refunds.Net || s.refunds.Flags {
		return nil
	}
	var whole, over int64
	for out, o := range found.Odd {
		switch {
		case out.Role == ledger.Refunded && out.Fate == ledger.Excluded:
			whole += o.Rows
		case out.Role == ledger.Refunded:
			over += o.Rows
		}
	}
	if part := found.Notes[ledger.NotePartBack].Rows; over == 0 && (part == 0 || whole > 0) {
		return nil
	}
	e := problem.Usage("%s: column %s tells what went back, and nothing whether the amounts of column %s are before that or after; say with --refunded",
		s.set.Names(), cs.header(ledger.Refunded), cs.header(ledger.Amount))
	e.Read, e.Senses = true, []problem.Sense{
		{Says: "it is taken off the amounts", Flags: []string{"--refunded", t.Reference(cs.at(ledger.Refunded))}},
		{Says: "the amounts are what is left", Flags: []string{"--refunded", noColumn}},
	}
	return e
}

// doubtfulRecords asks whether rows are orders whose type nobody understands, where other types say of rows that they are none.
func (s *audit) doubtfulRecords(found *ledger.Remarks) error {
	cs, t := s.tableWith(ledger.Type)
	if s.shape != ledger.Transaction || len(found.Unknown) == 0 || t == nil || cs.Settled(cs.at(ledger.Type)) {
		return nil
	}
	none := found.Notes[ledger.NoteRefund].Rows
	for out, o := range found.Odd {
		if out.Role == ledger.Type {
			none += o.Rows
		}
	}
	if none == 0 {
		return nil
	}
	var unknown saidStatuses
	for text, n := range found.Unknown {
		unknown = append(unknown, saidStatus{text, n})
	}
	slices.SortFunc(unknown, byRows)
	e := problem.Usage("%s: column %s: %s: not known as the type of a row among orders, so such a row may be an order, a refund or neither; say with --where which count",
		s.set.Names(), cs.header(ledger.Type), unknown.list())
	e.Read = true
	if s.Type != "" && !s.glance.orders { // so the others are what the file is about
		return takeOrLeave(e, t.Reference(cs.at(ledger.Type)), unknown)
	}
	for _, one := range unknown {
		e.Flags = append(e.Flags, "--where", t.Reference(cs.at(ledger.Type))+"!="+one.text)
	}
	return e.Advise("the command leaves them out; --where with other types to leave out keeps them")
}

// isOrder tells whether the type of a row says that it is an order, or paid for one.
func (s *audit) isOrder(text string) bool {
	is := s.refunds.Codes.VoucherOf(text)
	return is != ledger.VoucherUnknown && is < ledger.VoucherRefund
}

// takeOrLeave adds to a question about types of rows that they are orders, or that none is.
func takeOrLeave(e *problem.Error, column string, unknown saidStatuses) *problem.Error {
	var without []string
	for _, one := range unknown {
		without = append(without, "--where", column+"!="+one.text)
	}
	e.Senses = []problem.Sense{
		{Says: "they are orders", Flags: []string{"--where", dataset.Among(column, nil)}},
		{Says: "they are none", Flags: without},
	}
	return e
}

// tableWith is the first table that has a column of a role, nil where none has.
func (s *audit) tableWith(role ledger.Item) (columns, *dataset.Table) {
	for i, cs := range s.columns {
		if cs.has(role) {
			return cs, s.set.Tables[i]
		}
	}
	return columns{}, nil
}

func rankOf(t *dataset.Table, column int) int {
	r, _ := layout.RatingOf(layout.Refunded, "", t.Headers[column])
	return r.Rank
}

// flagsMore tells whether a column says that money went back of a row of which another has no amount that did.
func flagsMore(t *dataset.Table, flag, amount int) bool {
	return slices.ContainsFunc(t.Rows, func(row []string) bool {
		if max(flag, amount) >= len(row) {
			return false
		}
		yes, _ := ledger.YesOrNo(row[flag])
		return yes && !isSome(t)(row[amount])
	})
}

// isMoney tells whether a text of a table is an amount.
func isMoney(t *dataset.Table) func(text string) bool {
	return func(text string) bool { _, ok := moneyOf(text, t.Decimal); return ok }
}

// isSome tells whether it is one that is not zero.
func isSome(t *dataset.Table) func(text string) bool {
	return func(text string) bool { n, ok := moneyOf(text, t.Decimal); return ok && n != 0 }
}

func moneyOf(text string, decimal byte) (money.Amount, bool) {
	a, _, err := money.Parse([]byte(answer.Trim(text)), decimal, 2)
	return a, err == nil
}
