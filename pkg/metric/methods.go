package metric

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A Method is one way to make the interval of a figure.
type Method struct {
	Name string // for --interval, and in the settings of a document
	Doc  string // when to choose it
	// Weights and Population say that it can be used for weighted answers, and where the answers are drawn from so
	// few people that it matters.
	Weights, Population bool
	// Seeded says that it draws by lot.
	Seeded bool
	// Few is the number of answers below which it claims too much, and Others the same of answers beside the
	// commonest kind.
	Few, Others int64
	// Changes says that figures are compared by it unless another one is asked for.
	Changes bool
	// Jointly names the method by which verdicts of several groups hold together; "" for this one.
	Jointly string
}

// MethodFlags are the flags of a metric that has several methods.
func MethodFlags(methods ...Method) []flags.Flag {
	list := []flags.Flag{{Name: "interval", Default: "", Group: flags.Figures, PerMetric: true,
		Usage: "make the interval by `METHOD`: " + flags.Listed(methodNames(methods), "or")}}
	for _, m := range methods {
		if m.Seeded {
			list = append(list, flags.Flag{Name: "seed", Default: int64(0), Group: flags.Figures, Usage: "draw with the seed `N`, for --interval " + m.Name + "; 1 without it"})
		}
	}
	return list
}

func methodNames(methods []Method) []string {
	var names []string
	for _, m := range methods {
		names = append(names, m.Name)
	}
	return names
}

// A Chosen is the method that a question asks for; the zero Chosen is the usual one of the metric.
type Chosen struct {
	Method
	Seed uint64
	// Given says that the user named the method.
	Given bool
}

// Choose returns the method that a metric's own flags ask for, or says what is wrong with them.
func (m Metric) Choose(own flags.Values) (Chosen, error) {
	name, seed := own.Text("interval"), own.Int("seed")
	c := Chosen{Given: name != ""}
	switch i := slices.IndexFunc(m.Methods, func(has Method) bool { return has.Name == name }); {
	case len(m.Methods) == 0 && name != "":
		return c, fmt.Errorf("%s has one interval only, so there is no --interval to choose", m.Name)
	case i >= 0:
		c.Method = m.Methods[i]
	case name != "":
		return c, fmt.Errorf("--interval %q is not one of %s", name, flags.Listed(methodNames(m.Methods), "or"))
	case len(m.Methods) > 0:
		c.Method = m.Methods[0]
	}
	switch {
	case seed < 0:
		return c, fmt.Errorf("--seed %d is below 0", seed)
	case seed > 0 && !c.Seeded:
		return c, fmt.Errorf("--seed is for an interval that is drawn by lot, and %s is not", c.Name)
	case c.Seeded:
		c.Seed = max(uint64(seed), 1)
	}
	return c, nil
}

// Misfit says why a chosen method must not be used with weights, or for answers that are drawn from a population;
// "" where it may.
func (c Chosen) Misfit(weighted bool, population int64) string {
	switch {
	case !c.Given:
		return ""
	case weighted && !c.Weights:
		return fmt.Sprintf("--interval %s is for answers that count the same, and these have weights", c.Name)
	case population > 0 && !c.Population:
		return fmt.Sprintf("--interval %s is for answers that are drawn from very many people, and knows no --population", c.Name)
	}
	return ""
}

// Unsure says why a chosen method claims too much for so many answers, others of which are not of the commonest
// kind; "" where it does not.
func (c Chosen) Unsure(n, others int64) string {
	switch {
	case !c.Given || n == 0:
		return ""
	case n < c.Few:
		return fmt.Sprintf("--interval %s claims too much below %d answers", c.Name, c.Few)
	case others < c.Others:
		return fmt.Sprintf("--interval %s claims too much where fewer than %d answers differ from the rest", c.Name, c.Others)
	}
	return ""
}

// Joins says that a change is told by the intervals of both sides, as they were asked for, and not by the usual
// comparison.
func (c Chosen) Joins() bool { return c.Given && !c.Changes }

// Settings tell what of the choice decided the numbers beyond the name of the method: the seed, and where verdicts
// of groups hold together by another method, which.
func (c Chosen) Settings(grouped bool) (o result.Object) {
	o.Add(c.Given && c.Seeded, "seed", int64(c.Seed))
	o.Add(c.Given && grouped && c.Jointly != "" && c.Jointly != c.Name, "interval_of_verdicts", c.Jointly)
	return o
}

// Intervals of a share beside Wilson's.
const (
	ClopperPearson = "clopper-pearson"
	jeffreys       = "jeffreys"
)

// ShareMethods are the ways to make the interval of a share, the usual one first.
func ShareMethods() []Method {
	return []Method{
		{Name: "wilson", Weights: true, Population: true, Changes: true, Jointly: ClopperPearson, Doc: "the usual one: right on average for few answers and for many, and near 0 and 100 %"},
		{Name: ClopperPearson, Doc: "never holds the truth less often than it says, and so is wider: for audits and contracts that ask for an exact interval"},
		{Name: jeffreys, Jointly: ClopperPearson, Doc: "right on average, as Wilson's, and shorter near 0 and 100 %; the one of Bayesian reports"},
	}
}

// Sureness is how sure an interval shall be.
type Sureness struct {
	Confidence float64
	Z          float64 // Z is the normal quantile of the confidence, narrowed where a population is small
	// Exact asks for limits that never hold the truth less often than they say, whatever the method.
	Exact bool
}

// Share returns the interval of the share k of n by the chosen one of ShareMethods, from 0 to 1.
// Source: Wilson 1927; Clopper & Pearson, Biometrika 26, 1934; Brown, Cai & DasGupta 2001.
func (c Chosen) Share(k, n float64, sure Sureness) (stats.Interval, bool) {
	switch {
	case sure.Exact || c.Name == ClopperPearson:
		return stats.ClopperPearson(k, n, sure.Confidence)
	case c.Name == jeffreys:
		return stats.Jeffreys(k, n, sure.Confidence)
	}
	return stats.Wilson(k, n, sure.Z)
}
