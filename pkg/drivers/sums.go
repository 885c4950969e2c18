package drivers

import (
	"math"
	"math/big"

	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Sums are what complete rows add up to: the score first, then the drivers. They are whole numbers, so that neither the
// order of the rows nor the number of workers changes a digit.
type sums struct {
	n        int64
	plain    []tally.Products // of each column with the smallest number, a billionth
	products []tally.Products // of each pair of columns, the greater first
	joint    []meets          // of each driver with the score
	alike    int64            // rows with the same answer to all of three drivers or more
}

// A pairing is an answer to a driver, and the score beside it.
type answerPair struct{ driver, score tally.Fixed }

// Meets count how often which answer to a driver meets which score; nil where there are too many.
type meets struct {
	rows map[answerPair]int64
	many bool
}

// meetsKept bounds the different pairs that are remembered: answers on scales have few.
const meetsKept = 2500

func (m *meets) see(p answerPair, rows int64) {
	if m.many {
		return
	}
	if m.rows == nil {
		m.rows = make(map[answerPair]int64)
	}
	if m.rows[p] += rows; len(m.rows) > meetsKept {
		m.rows, m.many = nil, true
	}
}

func (m *meets) merge(o meets) {
	if m.many = m.many || o.many; m.many {
		m.rows = nil
		return
	}
	for p, rows := range o.rows {
		m.see(p, rows)
	}
}

// newSums returns empty sums of a score and k drivers.
func newSums(k int) *sums {
	return &sums{plain: make([]tally.Products, k+1), products: make([]tally.Products, (k+1)*(k+2)/2), joint: make([]meets, k)}
}

// k is the number of drivers.
func (s *sums) k() int { return len(s.plain) - 1 }

// add adds a row that stands for so many: the score and then the drivers.
func (s *sums) add(row []tally.Fixed, rows int64) {
	s.n += rows
	at := 0
	for i, x := range row {
		s.plain[i].AddTimes(x, 1, rows)
		for _, y := range row[:i+1] {
			s.products[at].AddTimes(x, y, rows)
			at++
		}
	}
	for i, x := range row[1:] {
		s.joint[i].see(answerPair{x, row[0]}, rows)
	}
	if straight(row[1:]) {
		s.alike += rows
	}
}

// straightest is how many drivers a row has to answer alike to say nothing.
const straightest = 3

func straight(drivers []tally.Fixed) bool {
	for _, x := range drivers {
		if x != drivers[0] {
			return false
		}
	}
	return len(drivers) >= straightest
}

func (s *sums) merge(o *sums) {
	s.n += o.n
	s.alike += o.alike
	for i, x := range o.plain {
		s.plain[i].Merge(x)
	}
	for i, p := range o.products {
		s.products[i].Merge(p)
	}
	for i, m := range o.joint {
		s.joint[i].merge(m)
	}
}

// mean is that of a column.
func (s *sums) mean(i int) float64 {
	mean, _ := new(big.Rat).SetFrac(s.plain[i].Int(), new(big.Int).Mul(big.NewInt(s.n), big.NewInt(1e9))).Float64()
	return mean
}

// around is n times the sum of the products of the distances of two columns from their means, exactly: 0 for a column that
// does not vary.
func (s *sums) around(i, j int) *big.Int {
	if i < j {
		i, j = j, i
	}
	sum := new(big.Int).Mul(big.NewInt(s.n), s.products[i*(i+1)/2+j].Int())
	return sum.Sub(sum, new(big.Int).Mul(s.plain[i].Int(), s.plain[j].Int()))
}

// varies tells whether a column does not have the same answer in all rows.
func (s *sums) varies(i int) bool { return s.around(i, i).Sign() > 0 }

// correlation is Pearson's, of two columns that vary.
func (s *sums) correlation(i, j int) float64 {
	if i == j {
		return 1
	}
	return min(max(s.distance(i, j)/math.Sqrt(s.distance(i, i))/math.Sqrt(s.distance(j, j)), -1), 1)
}

// distance is around as a float.
func (s *sums) distance(i, j int) float64 {
	x, _ := new(big.Float).SetInt(s.around(i, j)).Float64()
	return x
}
