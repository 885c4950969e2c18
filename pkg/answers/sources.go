package answers

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/texts"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// fewSources is how many sources are refused as they would be alone. Of more some look by chance as if they were on another
// scale, so the chance is shared among them.
const fewSources = 4

// leastOfSource is from how many answers one of several sources is refused. Those of fewer lose the verdict.
const leastOfSource = 5

// doubtSource tells why the answers of one of several sources are on another scale, nil where they are not.
func (s *heard) doubtSource(a tally.Answers, of int) *metric.Misfit {
	switch {
	case of == 1 && a.N() < enoughAnswers || a.N() < leastOfSource:
		return nil
	case of <= fewSources && a.N() < enoughAnswers:
		of = 1
	}
	m := s.Metric.DoubtOne(a, s.question, of)
	if m != nil && m.Short && a.N() < enoughAnswers {
		return nil // nobody gave the last step, as somebody in another source may have
	}
	return m
}

// doubtSources takes the verdict away where a source of several would be refused if it stood alone, and is not since one of
// many may look so by chance.
func (s *heard) doubtSources(d *result.Document, j texts.Judged) {
	if len(j.Sources) < 2 || s.question.ScaleGiven || s.spoken() {
		return
	}
	scale := s.question.Scale
	for i, source := range j.Sources {
		m := s.Metric.Doubt(source.Answers, s.question)
		if m == nil || !m.Sure || m.Short || m.Stray {
			continue
		}
		s.silence(d)
		d.Warnings = append(d.Warnings, result.Warn("doubtful_scale", "%s%s; is the scale %s right? Until --scale %s-%s says so, there is no verdict",
			result.Say("%s: ", visible.Text(s.set.Tables[i].Name)), result.Reason(m.Found), scale, fmt.Sprint(scale.Min), fmt.Sprint(scale.Max)))
		return
	}
}
