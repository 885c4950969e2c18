package tags

import (
	"slices"
	"strings"
	"unicode"
)

// separators are what may stand between reasons in a cell, the surest first. The first few stand in a text for little else.
var separators = []string{";", "|", "\n", ",", "/"}

const sureSeparators = 3

// A splitting is what the cells of a column tell about what stands between reasons.
type splitting struct {
	by   string   // what surely does, "" for nothing
	open []string // what may
	rare bool     // the parts hardly come again, as of few cells they need not
}

// The shares of parts of cells that also stand elsewhere, from which on a mark is a separator, and up to which it is none.
const (
	surelyShared = 0.8
	hardlyShared = 0.2
	enoughCells  = 10 // cells from which on a mark of any kind has to have parts that come again
	longPart     = 80 // letters of a part that is rather a text
)

// splittingOf finds what stands between reasons, from different cells. A mark is a separator where the parts of its cells come
// again in others; one within names never has such parts.
func splittingOf(cells []string) (s splitting) {
	for i, mark := range separators {
		sure, as := i < sureSeparators, []string{mark}
		if mark == "," {
			as = commasOf(cells).marks()
		}
		with, shared, long := sharing(cells, as[0])
		switch {
		case with == 0:
			continue
		case sure && !long && (with < enoughCells || shared > hardlyShared), !sure && mark != "/" && len(as) == 1 && shared >= surelyShared:
			if s.by == "" && s.open == nil {
				return splitting{by: as[0], rare: shared <= hardlyShared}
			}
		case mark == "/" && shared >= surelyShared, mark != "/" && shared > hardlyShared, sure && !long:
			s.open = append(s.open, slices.DeleteFunc(as, func(mark string) bool { return mark == None })...)
		}
	}
	return s
}

// alsoBetween is another mark that stands between reasons where by does: what it parts comes again in other cells. "" for none.
func alsoBetween(cells []string, by string) string {
	if by == "" {
		return ""
	}
	var parts []string
	for _, cell := range cells {
		for _, part := range partsOf(cell, by) {
			if !slices.Contains(parts, part) {
				parts = append(parts, part)
			}
		}
	}
	for _, mark := range separators {
		if mark == by || mark == "/" || by == tightComma && mark == "," {
			continue
		}
		if with, shared, long := sharing(parts, mark); with > 0 && shared >= surelyShared && !long {
			return mark
		}
	}
	return ""
}

// spaced tells whether blanks may stand between reasons, as between the tags of a help desk: single words come again in
// other cells.
func spaced(cells []string) bool {
	with, shared, long := sharing(cells, " ")
	enough := surelyShared
	if !slices.ContainsFunc(cells, func(cell string) bool { return !isSlug(cell) }) {
		enough = 0.5
	}
	return with > 0 && shared >= enough && !long
}

// isSlug tells whether a cell is written as help desks write tags: in small letters, with nothing that sentences have.
func isSlug(cell string) bool {
	odd := func(r rune) bool {
		return !unicode.IsLower(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" _-:", r)
	}
	return strings.IndexFunc(cell, odd) < 0
}

// sharing is how many cells have a mark, which share of their parts stands in other cells too, and whether most parts are long.
func sharing(cells []string, mark string) (with int, shared float64, long bool) {
	in := make(map[string]int)
	var marked [][]string
	for _, cell := range cells {
		parts := partsOf(cell, mark)
		for _, part := range parts {
			in[part]++
		}
		if len(split(cell, mark)) > 1 {
			marked = append(marked, parts)
		}
	}
	all, again, tall := 0, 0, 0
	for _, parts := range marked {
		for _, part := range parts {
			all++
			if in[part] > 1 || len(parts) == 1 {
				again++
			}
			if len([]rune(part)) > longPart {
				tall++
			}
		}
	}
	if all == 0 {
		return 0, 0, false
	}
	return len(marked), float64(again) / float64(all), 2*tall > all
}

// partsOf are the different parts of a cell, folded.
func partsOf(cell, mark string) (parts []string) {
	for _, part := range split(cell, mark) {
		if part = Fold(part); part != "" && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return parts
}
