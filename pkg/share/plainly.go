package share

import (
	"slices"
	"strings"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// isQuality tells whether the header of 0 and 1 is that of what is so or is not, such as a participle, and of nothing that there may be
// more of: not of things, days or rates.
func isQuality(header string) bool {
	if numbersMany(header) {
		return false
	}
	return layout.TellsOf(layout.PlainFlag, header) || layout.Speaks(layout.InTimeWord, header) || layout.SaysLeft(header) ||
		layout.TellsOf(layout.OverFlag, header) || layout.TellsOf(layout.OffFlag, header) || layout.Speaks(layout.OpenFlag, header) ||
		layout.IsAsideHeader(layout.CancelsHeader, header) || layout.IsAsideHeader(layout.RenewsHeader, header) || layout.IsAsideHeader(layout.StandsHeader, header) ||
		slices.ContainsFunc(wordsIn(header), isParticiple)
}

// numbersMany tells whether a header has a word of a number, of an amount or of several things: "calls answered".
func numbersMany(header string) bool {
	for _, kind := range []layout.Aside{layout.MeasuredWord, layout.MeasuresWord, layout.ManyWord, layout.CrowdWord, layout.AmountWord} {
		if layout.TellsOf(kind, header) {
			return true
		}
	}
	words := wordsIn(header)
	if len(words) > 1 && (words[0] == "is" || words[0] == "has") {
		return false
	}
	return slices.ContainsFunc(words, func(w string) bool {
		_, counts := layout.RatingOf(layout.Count, "time", w)
		plural := strings.HasSuffix(w, "s") && len(w) > len("does") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us")
		return len(w) > 1 && !isParticiple(w) && !layout.TellsOf(layout.OverFlag, w) && (counts || plural && !layout.TellsOf(layout.PlainFlag, header))
	})
}

// isParticiple tells whether a word is an English participle.
func isParticiple(word string) bool { return strings.HasSuffix(word, "ed") && len(word) > len("need") }

func wordsIn(header string) []string {
	return strings.FieldsFunc(strings.ToLower(header), func(r rune) bool { return !unicode.IsLetter(r) })
}

// weighs tells whether another column may hold how much each answer weighs.
func weighs(t *dataset.Table, column int) bool {
	return slices.ContainsFunc(t.Every(), func(i int) bool {
		const heaviest = 30 // of answers; people weigh more
		_, weight := layout.RatingOf(layout.Weight, "share", t.Headers[i])
		most, _ := highest(t, i)
		return i != column && weight && most > 0 && most <= heaviest
	})
}

// mayCount tells whether beside the only column of yes and no another one may hold how many each row stands for.
func (p *quest) mayCount(t *dataset.Table, column, score int) bool {
	return p.alone && column != score && isCrowd(t, column)
}

// isCrowd tells whether a column holds a number of people or things, beside rows that are no customers.
func isCrowd(t *dataset.Table, column int) bool {
	most, whole := highest(t, column)
	return whole && most > 1 && tellsHowMany(t.Headers[column]) && !slices.ContainsFunc(t.Every(), func(i int) bool {
		_, is := layout.RatingOf(layout.Customer, "", t.Headers[i])
		return is && !tellsHowMany(t.Headers[i]) && once(t.Rows, i, dataset.None)
	})
}

// tellsHowMany tells whether a header is that of how many people or things there were.
func tellsHowMany(header string) bool {
	word, number := layout.RatingOf(layout.Count, "time", header)
	return number && word.Sure && word.Rank <= 1 || layout.IsCrowd(header) || layout.TellsOf(layout.ManyWord, header)
}

// highest is the highest number of a column, 0 where it holds other texts; whole tells that all of them are whole numbers.
func highest(t *dataset.Table, column int) (most float64, whole bool) {
	whole = true
	for _, text := range t.Sample(column) {
		if text = answer.Trim(text); text == "" {
			continue
		}
		x, err := answer.ParseNumber(text, t.Decimal)
		if err != nil || x < 0 {
			return 0, false
		}
		most, whole = max(most, x), whole && x == float64(int64(x))
	}
	return most, whole
}

// leavesOut tells whether a column of states says of some rows that they are tests or were called off, and yes does not say just that.
func leavesOut(t *dataset.Table, column int) bool {
	if header := t.Headers[column]; layout.TellsOf(layout.OffFlag, header) || layout.IsAsideHeader(layout.CancelsHeader, header) || layout.SaysLeft(header) {
		return false
	}
	return slices.ContainsFunc(t.Every(), func(i int) bool {
		return i != column && layout.TellsOf(layout.StateWord, t.Headers[i]) && slices.ContainsFunc(t.Sample(i), func(text string) bool {
			return layout.IsAside(layout.Testing, text) || layout.IsAside(layout.TestMark, text) || layout.IsAside(layout.Struck, text) || layout.SaysCalledOff(text)
		})
	})
}

// isLog tells whether a ticket, a call or another case has several rows, each of which would count once.
func isLog(t *dataset.Table) bool {
	return slices.ContainsFunc(t.Every(), func(i int) bool {
		again, _ := dataset.Again(t.Rows, i)
		return again > 0 && layout.NamesID(t.Headers[i]) && layout.IsAsideHeader(layout.OtherIDHeader, t.Headers[i])
	})
}
