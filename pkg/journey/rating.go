package journey

import (
	"cmp"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A rating is what a row says of its step. Its marks are 0 where the row says nothing.
type rating struct {
	emotion         int8 // 1 to 5
	goal, recovered mark
	problem         bool
	paired          bool // both of the next are told
	expected        float64
	perceived       float64
}

// A mark is yes or no, or 0 for neither.
type mark int8

const (
	yes mark = 1
	no  mark = -1
)

// A impression sums up what rows say of a step, a stage or a whole group.
type impression struct {
	n        int64
	emotions [6]int64 // by what they are; 0 for none
	reached  stats.Share
	unclear  int64 // rows that do not tell whether the goal was reached
	problems int64
	mended   stats.Share
	gaps     map[float64]int64
	met      int64 // pairs in which the perceived is not below the expected
}

// add adds rows of one rating.
func (s *impression) add(r rating, rows int64) {
	s.n += rows
	s.emotions[r.emotion] += rows
	count(&s.reached, r.goal, rows)
	if r.goal == 0 {
		s.unclear += rows
	}
	if r.problem {
		s.problems += rows
		count(&s.mended, r.recovered, rows)
	}
	if r.paired {
		if s.gaps == nil {
			s.gaps = make(map[float64]int64)
		}
		s.gaps[r.perceived-r.expected] += rows
		if r.perceived >= r.expected {
			s.met += rows
		}
	}
}

func count(s *stats.Share, m mark, rows int64) {
	if m != 0 {
		s.N += float64(rows)
	}
	if m == yes {
		s.K += float64(rows)
	}
}

// emotion sums up the emotions from 1 to 5.
func (s *impression) emotion() stats.Sample {
	values, counts := make([]float64, 0, 5), make([]float64, 0, 5)
	for i, n := range s.emotions[1:] {
		values, counts = append(values, float64(i+1)), append(counts, float64(n))
	}
	return stats.SampleOfCounts(values, counts)
}

// glad is the share of emotions of 4 and 5.
func (s *impression) glad() stats.Share {
	all := int64(0)
	for _, n := range s.emotions[1:] {
		all += n
	}
	return stats.Share{K: float64(s.emotions[4] + s.emotions[5]), N: float64(all)}
}

// gap sums up what was perceived less what was expected, pair by pair.
func (s *impression) gap() stats.Sample {
	values, counts := make([]float64, 0, len(s.gaps)), make([]float64, 0, len(s.gaps))
	for _, gap := range slices.SortedFunc(maps.Keys(s.gaps), cmp.Compare) {
		values, counts = append(values, gap), append(counts, float64(s.gaps[gap]))
	}
	return stats.SampleOfCounts(values, counts)
}
