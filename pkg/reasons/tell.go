package reasons

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/ratings"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// An utterance is what is told of reasons.
type utterance struct{ facts.Pools[*outcry] }

// Partly tells whether there is something to tell without the vital few.
func (u *utterance) Partly() bool { return u.Total.named.all() > 0 }

// Tell adds up what people name. What turns out to be texts, or to hold several reasons, is a question.
func (p *inquest) Tell(ctx context.Context, from facts.Gatherer, heard facts.Heard) (facts.Told, error) {
	h := from.(*earful)
	if heard.Groups > 0 {
		h.at(int32(heard.Groups - 1))
	}
	total, torn, err := h.walk(ctx, heard.Workers)
	if err != nil {
		return nil, err
	}
	s := p.stand(h)
	for _, check := range []func() error{func() error { return h.lists(heard, total, s.names) }, func() error { return h.onScale(heard) }, func() error { return p.known(h, heard, s, total) }} {
		if err := check(); err != nil {
			return nil, read(err)
		}
	}
	_, compute := fields()
	whole := h.frequent()
	return &utterance{facts.Pools[*outcry]{Total: total, Groups: h.groups, Pool: pool, Warnings: h.doubts(heard, found(total, s), torn),
		Compute: func(o *outcry, confidence float64, _ bool) result.Object {
			looked := s
			if looked.confidence = confidence; o == total && p.ofTexts() {
				looked.words = whole
			}
			return compute(o, looked)
		},
		Stands: func(o *outcry, field string) (metric.Evidence, bool) {
			share := found(o, s).followed()
			percent, _ := metric.Percent(share.K, share.N).(float64)
			e := metric.ShareEvidence(share.N, percent, share)
			e.LowerIsBetter = true
			return e, field == "value" && s.follow != noReason
		},
		Weigh: func(o *outcry, field string) (float64, bool) {
			return float64(o.named.all()), field == "value" && s.follow != noReason
		}}}, nil
}

// read says of an error that all rows have been read.
func read(err error) error {
	var e *problem.Error
	if errors.As(err, &e) {
		e.Read = true
	}
	return err
}

// stand is how all groups are looked at.
func (p *inquest) stand(h *earful) standpoint {
	s := standpoint{grading: p.grading, names: h.glossary.names(), confidence: p.Confidence, minN: p.Groups.MinN, scored: p.scored(),
		priced: p.Own.Text("amount") != "", topical: p.ofTexts(), follow: noReason}
	if text := p.Own.Text("follow"); text != "" {
		s.follow = noTopic
		if number, ok := h.glossary.number[fold(text)]; ok {
			s.follow = number
		}
	}
	return s
}

// lists holds that the cells are reasons.
func (h *earful) lists(heard facts.Heard, total *outcry, names []reasonName) error {
	if h.topics != nil {
		return nil
	}
	header, reference := heard.Columns[0].Header(roleTags), heard.Columns[0].Name(roleTags, 0)
	var short = make(map[string]bool)
	for _, text := range h.glossary.texts {
		short[fold(tagger{collapse: bracketRule()}.cut(text))] = true
	}
	different := int64(len(names))
	switch {
	case h.glossary.full:
		return h.askTexts(heard.Set.Names(), header, reference, "more than 10,000", false)
	case manyReasons(len(names), int(total.mentions)):
		return h.askTexts(heard.Set.Names(), header, reference, result.Heap{N: different, Thing: "reason"}.String(), bracketsShort*len(short) <= len(names))
	case h.Own.Text("separator") != "":
		return nil
	}
	for source := range h.columns {
		if s := splittingOf(h.glossary.texts); h.columns[source].by == "" && (s.open != nil || s.by != "") {
			return h.askSeparator(heard.Set.Names(), header, append(slices.Clone(s.open), s.by)[:max(len(s.open), 1)])
		}
	}
	return nil
}

// What tells that scores are of another scale: so many of them and none above so few steps, or a few off it that
// are more than one of so many.
const (
	enoughScores = 5
	fewSteps     = 5
	fewOff       = 3
	seldom       = 20
)

// off is how many rows have a score off the scale.
func (g grading) off(s *ratings.Sounding) (rows int64) {
	for _, x := range s.Different() {
		if x < g.min || x > g.max {
			rows += s.Rows(x)
		}
	}
	return rows
}

// onScale holds that the words of scores are known, and asks where scores do not look as if they were on the scale that
// nobody has given.
func (h *earful) onScale(heard facts.Heard) error {
	if !h.scored() {
		return nil
	}
	if err := h.heard.Known(heard); err != nil {
		return err
	}
	s := h.heard.Soundings(heard)[0]
	different := s.Different()
	if h.Own.Text("scale") != "" || len(different) == 0 {
		return nil
	}
	if err := ratings.AskCodes(heard, []ratings.Sounding{s}, []string{"--scale", usualScale}); err != nil {
		return err
	}
	low, high := different[0], different[len(different)-1]
	header := answer.Quote(s.Header, 60)
	switch {
	case h.off(&s) >= fewOff && seldom*h.off(&s) > s.All():
		return problem.Usage("%s: column %s has scores from %v to %v, and nothing says of which scale", heard.Set.Names(), header, low, high).
			Advise("--scale MIN-MAX says it, and --unhappy-to N who is unhappy")
	case low >= 0 && high <= 1:
		e := problem.Usage("%s: column %s says 0 or 1, or no and yes: which of them is unhappy?", heard.Set.Names(), header)
		e.Senses = []problem.Sense{{Says: "if 0, or no, is", Flags: []string{"--scale", "0-1"}},
			{Says: "if 1, or yes, is, as of who complained or left", Flags: []string{"--scale", "0-1", "--value", "yes=0", "--value", "no=1", "--value", "1=0", "--value", "0=1"}}}
		return e
	case high > fewSteps || s.All() < enoughScores:
		return nil
	}
	shorter := "1-5"
	if low < 1 {
		shorter = "0-5"
	}
	e := problem.Usage("%s: column %s has no score above %v, which is usual on a shorter scale", heard.Set.Names(), header, high)
	for _, scale := range []string{shorter, usualScale} {
		e.Senses = append(e.Senses, problem.Sense{Says: "if the scale goes from " + strings.Replace(scale, "-", " to ", 1), Flags: []string{"--scale", scale}})
	}
	return e
}

// known holds that somebody names the reason that is followed.
func (p *inquest) known(h *earful, heard facts.Heard, s standpoint, total *outcry) error {
	if s.follow != noTopic || total.mentions == 0 {
		return nil
	}
	var names []string
	for _, name := range s.names {
		names = append(names, name.shown)
	}
	text := p.Own.Text("follow")
	e := problem.Usage("%s: nobody names %q, which --follow asks about", heard.Set.Names(), text)
	if like := layout.Suggest(text, names); len(like) > 0 {
		e.Replace = [2]string{text, like[0]}
	}
	return e
}

// mostWords is how many words of texts without a topic are shown.
const mostWords = 50

// frequent are the most frequent words of texts without a topic.
func (h *earful) frequent() []wordCount {
	out := []wordCount{}
	for word, texts := range h.words {
		out = append(out, wordCount{word, texts})
	}
	slices.SortFunc(out, func(a, b wordCount) int { return cmp.Or(cmp.Compare(b.texts, a.texts), cmp.Compare(a.word, b.word)) })
	return out[:min(len(out), mostWords)]
}

// doubts are about what the reasons tell.
func (h *earful) doubts(heard facts.Heard, f upshot, torn int64) (out []result.Warning) {
	doubt := func(n int64, code, format string) {
		if n > 0 {
			out = append(out, result.Warn(code, format, n))
		}
	}
	doubt(f.asked.all()-f.named.all()-f.unmatched, "no_reason", "people who name no reason: %d; shares of people are of those who name one, shares of all of everybody")
	if f.mentions > 0 && !f.enough {
		out = append(out, result.Warn("other", "%s has so many mentions that the other reasons never reach 80 %% of them", f.otherName()))
	}
	if h.topics == nil && h.Own.Text("count") == "" && f.mentions >= fewSums && f.mentions == int64(len(f.ranked)) {
		out = append(out, result.Warn("sums", "every reason is named once, as in a file that has counted them; --count COL names the column of their numbers"))
	}
	a := h.aside
	doubt(a.repeated, "repeated_reason", "mentions of a reason that the row names already: %d; they do not count")
	doubt(a.wordless, "no_value", "cells with a word for no reason, such as none or N/A: %d")
	doubt(torn, "several_scores", "people whose rows have different scores: %d; the last one counts")
	doubt(a.worthless, "no_amount", "rows with a reason and no amount: %d; they add nothing")
	doubt(a.negative, "negative_amount", "rows with a reason and an amount below 0: %d; the sums include them")
	if f.scored {
		doubt(f.named[unscored], "no_score", "people with a reason and no score: %d; they are not part of lift and impact")
		out = append(out, h.coded(heard)...)
		out = append(out, f.contrastDoubts()...)
	}
	out = append(out, h.spellings(f)...)
	out = append(out, h.codes(f)...)
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
		if r.other {
			return answer.Quote(r.name, 40)
		}
	}
	return ""
}

// contrastDoubts say why there is no lift, or no impact.
func (f upshot) contrastDoubts() (out []result.Warning) {
	switch {
	case f.asked.scored() == 0:
		return []result.Warning{result.Warn("no_contrast", "nobody has a score, so that there is no lift and no impact")}
	case f.asked[unhappy] == 0 || f.asked.others() == 0:
		return []result.Warning{result.Warn("no_contrast", "all scores are of one side, so that there is no lift")}
	}
	var alone, all []string
	for _, r := range f.ranked {
		c := f.contrast(r.voices)
		if c.others.K == 0 && c.unhappy.K > 0 {
			alone = append(alone, answer.Quote(r.name, 40))
		}
		if r.voices.scored() == f.asked.scored() {
			all = append(all, answer.Quote(r.name, 40))
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
	short, bare := make(map[string]bool), tagger{collapse: bracketRule()}
	for _, r := range f.ranked {
		short[fold(bare.cut(r.name))] = true
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
		x, err := strconv.ParseFloat(r.name, 64)
		if err != nil {
			return nil
		}
		if usual[x] && (x < 0 || x > float64(len(f.ranked))) {
			codes = append(codes, r.name)
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
