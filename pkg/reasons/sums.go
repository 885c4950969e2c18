package reasons

import "github.com/cxcalc/cxcalc/pkg/tally"

// A mood is how somebody scores.
type mood int8

// The moods.
const (
	unscored mood = iota
	unhappy
	neither
	happy
	moods
)

// Voices count people by mood.
type voices [moods]int64

func (v *voices) add(o voices) {
	for i := range v {
		v[i] += o[i]
	}
}

func (v voices) minus(o voices) voices {
	for i := range v {
		v[i] -= o[i]
	}
	return v
}

// all is how many people they are, and scored how many of them have a score.
func (v voices) all() int64    { return v[unscored] + v.scored() }
func (v voices) scored() int64 { return v[unhappy] + v[neither] + v[happy] }

// others are those with a score who are not unhappy.
func (v voices) others() int64 { return v[neither] + v[happy] }

// A purse is a sum of amounts, of which some may be below 0.
type purse struct{ above, below tally.Sum }

func (p *purse) put(x float64) {
	if x < 0 {
		p.below.Add(-x)
		return
	}
	p.above.Add(x)
}

func (p *purse) add(o *purse) {
	p.above.Merge(&o.above)
	p.below.Merge(&o.below)
}

func (p *purse) sum() float64 { return p.above.Float() - p.below.Float() }

// A cause is how often a reason is named, by whom, and what they are worth.
type cause struct {
	mentions int64
	voices   voices
	amount   purse
}

func (c *cause) add(o *cause) {
	c.mentions += o.mentions
	c.voices.add(o.voices)
	c.amount.add(&o.amount)
}

// An outcry is what the people of a group name. Causes stand by the number of their reason.
type outcry struct {
	everybody voices // everybody, with a reason or without
	named     voices // those with a reason
	mentions  int64
	unmatched int64 // people whose text has no word of a topic, and who name no reason elsewhere
	amount    purse // of the rows with a reason
	causes    []cause
}

// at is the cause of a number, which is added where it is new.
func (o *outcry) at(reason int32) *cause {
	for int(reason) >= len(o.causes) {
		o.causes = append(o.causes, cause{})
	}
	return &o.causes[reason]
}

// add adds what others name, whose reasons have other numbers here where number is not nil.
func (o *outcry) add(p *outcry, number []int32) {
	o.everybody.add(p.everybody)
	o.named.add(p.named)
	o.mentions += p.mentions
	o.unmatched += p.unmatched
	o.amount.add(&p.amount)
	for i := range p.causes {
		reason := int32(i)
		if number != nil {
			reason = number[i]
		}
		o.at(reason).add(&p.causes[i])
	}
}

// people adds n people of one mood who name the same reasons, each of them once.
func (o *outcry) people(n int64, m mood, reasons []int32, unmatched bool) {
	o.everybody[m] += n
	if len(reasons) == 0 {
		if unmatched {
			o.unmatched += n
		}
		return
	}
	o.named[m] += n
	for _, reason := range reasons {
		o.at(reason).voices[m] += n
	}
}

// row adds the mentions of a row of n people, and what it is worth.
func (o *outcry) row(n int64, reasons []int32, worth float64) {
	o.mentions += n * int64(len(reasons))
	if len(reasons) > 0 {
		o.amount.put(worth)
	}
	for _, reason := range reasons {
		c := o.at(reason)
		c.mentions += n
		c.amount.put(worth)
	}
}

func pool(groups []*outcry) *outcry {
	sum := &outcry{}
	for _, o := range groups {
		sum.add(o, nil)
	}
	return sum
}
