package answers

import (
	"context"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/roll"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/texts"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// enrollable refuses what makes no camp of a customer, and finds the columns that name them.
func (s *polling) enrollable() error {
	e := s.Enrolment
	switch {
	case e == nil:
		return nil
	case len(s.items) > 1:
		return problem.Usage("%d columns of answers make no single label of a customer; choose one", len(s.items))
	case len(s.Metric.Camps) == 0:
		return problem.Usage("%s calls no customer anything", s.Metric.Name)
	}
	for i, t := range s.set.Tables {
		key, err := t.Resolve("--key", e.Key)
		if err != nil {
			return err
		}
		s.signers = append(s.signers, signer{key, s.items[0].columns[i]})
		s.sample = append(s.sample, t.Sample(key)...)
	}
	return nil
}

// A signer is the column of a source that tells who answered, beside the others.
type signer struct {
	key     int
	columns dataset.Columns
}

// signing counts who gave which answer.
func (s *polling) signing() pass.Counting {
	first := s.items[0].rule
	c := pass.Counting{Dates: first.Dates, Rule: s.Enrolment.Register.NewSigning(first.Dates, s.From, s.To, maxTexts)}
	for _, of := range s.signers {
		seats := pass.Seats{Where: of.columns.Where, Roles: map[dataset.Role]int{roll.Who: of.key, roll.Said: of.columns.At(texts.Score)}}
		if at := of.columns.At(texts.Time); at != dataset.None {
			seats.Roles[roll.When], seats.Times = at, []dataset.Role{roll.When}
		}
		c.Columns = append(c.Columns, seats)
	}
	c.Where = s.On(where.Cells{Decimal: first.Decimal, Zone: s.Zone})
	return c
}

// enrol calls everybody by the camp of the answer that counts.
func (c *polled) enrol(ctx context.Context, r pass.Read, way int) error {
	way = min(way, len(r.Ways)-1)
	e, it := c.Enrolment, c.items[0]
	roll, signed, err := r.Ways[way].Counter.(*roll.Signer).Roll(ctx, max(c.Workers, 1), c.Metric.CampWords(), it.campOf, e.Keep)
	c.enrolled = kind.Enrolled{Roll: roll, Signed: signed, Sample: c.sample}
	if err == nil && len(r.Ways) > 1 && signed.Changed > 0 {
		err = c.Failed(0, r.Open) // which answer is the latest hangs on the order of day and month
	}
	return err
}

// campOf is the number of the camp that one answer makes; below 0 for no answer.
func (s *item) campOf(text string) int {
	class, score, _ := s.classifier.Classify(text)
	if class != answer.Counted {
		return -1
	}
	var one tally.Answers
	one.Add(tally.Scored{Score: score, N: 1, W: 1, W2: 1})
	camp, ok := s.Metric.CampOf(s.Metric.Compute(one, s.question))
	if !ok {
		return -1
	}
	return camp
}

// Enrolled is who is called what.
func (c *polled) Enrolled() kind.Enrolled { return c.enrolled }
