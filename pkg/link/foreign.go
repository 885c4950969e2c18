package link

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/roll"
)

// settled tells what is known, and looks at the keys once more where they seem to be written in another way.
func (p *couple) settled() (*report.Answer, *report.Matter) {
	if !p.Fold && p.looksForeign() {
		return nil, p.folded()
	}
	return p.told()
}

// listed asks the side of the label for examples of keys that the outcome does not have.
func (p *couple) listed() *report.Matter {
	m := &report.Matter{Questions: []kind.Question{&namecount{Words: bare(p.said), key: p.Label.Key, hall: p.enrolled.Roll.NewHall(0), met: p.there, list: p.List}}}
	m.Follow = func(answers []*report.Answer) (*report.Answer, *report.Matter) {
		if _, err := m.Failed(answers); err != nil {
			return failed(p.Label, err)
		}
		p.missing = answers[0].Closed().(*tolled).there.Examples()
		return p.settled()
	}
	return m
}

// looksForeign tells whether so few keys are on both sides that they may be written in another way, and the files can be read
// again to see.
func (p *couple) looksForeign() bool {
	there := p.there.Matched()
	smaller := min(p.enrolled.Roll.Len(), there+p.there.Others())
	return 2*there < smaller && !p.Label.IsPiped() && !p.outcome.IsPiped()
}

// folded asks how many keys would be on both sides if they were folded, and then tells what is known.
func (p *couple) folded() *report.Matter {
	q := *p.Joining
	q.Fold, q.register = true, roll.NewRegister(true)
	label, err := q.label()
	if err != nil {
		return nil
	}
	m := &report.Matter{Questions: []kind.Question{label}}
	m.Follow = func(answers []*report.Answer) (*report.Answer, *report.Matter) {
		outcome, err := p.outcome.Ask(true, UnitCustomer)
		if _, failed := m.Failed(answers); err != nil || failed != nil {
			return p.told()
		}
		q.labelled = answers[0]
		q.enrol()
		next := &report.Matter{Questions: []kind.Question{&namecount{Words: bare(outcome.Said()), key: p.outcome.Key, hall: q.enrolled.Roll.NewHall(0)}}}
		next.Follow = func(answers []*report.Answer) (*report.Answer, *report.Matter) {
			if _, failed := next.Failed(answers); failed == nil {
				there := answers[0].Closed().(*tolled).there
				if p.outcome.joined(there.Joined(), p.answer.Document.Columns) == nil {
					p.compareFolded(there.Matched())
				}
			}
			return p.told()
		}
		return nil, next
	}
	return m
}

// compareFolded takes note of how many keys would match if they were folded.
func (p *couple) compareFolded(there int64) {
	if p.more = there - p.there.Matched(); p.more > 0 {
		p.hint = append(p.hint, result.Warn("fold_matches_more", "--fold would match %s more: they are written in another way, in case, blanks or zeros", kind.HowMany(p.more, "key")))
	}
}

// nothingInCommon says that no key is on both sides, and what keys look like, without telling one.
func (p *couple) nothingInCommon() error {
	e := problem.Failure("no key of %s is in %s", p.Label.Stem, p.outcome.Stem)
	for _, side := range []struct {
		Side
		forms []string
	}{{p.Label, p.enrolled.Sample}, {*p.outcome, p.sample}} {
		e.Text += fmt.Sprintf("\n  %s: column %q", side.Stem, side.Key)
		if len(side.forms) > 0 {
			e.Text += ", such as " + strings.Join(formsOf(side.forms), ", ")
		}
	}
	if p.more > 0 {
		e.Usage, e.Flags = true, []string{"--fold"}
		e.Hint = fmt.Sprintf("--fold makes case, blanks and zeros the same, and matches %s", kind.HowMany(p.more, "key"))
		return e
	}
	return e.Advise("--key names the column of each file: --key " + p.Label.Stem + "=COL," + p.outcome.Stem + "=COL; identities that one file has masked cannot be joined")
}

// formsShown is how many forms of keys are shown.
const formsShown = 3

// formsOf are what keys look like, the most frequent first.
func formsOf(keys []string) []string {
	counts := make(map[string]int)
	for _, key := range keys {
		if key = strings.TrimSpace(key); key != "" {
			counts[roll.Form(key)]++
		}
	}
	forms := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return forms[:min(len(forms), formsShown)]
}
