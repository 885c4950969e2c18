package main_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A plainEvent is a row of a log, as a slow and obvious computation keeps it.
type plainEvent struct {
	at            int
	step, channel string
}

// A large log gives the same bytes for any number of workers, and what a slow and obvious computation finds.
func TestJourneysByWorkers(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	random := rand.New(rand.NewPCG(3, 5))
	names := []string{"search", "look", "order", "delivery", "use"}
	logs := make(map[string][]plainEvent)
	var rows [][]any
	for i := range 60_000 {
		name := fmt.Sprint("case ", random.IntN(9000))
		e := plainEvent{i / 3, names[random.IntN(len(names))], []string{"shop", "site", ""}[random.IntN(3)]}
		logs[name] = append(logs[name], e)
		at := fmt.Sprintf("2026-03-%02d %02d:%02d:%02d", 1+e.at/1000, e.at%1000/60, e.at%1000%60, 0)
		rows = append(rows, []any{name, at, e.step, e.channel, random.IntN(5) + 1, 1 + random.IntN(60)/10, 1 + float64(random.IntN(60))/10, strings.Repeat("x", 40)})
	}
	a.file("log.csv", "case,time,step,channel,emotion,expected,perceived,note", rows...)
	args := []string{"journey", "--funnel", "search,order,delivery", "--channel", "channel", "--emotion", "emotion", "--expected", "expected", "--perceived", "perceived",
		"--look", "search", "--buy", "order", "--by", "channel", "-o", "json", "log.csv", "--jobs"}
	one, _, _ := a.run(t, a.dir, append(args, "1")...)
	four, _, status := a.run(t, a.dir, append(args, "4")...)
	if one != four || status != 0 {
		t.Errorf("status %d, and one worker and four do not tell the same", status)
	}

	paths, came := make(map[string]int), [4]int{}
	for _, events := range logs {
		slices.SortStableFunc(events, func(x, y plainEvent) int { return cmp.Compare(x.at, y.at) })
		var path []string
		for _, e := range events {
			path = append(path, e.step)
		}
		paths[strings.Join(path, " > ")]++
		came[len(walkedBy(events, []string{"search", "order", "delivery"}))]++
	}
	d := a.ask(append(slices.Clone(args[:len(args)-4]), "log.csv")...)
	a.near("cases", []any{d.at("total/cases"), d.at("total/variants"), d.at("total/n"), d.at("total/steps/2/n")},
		[]any{float64(len(logs)), float64(len(paths)), float64(came[1] + came[2] + came[3]), float64(came[3])})
	most := slices.MaxFunc(slices.Sorted(maps.Keys(paths)), func(x, y string) int { return cmp.Or(paths[x]-paths[y], cmp.Compare(y, x)) })
	a.near("most", d.at("total/paths/0/n"), float64(paths[most]))
}

// walkedBy lists the steps of a loose funnel that a case goes, trying every event of a stamp for the next step.
func walkedBy(events []plainEvent, funnel []string) (gone []string) {
	used := make([]bool, len(events))
	for _, step := range funnel {
		from := 0
		for i := range events {
			if used[i] {
				from = max(from, events[i].at)
			}
		}
		at := slices.IndexFunc(events, func(e plainEvent) bool { return e.step == step && (len(gone) == 0 || e.at >= from) })
		for at >= 0 && used[at] {
			next := slices.IndexFunc(events[at+1:], func(e plainEvent) bool { return e.step == step && e.at >= from })
			if next < 0 {
				return gone
			}
			at += 1 + next
		}
		if at < 0 {
			return gone
		}
		used[at] = true
		gone = append(gone, step)
	}
	return gone
}
