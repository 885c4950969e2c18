package texts

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A candidate is the answer of a respondent that is kept so far.
type candidate struct {
	at    dates.Instant
	place tally.Place
	group string // key of its group
	text  string
	n     int64

	weighted bool
	weight   float64
}

// beats tells whether c is kept rather than o. Times decide, and the order of reading where they
// are the same.
func (c candidate) beats(o candidate, rule Dedup) bool {
	later := o.at < c.at || o.at == c.at && o.place.Before(c.place)
	return later == (rule == DedupLatest)
}

// A dropper is told every answer that another of the same respondent replaces. Rivals are the period,
// where there is one, and the respondent.
type dropper func(rivals string, lost candidate)

// compete enters an answer into the choice of one answer per respondent and period. Rows without an
// answer or without a respondent do not compete: they are counted as they are.
func (c *tallier) compete(r *pass.Record, text []byte, when moment, n int64, weight float64) bool {
	who := c.who(r)
	if len(who) == 0 || c.classify(text).kind != answer.Counted {
		return false
	}
	one := candidate{at: when.at, place: r.Place(), group: string(c.key), text: string(text), n: n,
		weighted: c.weighs(), weight: weight}
	rivals := who
	if c.rule.Period != "" { // which is what the key of the group ends with
		rivals = append(slices.Clone(c.key[len(c.key)-pass.PeriodBytes:]), who...)
	}
	c.part.offer(string(rivals), one, c.rule.Dedup, c.drop)
	return true
}

// drop tells of an answer that another of the same respondent replaces.
func (c *tallier) drop(rivals string, lost candidate) {
	if c.tell == nil {
		return
	}
	who, within := rivals, ""
	if c.rule.Period != "" {
		who, within = rivals[pass.PeriodBytes:], " in this "+string(c.rule.Period)
	}
	c.tell(pass.Reject{Place: lost.place, Role: Respondent, Value: strings.ReplaceAll(who, string(partEnd), ", "),
		Account: "duplicate", Reason: "--dedup " + string(c.rule.Dedup) + " keeps another answer of this respondent" + within})
}

// offer brings in an answer of a respondent; the one that loses is told to drop.
func (p *part) offer(rivals string, c candidate, rule Dedup, drop dropper) {
	have, ok := p.people[rivals]
	switch {
	case !ok:
		p.people[rivals] = c
	case c.beats(have, rule):
		p.people[rivals] = c
		p.duplicate++
		drop(rivals, have)
	default:
		p.duplicate++
		drop(rivals, c)
	}
}

// settle counts the answers that were kept.
func (p *part) settle() error {
	for _, c := range p.people {
		g, err := p.group([]byte(c.group))
		if err != nil {
			return err
		}
		if err := c.count(g); err != nil {
			return err
		}
	}
	clear(p.people)
	return nil
}

// count adds a candidate to a tally.
func (c candidate) count(s *tally.Scores) error {
	count, err := s.Of([]byte(c.text))
	if err != nil {
		return err
	}
	if count.Rows == 0 || c.place.Before(count.First) {
		count.First = c.place
	}
	count.Rows++
	count.N += c.n
	if c.weighted {
		count.AddWeight(c.n, c.weight)
	}
	return nil
}

// between counts the answers of respondents who have one in an earlier period as well.
func (c *tallier) between() (n int64) {
	if c.rule.Period == "" {
		return 0
	}
	var people seen
	for rivals := range c.part.people {
		if people.add(hash([]byte(rivals[pass.PeriodBytes:]))) {
			n++
		}
	}
	return n
}
