package reviews

import (
	"cmp"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/cases"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A posted is what a row says of a review.
type posted struct {
	at       tally.Place
	text     uint64 // the hash of its text, 0 for none that counts
	when     dates.Instant
	group    int32
	stars    int8
	verified string
	dated    bool
}

// A judgement is what a text of the column of stars stands for.
type judgement struct {
	kind   answer.Class
	stars  float64
	reason string
}

// A desk gathers reviews. Where rows may be the same review, they wait until all are there.
type letters struct {
	plan     *critique
	groups   []pile
	store    *cases.Store[posted]
	words    *facts.Lexicon
	judged   map[string]judgement
	off      map[float64]int64 // rows by numbers off the scale
	undated  int64
	relative map[string]int64 // texts that are no times
	buffer   []byte
}

// textsKept bounds the texts that are remembered.
const textsKept = 1000

// Take takes a row.
func (l *letters) Take(r *facts.Fact) pass.Became {
	p := posted{at: r.Place(), group: r.Group}
	j := l.judge(r)
	switch j.kind {
	case answer.Blank:
		return r.Wrong("blank", starsOf, "has no stars")
	case answer.OutOfRange:
		if len(l.off) < textsKept || l.off[j.stars] > 0 {
			l.off[j.stars]++
		}
		return r.Wrong("out_of_range", starsOf, j.reason)
	case answer.Counted:
		p.stars = int8(j.stars)
	default:
		return r.Wrong("invalid", starsOf, j.reason)
	}
	name := r.Text(reviewNo)
	l.date(r, &p)
	if text := r.Text(verifiedOf); len(text) > 0 {
		p.verified = l.words.Meaning(text)
	}
	p.text, l.buffer = hash(l.plan.seed, r.Text(textOf), l.buffer)
	if len(name) > 0 { // a row that names no review is one for itself
		l.store.Add(name, p)
	} else {
		l.pile(p.group).put(p, l.plan)
	}
	return facts.Counted()
}

// judge tells how many stars a row has, each text once.
func (l *letters) judge(r *facts.Fact) judgement {
	text := r.Text(starsOf)
	if j, ok := l.judged[string(text)]; ok {
		return j
	}
	kind, stars, reason := judge(string(text), r.Decimal())
	j := judgement{kind, stars, reason}
	if len(l.judged) < textsKept {
		l.judged[string(text)] = j
	}
	return j
}

// date reads when a review was written. What is no time leaves the review in all figures but those of weeks.
func (l *letters) date(r *facts.Fact, p *posted) {
	at, state := r.When(writtenAt)
	switch {
	case state == facts.Good:
		p.when, p.dated = at, true
	case state == facts.Bad:
		l.undated++
		text := string(r.Text(writtenAt))
		if len(l.relative) < textsKept || l.relative[text] > 0 {
			l.relative[text]++
		}
	}
}

func (l *letters) pile(group int32) *pile {
	for int(group) >= len(l.groups) {
		l.groups = append(l.groups, pile{})
	}
	return &l.groups[group]
}

// put counts a review.
func (s *pile) put(p posted, plan *critique) {
	s.stars[p.stars]++
	switch p.verified {
	case "yes":
		s.verified++
	case "no":
		s.unverified++
	default:
		s.untold++
	}
	if p.text != 0 {
		s.texts = append(s.texts, p.text)
	}
	if p.dated {
		if s.weeks == nil {
			s.weeks = make(map[int64]int64)
		}
		s.weeks[dates.Week.Index(p.when, plan.Zone)]++
	}
}

// Merge adds what another one has gathered.
func (l *letters) Merge(from facts.Gatherer, group []int32) error {
	o := from.(*letters)
	l.words.Merge(o.words)
	for i, s := range o.groups {
		l.pile(group[i]).add(s)
	}
	for x, rows := range o.off {
		l.off[x] += rows
	}
	for text, rows := range o.relative {
		l.relative[text] += rows
	}
	l.undated += o.undated
	l.store.Merge(o.store, func(p *posted) { p.group = group[p.group] })
	return nil
}

// numbers lists the numbers off the scale.
func (l *letters) numbers() (out []metric.Number) {
	for _, x := range slices.Sorted(maps.Keys(l.off)) {
		out = append(out, metric.Number{Value: x, Rows: l.off[x]})
	}
	return out
}

// A keeper keeps of each review the row that was written last.
type keeper struct {
	plan     *critique
	groups   []pile
	repeated []int64 // by group, the rows that another one replaces
}

func (k *keeper) review(of []posted) {
	last := slices.MaxFunc(of, func(a, b posted) int {
		if order := cmp.Compare(a.when, b.when); a.dated && b.dated && order != 0 {
			return order
		}
		return a.at.Compare(b.at)
	})
	for _, p := range of {
		for int(p.group) >= len(k.groups) {
			k.groups, k.repeated = append(k.groups, pile{}), append(k.repeated, 0)
		}
		if p.at == last.at {
			k.groups[p.group].put(p, k.plan)
		} else {
			k.repeated[p.group]++
		}
	}
}
