package contacts

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/cases"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/hours"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/span"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A switchboard is a question about contacts that makes sense.
type switchboard struct {
	*facts.Query
	level, callback, short, within dates.Instant
	asOf                           *dates.Instant
	complaint                      *where.Cond
	exposure                       float64
	words, sides                   map[string]string // what people say that words mean
	days                           []bool            // by source: when contacts began is told by the day only
	units                          []span.Yardstick  // of waits, by source
	yesOf                          []string          // what yes means as a result, by source; "" for nothing
	calendar                       *hours.Calendar   // of business hours; nil for all
	rings                          *cases.Book[ring]
	ids                            *cases.Book[int64]

	told   map[string]bool // the fields of the total that have a value; known at the end
	agents int             // how many agents the interval of all stands on; known at the end
}

func planned(q *facts.Query) (facts.Intent, error) {
	s := &switchboard{Query: q, rings: cases.NewBook[ring](), ids: cases.NewBook[int64](), words: make(map[string]string), sides: make(map[string]string)}
	err := s.lengths()
	if err != nil {
		return nil, err
	}
	for _, flag := range []string{"missed", "answered"} {
		for _, word := range q.Own.List(flag) {
			s.words[word] = flag
		}
	}
	for flag, side := range map[string]string{"inbound": "in", "outbound": "out"} {
		for _, word := range q.Own.List(flag) {
			s.sides[word] = side
		}
	}
	if s.asOf, err = kind.Moment("as-of", q.Own.Text("as-of"), q.Zone); err != nil {
		return nil, err
	}
	if err = s.counts(); err == nil {
		err = s.complaints()
	}
	return s, err
}

// Begin reads the business hours.
func (s *switchboard) Begin(ctx context.Context) (err error) {
	s.calendar, err = s.Hours(ctx, "hours")
	return err
}

// lengths understands the flags that are lengths of time.
func (s *switchboard) lengths() (err error) {
	for _, length := range []struct {
		flag string
		to   *dates.Instant
	}{{"service-level", &s.level}, {"callback", &s.callback}, {"short", &s.short}, {"resolved-within", &s.within}} {
		if text := s.Own.Text(length.flag); text != "" {
			if *length.to, err = facts.Length(length.flag, text); err != nil {
				return err
			}
		}
	}
	return nil
}

// summed tells whether rows are counts of contacts.
func (s *switchboard) summed() bool { return s.Own.Text("count") != "" }

// counts understands rows that are counts.
func (s *switchboard) counts() error {
	count, of := s.Own.Text("count"), s.Own.Text("of")
	switch {
	case count == "" && of == "":
		return nil
	case of == "":
		return problem.Usage("--count %q counts the missed; --of COL has to name the column that counts all inbound contacts", count)
	case count == "":
		return problem.Usage("--of %q counts all inbound contacts; --count COL has to name the column that counts the missed", of)
	}
	for _, flag := range []string{"result", "direction", "wait", "resolved", "complaint", "answered-at", "ended-at", "reason", "id", "hours"} {
		if s.Own.Text(flag) != "" {
			return problem.Usage("--%s is about single contacts, and with --count rows are sums of many", flag)
		}
	}
	return nil
}

// complaints understands which contacts are complaints, and of how many customers.
func (s *switchboard) complaints() (err error) {
	text, of := s.Own.Text("complaint"), s.Own.Number("exposure")
	switch {
	case text == "" && of != 0:
		return problem.Usage("--exposure %v is the number of customers for --complaint EXPR, and no condition tells which contacts are complaints", of)
	case text == "":
		return nil
	case !(of > 0):
		return problem.Usage("--complaint %q needs --exposure N, the number of customers who could complain: it is above 0", text)
	}
	if s.complaint, err = where.Parse(text); err != nil {
		return problem.Wrong("--complaint: ", err)
	}
	s.complaint, s.exposure = s.complaint.With(where.Cells{Zone: s.Zone}), of
	return nil
}

// Compare has the condition of complaints compare cells as its column is written.
func (s *switchboard) Compare(set *dataset.Set) error {
	if s.complaint == nil {
		return nil
	}
	all, err := kind.Comparing(set, &s.Words, []*where.Cond{s.complaint})
	if err == nil {
		s.complaint = all[0].With(where.Cells{Decimal: set.Tables[0].Decimal, Zone: s.Zone})
	}
	return err
}

// complaining is the column that tells which contacts are complaints.
func complaining(v flags.Values) []string {
	c, err := where.Parse(v.Text("complaint"))
	if err != nil {
		return nil
	}
	return []string{c.Column()}
}

// Define is the formula.
func (s *switchboard) Define() string {
	if s.summed() {
		return "100 × missed / inbound, both counted in columns"
	}
	return "100 × inbound not answered, messages included / inbound"
}

// Settings are the lengths of time in seconds, and what else decided the numbers.
func (s *switchboard) Settings() (o result.Object) {
	if !s.summed() {
		o.Add(true, "service_level", seconds(s.level))
		o.Add(true, "callback", seconds(s.callback))
		o.Add(s.short > 0, "short", seconds(s.short))
		o.Add(true, "resolved_within", seconds(s.within))
	}
	o.Add(s.calendar != nil, "hours", s.Own.Text("hours"))
	o.Add(s.asOf != nil, "as_of", s.Own.Text("as-of"))
	o.Add(s.complaint != nil, "complaint", s.Own.Text("complaint"))
	o.Add(s.complaint != nil, "exposure", s.exposure)
	o.Add(s.agents > 1, "agents", int64(s.agents))
	for _, flag := range []string{"missed", "answered", "inbound", "outbound"} {
		o.Add(len(s.Own.List(flag)) > 0, "words_"+flag, s.Own.List(flag))
	}
	return o
}

// Wants looks for what tells of single contacts, where rows are no sums. What changes the meaning of a figure has to be
// named.
func (s *switchboard) Wants(role dataset.Role) facts.Want {
	if role == "time" && s.asOf != nil {
		return facts.Needed
	}
	switch role {
	case "time", "who", "result", "direction", "wait", "answered_at", "ended_at", "resolved", "id":
		if !s.summed() {
			return facts.Welcome
		}
	}
	return facts.Unwanted
}

// Check asks for the column that tells how contacts ended, where none does.
func (s *switchboard) Check(t *dataset.Table, cs dataset.Columns) error {
	s.context(t, cs)
	s.days = append(s.days, s.DaysOnly(t, cs, "time"))
	s.units, s.yesOf = append(s.units, waitIn(cs.Name("wait", 0))), append(s.yesOf, yesOf(cs.Name("result", 0)))
	if err := s.pair(t, cs); err != nil {
		return err
	}
	if s.summed() {
		return s.Sums(t, cs, "count", "of")
	}
	if err := cmp.Or(s.queueLog(t, cs), s.sumsOrWords(t, cs)); err != nil {
		return err
	}
	if cs.Has("result") || cs.Has("answered_at") {
		if e := cmp.Or(s.tallied(t, cs), s.sided(t, cs), s.inside(t, cs), s.rivals(t, cs), s.marks(t, cs), s.kept(t, cs)); e != nil {
			return e
		}
		if err := s.Footed(t, cs, "cases", "result", "answered_at"); err != nil {
			return err
		}
		return s.legs(t, cs)
	}
	if e := s.sums(t, cs); e != nil {
		return e.Advise("where each row sums up many contacts")
	}
	return s.endings(t, cs, t.Unclear("--result", "result", s.find(t, cs, "result")))
}

// find looks for the column of a role.
func (s *switchboard) find(t *dataset.Table, cs dataset.Columns, role dataset.Role) dataset.Found {
	return t.Find(dataset.Search{Role: role, Kind: s.Metric.Name, Free: func(i int) bool { return !cs.Taken(i) },
		Fit: func(i int) dataset.Fit { return positions()[place(role)].Fit(t, i) }})
}

// sums asks whether rows count the missed and all, nil where no columns do.
func (s *switchboard) sums(t *dataset.Table, cs dataset.Columns) *problem.Error {
	missed, all := s.find(t, cs, "count"), s.find(t, cs, "of")
	if !missed.Sure || !all.Sure {
		return nil
	}
	e := problem.Usage("%s: no column tells how a contact ended; columns %s and %s may count the missed and all",
		t.Name, t.Header(missed.Columns[0]), t.Header(all.Columns[0]))
	e.Flags = []string{"--count", t.Reference(missed.Columns[0]), "--of", t.Reference(all.Columns[0])}
	return e
}

// sumsOrWords asks where 0 and 1 may say whether a contact was missed, or how many were of those that another column counts.
func (s *switchboard) sumsOrWords(t *dataset.Table, cs dataset.Columns) error {
	at := cs.At("result")
	if at == dataset.None || s.Own.Text("result") != "" || numbers(t, at).Never {
		return nil
	}
	_, counts := layout.RatingOf("count", s.Metric.Name, t.Headers[at])
	all := s.find(t, cs, "of")
	if !counts || !all.Sure {
		return nil
	}
	if some, _, filled := known([]string{"yes"}, t, at); some < filled {
		cs.Set("result", dataset.None)
		return nil
	}
	e := problem.Usage("%s: column %s may say whether a contact was missed, or how many of those in column %s were", t.Name, t.Header(at), t.Header(all.Columns[0]))
	e.Senses = []problem.Sense{{Says: "if each row is one contact", Flags: []string{"--result", t.Reference(at)}},
		{Says: "if each row sums up many", Flags: []string{"--count", t.Reference(at), "--of", t.Reference(all.Columns[0])}}}
	return e
}

// known tells how many of the sampled values of a column mean something in sets of words, and how many others are numbers.
func known(sets []string, t *dataset.Table, column int) (some, numbers, all int) {
	for _, text := range t.Sample(column) {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		all++
		switch {
		case slices.ContainsFunc(sets, func(set string) bool { return layout.Meaning(set, text) != "" }):
			some++
		case answer.IsNumber(text):
			numbers++
		}
	}
	return some, numbers, all
}
