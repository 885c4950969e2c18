package facts

import (
	"errors"
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A counter brings the rows of one worker to a gatherer, in one reading of their dates.
type counter struct {
	rule     *gathering
	open     bool // dates with two readings are left undecided
	gathered Gatherer
	groups   map[string]int32
	keys     []pass.GroupKey // of the groups, by number
	accounts []result.Rows   // of the groups
	outside  result.Rows     // of rows in no group
	odd      map[wrong]*odd
	evidence dates.OrderEvidence
	row      Fact
	key      []byte
	last     int32 // the group of the row before, -1 where there is none
	easy     easy
}

// wrong is what is wrong with a cell.
type wrong struct {
	role            dataset.Role
	account, reason string
}

// odd is how often cells of a role could not be used for a reason, and the first of them.
type odd struct {
	wrong
	rows  int64
	first tally.Place
	text  string
}

// Begin readies the counter for a source.
func (c *counter) Begin(s pass.Feed) {
	c.row.begin(c.rule, s)
	c.easy.begin(c, s)
}

// End has nothing to bring to an end.
func (c *counter) End() {}

// Evidence is what the dates of the counted rows say about the order of day and month.
func (c *counter) Evidence() *dates.OrderEvidence { return &c.evidence }

// Leave takes no note of rows that are left out.
func (c *counter) Leave(*pass.Record, int) {}

// Add takes a row.
func (c *counter) Add(r *pass.Record) (pass.Became, error) {
	if c.row.read(r, c.see) && c.open {
		return pass.Became{Account: pass.Undecided}, nil
	}
	if out, not := c.inTime(); not {
		c.note(&c.outside, out)
		return out, nil
	}
	group, err := c.group(r)
	if err != nil {
		return pass.Became{}, err
	}
	c.row.Group = group
	out := c.gathered.Take(&c.row)
	c.note(&c.accounts[group], out)
	return out, nil
}

// see takes note of a date that asks for an order of day and month.
func (c *counter) see(reading dates.Reading, text []byte, at tally.Place) {
	if !c.evidence.Has(reading) {
		c.evidence.Add(reading, text, at)
	}
}

// inTime tells whether a row does not count for when it happened, and what becomes of it.
func (c *counter) inTime() (out pass.Became, not bool) {
	s := c.rule.session
	if !s.cuts() {
		return out, false
	}
	at, state := c.row.When(c.rule.time)
	text := c.row.Text(c.rule.time)
	switch {
	case state == Blank:
		return pass.Became{Account: "blank", Role: s.when(), Value: text, Reason: "no time"}, true
	case state == Bad:
		return c.row.NoTime(c.rule.time), true
	case s.From != nil && at < *s.From, s.To != nil && at >= *s.To:
		return pass.Became{Account: "filtered", Role: s.when(), Value: text, Reason: "lies outside --since and --until"}, true
	}
	return out, false
}

// group returns the number of the group of a row, which it adds when it is new.
func (c *counter) group(r *pass.Record) (int32, error) {
	c.key = append(c.key[:0], r.Key...)
	at, _ := c.row.When(c.rule.time)
	c.key = c.rule.appendClocks(c.key, at)
	if cut := c.rule.Cut; cut != "" {
		c.key = pass.AppendPeriod(c.key, cut.Index(at, c.rule.Zone))
	}
	group, err := c.numbered(c.key)
	var limit *pass.GroupsError
	if errors.As(err, &limit) {
		limit.At, limit.By = r.Place(), c.rule.values(pass.GroupKey(c.key))
		if c.rule.Cut != "" {
			limit.Period = pass.GroupKey(c.key).Period()
		}
	}
	return group, err
}

// numbered returns the number of a group: often that of the row before.
func (c *counter) numbered(key []byte) (int32, error) {
	if c.last >= 0 && string(key) == string(c.keys[c.last]) {
		return c.last, nil
	}
	if n, ok := c.groups[string(key)]; ok {
		c.last = n
		return n, nil
	}
	if len(c.keys) >= c.rule.MaxGroups {
		return 0, &pass.GroupsError{Limit: c.rule.MaxGroups}
	}
	n := int32(len(c.keys))
	c.groups[string(key)] = n
	c.keys, c.accounts = append(c.keys, pass.GroupKey(key)), append(c.accounts, result.Rows{})
	c.last = n
	return n, nil
}

// note accounts for a row.
func (c *counter) note(in *result.Rows, out pass.Became) {
	switch out.Account {
	case pass.Counted:
		in.Counted++
		return
	case "filtered":
		in.Filtered++
		return
	case "excluded":
		in.Excluded++
	case "duplicate":
		in.Duplicate++
	case "blank":
		in.Blank++
	case "invalid":
		in.Invalid++
	case "out_of_range":
		in.OutOfRange++
	default:
		panic(fmt.Sprintf("no account %q", out.Account))
	}
	w := wrong{out.Role, out.Account, out.Reason}
	at := c.row.Place()
	if known, ok := c.odd[w]; ok && known.first.Before(at) {
		known.rows++
		return
	}
	c.tell(&odd{w, 1, at, answer.Trim(string(out.Value))})
}

// tell adds to what is wrong.
func (c *counter) tell(o *odd) {
	mine, ok := c.odd[o.wrong]
	if !ok {
		c.odd[o.wrong] = o
		return
	}
	if o.first.Before(mine.first) {
		mine.first, mine.text = o.first, o.text
	}
	mine.rows += o.rows
}

// Merge adds what another counter has counted.
func (c *counter) Merge(from pass.Counter) error {
	o := from.(*counter)
	numbers := make([]int32, len(o.keys))
	for i, key := range o.keys {
		n, err := c.numbered([]byte(key))
		if err != nil {
			return err
		}
		numbers[i] = n
		c.accounts[n] = c.accounts[n].Plus(o.accounts[i])
	}
	c.outside = c.outside.Plus(o.outside)
	for _, odd := range o.odd {
		copied := *odd
		c.tell(&copied)
	}
	c.row.asides.merge(o.row.asides)
	return c.gathered.Merge(o.gathered, numbers)
}
