package customers

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// A currencyCells is how sampled cells write currencies.
type currencyCells struct {
	texts map[string]map[string]bool // by code
	more  bool                       // there are rows that were not looked at
}

func (s *currencyCells) look(t *dataset.Table, column int) {
	if s.texts == nil {
		s.texts = make(map[string]map[string]bool)
	}
	s.more = s.more || !t.Complete()
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
