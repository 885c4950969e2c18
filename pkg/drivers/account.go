package drivers

import (
	"math"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// The methods by which R² is shared.
const (
	byShapley = "shapley"
	byJohnson = "johnson"
)

// exactDrivers is how many drivers Shapley's shares are worked out for unless people ask for more, and mostShapley how many
// they may ask for: each driver doubles the work.
const (
	exactDrivers = 12
	mostShapley  = 18
)

// Terms say what a model is of.
type driverTerms struct {
	score   string
	names   []string
	scales  []metric.Scale
	bounds  []outskirts
	method  string
	oneUnit bool // all drivers are on one scale, so that their means can be compared as they are
	groups  []driverGroup
	guessed []int // the drivers whose scale may be longer
}

// A driverGroup is drivers that belong together, by number.
type driverGroup struct {
	name    string
	members []int
}

// A yield is what became of the rows of a group.
type yield struct {
	*sums
	terms *driverTerms
	left  int64   // rows that miss an answer
	lost  []int64 // those that miss that of the score, and of each driver
	known *verdictOf
}

// verdictOf is what the rows say, worked out once.
type verdictOf struct {
	r2, adjusted     float64
	told, toldAdjust bool
	cutShare, cutAt  float64
	cuts             bool
	drivers          []driverFigures
}

// driverFigures are what is told of a driver.
type driverFigures struct {
	varies, correlated, shared, regressed bool
	r, part, share                        float64
	slope
	performance  float64
	importance   string // the quadrant
	contrast     contrast
	ranked       float64
	hasRank      bool
	followsOther bool
}

// newYield returns empty sums.
func newYield(t *driverTerms) *yield {
	k := len(t.names)
	return &yield{sums: newSums(k), terms: t, lost: make([]int64, k+1)}
}

func (y *yield) merge(o *yield) {
	y.sums.merge(o.sums)
	y.left += o.left
	for i, n := range o.lost {
		y.lost[i] += n
	}
}

// account works out what the rows say.
func (y *yield) account() *verdictOf {
	if y.known != nil {
		return y.known
	}
	v := &verdictOf{drivers: make([]driverFigures, y.k())}
	y.known = v
	if y.n == 0 {
		return v
	}
	var in []int // the drivers of the model
	scoreVaries := y.varies(0)
	for i := range v.drivers {
		d := &v.drivers[i]
		d.varies = y.varies(i + 1)
		d.performance = y.performance(i)
		d.contrast = y.joint[i].contrast(y.terms.bounds[i])
		d.ranked, d.hasRank = y.joint[i].spearman()
		if d.correlated = d.varies && scoreVaries; d.correlated {
			d.r = y.correlation(0, i+1)
		}
		if d.varies {
			in = append(in, i)
		}
	}
	if df := y.n - int64(len(in)) - 1; scoreVaries && len(in) > 0 && df > 0 {
		y.explain(v, in, float64(df))
	}
	return v
}

// performance is the mean of a driver: as it is where all are on one scale, else from 0 to 100.
func (y *yield) performance(i int) float64 {
	mean, s := y.mean(i+1), y.terms.scales[i]
	if y.terms.oneUnit {
		return mean
	}
	return 100 * (mean - s.Min) / (s.Max - s.Min)
}

// explain fits the model of the drivers that vary.
func (y *yield) explain(v *verdictOf, in []int, df float64) {
	m := y.model(in)
	v.r2, v.told = m.explained(), true
	v.adjusted, v.toldAdjust = 1-(1-v.r2)*float64(y.n-1)/df, true
	parts := m.johnson
	if y.terms.method == byShapley {
		parts = m.shapley
	}
	for j, part := range parts() {
		d := &v.drivers[in[j]]
		if d.part, d.shared = part, v.r2 > 0; d.shared {
			d.share = 100 * part / v.r2
		}
	}
	slopes, ok := m.regression(y.n, stats.StudentP)
	for j := range in {
		d := &v.drivers[in[j]]
		if d.followsOther = m.follows(j); ok {
			d.slope, d.regressed = slopes[j], true
		}
	}
	if v.r2 > 0 && len(in) > 1 {
		y.cut(v, in)
	}
}

// model is that of some drivers and the score.
func (y *yield) model(in []int) model {
	columns := make([]int, 0, len(in)+1)
	for _, i := range in {
		columns = append(columns, i+1)
	}
	columns = append(columns, 0)
	m := model{k: len(in), matrix: make([][]float64, len(columns))}
	for a, i := range columns {
		m.matrix[a] = make([]float64, len(columns))
		for b, j := range columns[:a] {
			m.matrix[a][b] = y.correlation(i, j)
			m.matrix[b][a] = m.matrix[a][b]
		}
		m.matrix[a][a] = 1
	}
	return m
}

// The quadrants, by importance and performance.
const (
	concentrate = "concentrate" // high, low
	keep        = "keep"        // high, high
	lowPriority = "low"         // low, low
	overkill    = "overkill"    // low, high
)

// cut puts the drivers into quadrants: cut at their mean share and at their mean performance, where the line itself is high.
func (y *yield) cut(v *verdictOf, in []int) {
	v.cuts, v.cutShare = true, 100/float64(len(in))
	for _, i := range in {
		v.cutAt += v.drivers[i].performance / float64(len(in))
	}
	reaches := func(x, line float64) bool { return x >= line-1e-9*math.Max(1, math.Abs(line)) }
	for _, i := range in {
		d := &v.drivers[i]
		important, good := reaches(d.share, v.cutShare), reaches(d.performance, v.cutAt)
		switch {
		case important && !good:
			d.importance = concentrate
		case important:
			d.importance = keep
		case good:
			d.importance = overkill
		default:
			d.importance = lowPriority
		}
	}
}

// sign tells which way a driver moves the score: by its coefficient, and by its correlation where there is none.
func (d *driverFigures) sign() string {
	x := d.r
	if d.regressed && d.beta != 0 {
		x = d.beta
	}
	switch {
	case !d.correlated, x == 0:
		return ""
	case x < 0:
		return "-"
	}
	return "+"
}

// turned tells whether a driver moves the score one way alone, and the other way where the others are held.
func (d *driverFigures) turned() bool { return d.correlated && d.regressed && d.beta*d.r < 0 }

// why says why figures are missing.
func (d *driverFigures) why(n int64) string {
	switch {
	case n == 0:
		return ""
	case !d.varies:
		return "driver does not vary"
	case d.followsOther:
		return "drivers are collinear"
	}
	return ""
}
