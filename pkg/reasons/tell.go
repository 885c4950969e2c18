package reasons

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/ratings"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tags"
)

// An utterance is what is told of reasons.
type utterance struct {
	facts.Pools[*outcry]
	standpoint
	columns []string // that name reasons
}

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
	again, err := h.again(ctx, heard.Workers)
	if err != nil {
		return nil, err
	}
	s := p.stand(h)
	if err := cmp.Or(h.lists(heard, total, s.names), h.adds(heard.Set.Names()), h.onScale(heard), p.known(heard, s, total)); err != nil {
		return nil, problem.AfterReading(err)
	}
	_, compute := fields()
	whole := s
	whole.periods = h.byPeriod(heard)
	if p.ofTexts() {
		whole.words = h.frequent()
	}
	u := &utterance{standpoint: s, columns: tagged(heard)}
	u.Pools = facts.Pools[*outcry]{Total: total, Groups: h.groups, Pool: pool, Warnings: h.doubts(heard, found(total, whole), torn, again),
		Compute: func(o *outcry, confidence float64, _ bool) result.Object {
			looked := s
			if o == total {
				looked = whole
			}
			looked.confidence = confidence
			return compute(o, looked)
		},
		Stands: s.stands, Weigh: s.weigh}
	return u, nil
}

// stand is how all groups are looked at.
func (p *inquest) stand(h *earful) standpoint {
	s := standpoint{grading: p.grading, names: h.glossary.Names(), confidence: p.Confidence, minN: p.Groups.MinN, scored: p.scored(),
		priced: p.Own.Text("amount") != "", topical: p.ofTexts(), follow: noReason}
	if text := p.Own.Text("follow"); text != "" {
		s.follow = noTopic
		if number, ok := h.glossary.Number(text); ok {
			s.follow = number
		}
	}
	return s
}

// lists holds that the cells are reasons.
func (h *earful) lists(heard facts.Heard, total *outcry, names []tags.ReasonName) error {
	if h.topics != nil {
		return nil
	}
	at := holder(heard.Set.Tables[0], heard.Columns[0])
	at.File = heard.Set.Names()
	switch {
	case h.glossary.Full:
		return at.AskTexts("more than 10,000", nil, true)
	case tags.TooMany(len(names), int(total.mentions)):
		return at.AskTexts(result.Heap{N: int64(len(names)), Thing: "reason"}.String(), h.glossary.Texts, h.collapse != nil)
	case h.Own.Text("separator") != "":
		return nil
	}
	for source := range h.columns {
		if h.columns[source].By != "" {
			continue
		}
		if err := at.Unparted(h.glossary.Texts); err != nil {
			return err
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
	case low == 1 && high == 2 && len(different) == 2: // as of bad and good
	case high > fewSteps || s.All() < enoughScores:
		return nil
	}
	scales := []string{"1-5", usualScale}
	switch {
	case low < 1:
		scales[0] = "0-5"
	case high <= 2:
		scales = slices.Insert(scales, 0, "1-2")
	}
	e := problem.Usage("%s: column %s has no score above %v, which is usual on a shorter scale", heard.Set.Names(), header, high)
	for _, scale := range scales {
		e.Senses = append(e.Senses, problem.Sense{Says: "if the scale goes from " + strings.Replace(scale, "-", " to ", 1), Flags: []string{"--scale", scale}})
	}
	return e
}

// known holds that somebody names the reason that is followed.
func (p *inquest) known(heard facts.Heard, s standpoint, total *outcry) error {
	if s.follow != noTopic || total.mentions == 0 {
		return nil
	}
	var names []string
	for _, name := range s.names {
		names = append(names, name.Shown)
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
