package customers

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A currencyCells is how sampled cells write currencies.
type currencyCells struct {
	texts map[string]map[string]bool // by code
	more  bool                       // there are rows that were not looked at
	alone []problem.Sense            // the amounts beside them that are in one currency
}

func (s *currencyCells) look(t *dataset.Table, column int) {
	if s.texts == nil {
		s.texts = make(map[string]map[string]bool)
	}
	s.more, s.alone = s.more || !t.Complete(), inOneCurrency(t)
	for _, text := range t.Sample(column) {
		text = answer.Trim(text)
		c, ok := ledger.CurrencyNamed(text)
		if !ok {
			continue
		}
		if s.texts[c.Code] == nil {
			s.texts[c.Code] = make(map[string]bool)
		}
		s.texts[c.Code][text] = true
	}
}

// only is a condition that keeps the rows of one currency, in every way in which cells write it: a part of them would be a wrong sum.
func (s *currencyCells) only(column, one string) string {
	texts := slices.Sorted(maps.Keys(s.texts[one]))
	if len(texts) == 1 && !s.more {
		return column + "=" + texts[0]
	}
	ways := []string{one}
	for _, text := range texts {
		if !strings.EqualFold(text, one) {
			ways = append(ways, regexp.QuoteMeta(text))
		}
	}
	return dataset.InWhere(column) + `~(?i)^\s*(` + strings.Join(ways, "|") + `)\s*$`
}

// inOneCurrency offers the amounts that stand beside those of several currencies in one, as their own column of currencies says:
// "Converted Amount" and "Converted Currency".
func inOneCurrency(t *dataset.Table) (senses []problem.Sense) {
	for i, header := range t.Headers {
		codes := different(t.Sample(i))
		if name := answer.Normalise(header); !strings.Contains(name, "currency") || len(codes) != 1 || !isCode(strings.ToUpper(codes[0])) {
			continue
		}
		amount := strings.Replace(answer.Normalise(header), "currency", "amount", 1)
		for j, other := range t.Headers {
			if answer.Normalise(other) == amount && every(t.Sample(j), isMoney(t)) {
				senses = append(senses, problem.Sense{Says: "in " + strings.ToUpper(codes[0]) + " alone",
					Flags: []string{"--amount", t.Reference(j), "--currency", t.Reference(i)}})
			}
		}
	}
	return senses
}
