package engines_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

// A question is a command without its sources.
type question []string

// plain are questions beside the examples of the metrics, by sample.
var plain = map[string][]string{
	"responses.csv":                 {"nps --score score", "csat --score satisfaction", "ces --score ease", "nps", "share --score score", "drivers --score score --drivers satisfaction --drivers ease", "reasons --reasons region --score score"},
	"answers.csv":                   {"nps --score recommend", "nps --score recommend --respondent customer --dedup latest"},
	"good-repeated-respondents.csv": {"nps", "nps --dedup latest", "nps --dedup latest --period month"},
	"good-weighted.csv":             {"nps --score score --weight weight", "nps --score score --weight weight --by age_group"},
	"good-counted.csv":              {"nps --score score --count count", "nps --count count"},
	"ledger.csv":                    {"churn", "expansion", "revenue", "cohort", "ltv --margin 0.8", "repeat", "churn --shape balance", "revenue --shape transaction"},
	"orders.csv":                    {"repeat", "cohort", "ltv --margin 0.8 --shape transaction", "churn --inactive-after 45d", "revenue --shape transaction"},
	"subscriptions.csv":             {"churn", "revenue", "expansion", "cohort", "ltv --margin 0.5"},
	"movements.csv":                 {"churn", "revenue", "expansion --shape movement", "revenue --report-currency EUR"},
	"tickets.csv":                   {"csat --score CSAT --by team", "ces --score Effort --scale 1-5 --reverse", "share --score CSAT --by team"},
	"survey.csv":                    {"nps --score NETPRO --by TERMINAL", "csat --score Q_CLEAN"},
	"stars.csv":                     {"reviews", "csat --score stars"},
	"complaints.csv":                {"reasons", "nps --score recommend --by branch"},
	"customers.csv":                 {"share --score churned --by contract"},
}

// asked returns the samples that questions are about, in order, and the questions about each.
func asked() (samples []string, of map[string][]question) {
	of = make(map[string][]question)
	add := func(sample string, q question) {
		if of[sample] == nil {
			samples = append(samples, sample)
		}
		of[sample] = append(of[sample], q)
	}
	for _, m := range catalog.Metrics() {
		for _, e := range m.Examples {
			if sample, q, ok := exampleOf(m, e.Command); ok {
				add(sample, q)
			}
		}
	}
	for sample, list := range plain {
		for _, line := range list {
			add(sample, strings.Fields(line))
		}
	}
	slices.Sort(samples)
	return samples, of
}

// exampleOf takes the example of a metric apart, if it is one command about one sample.
func exampleOf(m metric.Metric, command string) (sample string, q question, ok bool) {
	quoted := false
	list := strings.FieldsFunc(command, func(r rune) bool {
		quoted = quoted != (r == '\'')
		return r == ' ' && !quoted
	})
	last := list[len(list)-1]
	if len(list) < 3 || list[1] != m.Name || strings.ContainsAny(command, "|>*{") || !strings.HasSuffix(last, ".csv") || slices.Contains(unlike, last) {
		return "", nil, false
	}
	for _, word := range list[1 : len(list)-1] {
		if strings.HasSuffix(word, ".csv") && !strings.HasPrefix(q[len(q)-1], "--") {
			return "", nil, false // one of several sources
		}
		q = append(q, strings.ReplaceAll(word, "'", ""))
	}
	return last, q, true
}

// unlike are samples that no table of a database is like: of other forms, and small files that belong to a question.
var unlike = []string{"good-utf16.csv", "good-windows-1252-semicolon.csv", "checklists.csv"}

// vary adds flags to a question by chance.
func (m *maker) vary(t *table, q question) question {
	q = slices.Clone(q)
	if m.IntN(4) == 0 {
		return q
	}
	for range 1 + m.IntN(2) {
		q = m.flag(t, q)
	}
	return q
}

// flag adds flags of one kind.
func (m *maker) flag(t *table, q question) question {
	at := m.IntN(len(t.columns))
	name := t.columns[at].name
	day := func() string {
		return m.moment().Format(one(m.Rand, []string{"2006-01-02", "2006-01", "2006-01-02T15:04"}))
	}
	zone := one(m.Rand, []string{"UTC", "Europe/Madrid", "America/New_York", "Australia/Lord_Howe"})
	switch m.IntN(15) {
	case 0, 1:
		return append(q, "--by", name)
	case 2, 3, 4:
		return append(q, "--period", one(m.Rand, []string{"day", "week", "month", "quarter", "year"}), "--tz", zone)
	case 5, 6:
		return append(q, "--where", m.condition(t, at))
	case 7:
		return append(q, "--exclude", m.condition(t, at))
	case 8, 9:
		return append(q, one(m.Rand, []string{"--since", "--until"}), day(), "--tz", zone)
	case 10:
		return append(q, one(m.Rand, []string{"--count=n_rows", "--weight=weigh", "--currency=money", "--time=at"}))
	case 11:
		return append(q, "--time", "at", "--period", one(m.Rand, []string{"day", "week", "month"}), "--tz", zone)
	case 12:
		return append(q, "--dedup", "latest")
	case 13:
		return append(q, strings.Fields(one(m.Rand, []string{"--threshold value>=30", "--target 40 --confidence 0.9", "--min-n 5 --sort -n", "--missing N/A --missing 0",
			"--max-invalid 5%", "--strict", "--population 5000", "--decimal .", "--jobs 3", "--board"}))...)
	}
	return append(question{one(m.Rand, []string{"compare", "compare", "trend"})}, append(q, "--by", name)...)
}

// condition is one about a column, and mostly about a text that stands there.
func (m *maker) condition(t *table, at int) string {
	name, text := t.columns[at].name, one(m.Rand, t.rows)[at].text
	if m.IntN(4) == 0 {
		text = one(m.Rand, nasty)
	}
	switch m.IntN(8) {
	case 0:
		return name + "!=" + text
	case 1:
		return fmt.Sprintf("%s in %s,%s", name, text, one(m.Rand, t.rows)[at].text)
	case 2:
		return name + "~" + one(m.Rand, []string{"^a", "[0-9]$", "(?i)e", "^$", `\s`})
	case 3:
		return name + one(m.Rand, []string{"<", "<=", ">", ">="}) + text
	case 4:
		return name + "!="
	}
	return name + "=" + text
}
