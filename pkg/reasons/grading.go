package reasons

// A grading tells who is happy. On the scale from 0 to 10 the score is the Net Promoter Score, on any other the share that is
// happy, in percent.
type grading struct {
	min, max  float64
	unhappyTo float64 // a score up to here is unhappy
	happyFrom float64 // a higher one is happy from here on
	rest      bool    // who is not happy is unhappy
	net       bool
}

// mood is how a score feels; ok is false for one off the scale.
func (g grading) mood(score float64) (m mood, ok bool) {
	switch {
	case score < g.min || score > g.max:
		return unscored, false
	case score <= g.unhappyTo, g.rest && score < g.happyFrom:
		return unhappy, true
	case score >= g.happyFrom:
		return happy, true
	}
	return neither, true
}

// score is that of people; ok is false where none of them has one.
func (g grading) score(v voices) (x float64, ok bool) {
	n := v.scored()
	if n == 0 {
		return 0, false
	}
	good := v[happy]
	if g.net {
		good -= v[unhappy]
	}
	return 100 * float64(good) / float64(n), true
}

// impact is the score of all less that of those who do not name a reason: what the reason costs. ok is false where everybody
// names it.
func (g grading) impact(all, with voices) (x float64, ok bool) {
	whole, some := g.score(all)
	without, others := g.score(all.minus(with))
	return whole - without, some && others
}
