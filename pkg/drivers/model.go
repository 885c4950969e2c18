package drivers

import (
	"math"
	"math/bits"
)

// A model is how drivers explain a score, from their correlations. All of them vary.
type model struct {
	k      int
	matrix [][]float64 // correlations: the drivers, and then the score
}

// sheer is what is left of a driver's variance beyond which it is no more than rounding: the driver follows from the others.
const sheer = 1e-9

// sweep takes a driver into the model: Goodnight's operator. It refuses one that follows from those that are in it.
func sweep(m [][]float64, j int) bool {
	pivot := m[j][j]
	if pivot < sheer {
		return false
	}
	for i := range m {
		if i == j {
			continue
		}
		f := m[i][j] / pivot
		for l := range m[i] {
			if l != j {
				m[i][l] -= f * m[j][l]
			}
		}
		m[i][j] = -f
	}
	for l := range m[j] {
		m[j][l] /= pivot
	}
	m[j][j] = 1 / pivot
	return true
}

func copied(m [][]float64) [][]float64 {
	out := make([][]float64, len(m))
	for i, row := range m {
		out[i] = append([]float64(nil), row...)
	}
	return out
}

// explained is the part of the variance of the score that all drivers explain, R².
func (m model) explained() float64 {
	full := copied(m.matrix)
	for j := range m.k {
		sweep(full, j)
	}
	return beside(full[m.k][m.k])
}

// beside is R² where a part of the variance is left; less than rounding can tell is nothing.
func beside(left float64) float64 {
	const nothing = 1e-12
	if left < nothing {
		return 1
	}
	return max(1-left, 0)
}

// A slope is what the regression says of a driver.
type slope struct {
	beta, p   float64
	tested    bool    // there is a p: not where nothing is left to test against
	inflation float64 // of its variance, by the other drivers
}

// regression returns the standardised coefficients and their p-values; ok is false where drivers follow from others, or
// where there are not more rows than coefficients.
func (m model) regression(n int64, tail func(t, df float64) float64) (slopes []slope, ok bool) {
	full := copied(m.matrix)
	for j := range m.k {
		if !sweep(full, j) {
			return nil, false
		}
	}
	df := float64(n) - float64(m.k) - 1
	if df <= 0 {
		return nil, false
	}
	left := 1 - beside(full[m.k][m.k])
	for j := range m.k {
		s := slope{beta: full[j][m.k], inflation: full[j][j]}
		if s.tested = left > 0; s.tested {
			s.p = tail(s.beta/math.Sqrt(full[j][j]*left/df), df)
		}
		slopes = append(slopes, s)
	}
	return slopes, true
}

// shapley is what each driver adds to R² on average over all orders in which they may enter: the method of Lindeman,
// Merenda and Gold, which is Shapley's value. The parts add up to R².
func (m model) shapley() []float64 {
	of := m.subsets()
	weight := make([]float64, m.k) // of a set of so many others
	for size := range weight {
		weight[size] = 1 / (float64(m.k) * choose(m.k-1, size))
	}
	out := make([]float64, m.k)
	for set, with := range of {
		for rest := uint(set); rest != 0; rest &= rest - 1 {
			j := bits.TrailingZeros(rest)
			out[j] += weight[bits.OnesCount(uint(set))-1] * (with - of[set&^(1<<j)])
		}
	}
	return out
}

// subsets returns R² of each set of drivers, by the bits of its number. Drivers enter in their order, and what is left of
// those behind them and of the score is all that a set needs, so most sets take a few steps.
func (m model) subsets() []float64 {
	of := make([]float64, 1<<m.k)
	left := make([][][]float64, m.k+1)
	for i := range left {
		left[i] = copied(m.matrix)
	}
	m.enter(left, 0, 0, 0, of)
	return of
}

// enter notes R² of the sets that add drivers from one on to a set of so many, of which left tells what is left.
func (m model) enter(left [][][]float64, many, from, set int, of []float64) {
	now := left[many]
	for j := from; j < m.k; j++ {
		with := set | 1<<j
		pivot := now[j][j]
		if pivot < sheer { // it follows from the set, and adds nothing
			of[with] = of[set]
			m.enter(left, many, j+1, with, of)
			continue
		}
		next := left[many+1]
		for a := j + 1; a <= m.k; a++ {
			f := now[j][a] / pivot
			for b := a; b <= m.k; b++ {
				next[a][b] = now[a][b] - f*now[j][b]
			}
		}
		of[with] = beside(next[m.k][m.k])
		m.enter(left, many+1, j+1, with, of)
	}
}

func choose(n, k int) float64 {
	c := 1.0
	for i := range k {
		c = c * float64(n-i) / float64(i+1)
	}
	return math.Round(c)
}

// johnson are the relative weights of Johnson: R² is shared by the uncorrelated variables that are nearest to the drivers,
// and then by the drivers as they make these up. The parts add up to R².
func (m model) johnson() []float64 {
	values, vectors := eigen(m.matrix, m.k)
	root, inverse := m.power(values, vectors, 0.5), m.power(values, vectors, -0.5)
	out := make([]float64, m.k)
	for i := range m.k {
		beta := 0.0
		for j := range m.k {
			beta += inverse[i][j] * m.matrix[j][m.k]
		}
		for j := range m.k {
			out[j] += root[j][i] * root[j][i] * beta * beta
		}
	}
	return out
}

// power is a power of the correlations of the drivers, as far as they are no combinations of others.
func (m model) power(values []float64, vectors [][]float64, by float64) [][]float64 {
	out := make([][]float64, m.k)
	for i := range out {
		out[i] = make([]float64, m.k)
		for j := range out[i] {
			for l, v := range values {
				if v > sheer {
					out[i][j] += vectors[i][l] * math.Pow(v, by) * vectors[j][l]
				}
			}
		}
	}
	return out
}

// eigen returns the eigenvalues and eigenvectors, in columns, of the first k rows and columns of a symmetric matrix, by
// Jacobi's rotations.
func eigen(matrix [][]float64, k int) (values []float64, vectors [][]float64) {
	m := copied(matrix)
	vectors = make([][]float64, k)
	for i := range vectors {
		vectors[i] = make([]float64, k)
		vectors[i][i] = 1
	}
	const sweeps = 60 // a dozen do
	for range sweeps {
		off := 0.0
		for i := range k {
			for j := range i {
				off += m[i][j] * m[i][j]
				rotate(m, vectors, k, j, i)
			}
		}
		if off < 1e-28 {
			break
		}
	}
	for i := range k {
		values = append(values, m[i][i])
	}
	return values, vectors
}

// rotate makes the element at p and q 0.
func rotate(m, vectors [][]float64, k, p, q int) {
	if m[p][q] == 0 {
		return
	}
	theta := (m[q][q] - m[p][p]) / (2 * m[p][q])
	t := 1 / (math.Abs(theta) + math.Hypot(theta, 1))
	if theta < 0 {
		t = -t
	}
	c := 1 / math.Hypot(t, 1)
	s := t * c
	for i := range k {
		m[i][p], m[i][q] = c*m[i][p]-s*m[i][q], s*m[i][p]+c*m[i][q]
	}
	for i := range k {
		m[p][i], m[q][i] = c*m[p][i]-s*m[q][i], s*m[p][i]+c*m[q][i]
		vectors[i][p], vectors[i][q] = c*vectors[i][p]-s*vectors[i][q], s*vectors[i][p]+c*vectors[i][q]
	}
}

// follows tells whether a driver follows from the others.
func (m model) follows(j int) bool {
	full := copied(m.matrix)
	for i := range m.k {
		if i != j {
			sweep(full, i)
		}
	}
	return full[j][j] < sheer
}
