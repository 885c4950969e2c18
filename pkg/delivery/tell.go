package delivery

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/cases"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// Tell makes orders of the rows and adds them up.
func (p *errand) Tell(ctx context.Context, from facts.Gatherer, h facts.Heard) (facts.Told, error) {
	d := from.(*docket)
	if err := p.unknown(d, h); err != nil {
		return nil, err
	}
	told := p.rules
	told.warns = p.has["warned"]
	begin := func() *clerk {
		return &clerk{rules: told, zone: p.Zone, now: d.newest, parts: p.parts, same: p.same,
			promisedDay: d.promised.means(), cameDay: d.arrived.means(), madeDay: d.made.means(),
			ordered: p.has["ordered_qty"], came: p.has["delivered_qty"]}
	}
	parts, err := cases.Walk(ctx, d.store, h.Workers, compareParcels, begin, (*clerk).order)
	if err != nil {
		return nil, err
	}
	all := begin()
	all.groups, all.repeated = make([]loads, h.Groups), make([]int64, h.Groups)
	for _, c := range parts {
		all.total = all.total.plus(c.total)
		for i, n := range c.repeated {
			all.repeated[i] += n
		}
		for i, g := range c.groups {
			all.groups[i] = all.groups[i].plus(g)
		}
		all.notes.add(c.notes)
	}
	if err := p.unclear(all.notes, h); err != nil {
		return nil, err
	}
	return p.told(all, d, h), nil
}

// unknown asks what words of states and warnings mean that nobody knows.
func (p *errand) unknown(d *docket, h facts.Heard) error {
	if list, rows := d.words.Unknown(); len(list) > 0 {
		e := strange(h, list, rows)
		if p.came { // what is open has no time at which it came
			e.Senses = slices.DeleteFunc(e.Senses, func(s problem.Sense) bool {
				return slices.ContainsFunc(s.Flags, func(flag string) bool { return strings.HasSuffix(flag, "=open") })
			})
		}
		return e
	}
	if list, rows := d.asked.Unknown(); len(list) > 0 {
		return problem.Usage("%s: column %s: %q is neither yes nor no; %s of %d rows have such words", h.Set.Names(), h.Columns[0].Header("warned"),
			list[0], count(rows), h.Rows.Read).Advise("--missing TEXT takes a word for blank")
	}
	return nil
}

// strange asks which states words mean that nobody knows: of one of them, or of all.
func strange(h facts.Heard, words []string, rows int64) *problem.Error {
	column := h.Columns[0].Header("status")
	e := problem.Usage("%s: column %s: %q is no known state of a delivery; %s of %d rows have such words", h.Set.Names(), column, words[0], count(rows), h.Rows.Read)
	if len(words) > 1 {
		var quoted []string
		for _, word := range words {
			quoted = append(quoted, answer.Quote(word, 40))
		}
		e = problem.Usage("%s: column %s: %s are no known states of a delivery; %s of %d rows have such words; --status-is TEXT=STATE says it of each", h.Set.Names(), column,
			problem.Lines(strings.Join(quoted, ", ")), count(rows), h.Rows.Read)
	}
	if e.Senses = apart(words); e.Senses != nil {
		return e
	}
	for _, state := range statesOf(words) {
		sense := problem.Sense{Says: fmt.Sprintf("%q is %s", words[0], state)}
		if len(words) > 1 {
			sense.Says = "all of them are " + state
		}
		if state == "failed" {
			sense.Says += ", so that it is late and not in full"
		}
		for _, word := range words {
			sense.Flags = append(sense.Flags, "--status-is", word+"="+state)
		}
		e.Senses = append(e.Senses, sense)
	}
	e.Senses = append(e.Senses, eachOfTwo(words, nil)...)
	return e
}

// apart are the ways to understand words of which some say that it never came, or that it came in time: those failed, and these
// were delivered, whatever the others are. It is nil where no word says so, or all of them that it never came.
func apart(words []string) (senses []problem.Sense) {
	told := make(map[string]string)
	failures := 0
	for _, word := range words {
		switch {
		case layout.Meaning("failure", word) != "":
			told[word] = "failed"
			failures++
		case layout.Meaning("punctual", word) != "":
			told[word] = "delivered"
		}
	}
	if len(told) == 0 || failures == len(words) {
		return nil
	}
	states := []string{"delivered", "open"}
	if len(told) == len(words) {
		states = states[:1]
	}
	for _, state := range states {
		sense := problem.Sense{Says: othersAre(state, failures > 0, len(told) > failures)}
		for _, word := range words {
			sense.Flags = append(sense.Flags, "--status-is", word+"="+cmp.Or(told[word], state))
		}
		senses = append(senses, sense)
	}
	return append(senses, eachOfTwo(words, told)...)
}

// eachOfTwo are the ways to understand two words that nobody knows where they differ: one came, and the other is on the way. told
// is what the others are.
func eachOfTwo(words []string, told map[string]string) (senses []problem.Sense) {
	untold := slices.DeleteFunc(slices.Clone(words), func(word string) bool { return told[word] != "" })
	if len(untold) != 2 {
		return nil
	}
	for i, came := range untold {
		if layout.Meaning("failure", came) != "" {
			continue
		}
		sense := problem.Sense{Says: fmt.Sprintf("%q is delivered, and %q is open", came, untold[1-i])}
		for _, word := range words {
			state := cmp.Or(told[word], "open")
			if word == came {
				state = "delivered"
			}
			sense.Flags = append(sense.Flags, "--status-is", word+"="+state)
		}
		senses = append(senses, sense)
	}
	return senses
}

// othersAre says what words are taken for of which some say that it never came, or that it came in time.
func othersAre(state string, failed, punctual bool) string {
	if !failed && state == "delivered" {
		return "all of them are delivered"
	}
	others := "the others are " + state
	if punctual && state != "delivered" {
		others = "what came in time is delivered, and " + others
	}
	if failed {
		return "what never came failed, so that it is late and not in full, and " + others
	}
	return others
}

// statesOf are the states that words may mean, the likeliest first: what was returned or failed has not come.
func statesOf(words []string) []string {
	if slices.ContainsFunc(words, func(word string) bool { return layout.Meaning("failure", word) == "" }) {
		return []string{"delivered", "open", "cancelled", "failed"}
	}
	return []string{"failed", "open", "cancelled"}
}

func count(n int64) string { return fmt.Sprint(n) }

// unclear asks what rows of one order are, and what the quantities of their parts are, where the file does not tell.
func (p *errand) unclear(m remarks, h facts.Heard) error {
	table := h.Set.Tables[0]
	if m.repeated.n > 0 && p.has["order"] && !p.has["line"] && p.row == "" {
		e := problem.Usage("%s: %d orders have several rows, and no column tells whether they are lines of the order or parts of one delivery",
			h.Set.At(m.repeated.first), m.repeated.n)
		for _, column := range p.lines {
			e.Senses = append(e.Senses, problem.Sense{Says: "a line is of one product, column " + column, Flags: []string{"--line", column}})
		}
		e.Senses = append(e.Senses, problem.Sense{Says: "every row is a line of its own", Flags: []string{"--rows", rowLines}},
			problem.Sense{Says: "the rows are parts of one delivery, of one thing", Flags: []string{"--rows", rowParts}})
		return e
	}
	if m.twins.n > 0 && 2*m.twinned > m.crossed && p.same == "" {
		e := problem.Usage("%s: %d lines have rows that say the same as another one: they may stand twice, or be parts of one delivery",
			h.Set.At(m.twins.first), m.twinned)
		e.Senses = []problem.Sense{{Says: "they stand twice", Flags: []string{"--same-rows", sameOnce}},
			{Says: "they are parts, and all count", Flags: []string{"--same-rows", sameAll}}}
		return e
	}
	if 2*m.shares > m.several && p.parts == "" {
		e := problem.Usage("%s: of %d lines in parts %d have a delivered quantity on every row that equals the ordered one: it may be that of the part",
			table.Name, m.several, m.shares)
		e.Senses = []problem.Sense{{Says: "the ordered quantity of a row is that of its part", Flags: []string{"--parts", partShares}},
			{Says: "it is that of the whole line, of which more came than was ordered", Flags: []string{"--parts", partWhole}}}
		return e
	}
	return nil
}

// An account is what deliveries tell, as far as they tell it.
type dispatches struct {
	*facts.Pools[loads]
	some     bool
	repeated []int64
}

// Repeated tells how many rows of each group stand twice.
func (d dispatches) Repeated() []int64 { return d.repeated }

// Partly tells whether there is anything without a value.
func (d dispatches) Partly() bool { return d.some }

func (p *errand) told(all *clerk, d *docket, h facts.Heard) facts.Told {
	_, compute := fields()
	t := all.total
	var repeated []int64
	if p.same == sameOnce {
		repeated = all.repeated
	}
	return dispatches{repeated: repeated, some: t.onTime.of+t.fillLines.of+int64(len(t.waits)) > 0, Pools: &facts.Pools[loads]{
		Total: t, Groups: all.groups, Pool: pooled,
		Compute: func(t loads, confidence float64, _ bool) result.Object { return compute(t, confidence) },
		Stands: func(t loads, field string) (metric.Evidence, bool) {
			r, ok := shareOf(t, field)
			if !ok {
				return t.leadTime(), field == "lead_time_median"
			}
			e := metric.ShareEvidence(float64(r.of), percent(r), r.share())
			e.LowerIsBetter = field == "late_pct" || field == "early_pct"
			return e, true
		},
		Weigh: func(t loads, field string) (float64, bool) {
			r, ok := shareOf(t, field)
			return float64(r.of), ok
		},
		Warnings: p.doubts(all, d, h),
	}}
}

func pooled(groups []loads) (sum loads) {
	for _, g := range groups {
		sum = sum.plus(g)
	}
	return sum
}

// shareOf is the share that a field tells.
func shareOf(t loads, field string) (ratio, bool) {
	r, ok := map[string]ratio{"value": t.perfect, "on_time_pct": t.onTime, "early_pct": t.early, "late_pct": t.late, "not_late_pct": t.notLate,
		"fill_lines_pct": t.fillLines, "fill_orders_pct": t.fillOrders, "warned_pct": t.warned}[field]
	return r, ok
}

func percent(r ratio) float64 { return 100 * float64(r.k) / float64(r.of) }

// lives are how long lines took, or have waited so far.
func (t loads) lives() (lives []stats.Lifetime, ended []stats.Counted) {
	for _, w := range t.waits {
		lives = append(lives, stats.Lifetime{Age: seconds(w), Ended: 1})
	}
	for _, w := range t.pending {
		lives = append(lives, stats.Lifetime{Age: seconds(w), Open: 1})
	}
	return lives, counted(t.waits)
}

// leadTime is what the median lead time stands on.
func (t loads) leadTime() metric.Evidence {
	lives, _ := t.lives()
	e := metric.Evidence{Factor: 1, LowerIsBetter: true, Form: result.Duration, Limits: func(confidence float64) (stats.Interval, bool) {
		limits, ok := stats.KaplanMeier(lives, stats.Z(confidence)).MedianInterval()
		return limits, ok && !math.IsInf(limits.High, 0)
	}}
	if median, ok := stats.KaplanMeier(lives, 1).Median(); ok {
		e.N, e.Value = float64(len(lives)), median
	}
	return e
}

func seconds(length int64) float64 { return float64(length) / 1e6 }

// counted sorts lengths of time.
func counted(lengths []int64) (out []stats.Counted) {
	for _, x := range slices.Sorted(slices.Values(lengths)) {
		if n := len(out); n > 0 && out[n-1].Value == seconds(x) {
			out[n-1].N++
			continue
		}
		out = append(out, stats.Counted{Value: seconds(x), N: 1})
	}
	return out
}
