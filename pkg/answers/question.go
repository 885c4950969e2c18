package answers

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// sameQuestion asks when the answers were found under different headers in different sources: they may be those
// of different questions, which make no figure together.
func (s *item) sameQuestion() error {
	if s.score != "" {
		return nil
	}
	var names []string // of the columns that were found, each once
	for i := range s.set.Tables {
		if name := s.questionName(i); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) < 2 {
		return nil
	}
	e := problem.Usage("the answers stand in columns of different names, which may be different questions; choose one with --score")
	for i, t := range s.set.Tables {
		named := func(c int) bool {
			return c == s.columns[i].At(texts.Score) || slices.Contains(names, answer.Normalise(t.Headers[c]))
		}
		e.Text += "\n" + visible.Text(t.Name) + "\n" + string(t.List(t.Those(named)))
	}
	e.Hint = "compute them one by one, or give the columns the same name"
	for _, reference := range s.references() {
		if !slices.ContainsFunc(s.set.Tables, func(t *dataset.Table) bool { _, err := t.Resolve("--score", reference); return err != nil }) {
			e.Hint, e.Flags = "", []string{"--score", reference}
			break
		}
	}
	return e
}

// questionName is the name of the column of answers of a source, "" where it has none: the header of a file
// without one is its first answer.
func (s *item) questionName(i int) string {
	t := s.set.Tables[i]
	header := s.columns[i].Name(texts.Score, 0)
	classifier, err := answer.New(s.rules(t.Decimal))
	if err != nil || strings.TrimSpace(header) == "" {
		return ""
	}
	if kind, _, _ := classifier.Classify(header); kind != answer.Invalid {
		return ""
	}
	return answer.Normalise(header)
}

// references name the columns that were found, by header, and by place where that is the same.
func (s *item) references() []string {
	var out []string
	place := s.columns[0].At(texts.Score)
	for i, t := range s.set.Tables {
		at := s.columns[i].At(texts.Score)
		out = append(out, t.Reference(at))
		if at != place {
			place = -1
		}
	}
	if place >= 0 {
		out = append(out, fmt.Sprintf("#%d", place+1))
	}
	return out
}
