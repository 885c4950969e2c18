package dates

import (
	"fmt"
	"math"
	"strconv"
)

// tenYears is how far ahead of the run something may be said to have happened: clocks that are set wrong and
// orders that are entered in advance lie nearer.
const tenYears = 3652 * dayMicros

// firstYear is the year before which nothing was recorded that is counted here.
const firstYear = 1900

// Happened bounds the moments of what has happened, such as an answer or an order, for a run at a moment: not
// before 1900, and not more than ten years ahead where the moment is known. Ends that are planned have no
// such bounds.
func (o Writing) Happened(now *Instant) Writing {
	earliest, _ := Year.Bounds(firstYear, o.Zone)
	o.Earliest = &earliest
	if now != nil {
		latest := *now + tenYears
		o.Latest = &latest
	}
	return o
}

// String tells a way of writing from every other.
func (o Writing) String() string {
	text := fmt.Sprintf("%q %v %v %v", o.Layout, o.Order, o.Zone, o.ShortYears)
	for _, bound := range []*Instant{o.Earliest, o.Latest} {
		if text += " bound "; bound != nil {
			text += strconv.FormatInt(*bound, 10)
		}
	}
	return text
}

func (r *Reader) bound(o Writing) {
	r.bounded = o.Earliest != nil || o.Latest != nil
	r.earliest, r.latest = math.MinInt64, math.MaxInt64
	if o.Earliest != nil {
		r.earliest = *o.Earliest
	}
	if o.Latest != nil {
		r.latest = *o.Latest
	}
}

func (r *Reader) possible(t Instant) bool { return !r.bounded || r.earliest <= t && t <= r.latest }

// Impossible tells why a text is no date for this Reader although it names one: "is a date that cannot be:
// …". It is "" for every other text.
func (r *Reader) Impossible(text []byte) string {
	free := *r
	free.bounded = false
	t, _, ok := free.Parse(text)
	switch {
	case !ok || r.possible(t):
		return ""
	case t < r.earliest:
		return "is a date that cannot be: it lies before " + Day.Label(Day.Index(r.earliest, r.zone.loc))
	}
	return "is a date that cannot be: it lies after " + Day.Label(Day.Index(r.latest, r.zone.loc)) + ", more than ten years ahead"
}
