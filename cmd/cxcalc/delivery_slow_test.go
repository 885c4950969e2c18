package main_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// A madeLine is a line of an order, before it is written as rows.
type madeLine struct {
	branch         string
	order, ordered int
	parts          []int // what came
	late           []int // minutes after the promise, of each part
	status         string
}

// makeLines makes orders of a few lines, in a few parts each.
func makeLines(r *rand.Rand, orders int) (lines []madeLine) {
	for order := range orders {
		branch := []string{"north", "south", "east"}[r.IntN(3)]
		for range 1 + r.IntN(3) {
			l := madeLine{branch: branch, order: order, ordered: 2 + r.IntN(8), status: "delivered"}
			if x := r.IntN(20); x < 2 {
				l.status = []string{"open", "cancelled"}[x]
			}
			left := l.ordered - r.IntN(2)*r.IntN(2)*r.IntN(l.ordered) + r.IntN(10)/9
			for left > 0 && l.status == "delivered" {
				part := left
				if len(l.parts) < 2 && r.IntN(4) == 0 {
					part = 1 + r.IntN(left)
				}
				l.parts, l.late = append(l.parts, part), append(l.late, r.IntN(50)-25)
				left -= part
			}
			if len(l.parts) == 0 && l.status == "delivered" {
				l.parts, l.late = []int{0}, []int{0}
			}
			lines = append(lines, l)
		}
	}
	return lines
}

// rowsOf writes lines as rows, in any order.
func rowsOf(r *rand.Rand, lines []madeLine) []string {
	promise := time.Date(2025, 3, 1, 0, 1, 0, 0, time.UTC)
	var rows []string
	for i, l := range lines {
		due := promise.Add(time.Duration(i) * 13 * time.Minute)
		head := fmt.Sprintf("%s,o%d,l%d,%s,", l.branch, l.order, i, due.Format(time.DateTime))
		for n, part := range l.parts {
			rows = append(rows, fmt.Sprintf("%s%s,%d,%d,%s", head, due.Add(time.Duration(l.late[n])*time.Minute).Format(time.DateTime), l.ordered, part, l.status))
		}
		if len(l.parts) == 0 {
			rows = append(rows, fmt.Sprintf("%s,%d,,%s", head, l.ordered, l.status))
		}
	}
	r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	return rows
}

// slowDelivery counts line by line and order by order, as the words of the definition say.
func slowDelivery(lines []madeLine) map[string]float64 {
	count := make(map[string]float64)
	byOrder := make(map[int][]madeLine)
	for _, l := range lines {
		byOrder[l.order] = append(byOrder[l.order], l)
		count["lines"]++
		if l.status != "delivered" {
			continue
		}
		came, late := 0, slices.Max(l.late)
		for _, part := range l.parts {
			came += part
		}
		count["came"]++
		count["ordered units"] += float64(l.ordered)
		count["units"] += float64(min(came, l.ordered))
		for what, is := range map[string]bool{"on time": late >= -15 && late <= 15, "early": late < -15, "late": late > 15, "not late": late <= 0, "full": came >= l.ordered} {
			if is {
				count[what]++
			}
		}
	}
	for _, lines := range byOrder {
		finished, full, perfect, some := true, true, true, false
		for _, l := range lines {
			one := slowDelivery1(l)
			finished = finished && l.status != "open"
			some = some || l.status == "delivered"
			full, perfect = full && one[0], perfect && one[0] && one[1]
		}
		for what, is := range map[string]bool{"finished": true, "full orders": full, "perfect": perfect} {
			if is && finished && some {
				count[what]++
			}
		}
	}
	return count
}

// slowDelivery1 tells whether a line is in full, and whether it is in time.
func slowDelivery1(l madeLine) [2]bool {
	if l.status != "delivered" {
		return [2]bool{true, true}
	}
	came := 0
	for _, part := range l.parts {
		came += part
	}
	late := slices.Max(l.late)
	return [2]bool{came >= l.ordered, late >= -15 && late <= 15}
}

// A slow and obvious count says the same, of all rows and of those of a branch, and any number of workers.
func TestDeliverySlowly(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 29))
	for _, orders := range []int{1, 7, 400, 9000} {
		lines := makeLines(r, orders)
		name := filepath.Join(t.TempDir(), "lines.csv")
		text := "branch,order,line,promised,delivered at,ordered,delivered,status\n" + strings.Join(rowsOf(r, lines), "\n") + "\n"
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		var outs []string
		for _, jobs := range []string{"1", "4"} {
			out, stderr, status := inside("delivery", "--parts", "whole", "--by", "branch", "-o", "json", "-q", "--jobs", jobs, name)
			if status != 0 && orders > 7 {
				t.Fatal(stderr)
			}
			outs = append(outs, out)
		}
		if outs[0] != outs[1] {
			t.Errorf("%d orders: one worker and four say different things", orders)
		}
		if outs[0] == "" {
			continue
		}
		var v any
		if err := json.Unmarshal([]byte(outs[0]), &v); err != nil {
			t.Fatal(err)
		}
		sameDelivery(t, told{told{v}.at("total")}, slowDelivery(lines))
		for _, g := range (told{v}).groups() {
			of := slices.DeleteFunc(slices.Clone(lines), func(l madeLine) bool { return l.branch != g.at("by/branch") })
			sameDelivery(t, g, slowDelivery(of))
		}
	}
}

func sameDelivery(t *testing.T, got told, want map[string]float64) {
	t.Helper()
	for field, of := range map[string][2]string{"value": {"perfect", "finished"}, "on_time_pct": {"on time", "came"}, "early_pct": {"early", "came"},
		"late_pct": {"late", "came"}, "not_late_pct": {"not late", "came"}, "fill_units_pct": {"units", "ordered units"}, "fill_lines_pct": {"full", "came"},
		"fill_orders_pct": {"full orders", "finished"}} {
		if want[of[1]] > 0 {
			sameNumbers(t, field, got.at(field), 100*want[of[0]]/want[of[1]], 1e-12)
		} else if got.at(field) != nil {
			t.Errorf("%s of nothing is %v", field, got.at(field))
		}
	}
}
