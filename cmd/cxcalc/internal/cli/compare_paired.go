package cli

import (
	"context"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/compare"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// checkPaired refuses what cannot be matched.
func (c *comparison) checkPaired() error {
	columns := len(c.score) == 2 && c.after == nil
	switch {
	case c.metrics[0].AnswerTraits == nil:
		return c.checkPairedLedgers()
	case slices.ContainsFunc(c.metrics, func(m metric.Metric) bool { return m.AnswerTraits == nil }):
		return wrong("--paired matches respondents or customers, and %s asks for both", c.named)
	case c.period != "":
		return wrong("--paired compares two moments, and --period makes more of them")
	case c.own.Text("decompose") != "":
		return wrong("--paired compares the same respondents, so there is no other mix that --decompose could split off")
	case c.given["weight"], c.given["weights"]:
		return wrong("--paired takes every respondent once, and a weight would not")
	case columns:
		return nil
	case len(c.score) > 1:
		return wrong("--paired compares two --score columns of one side, but got %d of %s", len(c.score), map[bool]string{true: "one side", false: "two sides"}[c.after == nil])
	case len(c.respondent) == 0:
		e := wrong("--paired matches on --respondent COL, and none is given")
		if name := c.sameRespondent(context.Background()); name != "" {
			e.Flags = []string{"--respondent", name}
			return e
		}
		return e.Advise(quoted([]string{"cxcalc", "inspect", c.before[0]}) + " shows the columns; without --paired, nobody has to be known")
	case c.after == nil && len(c.by) != 1:
		return wrong("--paired of one file compares two --score columns, or the two values of one --by")
	}
	return nil
}

// manyRespondents is how many groups there may be where each is one respondent.
const manyRespondents = 20_000_000

// single makes every respondent a group, behind other groups.
func (c *comparison) single(by []string) manner {
	return func(_ metric.Metric, v flags.Values) {
		v["by"], v["min-n"], v["max-groups"] = slices.Concat(by, c.respondent), int64(0), manyRespondents
	}
}

// doubtUnlike says what of a metric differs between two sides; some of it makes them no pair.
func (c *comparison) doubtUnlike(given [][]*report.Answer, metric int) error {
	doubts, err := compare.Alike(given[0][metric].Document, given[1][metric].Document)
	if err == nil {
		c.doubt(doubts)
	}
	return err
}

// beforeAfter are two sides of which one comes before the other.
func beforeAfter(given [][]*report.Answer) []compare.Party {
	return []compare.Party{{Name: "before", Answers: given[0]}, {Name: "after", Answers: given[1]}}
}

// pairFiles matches the respondents of two sides.
func (c *comparison) pairFiles(given [][]*report.Answer) (*result.Document, error) {
	for i := range c.metrics {
		if err := c.doubtUnlike(given, i); err != nil {
			return nil, err
		}
	}
	parties := beforeAfter(given)
	return c.match(parties, len(c.by), false, compare.BaselineBefore, result.Say("after against before, the same respondents"))
}

// pairColumns compares two columns of answers of the same rows: the groups are the rows that say the same in both.
func (c *comparison) pairColumns() (*report.Matter, error) {
	column := func(at int) manner {
		return func(_ metric.Metric, v flags.Values) {
			v["score"], v["by"], v["min-n"] = []string{c.score[at]}, slices.Concat(c.by, c.score), int64(0)
		}
	}
	return c.inquire([]manner{column(0), column(1)}, func(given [][]*report.Answer) (*result.Document, error) {
		for i := range c.metrics {
			if _, err := compare.Alike(given[0][i].Document, given[1][i].Document); err != nil {
				return nil, err
			}
		}
		parties := []compare.Party{{Name: c.score[0], Answers: given[0]}, {Name: c.score[1], Answers: given[1]}}
		return c.match(parties, len(c.by), true, c.score[0], result.Say("%s against %s, the same rows", c.score[1], c.score[0]))
	})
}

// pairValues matches the respondents of two values of a column. Which values these are is asked first.
func (c *comparison) pairValues() (*report.Matter, error) {
	if slices.Contains(c.before, "-") {
		return nil, wrong("--paired of two values reads its file more than once, which standard input cannot")
	}
	m, err := c.inquire(asGiven(), nil)
	if err != nil {
		return nil, err
	}
	m.Follow = func(answers []*report.Answer) (*report.Answer, *report.Matter) {
		i, err := m.Failed(answers)
		if err != nil {
			return &report.Answer{Err: c.of(c.metrics[i], err)}, nil
		}
		values, err := c.twoValues(answers[0].Document)
		if err != nil {
			return &report.Answer{Err: err}, nil
		}
		next, err := c.pairTwo(values)
		return &report.Answer{Err: err}, next
	}
	return m, nil
}

// pairTwo matches the respondents of these two values.
func (c *comparison) pairTwo(values []string) (*report.Matter, error) {
	side := func(at int) manner {
		return func(m metric.Metric, v flags.Values) {
			c.single(nil)(m, v)
			v["where"] = append(slices.Clone(v.List("where")), c.by[0]+"="+values[at])
		}
	}
	return c.inquire([]manner{side(0), side(1)}, func(given [][]*report.Answer) (*result.Document, error) {
		parties := []compare.Party{{Name: values[0], Answers: given[0]}, {Name: values[1], Answers: given[1]}}
		d, err := c.match(parties, 0, false, values[0], result.Say("%s %s against %s, the same respondents", c.by[0], values[1], values[0]))
		if err != nil {
			return nil, err
		}
		compare.Unsplit(d)
		return d, nil
	})
}

// twoValues finds the two values of --by, that of the baseline first.
func (c *comparison) twoValues(d *result.Document) (values []string, err error) {
	for _, g := range d.Groups.All() {
		text, _ := g.By[0].Value.(string)
		values = append(values, text)
	}
	if len(values) != 2 {
		return nil, wrong("--paired compares two values of --by, and column %q has %d: keep two by --where", c.by[0], len(values))
	}
	base := c.own.Text("baseline")
	switch {
	case c.given["baseline"] && !slices.Contains(values, base):
		return nil, wrong("--baseline %q is no value of --by; there are %q and %q", base, values[0], values[1])
	case c.given["baseline"] && base == values[1]:
		slices.Reverse(values)
	}
	return values, nil
}

// match contrasts the same respondents on both sides.
func (c *comparison) match(parties []compare.Party, lead int, rows bool, baseline string, words result.Phrase) (*result.Document, error) {
	var list []compare.Contrast
	var first compare.Matched
	for i := range c.metrics {
		m, err := c.Paired(parties[0].Answers[i], parties[1].Answers[i], lead, rows)
		if err != nil {
			return nil, err
		}
		if list = append(list, m.Contrasts...); i == 0 {
			first = m
		}
	}
	if len(list) == 0 {
		return nil, problem.Failure("nobody is on both sides: no respondent has one answer on each").
			Advise("compare them without --paired, or name what both sides call a respondent with --respondent")
	}
	switch {
	case first.Alone > 0 && rows:
		c.doubt([]result.Warning{result.Warn("unmatched", "left out, with an answer in one of the columns only: %s", kind.HowMany(first.Alone, "row"))})
	case first.Alone > 0:
		c.doubt([]result.Warning{result.Warn("unmatched", "left out, on one side only: %s", kind.HowMany(first.Alone, "respondent"))})
	}
	if first.Often > 0 {
		c.doubt([]result.Warning{result.Warn("repeated_respondents", "left out, with several answers on a side: %s; --dedup keeps one answer of each", kind.HowMany(first.Often, "respondent"))})
	}
	d := c.Document(list, parties, c.outline(baseline, words))
	d.By = d.By[:lead]
	c.by = c.by[:lead]
	setBy(d, c.by)
	return d, nil
}

// setBy shows which columns make the groups of the changes, and not those that matched respondents.
func setBy(d *result.Document, by []string) {
	d.Settings = slices.Clone(d.Settings)
	for i := range d.Settings {
		if d.Settings[i].Key == "by" {
			d.Settings[i].Value = append([]string{}, by...)
		}
	}
	d.Settings = append(d.Settings, result.Member{Key: "paired", Value: true})
}

// checkPairedLedgers refuses ledgers whose customers cannot be matched.
func (c *comparison) checkPairedLedgers() error {
	switch {
	case slices.ContainsFunc(c.metrics, func(m metric.Metric) bool { return m.AnswerTraits != nil }):
		return wrong("--paired matches respondents or customers, and %s asks for both", c.named)
	case c.after == nil:
		return wrong("--paired matches the customers of two ledgers, and there is one file").
			Advise("compare its periods by --period without --paired, or give each side as a file")
	case len(c.by) > 0:
		return wrong("--paired matches the customers of two ledgers as a whole, and --by %s makes groups of them", c.by[0]).Advise("choose a group, such as --where '" + c.by[0] + "=VALUE'")
	case c.own.Text("decompose") != "":
		return wrong("--decompose splits figures of answers, and %s is none", c.metrics[0].Name)
	}
	return nil
}

// pairLedgers compares two ledgers of which some customers are on both sides.
func (c *comparison) pairLedgers(given [][]*report.Answer) (*result.Document, error) {
	var list []compare.Contrast
	for i, m := range c.metrics {
		if err := c.doubtUnlike(given, i); err != nil {
			return nil, err
		}
		x, err := c.Accompanied(given[0][i], given[1][i])
		if err != nil {
			return nil, c.of(m, err)
		}
		if list = append(list, x); x.Company.Both == 0 {
			return nil, problem.Failure("nobody is on both sides: no customer of %s is in the other ledger, too", m.Name).Advise("compare them without --paired")
		}
	}
	parties := beforeAfter(given)
	c.doubt(compare.Cents(list))
	d := c.Document(list, parties, c.outline(compare.BaselineBefore, result.Say("after against before, knowing who is on both sides")))
	setBy(d, nil)
	return d, nil
}
