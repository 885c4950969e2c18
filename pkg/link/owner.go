package link

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// The ranks of headers that tell customers: behind the last of them come names, addresses and people of the staff.
const ownRank = 4

// owner asks who a customer of a ledger is, where the key was taken for that and another column is named for it: a customer may
// change an address, and no branch is one.
func (s Side) owner(set *dataset.Set) error {
	if !s.Assumed {
		return nil
	}
	for _, t := range set.Tables {
		key, err := t.Resolve("--key", s.Key)
		if err != nil {
			return err
		}
		if r, named := layout.RatingOf(layout.Customer, "", t.Headers[key]); named && r.Rank <= ownRank {
			continue
		}
		for i, header := range t.Headers {
			r, named := layout.RatingOf(layout.Customer, "", header)
			if i == key || !named || !r.Sure || r.Rank > ownRank {
				continue
			}
			return s.askOwner(t, t.Reference(i))
		}
	}
	return nil
}

func (s Side) askOwner(t *dataset.Table, own string) error {
	q := problem.Usage("%s: is a customer who the column %q names, or the key %q?", t.Name, own, s.Key)
	q.Senses = []problem.Sense{
		{Says: "if " + own + " tells customers, who have the label of their key", Flags: []string{"--customer", s.Stem + "=" + own}},
		{Says: "if each " + s.Key + " is a customer", Flags: []string{"--customer", s.Stem + "=" + s.Key}},
		{Says: "if the key stands for a group, such as a branch", Flags: []string{"--unit", string(UnitGroup)}},
	}
	return q
}

// joined refuses to fold keys that are customers of their own in a file: its figures count them as two.
func (s Side) joined(n int64, columns result.Object) error {
	if n == 0 || s.Metric.AnswerTraits != nil || s.Column != "" {
		return nil
	}
	for _, m := range columns {
		if m.Value == s.Key {
			e := problem.Usage("%s: --fold makes one of %s in %q, and %s counts each spelling as a customer of its own", strings.Join(s.Sources, ", "), kind.HowMany(n, "key"), s.Key, s.Metric.Name)
			return e.Advise("write the keys of that file alike, or leave --fold out")
		}
	}
	return nil
}

// crowded refuses a label that a key would have of several customers of a ledger, or asks of rows that are as many as those of a
// group: of a branch it would tell that somebody there is hit, which is so of every branch.
func (p *Joining) crowded() error {
	s, keys := p.Label, p.enrolled.Roll.Len()
	word := ""
	if len(s.Metric.Camps) > 0 {
		word = s.Metric.Camps[0].Word
	}
	group := problem.Sense{Says: "to compare the figure of each " + s.Key, Flags: []string{"--unit", string(UnitGroup)}}
	switch m := s.Metric; {
	case s.Column != "" || m.AnswerTraits != nil:
		return nil
	case m.LedgerTraits != nil && 2*p.shared >= max(keys, 1):
		q := problem.Usage("%s: each %q has several customers, so none is %s itself", strings.Join(s.Sources, ", "), s.Key, word)
		if p.Unit == UnitCustomer {
			return q.Advise("--unit group compares the figure of each " + s.Key)
		}
		q.Senses = []problem.Sense{group}
		return q
	case m.LedgerTraits == nil && p.Unit == UnitAuto && !p.isOfPeople() && keys <= mostNamed && p.enrolled.Rows >= leastInGroup*keys:
		q := problem.Usage("%s: does each %q stand for a customer? There are %s to each, so that nearly all would be called %q", strings.Join(s.Sources, ", "), s.Key,
			kind.HowMany(p.enrolled.Rows/max(keys, 1), "row"), word)
		q.Senses = []problem.Sense{group, {Says: "if each is a customer", Flags: []string{"--unit", string(UnitCustomer)}}}
		return q
	}
	return nil
}

// aboutShared says how a key is called that several customers of a ledger have.
func (p *Joining) aboutShared() (out []result.Warning) {
	if p.shared > 0 {
		out = append(out, result.Warn("several_customers", "%s: %s with several customers, called %s where any of them is", p.Label.Stem, kind.HowMany(p.shared, "key"), result.Word(p.Label.Metric.Camps[0].Word)))
	}
	return out
}
