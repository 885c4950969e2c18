package reasons

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tags"
)

// doubts are about what the reasons tell.
func (h *earful) doubts(heard facts.Heard, f upshot, torn, again int64) (out []result.Warning) {
	doubt := func(n int64, code, format string) {
		if n > 0 {
			out = append(out, result.Warn(code, format, n))
		}
	}
	doubt(f.everybody.all()-f.named.all()-f.unmatched, "no_reason", "people who name no reason: %d; shares of people are of those who name one, shares of all of everybody")
	if again == 1 {
		out = append(out, result.Warn("repeated_respondents", "column %s: 1 row repeats somebody, and counts as one more; --respondent %s counts people", answer.Quote(h.named[0], 60), layout.ShellQuote(h.named[0])))
	}
	if again > 1 {
		out = append(out, result.Warn("repeated_respondents", "column %s: %s repeat somebody, and each of them counts as one; --respondent %s counts people",
			answer.Quote(h.named[0], 60), kind.HowMany(again, "row"), layout.ShellQuote(h.named[0])))
	}
	if h.rare {
		out = append(out, result.Warn("separator", "cells are taken apart at %s, and their parts hardly come again; --separator none takes each as one reason", tags.ShownMark(h.columns[0].By)))
	}
	if f.mentions > 0 && !f.enough {
		out = append(out, result.Warn("other", "%s has so many mentions that the other reasons never reach 80 %% of them", f.otherName()))
	}
	if h.topics == nil && h.Own.Text("count") == "" && f.mentions >= fewSums && f.mentions == int64(len(f.ranked)) {
		out = append(out, result.Warn("sums", "every reason is named once, as in a file that has counted them; --count COL names the column of their numbers"))
	}
	a := h.aside
	doubt(a.repeated, "repeated_reason", "mentions of a reason that the row names already: %d; they do not count")
	doubt(a.wordless, "no_value", "cells with a word for no reason, such as none or N/A: %d")
	doubt(a.stayed, "no_value", "cells that say that somebody stayed: %d; they name no reason to leave")
	if h.Own.Text("time") == "" {
		doubt(torn, "several_scores", "people whose rows have different scores: %d; the last one counts, and --time COL makes it the latest")
	} else {
		doubt(torn, "several_scores", "people whose rows have different scores: %d; the latest one counts")
	}
	doubt(a.timeless, "no_time", "rows of people that do not tell when: %d; any other row of somebody counts as later")
	doubt(a.worthless, "no_amount", "rows with a reason and no amount: %d; they add nothing")
	doubt(a.unread, "no_amount", "rows with a reason whose amount is none that can be read: %d; they add nothing")
	doubt(a.negative, "negative_amount", "rows with a reason and an amount below 0: %d; the sums include them")
	if f.scored {
		doubt(f.named[unscored], "no_score", "people with a reason and no score: %d; they are not part of lift and impact")
		out = append(out, h.coded(heard)...)
		out = append(out, f.contrastDoubts()...)
	}
	out = append(out, h.growing(f)...)
	out = append(out, h.spellings(f)...)
	out = append(out, h.codes(f)...)
	out = append(out, h.adopted...)
	return append(out, h.topicDoubts(f)...)
}

// fewSums is from how many reasons on it is odd that each is named once.
const fewSums = 3

// coded says which numbers of scores were taken for no answer.
func (h *earful) coded(heard facts.Heard) (out []result.Warning) {
	s := h.heard.Coded(heard)[0]
	for _, code := range s.Different() {
		out = append(out, result.Warn("no_value", "column %s: %v is taken for no answer, in %s", answer.Quote(s.Header, 60), code, result.Heap{N: s.Rows(code), Thing: "row"}))
	}
	return out
}

// otherName is what is called other.
func (f upshot) otherName() string {
	for _, r := range f.ranked {
		if r.Other {
			return answer.Quote(r.Shown, 40)
		}
	}
	return ""
}

// contrastDoubts say why there is no lift, or no impact.
func (f upshot) contrastDoubts() (out []result.Warning) {
	switch {
	case f.everybody.scored() == 0:
		return []result.Warning{result.Warn("no_contrast", "nobody has a score, so that there is no lift and no impact")}
	case f.everybody[unhappy] == 0 || f.everybody.others() == 0:
		return []result.Warning{result.Warn("no_contrast", "all scores are of one side, so that there is no lift")}
	case f.named.scored() > 0 && f.named.others() == 0:
		return []result.Warning{result.Warn("only_unhappy", "only the unhappy name any reason, as where nobody else was asked: then p and impact tell nothing of a cause")}
	}
	var alone, all []string
	for _, r := range f.ranked {
		c := f.contrast(r.voices)
		if c.others.K == 0 && c.unhappy.K > 0 {
			alone = append(alone, answer.Quote(r.Shown, 40))
		}
		if r.voices.scored() == f.everybody.scored() {
			all = append(all, answer.Quote(r.Shown, 40))
		}
	}
	if len(alone) > 0 {
		out = append(out, result.Warn("no_lift", "only the unhappy name %s, so that there is no lift", listed(alone)))
	}
	if len(all) > 0 {
		out = append(out, result.Warn("no_impact", "everybody with a score names %s, so that there is no impact", listed(all)))
	}
	return out
}

// namesListed is how many names a doubt lists.
const namesListed = 3

func listed(names []string) string {
	text := ""
	for i, name := range names[:min(len(names), namesListed)] {
		if i > 0 {
			text += ", "
		}
		text += name
	}
	if len(names) > namesListed {
		text += ", …"
	}
	return text
}

// spellings tell of reasons that differ only in what stands in brackets.
func (h *earful) spellings(f upshot) (out []result.Warning) {
	if h.topics != nil || h.collapse != nil {
		return nil
	}
	short := make(map[string]bool)
	for _, r := range f.ranked {
		short[tags.Bare(r.Shown)] = true
	}
	if n := int64(len(f.ranked) - len(short)); n > 0 {
		out = append(out, result.Warn("brackets", "reasons that differ from another one only in what stands in brackets at the end: %d; --collapse brackets counts them together", n))
	}
	return out
}

// codes tell of usual codes for no answer, where all reasons are numbers and there are fewer than such a code says.
func (h *earful) codes(f upshot) (out []result.Warning) {
	usual := layout.Silence().Codes
	var codes []string
	for _, r := range f.ranked {
		x, err := strconv.ParseFloat(r.Shown, 64)
		if err != nil {
			return nil
		}
		if usual[x] && (x < 0 || x > float64(len(f.ranked))) {
			codes = append(codes, r.Shown)
		}
	}
	if len(codes) > 0 {
		slices.Sort(codes)
		out = append(out, result.Warn("codes", "%s may be codes for no answer, and count as reasons; --missing %s leaves one out", strings.Join(codes, ", "), codes[0]))
	}
	return out
}

// topicDoubts are about topics that no text has.
func (h *earful) topicDoubts(f upshot) []result.Warning {
	if h.topics == nil {
		return nil
	}
	var unmet []string
	for i, name := range h.topics.names {
		if i >= len(f.causes) || f.causes[i].mentions == 0 {
			unmet = append(unmet, answer.Quote(name, 40))
		}
	}
	if len(unmet) == 0 || f.mentions == 0 {
		return nil
	}
	return []result.Warning{result.Warn("unmet_topics", "no text has a word of %s", listed(unmet))}
}
