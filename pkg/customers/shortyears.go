package customers

import (
	"time"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// written says how the times of rows are written.
func (s *audit) written(order dates.DayOrder) dates.Writing {
	w := s.Writing(order)
	w.ShortYears = s.shortMonth != ""
	return w
}

// shortYears finds out whether all sampled periods of a balance are months with years of two digits, as Jan-26. Days of a year that
// is not told look like them; but read as months they leave gaps, or lie years back.
func (s *audit) shortYears() {
	if s.shape != ledger.Balance || s.wide != nil || s.DateFormat != "" || s.Now == nil {
		return
	}
	met := make(map[int]bool)
	first, last, text := 0, 0, ""
	for i, t := range s.set.Tables {
		for _, cell := range t.Sample(s.columns[i].at(ledger.Time)) {
			if isBlank(cell) {
				continue
			}
			year, month, ok := dates.ShortMonth([]byte(cell))
			if !ok {
				return
			}
			at := 12*year + month
			if text == "" {
				first, last, text = at, at, answer.Trim(cell)
			}
			met[at], first, last = true, min(first, at), max(last, at)
		}
	}
	now := time.UnixMicro(*s.Now).UTC()
	ahead := last - 12*now.Year() - int(now.Month())
	if text != "" && 2*len(met) > last-first && ahead <= 12 && ahead > -36 {
		s.shortMonth = text
	}
}

// shortDoubt says that months were read whose years have two digits.
func (s *audit) shortDoubt() []result.Warning {
	if s.shortMonth == "" {
		return nil
	}
	year, month, _ := dates.ShortMonth([]byte(s.shortMonth))
	at := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
	return []result.Warning{result.Warn("short_years", "column %s holds months with years of two digits: %s is read as %s", s.columns[0].header(ledger.Time), answer.Quote(s.shortMonth, 40), at)}
}
