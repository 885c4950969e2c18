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
