package cli

import (
	"cmp"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/link"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/warehouse"
)

// shelter stands before a word that begins with a hyphen and is no flag, until the flags have been found.
const shelter = "\x00"

// sheltered are the words of the command line. Of link, "-=nps" asks standard input, and is no flag.
func (d *desk) sheltered() []string {
	if len(d.args) == 0 || d.args[0] != "link" {
		return d.args
	}
	out := slices.Clone(d.args)
	for i, word := range out {
		asked, ok := strings.CutPrefix(word, "-=")
		if name, _, _ := strings.Cut(asked, ":"); ok && (name == columnLabel || slices.Contains(d.offered.names(), name)) {
			out[i] = shelter + word
		}
	}
	return out
}

// piped is the stem of standard input.
const piped = "stdin"

// partsOf are the values that a text gives to single sides, "STEM=VALUE,STEM=VALUE"; nil where it gives one to all.
func partsOf(text string, sides []link.Side) map[string]string {
	out := make(map[string]string)
	for _, part := range strings.Split(text, ",") {
		stem, value, ok := strings.Cut(part, "=")
		if !ok || !slices.ContainsFunc(sides, func(s link.Side) bool { return s.Stem == strings.TrimSpace(stem) }) {
			return nil
		}
		out[strings.TrimSpace(stem)] = strings.TrimSpace(value)
	}
	return out
}

// apart makes the stems of sides different: two of one name have their metrics beside it.
func apart(sides []link.Side) {
	for i := range sides {
		if slices.ContainsFunc(sides[:i], func(s link.Side) bool { return s.Stem == sides[i].Stem }) {
			sides[i].Stem += "-" + sides[i].Name()
		}
	}
}

// sideOf understands FILE=METRIC[:COL]. Only the first may have a column for its label.
func (d *desk) sideOf(arg string, first bool) (s link.Side, column string, err error) {
	names := d.offered.names()
	if first {
		names = append(names, columnLabel)
	}
	at, name := -1, ""
	for i, c := range arg {
		if c != '=' {
			continue
		}
		asked, rest, _ := strings.Cut(arg[i+1:], ":")
		if slices.Contains(names, asked) {
			at, name, column = i, asked, rest
		}
	}
	switch {
	case at < 1 && strings.HasSuffix(arg[:max(strings.LastIndex(arg, ":"), 0)], "="+columnLabel):
		return s, "", wrong("%q: a column is a label, which comes first, and an outcome is a metric", arg)
	case at < 1:
		e := wrong("%q is not FILE=METRIC; the metrics are %s", arg, strings.Join(d.offered.names(), ", "))
		if _, err := report.Sources([]string{arg}); err == nil {
			return s, "", e.Advise(arg + "=nps, say, asks for the score of its answers")
		}
		return s, "", e
	case name == columnLabel && column == "":
		return s, "", wrong("%q: which column? FILE=column:COL", arg)
	}
	file := arg[:at]
	if s.Sources, err = report.Sources([]string{file}); err != nil {
		return s, "", misspelt(err, file)
	}
	s.Stem = stemOf(s.Sources)
	if name == columnLabel {
		s.Column = column
		s.Metric, _ = d.offered.find("nps") // whose flags say how files are read
		return s, "", nil
	}
	s.Metric, _ = d.offered.find(name)
	return s, column, nil
}

// stemOf is the name of the first file of a side, without folders and endings, or of the table or the database that stands there.
func stemOf(files []string) string {
	if files[0] == "-" {
		return piped
	}
	if a, err := warehouse.Parse(files[0]); err == nil {
		table := a.Table[strings.LastIndex(a.Table, ".")+1:]
		return cmp.Or(table, a.Database, a.Scheme)
	}
	base := filepath.Base(files[0])
	if stem, _, _ := strings.Cut(base, "."); stem != "" {
		return stem
	}
	return base
}

// asker asks a side. Only what reaches one side alone may mean something else for every metric.
func (l *linking) asker(s *link.Side, column string, sides []link.Side) func(grouped bool, unit link.Unit) (kind.Question, error) {
	return func(grouped bool, unit link.Unit) (kind.Question, error) {
		o := *l.over
		o.metrics = []metric.Metric{s.Metric}
		var failed error
		questions, err := o.ask(s.Sources, func(m metric.Metric, v flags.Values) {
			if unit == link.UnitCustomer && s.Metric.LedgerTraits != nil && !o.given["customer"] {
				v["customer"] = s.Key
			}
			if failed = l.choose(s, v, sides); failed == nil && column != "" {
				failed = l.takeColumn(m, v, column)
			}
			if v["by"] = []string(nil); grouped {
				v["by"] = []string{s.Key}
				if s == &sides[0] && unit == link.UnitCustomer {
					v["min-n"] = int64(0) // every customer has a label, and it is labels that are held back
				}
			}
			v["max-groups"] = mostKeys // whoever bounds them would be told the name of the one beyond
		})
		if failed != nil {
			return nil, failed
		}
		if err != nil {
			return nil, err
		}
		return questions[0], nil
	}
}

// mostKeys bounds the keys that a label may tell apart one by one.
const mostKeys = 10_000_000

// choose gives a side its own of what the flags say.
func (l *linking) choose(s *link.Side, v flags.Values, sides []link.Side) error {
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if !l.given[name] {
			continue
		}
		shared := l.shared(name, sides)
		switch value := v[name].(type) {
		case string:
			parts := partsOf(value, sides)
			if parts == nil && shared != nil {
				return wrong("--%s means something else for %s and for %s", name, shared[0], shared[1]).Advise("--" + name + " " + shared[0] + "=" + value + " is for one of them")
			}
			if parts != nil {
				v[name] = parts[s.Stem]
			}
		case []string:
			own, err := ownOf(name, value, s.Stem, sides, shared)
			if err != nil {
				return err
			}
			v[name] = own
		}
	}
	if label := s == &sides[0]; label && s.Column == "" && l.Unit != link.UnitGroup && v.Text("weight") != "" {
		return wrong("--weight changes no label: each customer has one").Advise("--weight " + sides[1].Stem + "=" + v.Text("weight") + " weighs the outcome")
	}
	l.take(s, v, s == &sides[0])
	return nil
}

// ownOf are the entries of a list for a side.
func ownOf(name string, list []string, stem string, sides []link.Side, shared []string) (own []string, err error) {
	for _, text := range list {
		if name == "where" || name == "exclude" {
			if condition, mine := ofSide(text, stem, sides); mine {
				own = append(own, condition)
			}
			continue
		}
		parts := partsOf(text, sides)
		if parts == nil && shared != nil {
			return nil, wrong("--%s means something else for %s and for %s", name, shared[0], shared[1]).Advise("--" + name + " " + shared[0] + "=" + text + " is for one of them")
		}
		if one, ok := parts[stem]; ok {
			own = append(own, one)
		} else if parts == nil {
			own = append(own, text)
		}
	}
	return own, nil
}

// ofSide is a condition, which may begin with the name of the side whose rows it is about; mine is false for that of another.
func ofSide(text, stem string, sides []link.Side) (condition string, mine bool) {
	name, rest, ok := strings.Cut(text, ":")
	if !ok || !slices.ContainsFunc(sides, func(s link.Side) bool { return s.Stem == name }) {
		return text, true
	}
	return rest, name == stem
}

// shared names the sides for each of which a flag means something else; nil for fewer than two.
func (l *linking) shared(name string, sides []link.Side) (stems []string) {
	for _, s := range sides {
		has := slices.ContainsFunc(l.frame.questionFlags(s.Metric), func(f flags.Flag) bool { return f.Name == name && f.PerMetric })
		if has && s.Column == "" {
			stems = append(stems, s.Stem)
		}
	}
	if len(stems) < 2 {
		return nil
	}
	return stems
}

// take takes over what is about the link from the flags of a side.
func (l *linking) take(s *link.Side, v flags.Values, label bool) {
	l.Confidence, l.MinN = v.Number("confidence"), v.Int("min-n")
	s.Time = v.Text("time")
	if label {
		takeDedup(&l.Joining, *s, v)
	}
}

// takeColumn gives the column behind the metric to the flag that names it.
func (l *linking) takeColumn(m metric.Metric, v flags.Values, column string) error {
	for _, name := range []string{"score", "status", "result"} {
		if l.given[name] && (v.Text(name) != "" || len(v.List(name)) > 0) {
			return nil // what a flag says stands, as everywhere
		}
		switch v[name].(type) {
		case []string:
			v[name] = []string{column}
			return nil
		case string:
			v[name] = column
			return nil
		}
	}
	return wrong("%s has no column of answers or states, so %q means nothing to it", m.Name, column)
}
