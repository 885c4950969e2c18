package stats

import "math"

// A Wave is what one of several periods says about a share.
type Wave struct {
	N float64 // N is the number of units, or their effective number.
	K float64 // K is how many of them have the quality, in the same unit.
}

// A Dispersion says how far the periods differ beyond what chance does inside each of them. The zero
// Dispersion is that of one period, and widens nothing.
type Dispersion struct {
	// Factor is φ, by which variances are multiplied, at least 1.
	Factor float64
	// Periods is how many of them there are; 0 or 1 for one.
	Periods int
	// Customers is how many different ones the periods speak of together; 0 where that is not known.
	Customers int64
}

// DispersionOf returns the dispersion of a share p between periods:
//
//	φ = max(1, χ² / (periods − 1)),   χ² = Σ (k − p·n)² / (n·p·(1 − p))
//
// Months have good and bad luck in common for all customers: an interval that takes 12 months of 20 000
// for 240 000 throws of one coin is far too narrow. Periods without units are no periods.
// Source: McCullagh & Nelder, Generalized Linear Models, 2nd ed., section 4.5.
func DispersionOf(p float64, waves []Wave) Dispersion {
	var d Dispersion
	var square float64
	for _, w := range waves {
		if !(w.N > 0) {
			continue
		}
		d.Periods++
		square += (w.K - p*w.N) * (w.K - p*w.N) / w.N
	}
	if d.Periods < 2 {
		return Dispersion{}
	}
	d.Factor = 1
	if p > 0 && p < 1 {
		d.Factor = max(1, square/(p*(1-p))/float64(d.Periods-1))
	}
	return d
}

// Quantile returns what an interval is stretched by: the normal quantile in one period, Student's t with
// periods − 1 degrees of freedom for several, since φ is known from those few, or with customers − 1 where
// they are fewer: three customers in twelve months are three customers. ok is false for one customer.
func (d Dispersion) Quantile(confidence float64) (quantile float64, ok bool) {
	if d.Periods < 2 {
		return Z(confidence), true
	}
	freedom := int64(d.Periods - 1)
	if d.Customers > 0 {
		freedom = min(freedom, d.Customers-1)
	}
	return T(confidence, float64(freedom)), freedom > 0
}

// Share returns Wilson's interval of the share k/n, with n/φ for n and Quantile for z. ok is false where
// Wilson's is.
func (d Dispersion) Share(k, n, confidence float64) (v Interval, ok bool) {
	quantile, ok := d.Quantile(confidence)
	if !ok {
		return Interval{}, false
	}
	return Wilson(k/d.factor(), n/d.factor(), quantile)
}

// Count returns Poisson's interval of the count k, of k/φ and times φ, at the confidence at which the
// normal quantile is Quantile. ok is false where that is no less than certain, as for two periods.
func (d Dispersion) Count(k, confidence float64) (v Interval, ok bool) {
	quantile, ok := d.Quantile(confidence)
	if !ok {
		return Interval{}, false
	}
	if d.Periods > 1 {
		confidence = math.Erf(quantile / math.Sqrt2)
	}
	v, ok = Poisson(k/d.factor(), confidence)
	return v.Times(d.factor()), ok
}

func (d Dispersion) factor() float64 {
	if math.IsNaN(d.Factor) {
		return 1
	}
	return max(d.Factor, 1)
}
