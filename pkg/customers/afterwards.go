package customers

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A ledger of movements holds changes, which add up whatever the order of its rows. Where a file has what customers bring after
// each movement, the change is written beside it first, by a command that people have.

// changeHeader is the header of the column that such a command adds.
const changeHeader = "mrr_change"

// moneyless is how to have customers counted whatever they bring.
func moneyless() problem.Sense {
	return problem.Sense{Says: "if they count without money", Flags: []string{"--amount", noColumn}}
}

// afterwards offers what answers where the amounts are what customers bring after movements.
func (s *audit) afterwards(t *dataset.Table, says string, at [4]int) (senses []problem.Sense) {
	if change, kind := s.changeSince(t, at); change != "" {
		senses = append(senses, withChange(t, says, change, kind))
	}
	if !s.Metric.Money {
		senses = append(senses, moneyless())
	}
	return senses
}

// withChange reads a file to which a column with an expression of awk is added. The column of types, if there is one, is blank
// then: whoever goes from nothing to something is new, whatever it is called.
func withChange(t *dataset.Table, says, change string, kind int) problem.Sense {
	blank := ""
	if kind != none {
		blank = fmt.Sprintf(`$%d="";`, kind+1)
	}
	script := fmt.Sprintf(`BEGIN{OFS=FS}{sub(/\r$/,"");gsub(/"/,"")}NR==1{%sprint $0,"%s";next}NF{c=%s;%sprintf "%%s%%s%%.2f\n",$0,FS,c}`, blank, changeHeader, change, blank)
	return problem.Sense{Says: says, Before: []string{"awk", "-F" + t.Info.Delimiter, script, t.Name, "|"},
		Flags: []string{"--amount", changeHeader}, Replace: [2]string{t.Name, "-"}}
}

// isPlain tells whether awk reads an amount as it is.
func isPlain(text string) bool {
	whole, rest, _ := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	return len(rest) <= 2 && strings.Trim(whole+rest, "0123456789") == ""
}

// forAwk tells whether awk reads a whole file as it is meant: a line for each row, and no cell that is taken apart.
func (s *audit) forAwk(t *dataset.Table, amounts ...int) bool {
	return len(s.set.Tables) == 1 && t.PlainRows() && !slices.Contains(t.Headers, changeHeader) && !slices.ContainsFunc(t.Rows, func(row []string) bool {
		return slices.ContainsFunc(amounts, func(at int) bool { return !isPlain(cellOf(row, at)) })
	})
}

// changeSince is the change of each row since that of its customer before, as awk says it; "" where rows do not stand in the order
// of time, or some say nothing of what customers bring. at are the columns of customer, type, time and amount; kind is the one of
// types where the changes tell more than it does.
func (s *audit) changeSince(t *dataset.Table, at [4]int) (change string, kind int) {
	steps := s.stepsOf(t, at)
	if len(steps) != len(t.Rows) || !s.forAwk(t, at[3]) {
		return "", none
	}
	f := &finder{audit: s, table: t}
	has, leaves, row := make(map[string]bool), make(map[string]bool), make(map[string]int)
	if kind = at[1]; s.Type != "" || len(s.TypeMap) > 0 {
		kind = none
	}
	for _, x := range steps {
		if x.row < row[x.who] {
			return "", none
		}
		row[x.who] = x.row
		switch motion := f.motionOf(x.kind); {
		case motion == ledger.Leave:
			if x.amount > 0 {
				leaves[x.kind] = true
			}
			delete(has, x.who)
		case motion != "" && motion != ledger.Ignore:
			if !has[x.who] && !motion.Begins() {
				kind = none
			}
			has[x.who] = true
		case x.amount != 0 || has[x.who]: // which says nothing of it
			return "", none
		}
	}
	return sinceBefore(at, slices.Sorted(maps.Keys(leaves))), kind
}

// sinceBefore is what a customer brings after a row, less what it brought after the row before; with some types it brings nothing.
func sinceBefore(at [4]int, leaves []string) string {
	brings := fmt.Sprintf("($%d>0?$%d:0)", at[3]+1, at[3]+1)
	for _, text := range leaves {
		brings = fmt.Sprintf("($%d==%q?0:%s)", at[1]+1, text, brings)
	}
	return fmt.Sprintf("(v=%s)-was[$%d];was[$%d]=v", brings, at[0]+1, at[0]+1)
}

// besides refuses to choose one of two amounts of movements, where one holds what there was before, and the other what there is
// afterwards: the change is what lies between.
func (s *audit) besides(t *dataset.Table, cs columns, role ledger.Item, amounts []int) error {
	if role != ledger.Amount || s.shape != ledger.Movement || len(amounts) != 2 || s.Amount != "" {
		return nil
	}
	before, after := amounts[0], amounts[1]
	follows, odd := s.follows(t, cs, before, after)
	if !follows {
		before, after = after, before
		follows, odd = s.follows(t, cs, before, after)
	}
	if !follows {
		return nil
	}
	e := problem.Usage("%s: column %s holds what customers bring before movements, and column %s what they bring afterwards; the change is what lies between, and no column holds it",
		t.Name, t.Header(before), t.Header(after))
	if !odd && s.Type == "" && len(s.TypeMap) == 0 && s.forAwk(t, before, after) {
		e.Senses = append(e.Senses, withChange(t, "the difference", fmt.Sprintf("$%d-$%d", after+1, before+1), cs.at(ledger.Type)))
	}
	if !s.Metric.Money {
		e.Senses = append(e.Senses, moneyless())
	}
	return e
}

// follows tells whether nearly all customers have before a movement what they had after the last, and nothing before the first; odd
// says that some have not.
func (s *audit) follows(t *dataset.Table, cs columns, before, after int) (follows, odd bool) {
	at := [4]int{cs.at(ledger.Customer), cs.at(ledger.Type), cs.at(ledger.Time), after}
	if at[1] == none {
		at[1] = at[2]
	}
	had, again, others := make(map[string]money.Amount), 0, 0
	for _, x := range s.stepsOf(t, at) {
		text := cellOf(t.Rows[x.row], before)
		was, ok := moneyOf(text, t.Decimal)
		last, known := had[x.who]
		switch {
		case text != "" && !ok:
			return false, false
		case was != last:
			others++
		case known:
			again++
		}
		had[x.who] = x.amount
	}
	return again > 0 && 10*others <= again, others > 0
}
