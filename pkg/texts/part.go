package texts

import (
	"errors"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A part is what one worker has counted of the rows that share one reading of their dates.
type part struct {
	limits    limits
	groups    map[string]*tally.Scores // by combination of --by values and period
	void      *tally.Scores            // answers that another cell of their row makes useless
	left      *tally.Scores            // answers of rows that were left out by a condition or their time
	years     map[int64]*Dated         // without periods: the rows that --since and --until keep, by year
	bad       map[dataset.Role]*BadCell
	met       meetings // of the weights by respondent
	filtered  int64
	duplicate int64
	people    map[string]candidate // with --dedup: the answer to keep, by period and respondent
}

type limits struct{ groups, texts int }

// A BadCell says how often the cells of a role could not be used in rows with a good answer.
type BadCell struct {
	Rows  int64
	First tally.Place
	Text  string // the first of them
	Why   string // what is wrong with it
}

func newPart(l limits) *part {
	return &part{
		limits: l,
		groups: make(map[string]*tally.Scores),
		void:   tally.NewScores(l.texts),
		left:   tally.NewScores(l.texts),
		years:  make(map[int64]*Dated),
		bad:    make(map[dataset.Role]*BadCell),
		people: make(map[string]candidate),
	}
}

// group returns the tally of the group of a key, which it adds when it is new.
func (p *part) group(key []byte) (*tally.Scores, error) {
	if g, ok := p.groups[string(key)]; ok {
		return g, nil
	}
	if err := p.room(); err != nil {
		return nil, err
	}
	g := tally.NewScores(p.limits.texts)
	p.groups[string(key)] = g
	return g, nil
}

func (p *part) room() error {
	if len(p.groups) >= p.limits.groups {
		return &pass.GroupsError{Limit: p.limits.groups}
	}
	return nil
}

// mergeGroups adds the groups of another part: those that are new here are taken as they are.
func (p *part) mergeGroups(o *part) error {
	for key, theirs := range o.groups {
		mine, ok := p.groups[key]
		if ok {
			if err := mine.Merge(theirs); err != nil {
				return err
			}
			continue
		}
		if err := p.room(); err != nil {
			return err
		}
		p.groups[key] = theirs
	}
	return nil
}

func (p *part) mergeBad(role dataset.Role, o *BadCell) {
	mine, ok := p.bad[role]
	if !ok {
		copied := *o
		p.bad[role] = &copied
		return
	}
	if o.First.Before(mine.First) {
		mine.First, mine.Text, mine.Why = o.First, o.Text, o.Why
	}
	mine.Rows += o.Rows
}

// Dated is how many rows have a date in a year, and the first of them.
type Dated struct {
	Rows  int64
	First tally.Place
}

// date counts rows of a year.
func (p *part) date(year int64, d Dated) {
	mine, ok := p.years[year]
	if !ok {
		p.years[year] = &d
		return
	}
	if d.First.Before(mine.First) {
		mine.First = d.First
	}
	mine.Rows += d.Rows
}

// merge adds the counts of another part. Candidates are settled between the two; the losers are
// told to drop.
func (p *part) merge(o *part, rule Dedup, drop dropper) error {
	if err := p.mergeGroups(o); err != nil {
		return err
	}
	if err := p.void.Merge(o.void); err != nil {
		return err
	}
	_ = p.left.Merge(o.left) // beyond the limit it says enough
	for year, d := range o.years {
		p.date(year, *d)
	}
	for role, bad := range o.bad {
		p.mergeBad(role, bad)
	}
	p.met.merge(o.met)
	p.filtered += o.filtered
	p.duplicate += o.duplicate
	for rivals, c := range o.people {
		p.offer(rivals, c, rule, drop)
	}
	return nil
}

// atRow says which row begins the group that is one too many.
func (c *tallier) atRow(r *pass.Record, err error) error {
	var limit *pass.GroupsError
	if errors.As(err, &limit) {
		limit.At = r.Place()
		key := pass.GroupKey(c.key)
		limit.By = key.Values(c.rule.Values)
		if c.rule.Period != "" {
			limit.Period = key.Period()
		}
	}
	return err
}
