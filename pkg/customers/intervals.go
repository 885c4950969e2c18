package customers

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// unknownIntervals asks which time the billing intervals are that nobody understands, where they are of more than a few rows:
// their customers would be left out, with what they bring.
func (s *audit) unknownIntervals(h *harvest) error {
	n, first := int64(0), (*ledger.Finding)(nil)
	for out, o := range h.found.Odd {
		if out.Fate == ledger.Invalid && out.Role == ledger.Interval {
			n, first = o.Rows, o
		}
	}
	if n == 0 || n < 2 && 10*n <= h.rows().Counted {
		return nil
	}
	cs := s.columns[first.First.Source]
	text := answer.Trim(first.Text)
	e := problem.Usage("%s: column %s: %s is not known as a billing interval, or may be several; %s with such an interval would be left out: write it in the file as a number of months, such as 6 months",
		s.set.At(first.First), cs.header(ledger.Interval), answer.Quote(text, 40), kind.HowMany(n, "row"))
	e.Read = true
	name := s.set.Tables[first.First.Source].Reference(cs.at(ledger.Interval))
	if !s.Metric.Money {
		e.Senses = append(e.Senses, moneyless())
	}
	e.Senses = append(e.Senses, s.rewritten(text)...)
	var without []string
	for _, odd := range s.oddIntervals(text) {
		without = append(without, "--where", name+"!="+odd)
	}
	if len(ledger.EitherInterval(text)) == 0 {
		e.Senses = append(e.Senses, problem.Sense{Says: "if the amounts of all rows are of a month", Flags: []string{"--interval-col", noColumn}})
	}
	e.Senses = append(e.Senses, problem.Sense{Says: "if such rows are left out", Flags: without})
	return e
}

// rewritten offers to read a file in which a word that stands for two intervals is one of them.
func (s *audit) rewritten(text string) (senses []problem.Sense) {
	t := s.set.Tables[0]
	if len(s.set.Tables) > 1 || t.Info.Format != "csv" || t.Info.Compression != "none" || t.Name == "-" || strings.ContainsAny(text, `/.*[]^$&`) {
		return nil
	}
	for _, is := range ledger.EitherInterval(text) {
		senses = append(senses, problem.Sense{Says: "if it stands for " + is,
			Before: []string{"sed", "s/" + text + "/" + is + "/", t.Name, "|"}, Replace: [2]string{t.Name, "-"}})
	}
	return senses
}

// oddIntervals lists the sampled intervals that are not known.
func (s *audit) oddIntervals(first string) []string {
	const most = 5
	texts := []string{first}
	for i, t := range s.set.Tables {
		for _, text := range t.Sample(s.columns[i].at(ledger.Interval)) {
			text = answer.Trim(text)
			_, ok := ledger.MonthsWithin(text)
			if !ok && !ledger.IsInterval(text) && text != "" && !slices.Contains(texts, text) && len(texts) < most {
				texts = append(texts, text)
			}
		}
	}
	return texts
}
