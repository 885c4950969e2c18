package main_test

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A drawnItem is a row of a random log of visits.
type drawnItem struct {
	visit, branch, section, item int
	points                       int // -1 for not applicable, -2 for blank
	most, weight                 int
	critical                     bool
}

// drawVisits makes a log of visits, whose rows lie in any order.
func drawVisits(r *rand.Rand, visits int) (out []drawnItem) {
	for v := range visits {
		for i := range 8 {
			d := drawnItem{visit: v, branch: v % 5, section: i / 3, item: i, most: []int{5, 10}[i%2], weight: 10 * (i/3 + 1), critical: i == 4}
			switch r.IntN(8) {
			case 0:
				d.points = -1
			case 1:
				d.points = -2
			default:
				d.points = r.IntN(d.most + 1)
			}
			out = append(out, d)
		}
	}
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// slowly is the mean score of the visits, how many pass 60, and how many miss the critical item, in the obvious way.
func slowly(items []drawnItem, naZero, weighted, fails bool) (mean float64, n, passed, missed int) {
	for v := range len(items) {
		var points, most, weight [3]float64
		miss := false
		for _, d := range items {
			if d.visit != v || d.points == -2 || d.points == -1 && !naZero {
				continue
			}
			weight[d.section] = float64(d.weight)
			most[d.section] += float64(d.most)
			points[d.section] += float64(max(d.points, 0))
			miss = miss || d.critical && d.points >= 0 && d.points < d.most
		}
		var up, down float64
		for s := range 3 {
			if most[s] > 0 && weighted {
				up, down = up+weight[s]*points[s]/most[s], down+weight[s]
			} else {
				up, down = up+points[s], down+most[s]
			}
		}
		if down == 0 {
			continue
		}
		score := 100 * up / down
		if miss {
			missed++
		}
		if miss && fails {
			score = 0
		}
		n++
		mean += score
		if score >= 60-1e-9 {
			passed++
		}
	}
	return mean / float64(n), n, passed, missed
}

// What the program tells of random visits is what a slow and obvious computation tells, with any number of workers.
func TestMysteryAgainstSlow(t *testing.T) {
	forWholeRun(t)
	r := rand.New(rand.NewPCG(7, 13))
	for round := range 6 {
		a := &asking{t, find(t), t.TempDir()}
		items := drawVisits(r, 10+40*round)
		var rows [][]any
		for _, d := range items {
			points, critical := fmt.Sprint(d.points), ""
			switch {
			case d.points == -1:
				points = "n/a"
			case d.points == -2:
				points = ""
			}
			if d.critical {
				critical = "yes"
			}
			rows = append(rows, []any{d.visit, d.branch, fmt.Sprint("s", d.section), d.weight, fmt.Sprint("i", d.item), points, d.most, critical})
		}
		a.file("visits.csv", "visit,branch,section,section_weight,item,points,max,critical", rows...)
		naZero, weighted, fails := round%2 == 1, round%3 > 0, round > 3
		ask := []string{"mystery", "--pass", "60", "visits.csv", "--by", "branch"}
		if naZero {
			ask = append(ask, "--na-zero")
		}
		if !weighted {
			ask = append(ask, "--section-weight", "none")
		}
		if fails {
			ask = append(ask, "--critical-fails")
		}
		d := a.ask(append(ask, "--jobs", "1")...)
		mean, n, passed, missed := slowly(items, naZero, weighted, fails)
		a.near("round", []any{d.at("total/value"), d.at("total/n"), d.at("total/passed"), d.at("total/critical_missed")},
			[]any{mean, float64(n), float64(passed), float64(missed)})
		if one, many := fmt.Sprint(d), fmt.Sprint(a.ask(append(ask, "--jobs", "4")...)); one != many {
			t.Errorf("four workers tell\n%s\nand one\n%s", many, one)
		}
	}
}

// A filled form is read as it was written, and gives what a file with codes alone is told by its name.
func TestFilledForm(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	form, _, status := a.run(t, a.dir, "mystery", "--template", "audit")
	if status != 0 {
		t.Fatal(form)
	}
	lines, err := csv.NewReader(strings.NewReader(form)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	points, most := slices.Index(lines[0], "points"), slices.Index(lines[0], "max")
	var rows [][]any
	for _, line := range lines[1:] {
		line[points], line[slices.Index(lines[0], "question")] = line[most], ""
		rows = append(rows, []any{strings.Join(line, ",")})
	}
	a.file("filled.csv", strings.Join(lines[0], ","), rows...)
	a.near("all points", a.ask("mystery", "filled.csv").at("total/value"), 100.0)
	a.file("codes.csv", "visit,item,points", []any{1, "outside1", 5}, []any{1, "goods2", 0}, []any{1, "service2", 10})
	d := a.ask("mystery", "--template", "audit", "codes.csv")
	a.near("weighed", d.at("total/value"), 100*(15.0+0+30)/(15+20+30))
	a.near("critical", d.at("total/critical_missed"), 1.0)
}
