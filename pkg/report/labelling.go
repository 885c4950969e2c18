package report

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/settings"
)

// A Labelling says that the groups of a question are what another one says of the same customers: by: {nps: group}.
type Labelling struct {
	// Of names the other question.
	Of string
	// Key names the column that both have in common, and Fold says that it is folded.
	Key  string
	Fold bool

	place string
}

// group is what stands behind the name of the other question.
const group = "group"

// labelling takes a label out of the entries of a question; nil where there is none.
func labelling(entries []settings.Entry) (*Labelling, []settings.Entry, error) {
	at := slices.IndexFunc(entries, func(e settings.Entry) bool { return e.Key == "by" && e.Mapped() })
	if at < 0 {
		return nil, entries, nil
	}
	by := entries[at]
	inside, err := by.Entries()
	if err != nil {
		return nil, nil, err
	}
	if len(inside) == 1 {
		if g, ok, err := inside[0].Given(); err == nil && ok && slices.Equal(g.Texts, []string{group}) {
			return &Labelling{Of: inside[0].Key, place: inside[0].Place}, slices.Delete(slices.Clone(entries), at, at+1), nil
		}
	}
	return nil, nil, problem.Usage("%s: by takes columns, or one label of another question, as {nps: group}", by.Place)
}

// Labels returns the question whose label makes the groups of another one.
func (r *Report) Labels(x *Piece) (*Piece, error) {
	var found []*Piece
	for _, o := range r.Items {
		if o != x && o.Verb == Plain && o.Label == nil && (strings.EqualFold(o.Name, x.Label.Of) || o.OwnName == "" && o.Metric == x.Label.Of) {
			found = append(found, o)
		}
	}
	switch {
	case x.Label.Key == "":
		return nil, problem.Usage("%s: which column do both questions have in common?", x.Label.place).Advise("key: COL, beside by")
	case len(found) == 0:
		return nil, problem.Usage("%s: no other question is called %q", x.Label.place, x.Label.Of).Advise("name: " + x.Label.Of + ", in the question that tells the label")
	case len(found) > 1:
		return nil, problem.Usage("%s: several questions are called %q", x.Label.place, x.Label.Of).Advise("give one of them a name, and use that")
	}
	return found[0], nil
}
