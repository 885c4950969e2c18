package customers

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// typeMap understands what types of movements mean, WORD=TYPE each.
func typeMap(pairs []string) (map[string]ledger.Motion, error) {
	types := make(map[string]ledger.Motion, len(pairs))
	for _, pair := range pairs {
		at := strings.LastIndexByte(pair, '=')
		if at < 0 || strings.TrimSpace(pair[:at]) == "" {
			return nil, problem.Usage("--type-map %q is not of the form WORD=TYPE", pair)
		}
		motion, err := ledger.ParseMotion(strings.TrimSpace(pair[at+1:]))
		if err != nil {
			return nil, problem.Wrong("--type-map: ", err)
		}
		word := ledger.PlainType(strings.TrimSpace(pair[:at]))
		if have, ok := types[word]; ok && have != motion {
			return nil, problem.Usage("--type-map says that %q means %s and %s", pair[:at], have, motion)
		}
		types[word] = motion
	}
	return types, nil
}

// unknownTypes asks what the types of movements mean that nobody understands: without them, every figure would
// be wrong.
func (s *audit) unknownTypes(c *ledger.Findings) error {
	if len(c.Unknown) == 0 {
		return nil
	}
	texts := slices.SortedFunc(maps.Keys(c.Unknown), func(a, b string) int {
		return cmp.Or(cmp.Compare(c.Unknown[b].Rows, c.Unknown[a].Rows), cmp.Compare(a, b))
	})
	var lines []string
	for _, text := range texts[:min(len(texts), maxListed)] {
		lines = append(lines, fmt.Sprintf("  %s (%s)", answer.Quote(text, 40), kind.HowMany(c.Unknown[text].Rows, "row")))
	}
	if more := len(texts) - len(lines); more > 0 {
		lines = append(lines, fmt.Sprintf("  and %d more", more))
	}
	e := problem.Usage("%s: column %s has types of movements that are not known; say what each of them means with --type-map\n%s",
		s.set.Names(), s.columns[0].header(ledger.Type), strings.Join(lines, "\n"))
	e.Read = true
	return e.Advise("--type-map WORD=TYPE for each of them, where TYPE is new, expansion, contraction, churn or reactivation, or ignore to leave its rows out")
}
