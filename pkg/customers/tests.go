package customers

import (
	"regexp"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// findTests looks for a column that tells which rows are tests of a program, as payments of its test mode are, and leaves
// these out. Where all first rows are, they are what there is to count.
func (s *audit) findTests(t *dataset.Table) error {
	for i, header := range t.Headers {
		_, isLive := layout.RatingOf(layout.Live, "", header)
		test, isTest := layout.RatingOf(layout.Test, "", header)
		if !isLive && !isTest || s.asksOf(t, i) {
			continue
		}
		m := modesIn(t.Sample(i), isLive)
		switch {
		case !m.known, isTest && test.Rank == 2 && m.flags: // a mode is no yes or no
			continue
		case isTest && !test.Sure && (m.flags && !m.booleans || len(m.tests) == 0):
			continue
		case isTest && !test.Sure && m.live:
			return askTests(t, i, m.tests)
		case !m.live:
			s.allTests, s.tests = true, t.Header(i)
			return nil
		}
		return s.leaveTests(t, i, m.tests, isLive)
	}
	return nil
}

// asksOf tells whether a condition or the groups are about a column.
func (s *audit) asksOf(t *dataset.Table, column int) bool {
	return s.hasCondition(t, column) || slices.Contains(s.By, t.Headers[column])
}

// modes are what the sampled texts of a column say of tests.
type modes struct {
	known    bool // each of them says which it is
	live     bool // some are no tests
	flags    bool // they are yes and no
	booleans bool // in the words true and false
	tests    []string
}

func modesIn(sample []string, yesIsLive bool) modes {
	m := modes{booleans: true}
	for _, text := range sample {
		if text = answer.Trim(text); text == "" {
			m.live = m.live || !yesIsLive
			continue
		}
		test, ok := ledger.IsTest(text, yesIsLive)
		if !ok {
			return modes{}
		}
		m.known = true
		flag := isYesOrNo(text)
		lower := strings.ToLower(text)
		m.flags, m.booleans = m.flags || flag, m.booleans && (lower == "true" || lower == "false")
		if m.live = m.live || !test; test && !slices.Contains(m.tests, text) {
			m.tests = append(m.tests, text)
		}
	}
	return m
}

// leaveTests leaves rows out whose text says that they are tests.
func (s *audit) leaveTests(t *dataset.Table, column int, tests []string, yesIsLive bool) error {
	if len(tests) == 0 { // as later rows may say
		tests = []string{"true", "1", "test"}
		if yesIsLive {
			tests = []string{"false", "0"}
		}
	}
	cond, err := where.Parse(meetsTests(t, column, tests))
	if err != nil {
		return problem.Wrong("", err)
	}
	s.Conditions = append(s.Conditions, cond.Excluding())
	s.tests = t.Header(column)
	return nil
}

// meetsTests is the condition on a column that only tests meet.
func meetsTests(t *dataset.Table, column int, tests []string) string {
	var texts []string
	for _, text := range tests {
		texts = append(texts, regexp.QuoteMeta(text))
	}
	return dataset.InWhere(t.Reference(column)) + `~(?i)^\s*(` + strings.Join(texts, "|") + `)\s*$`
}

// askTests asks whether a column tells which rows are tests of a program.
func askTests(t *dataset.Table, column int, tests []string) error {
	e := problem.Usage("%s: column %s may say which rows are tests of a program, and no data", t.Name, t.Header(column))
	e.Senses = []problem.Sense{{Says: "if it does", Flags: []string{"--exclude", meetsTests(t, column, tests)}},
		{Says: "if all rows count", Flags: []string{"--where", dataset.InWhere(t.Reference(column)) + "~.*"}}}
	return e
}

// testsDoubt says what became of rows that are tests.
func (s *audit) testsDoubt(h *harvest) []result.Warning {
	switch {
	case s.allTests:
		return []result.Warning{result.Warn("tests", "column %s says that the rows are tests of a program, so none is left out for it", s.tests)}
	case s.tests != "" && h.excluded > 0:
		return []result.Warning{result.Warn("tests", "column %s says which rows are tests of a program: these are left out", s.tests)}
	}
	return nil
}
