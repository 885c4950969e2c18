package customers

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// oneKind refuses what a list of one kind of customers cannot tell: of those who are still there, how many leave, and of those
// who left, anything.
func (s *audit) oneKind(h *harvest) error {
	if counted := h.rows().Counted; counted == 0 || s.shape != ledger.Subscription && s.shape != ledger.Status {
		return nil
	}
	if err := s.unknownStates(h); err != nil {
		return err
	}
	switch {
	case !h.found.Left && s.Metric.Losses && (s.found || s.shape == ledger.Subscription):
		return s.onlyThere()
	case s.allLeft(h) && (s.found || s.shapeOfLayout()):
		e := problem.Failure("%s: %s", s.set.Names(), string(allLeftSays))
		e.Read, e.Senses = true, s.agreed
		return e
	}
	return nil
}

// shapeOfLayout tells whether the layout of the sources says what a row stands for, which tells nothing of whose rows were exported.
func (s *audit) shapeOfLayout() bool {
	l := s.set.Tables[0].Layout
	return l != nil && l.Tells("--shape", string(s.shape))
}

const allLeftSays result.Word = "every row tells of a customer who left, and none of one who is still there: a rate needs all customers, and this is a list of those who left"

// fewRenewed is how many of the rows of those who left may be followed by another one of their customer, one in so many: in a list of
// leavers somebody may have come back on the same day, and in one of contracts most of those that end are renewed, or many.
const fewRenewed = 5

// allLeft tells whether all rows are of customers who left, and hardly any of a subscription that another one followed.
func (s *audit) allLeft(h *harvest) bool {
	followed, _ := h.found.Seams.Followed()
	return h.found.Left && !h.found.Stayed && fewRenewed*followed <= h.found.Seams.Ends() && (s.shape == ledger.Subscription || s.shape == ledger.Status)
}

// onlyLeavers says so where the shape was given, and takes the verdict away.
func (c *closed) onlyLeavers(d *result.Document) []result.Warning {
	if c.figures.rows.Counted == 0 || !c.allLeft(c.harvest) {
		return nil
	}
	kind.NoVerdict(d)
	return []result.Warning{result.Warn("all_left", "%s, so there is no verdict", allLeftSays)}
}

// mostLeft wonders at a list in which most customers have left: the words may tell who stayed.
func (c *closed) mostLeft(d *result.Document) []result.Warning {
	lost, _ := d.Total.Values.Number("customers_lost")
	n, _ := d.Total.Values.Number("n")
	if c.shape != ledger.Status || len(c.Lost) > 0 || 2*lost <= n || lost == n {
		return nil
	}
	return []result.Warning{result.Warn("most_left", "more than half of the customers have left, as column %s says; where it tells who stayed, --lost TEXT names what means lost",
		c.columns[0].header(ledger.StatusOf))}
}

// onlyThere says what is missing, where no row tells of a customer who left.
func (s *audit) onlyThere() error {
	why := "no row of column " + s.columns[0].header(ledger.StatusOf) + " says that a customer left"
	if s.shape == ledger.Subscription {
		why = "column " + s.columns[0].header(ledger.End) + " tells of nobody who left until now"
	}
	e := s.present(fmt.Sprintf("%s: %s, so nobody who left is in this file, and %s would be that of those who are still there", s.set.Names(), why, s.Metric.Name))
	e.Read = true
	return e
}

// present proposes what can be told of customers who are still there.
func (s *audit) present(text string) *problem.Error {
	e := problem.Failure("%s", text)
	if s.shape != ledger.Status && s.Metric.Plain(s.Own) && s.ChurnOn == "" && len(s.Thresholds) == 0 && s.Target == nil {
		e.Instead, e.Hint = "revenue", "what they bring can be told"
	}
	return e
}

// findPairs refuses a table whose rows hold several subscriptions side by side, Start_1, End_1, Start_2: they would be counted
// as the first.
func (f *finder) findPairs() error {
	if f.named.has(ledger.Start) {
		return nil
	}
	var starts []int
	for i, header := range f.table.Headers {
		bare := strings.TrimRight(strings.TrimRight(header, "0123456789"), " _-.#")
		if bare != header && len(bare) < len(strings.TrimRight(header, " ")) && f.isStartWord(bare) && !f.table.Blank(i) {
			starts = append(starts, i)
		}
	}
	if len(starts) < 2 {
		return nil
	}
	return problem.Failure("%s: a row holds several subscriptions of its customer, in %s; a row for each of them is needed, with its start and its end",
		f.table.Name, layout.List(f.table.Headers, starts))
}

func (f *finder) isStartWord(header string) bool {
	return len(layout.Candidates(layout.Start, string(ledger.Subscription), []string{header})) > 0
}

// livesOnly tells whether no sampled status says that a customer left.
func (f *finder) livesOnly() bool {
	at := f.one(ledger.StatusOf, ledger.Subscription)
	return at != none && !saysLost(f.table.Sample(at))
}

// saysLost tells whether a status says that a customer left.
func saysLost(statuses []string) bool { return slices.ContainsFunc(statuses, isLost) }

func isBlank(text string) bool { return answer.Trim(text) == "" }

func isLost(status string) bool {
	lost, _ := ledger.IsLost(answer.Trim(status), false)
	return lost
}

// someDated lists the columns of dates that only some rows have: those of customers who left, where a status says who did.
func (s *audit) someDated(t *dataset.Table, cs columns) []int {
	status := cs.at(ledger.StatusOf)
	says := status != none && saysLost(t.Sample(status))
	return s.dated(t, func(i int) bool {
		if cs.Taken(i) || isAhead(t.Headers[i]) || isHappening(t.Headers[i]) {
			return true
		}
		blank := false
		for _, row := range t.Rows {
			there := i < len(row) && answer.Trim(row[i]) != ""
			blank = blank || !there
			if there && says && status < len(row) && !isLost(row[status]) {
				return true
			}
		}
		return !blank
	})
}

// isAhead tells whether a column speaks of what is still to come, which whoever left has no date of.
func isAhead(header string) bool {
	return len(layout.Candidates(layout.Ahead, "", []string{header})) > 0
}

// isHappening tells whether a column speaks of what ends no subscription, such as a payment.
func isHappening(header string) bool {
	return len(layout.Candidates(layout.Happening, "", []string{header})) > 0
}

// endAlone returns the column with the ends of customers, one row each, in a table that does not tell when they came; none
// where there is no such column.
func (f *finder) endAlone() int {
	if end := f.endOnly(); end != none && !f.has(ledger.Start, ledger.Subscription) && f.oneEach() {
		return end
	}
	return none
}

// endOnly returns the column that tells when customers left, or asked to, where no other column holds times; none where there is none.
func (f *finder) endOnly() int {
	end := f.one(ledger.End, ledger.Subscription)
	if end == none {
		end = f.one(ledger.Request, ledger.Subscription)
	}
	if at := f.timeAt(); at != none && at != end {
		return none
	}
	return end
}

// onlyEnds asks what a list of customers is in which only those who left have a date.
func (f *finder) onlyEnds() error {
	e := problem.Usage("%s: column %s tells when customers left, and none when they came, so the rows may be of all customers or of those of some time; name the column with their start with --start",
		f.table.Name, f.table.Header(f.endAlone()))
	if f.fits(ledger.Status) && !f.Metric.Periods {
		e.Hint = "--shape status tells the share of all rows that left at any time"
	}
	return e
}

// severalDates tells whether several columns hold dates, of a table that has one row for each customer.
func (f *finder) severalDates() bool {
	return len(f.dated(f.table, func(int) bool { return false })) > 1
}

// comes tells whether the only time is when a customer came, beside what it brings in a time.
func (f *finder) comes() bool {
	amount := f.one(ledger.Amount, ledger.Subscription)
	start := f.one(ledger.Start, ledger.Subscription)
	return start != none && (f.timeAt() == none || f.isStart()) && amount != none && f.recurs(amount)
}

// besideEnds lists the columns of dates that could hold the starts of subscriptions: those beside a column of ends, or where
// several columns hold dates, or a status tells who left, those that every row has.
func (s *audit) besideEnds(t *dataset.Table, cs columns) []int {
	ends := append(s.candidates(t, cs, ledger.End, s.shape).Columns, s.candidates(t, cs, ledger.Request, s.shape).Columns...)
	if len(ends) == 0 && !cs.has(ledger.End) {
		some := s.someDated(t, cs)
		every := s.dated(t, func(i int) bool {
			return cs.Taken(i) || slices.Contains(some, i) || isAhead(t.Headers[i]) || isHappening(t.Headers[i]) ||
				slices.ContainsFunc(some, func(end int) bool { return !s.goesBefore(t, i, end) })
		})
		if len(some)+len(every) < 2 && s.whoLeft(t, cs) == none {
			return nil
		}
		return every
	}
	return s.dated(t, func(i int) bool { return cs.Taken(i) || slices.Contains(ends, i) })
}

// dated lists the columns without a role whose sampled texts are dates.
func (s *audit) dated(t *dataset.Table, taken func(column int) bool) []int {
	return t.Those(func(i int) bool {
		if taken(i) || t.Blank(i) {
			return false
		}
		reader, err := s.readerOf(t, i)
		return err == nil && !slices.ContainsFunc(t.Sample(i), func(text string) bool {
			_, _, ok := reader.Parse([]byte(answer.Trim(text)))
			return answer.Trim(text) != "" && (!ok || answer.IsNumber(text))
		})
	})
}

// flagAgainstDates asks which is right, where a column that tells who left and the dates on which customers left say different
// things.
func (s *audit) flagAgainstDates(t *dataset.Table, cs columns) error {
	flag, end := s.flagOf(t, cs), s.endOf(t, cs)
	if !s.found || s.Status != "" || flag == none || end == none {
		return nil
	}
	undated, gone := s.disagree(t, flag, end)
	if undated+gone == 0 {
		return nil
	}
	e := problem.Usage("%s: column %s and column %s say different things: %s left by the first without a date in the second, and %s there by the first with a date that is past; say which is right, with --status or with --shape subscription",
		t.Name, t.Header(flag), t.Header(end), kind.HowMany(int64(undated), "customer"), kind.HowMany(int64(gone), "customer"))
	byDates := []string{"--shape", string(ledger.Subscription)}
	switch {
	case s.fits(ledger.Status) && !s.Metric.Periods:
		e.Flags, e.Drop = []string{"--shape", string(ledger.Status), "--status", t.Reference(flag)}, timeless()
	case undated > 0:
		e.Senses = []problem.Sense{{Says: "if the dates alone are right, so that whoever has none is still there", Flags: byDates}}
	default:
		e.Senses = []problem.Sense{{Says: "if the dates alone are right", Flags: byDates}}
	}
	return e
}

// flagOf returns the column that tells who left, and not any state; none where there is none.
func (s *audit) flagOf(t *dataset.Table, cs columns) int {
	for _, at := range layout.Candidates(layout.Status, string(ledger.Status), t.Headers) {
		states := layout.Candidates(layout.Status, string(ledger.Subscription), t.Headers[at:at+1])
		if len(states) == 0 && (!cs.Taken(at) || at == cs.at(ledger.StatusOf)) && !s.endIsLost {
			return at
		}
	}
	return none
}

func (s *audit) endOf(t *dataset.Table, cs columns) int {
	if s.shape == ledger.Subscription {
		return cs.at(ledger.End)
	}
	if fits := layout.Candidates(layout.End, string(ledger.Subscription), t.Headers); len(fits) == 1 {
		return fits[0]
	}
	return none
}

// disagree counts sampled customers who left by a flag and have no date, and such as are there by it and have one that is past.
func (s *audit) disagree(t *dataset.Table, flag, end int) (undated, gone int) {
	reader, err := s.readerOf(t, end)
	if err != nil {
		return 0, 0
	}
	for _, row := range t.Rows {
		if max(flag, end) >= len(row) {
			continue
		}
		lost, known := ledger.IsLost(answer.Trim(row[flag]), false)
		text := answer.Trim(row[end])
		at, _, dated := reader.Parse([]byte(text))
		switch {
		case !known:
		case lost && text == "":
			undated++
		case !lost && dated && s.Now != nil && at <= *s.Now:
			gone++
		}
	}
	return undated, gone
}

// serials lists the columns of times whose texts are all numbers of days, as spreadsheets count them.
func (s *audit) serials() (columns []string) {
	for i, t := range s.set.Tables {
		for _, at := range s.columns[i].times() {
			texts := t.Sample(at)
			odd := func(text string) bool {
				text = answer.Trim(text)
				return text != "" && (len(text) < 5 || strings.Trim(text[:5], "0123456789") != "" || len(text) > 5 && text[5] != '.' && text[5] != ',')
			}
			if first(texts) != "" && !slices.ContainsFunc(texts, odd) {
				columns = append(columns, t.Header(at)+" ("+first(texts)+")")
			}
		}
	}
	return columns
}
