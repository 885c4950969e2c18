package customers

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// everyRow is the word for customers who have one row each, where a column could be named. A column of that name is
// reached by its number.
const everyRow = ".row"

// ownRows tells whether a customer has one row in ledgers of a shape, so that rows can stand for customers.
func ownRows(shape ledger.Shape) bool {
	return shape == ledger.Status || shape == ledger.Subscription
}

// checkEveryRow refuses rows in the place of customers where a customer has several.
func (s *audit) checkEveryRow() error {
	if s.eachRow && !ownRows(s.shape) {
		return problem.Usage("--customer %s means nothing to a ledger of shape %s: a customer has several rows there", everyRow, s.shape)
	}
	return nil
}

// findCustomer looks for the column of the customers. Where a list of who left has none, and no two of its rows are the
// same, every row is a customer.
func (s *audit) findCustomer(t *dataset.Table, f dataset.Found) error {
	ids := s.repeatedIDs(t)
	repeated := len(ids) > 0
	if s.shape == ledger.Status && t.RowsDiffer() && len(ids) == 0 {
		s.eachRow, s.foundRows = true, true
		return nil
	}
	flag, _ := s.named(ledger.Customer)
	e := t.Unclear(flag, says(ledger.Customer), f)
	bare := func(i int) bool { // whether it tells customers apart, or rows
		return strings.EqualFold(answer.Trim(t.Headers[i]), "id") && !t.Blank(i) && repeats(t, i) != ownRows(s.shape)
	}
	if bares := t.Those(bare); len(bares) == 1 {
		ids = append(bares, ids...)
	}
	for _, i := range ids {
		e.Senses = append(e.Senses, problem.Sense{Says: "if " + t.Header(i) + " tells who it was", Flags: []string{flag, t.Reference(i)}})
	}
	if ownRows(s.shape) && !repeated {
		e.Senses = append(e.Senses, problem.Sense{Says: "if every row is a customer of its own", Flags: []string{flag, everyRow}})
	}
	return s.hint(t, e)
}

// shownColumns shows the columns in a document.
func (s *audit) shownColumns() result.Object {
	o := s.columns[0].Object()
	if s.eachRow {
		o = append(result.Object{{Key: ledger.Customer.String(), Value: everyRow}}, o...)
	}
	for i, m := range o {
		if s.wide != nil && m.Key == ledger.Amount.String() {
			o[i].Value = s.spreadNames()
		}
	}
	return o
}

// whoDoubts says by what customers were told apart, where it is no cell as it stands.
func (s *audit) whoDoubts(h *harvest) []result.Warning {
	var out []result.Warning
	if s.foundRows {
		out = append(out, result.Warn("row_customers", "no column tells the customer, so every row counts as one; --customer names a column").At(s.set.Tables[0].Name, 0))
	}
	if s.foundNames {
		out = append(out, result.Warn("same_names", "names of column %s that differ only in capital letters and blanks are one customer, since another column has the same for them; --same-names=false takes each for its own", s.columns[0].header(ledger.Customer)))
	}
	if n := h.folded; n > 0 {
		out = append(out, result.Warn("address_case", "%s of an e-mail address with capital letters: addresses are compared without regard to case", kind.HowMany(n, "row")))
	}
	return out
}

// A naming says what the customer of a row is, where it is not the cell.
type naming struct {
	rows      bool // the row itself
	plain     bool // the cell is an id that spreadsheets may have changed
	addresses bool // the cell is an e-mail address, in which case makes no difference
	names     bool // the cell is a name, in which neither case nor blanks do
}

func (s *audit) naming() naming {
	n := naming{rows: s.eachRow, plain: s.PlainIDs == flags.Yes && !s.eachRow, names: s.oneName}
	for i, cs := range s.columns {
		n.addresses = n.addresses || cs.has(ledger.Customer) && s.set.Tables[i].Addresses(cs.at(ledger.Customer))
	}
	return n
}

// identify makes the key of the customer of the row at hand.
func (c *taker) identify(r *pass.Record) {
	switch {
	case c.who.rows:
		c.name = strconv.AppendInt(c.name[:0], int64(r.Source), 36) // in letters, since a name is trimmed
		c.name = strconv.AppendInt(append(c.name, '.'), r.Batch.Seq, 36)
		c.name = strconv.AppendInt(append(c.name, '.'), int64(r.At), 36)
		c.row.Customer = c.name
	case c.who.plain:
		c.name = append(c.name[:0], plainID(string(c.row.Customer))...)
		c.row.Customer = c.name
	case c.who.names:
		c.name = append(c.name[:0], foldName(c.row.Customer)...)
		c.row.Customer = c.name
	case c.who.addresses:
		c.folds = bytes.ContainsAny(c.row.Customer, capitals)
		if c.folds {
			c.name = append(c.name[:0], c.row.Customer...)
			for i, b := range c.name {
				if 'A' <= b && b <= 'Z' {
					c.name[i] = b + 'a' - 'A'
				}
			}
			c.row.Customer = c.name
		}
	}
}

const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
