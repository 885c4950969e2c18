// Package link joins exports on one key, on this computer: what one file says of a customer, such as detractor, missed or
// late, is the group of that customer in another one, and churn, revenue or any other figure is told by it.
package link

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/gate"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/roll"
)

// A Side is one of the files that are joined, and what is asked of it.
type Side struct {
	// Stem tells it from the others, and Key names the column that all have in common.
	Stem, Key string
	Sources   []string
	// Metric is what is asked. Column is set in its place where the text of a column is the label.
	Metric metric.Metric
	Column string
	// Time names the column that tells when, "" to find one; for a label that is a column.
	Time string
	// Assumed says that the key was taken for the column of the customers, because nobody said which that is.
	Assumed bool
	// Ask returns a question of the metric that makes groups of the key, or of nothing, where the key stands for a unit.
	Ask func(grouped bool, unit Unit) (kind.Question, error)
}

// Name is what the labels of a side are called.
func (s Side) Name() string {
	if s.Column != "" {
		return s.Column
	}
	return s.Metric.Name
}

// IsPiped tells whether a side is standard input, which can be read only once.
func (s Side) IsPiped() bool { return slices.Contains(s.Sources, "-") }

// A Joining is what is joined, and how.
type Joining struct {
	// Label is the side that calls customers something, and Outcomes those that are told by it.
	Label    Side
	Outcomes []Side
	// Confidence is that of the intervals, and MinN the number below which a group is held back.
	Confidence float64
	MinN       int64
	// Fold says that keys are the same however they are written, Unit what a key stands for, and Keep which answer of a
	// customer counts; Ordered says that the order of rows tells it where no time does.
	Fold    bool
	Unit    Unit
	Keep    roll.Keeping
	Ordered bool
	// Earned are the labels of customers who came by the word of another one; nil for those that sound like it.
	Earned []string
	// List is how many customers on one side only are named as examples.
	List  int
	Gates []gate.Gate

	register *roll.Register
	enrolled kind.Enrolled
	labelled *report.Answer
	shared   int64       // keys of the label with several customers of a ledger
	said     *kind.Words // of the label
}

// A Unit is what a key stands for.
type Unit string

// What a key may stand for. UnitAuto takes groups for such where the label has many answers of each, and the column is no name
// for people.
const (
	UnitAuto     Unit = "auto"
	UnitCustomer Unit = "customer"
	UnitGroup    Unit = "group"
)

// Units lists them, the default first.
func Units() []string {
	return []string{string(UnitAuto), string(UnitCustomer), string(UnitGroup)}
}

// Matters are what is asked, one for each outcome.
func (p *Joining) Matters() (out []*report.Matter, err error) {
	for i := range p.Outcomes {
		one := *p
		one.register = roll.NewRegister(p.Fold)
		m, err := one.matter(&one.Outcomes[i])
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// matter asks what customers are called, and then for the outcome.
func (p *Joining) matter(outcome *Side) (*report.Matter, error) {
	if l := outcome.Metric.LedgerTraits; l != nil && l.Cohorts != nil {
		return nil, problem.Usage("%s has a triangle for each label, and no figure that labels are told apart by; ask churn", outcome.Metric.Name)
	}
	if p.Unit == UnitGroup {
		return p.ranks(outcome)
	}
	label, err := p.label()
	if err != nil {
		return nil, err
	}
	p.said = label.Said()
	m := &report.Matter{Questions: []kind.Question{label}}
	ledger := p.Label.Column == "" && p.Label.Metric.LedgerTraits != nil
	if ledger {
		m.Questions = append(m.Questions, &namecount{Words: bare(label.Said()), key: p.Label.Key, hall: p.register.Roll(nil).NewHall(0)})
	}
	m.Follow = func(answers []*report.Answer) (*report.Answer, *report.Matter) {
		if _, err := m.Failed(answers); err != nil {
			return failed(p.Label, err)
		}
		if ledger {
			rows := answers[1].Closed().(*tolled)
			if err := cmp.Or(p.Label.owner(rows.set), p.Label.joined(rows.there.Joined(), answers[0].Document.Columns)); err != nil {
				return &report.Answer{Err: err}, nil
			}
		}
		p.labelled = answers[0]
		next, err := p.called(outcome)
		if err != nil {
			return &report.Answer{Err: err}, nil
		}
		return nil, next
	}
	return m, nil
}

// failed says which side failed.
func failed(s Side, err error) (*report.Answer, *report.Matter) {
	var e *problem.Error
	if !errors.As(err, &e) {
		return &report.Answer{Err: fmt.Errorf("%s: %w", s.Stem, err)}, nil
	}
	return &report.Answer{Err: err}, nil
}

// label is the question that tells what customers are called.
func (p *Joining) label() (kind.Question, error) {
	s := p.Label
	if s.Column != "" {
		q, err := s.Ask(false, UnitCustomer)
		if err != nil {
			return nil, err
		}
		return &namecount{Words: bare(q.Said()), key: s.Key, said: s.Column, time: p.Label.Time, register: p.register, keep: p.Keep}, nil
	}
	if len(s.Metric.Camps) == 0 {
		return nil, problem.Usage("%s calls no customer anything, so it is no label; the outcome stands behind the label", s.Metric.Name)
	}
	if s.Metric.AnswerTraits == nil {
		return s.Ask(true, UnitCustomer)
	}
	q, err := s.Ask(false, UnitCustomer)
	if err == nil {
		q.Said().Enrolment = &kind.Enrolment{Key: s.Key, Register: p.register, Keep: p.Keep}
	}
	return q, err
}

// called understands what customers are called, and asks for the outcome by it.
func (p *Joining) called(outcome *Side) (*report.Matter, error) {
	p.enrol()
	if p.isOfGroups() {
		if p.Label.IsPiped() {
			return nil, p.pipedGroups()
		}
		return p.ranks(outcome)
	}
	if err := cmp.Or(p.crowded(), p.contradicted(), p.unearned(outcome)); err != nil {
		return nil, err
	}
	q, err := outcome.Ask(true, UnitCustomer)
	if err != nil {
		return nil, err
	}
	words := q.Said()
	hall := p.enrolled.Roll.NewHall(p.List)
	words.Labels = map[string]pass.Label{outcome.Key: hall}
	words.Pooled, words.Undirected = true, true
	call := &namecount{Words: bare(words), key: outcome.Key, hall: hall, list: p.List}
	m := &report.Matter{Questions: []kind.Question{q, call}}
	if countsRows(outcome.Metric) {
		each, err := p.eachOf(outcome)
		if err != nil {
			return nil, err
		}
		m.Questions = append(m.Questions, each)
	}
	m.Follow = func(answers []*report.Answer) (*report.Answer, *report.Matter) {
		if _, err := m.Failed(answers); err != nil {
			return &report.Answer{Err: err}, nil
		}
		rows := answers[1].Closed().(*tolled)
		if err := cmp.Or(outcome.owner(rows.set), outcome.joined(hall.Joined(rows.there), answers[0].Document.Columns)); err != nil {
			return &report.Answer{Err: err}, nil
		}
		pair := couple{Joining: p, outcome: outcome, answer: answers[0], there: cmp.Or(hall.There(), rows.there), unnamed: rows.there.Blank, sample: rows.sample}
		if len(answers) > 2 {
			pair.heads = p.headsOf(outcome.Metric, answers[2])
		}
		if p.List > 0 {
			return nil, pair.listed()
		}
		return pair.settled()
	}
	return m, nil
}

// enrol takes over what customers are called.
func (p *Joining) enrol() {
	a, s := p.labelled, p.Label
	switch {
	case s.Column != "":
		p.enrolled = a.Closed().(*tolled).enrolled
		return
	case s.Metric.AnswerTraits != nil:
		p.enrolled = a.Enrolled()
		return
	}
	p.shared = 0
	r := p.register.Roll(s.Metric.CampWords())
	e := kind.Enrolled{Roll: r}
	for _, g := range a.Document.Groups.All() {
		name := strings.TrimSpace(fmt.Sprint(g.By[0].Value))
		e.Sample = append(e.Sample, name)
		camp, ok := s.Metric.CampOf(g.Values)
		switch n, _ := g.Values.Number("n"); {
		case name == "":
			e.Unnamed += int64(n)
		case ok:
			if cmp.Or(g.Size, int64(n)) > 1 {
				p.shared++
			}
			e.Rows += int64(n)
			if !r.Add(name, camp) {
				e.Changed++
			}
		}
	}
	p.enrolled = e
}

// contradicted asks which of several answers of a customer counts, where nothing tells which is the latest.
func (p *Joining) contradicted() error {
	e := p.enrolled
	if e.Changed == 0 || e.Timed || p.Ordered || p.Label.Column == "" && p.Label.Metric.AnswerTraits == nil {
		return nil
	}
	q := problem.Usage("%s: %s in %q with several answers that differ, and no column tells which is the latest", strings.Join(p.Label.Sources, ", "), kind.HowMany(e.Changed, "key"), p.Label.Key)
	q.Senses = []problem.Sense{{Says: "if the last row of each counts", Flags: []string{"--dedup", "latest"}}}
	if p.Label.Column == "" && p.Unit == UnitAuto && !p.isOfPeople() && p.enrolled.Roll.Len() <= mostNamed {
		q.Senses = append(q.Senses, problem.Sense{Says: "if the key stands for a group, such as a branch", Flags: []string{"--unit", string(UnitGroup)}})
	}
	return q
}

// bare are the words of a question without what is about its figures.
func bare(w *kind.Words) kind.Words {
	out := *w
	out.By, out.Labels, out.Thresholds, out.Board, out.Baseline, out.Target, out.Enrolment, out.Anew, out.Period = nil, nil, nil, nil, "", nil, nil, nil, ""
	out.Groups.Sort = ""
	out.Invalid = kind.Tolerance{}
	out.Missing = slices.Clone(w.Missing)
	return out
}
