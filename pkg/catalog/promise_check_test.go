package catalog

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// A subject is a metric as the promises see it: what it declares, and what it prints of rows.
type subject struct {
	name   string
	fields []result.Field
	// draw makes a few random rows.
	draw func(r *rand.Rand) []row
	// print counts parts apart, merges them in their order, and prints the total and the groups.
	print func(parts [][]row) []result.Object
}

// A row adds what one customer or one answer did to a tally of the subject.
type row any

// brokenPromises tells what a subject does that no metric may do, over random rows.
func brokenPromises(s subject, seed uint64, rounds int) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	broken := emptyPromises(s)
	for range rounds {
		rows := s.draw(r)
		whole := s.print([][]row{rows})
		for _, o := range whole {
			broken = append(broken, objectPromises(s.fields, o)...)
		}
		if parts := s.print(split(r, rows)); encoded(parts) != encoded(whole) {
			broken = append(broken, fmt.Sprintf("merged parts differ from the whole:\n%s\n%s", encoded(parts), encoded(whole)))
		}
		if len(broken) > 0 {
			break // one example is enough
		}
	}
	return broken
}

// emptyPromises tells what a subject makes of nothing: no figure may come of it.
func emptyPromises(s subject) []string {
	var broken []string
	for _, parts := range [][][]row{nil, {nil}, {nil, nil}} {
		for _, o := range s.print(parts) {
			broken = append(broken, objectPromises(s.fields, o)...)
			for _, name := range []string{"value", "low", "high"} {
				if v, _ := o.Get(name); v != nil {
					broken = append(broken, fmt.Sprintf("%s of nothing is %v", name, v))
				}
			}
		}
	}
	return broken
}

// split deals rows out to a few parts, some of them empty, in any order.
func split(r *rand.Rand, rows []row) [][]row {
	parts := make([][]row, 2+r.IntN(4))
	for _, i := range r.Perm(len(rows)) {
		at := r.IntN(len(parts))
		parts[at] = append(parts[at], rows[i])
	}
	return parts
}

func encoded(list []result.Object) string {
	b, err := json.Marshal(list)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// objectPromises tells what is wrong with one printed object.
func objectPromises(fields []result.Field, o result.Object) []string {
	return slices.Concat(declared(fields, o), kinds(fields, o), limits(fields, o), ranges(fields, o), shares(fields, o), inner(fields, o))
}

// declared compares the keys that are printed with the fields that are declared.
func declared(fields []result.Field, o result.Object) []string {
	var broken, printed []string
	for _, m := range o {
		if slices.Contains(printed, m.Key) {
			broken = append(broken, m.Key+" is printed twice")
		}
		printed = append(printed, m.Key)
	}
	var names []string
	for _, f := range fields {
		if slices.Contains(names, f.Name) {
			broken = append(broken, f.Name+" is declared twice")
		}
		names = append(names, f.Name)
		if !f.Extra && !f.IfTold && !slices.Contains(printed, f.Name) {
			broken = append(broken, f.Name+" is declared and not printed")
		}
	}
	for _, key := range printed {
		if !slices.Contains(names, key) {
			broken = append(broken, key+" is printed and not declared")
		}
	}
	return broken
}

// kinds compares values with the kinds of their fields; no number may be NaN or infinite.
func kinds(fields []result.Field, o result.Object) []string {
	var broken []string
	for _, f := range fields {
		v, ok := o.Get(f.Name)
		if !ok {
			continue
		}
		if !ofKind(v, f) {
			broken = append(broken, fmt.Sprintf("%s is %v (%T)", f.Name, v, v))
		}
		for _, x := range numbers(v) {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				broken = append(broken, fmt.Sprintf("%s is %v", f.Name, x))
			}
		}
	}
	return broken
}

func ofKind(v any, f result.Field) bool {
	if v == nil {
		return f.Name != "n" && (f.Kind != result.Text || f.IfTold)
	}
	switch v := v.(type) {
	case int64:
		return f.Kind == result.Count && v >= 0
	case float64:
		return f.Kind != result.Count && f.Kind != result.Text && !f.Kind.Many()
	case result.Price:
		return f.Kind == result.Money
	case string:
		return f.Kind == result.Text
	case bool:
		return f.Kind == result.Flag
	case []string:
		return f.Kind == result.Text
	case []result.Object:
		return f.Kind == result.Listing
	case result.Object:
		return f.Kind.Many() && f.Kind != result.Listing
	}
	return false
}

// inner tells what is wrong with the rows of lists and with records.
func inner(fields []result.Field, o result.Object) []string {
	var broken []string
	for _, f := range fields {
		v, _ := o.Get(f.Name)
		rows, _ := v.([]result.Object)
		if record, ok := v.(result.Object); ok && f.Kind == result.Record {
			rows = []result.Object{record}
		}
		for i, row := range rows {
			for _, text := range objectPromises(f.Rows, row) {
				broken = append(broken, fmt.Sprintf("%s[%d]: %s", f.Name, i, text))
			}
		}
	}
	return broken
}

// numbers returns the numbers of a value, those inside of an object included.
func numbers(v any) []float64 {
	switch v := v.(type) {
	case int64:
		return []float64{float64(v)}
	case float64:
		return []float64{v}
	case result.Price:
		return []float64{v.Float()}
	case result.Object:
		var out []float64
		for _, m := range v {
			out = append(out, numbers(m.Value)...)
		}
		return out
	}
	return nil
}

// ranged tells whether a figure is a range, because a part of what it counts is not known: it has limits and no value.
func ranged(o result.Object) bool {
	return slices.ContainsFunc(o, func(m result.Member) bool { return strings.HasSuffix(m.Key, "_least_pct") && m.Value != nil })
}

// limits holds every figure between the limits that are declared for it: value between low and high, nrr
// between nrr_low and nrr_high, and lost_pct, too, between lost_low and lost_high. Without a figure
// there are no limits; a curve that ends early may tell one of them.
func limits(fields []result.Field, o result.Object) []string {
	var broken []string
	for _, f := range fields {
		low, high, ok := limitsOf(f.Name, fields)
		if !ok {
			continue
		}
		v, _ := o.Get(f.Name)
		a, _ := o.Get(low)
		b, _ := o.Get(high)
		if v == nil && !ranged(o) && (a != nil && b != nil || f.Name == "value" && (a != nil || b != nil)) {
			broken = append(broken, fmt.Sprintf("%s does not exist and lies from %v to %v", f.Name, a, b))
		}
		value, lows, highs := numbers(v), numbers(a), numbers(b)
		for i := range value {
			if i < len(lows) && lows[i] > value[i] || i < len(highs) && value[i] > highs[i] {
				broken = append(broken, fmt.Sprintf("%s %v is not between %v and %v", f.Name, v, a, b))
				break
			}
		}
	}
	return broken
}

// limitsOf names the limits of a field; ok is false where it has none.
func limitsOf(name string, fields []result.Field) (low, high string, ok bool) {
	has := func(name string) bool {
		return slices.ContainsFunc(fields, func(f result.Field) bool { return f.Name == name })
	}
	stem := name + "_"
	if name == "value" {
		stem = ""
	} else if short, percent := strings.CutSuffix(name, "_pct"); percent {
		stem = short + "_"
	} else if has(name + "_pct") {
		return "", "", false // they are those of the percentage
	}
	return stem + "low", stem + "high", has(stem + "low")
}

var saysRange = regexp.MustCompile(`from (-?[0-9.]*[0-9]) to (-?[0-9.]*[0-9])`)

// ranges holds a field and its limits in the range that its sentence tells, points and counts by score in
// that of their kind.
func ranges(fields []result.Field, o result.Object) []string {
	var broken []string
	for _, f := range fields {
		least, most := math.Inf(-1), math.Inf(1)
		switch f.Kind {
		case result.Distribution:
			least = 0
		case result.Points:
			least, most = -100, 100
		}
		if m := saysRange.FindStringSubmatch(f.Doc); m != nil && !f.Kind.Many() {
			least, _ = strconv.ParseFloat(m[1], 64)
			most, _ = strconv.ParseFloat(m[2], 64)
		}
		names := []string{f.Name}
		if low, high, ok := limitsOf(f.Name, fields); ok {
			names = append(names, low, high)
		}
		for _, name := range names {
			v, _ := o.Get(name)
			for _, x := range numbers(v) {
				if x < least || x > most {
					broken = append(broken, fmt.Sprintf("%s %v is not from %v to %v", name, x, least, most))
				}
			}
		}
	}
	return broken
}

// shares adds up the parts of a whole, where there are several.
func shares(fields []result.Field, o result.Object) []string {
	var parts []float64
	n := 0
	for _, f := range fields {
		if f.Share == "" || f.Kind != result.Percent {
			continue
		}
		n++
		if x, ok := o.Number(f.Name); ok {
			parts = append(parts, x)
		}
	}
	sum := 0.0
	for _, x := range parts {
		sum += x
	}
	if n > 1 && len(parts) > 0 && math.Abs(sum-100) > 1e-9 {
		return []string{fmt.Sprintf("the shares %v add up to %v", parts, sum)}
	}
	return nil
}
