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
					return s.otherMark(decided)
				case sure:
					other = text
				case mark != 0 && doubtful == "" && (kind.TwoMarks(mark, t.Between(s.columns[i].At(role)), false) || mark == '.' && t.Undecided([]int{s.columns[i].At(role)}) != ""):
					doubtful, at = text, fmt.Sprintf("%s: column %s", t.Name, s.columns[i].Header(role))
				}
			}
		}
	}
	if doubtful == "" {
		return s.otherMark(decided)
	}
	return kind.Mark(at, doubtful, other)
}

// otherMark asks for the decimal mark where no number of a source has the one that is read, and some have the other: answers of all
// sources are judged together.
func (s *item) otherMark(decided byte) error {
	roles := []dataset.Role{texts.Count, texts.Weight}
	if s.Fractional {
		roles = append(roles, texts.Score)
	}
	found := make(map[byte]bool)
	var first dataset.MarkedCell
	for i := range s.set.Tables {
		marks := s.set.Marked(func(source int) (columns []int) {
			for _, role := range roles {
				if source == i {
					columns = append(columns, s.columns[source].At(role))
				}
			}
			return columns
		})
		read, other := marks[0], marks[1]
		if decided == ',' {
			read, other = other, read
		}
		if found[read.Mark], found[other.Mark] = true, true; first.Mark == 0 && read.Mark == 0 {
			first = other
		}
	}
	if first.Mark == 0 {
		return nil
	}
	return kind.OtherMark(s.set.Tables[first.Source], first, found[decided])
}
