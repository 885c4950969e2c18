package answers

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// doubtfulMark asks for the decimal mark where the counts and weights of the first rows do not tell whether
// theirs stands before decimals or between thousands, and both are usual in such files.
func (s *item) doubtfulMark() error {
	if s.Decimal != 0 {
		return nil
	}
	decided := s.set.Tables[0].Decimal
	doubtful, at, other := "", "", ""
	for i, t := range s.set.Tables {
		for _, role := range []dataset.Role{texts.Count, texts.Weight} {
			for _, text := range t.Sample(s.columns[i].At(role)) {
				text = answer.Trim(text)
				switch mark, sure := money.MarkOf([]byte(text)); {
				case sure && mark == decided:
					return nil
				case sure:
					other = text
				case mark != 0 && doubtful == "" && kind.TwoMarks(mark, t.Info.Delimiter, false):
					doubtful, at = text, fmt.Sprintf("%s: column %s", t.Name, s.columns[i].Header(role))
				}
			}
		}
	}
	if doubtful == "" {
		return nil
	}
	return kind.Mark(at, doubtful, other)
}
