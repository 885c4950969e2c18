package main_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/within"
)

// Exports as tools write them, each row with an id of its own, with whom it is about, when, and with what words: what shows that rows
// stand twice must not take the rows of one part for those of another.
var usualExports = []struct {
	head    string
	row     string // {n} is a number of the row, {c} one of the customer, {m} one of 1 to 9, {a|b} a word of those
	metrics string
}{
	{"response_id,customer_id,date,region,nps_score,comment", "{n},c{c},2026-0{1|2|3}-1{m},{EU|US|},{0|6|7|9|10|10|9},said {n}", "nps;nps --by region --period month;nps --dedup latest;nps --exclude region=APAC"},
	{"Ticket ID,Requester email,Created at,Solved at,Assignee,Satisfaction,Channel", "{n},{u{c}@x.io|anonymous|anonymous},2026-01-1{m} 10:0{m},2026-01-2{m} 11:0{m},{Ann|Bob},{good|bad|good|offered},{mail|chat}", "csat;csat --by Assignee;time --from 'Created at' --to 'Solved at'"},
	{"Call ID,Direction,Started,Agent,Result,Number", "{n},inbound,2026-01-1{m} 1{m}:30:00,{Ann|Bob},{answered|missed|answered},+4930{c}", "contacts;contacts --by Agent"},
	{"Order ID,Customer,Order Date,Total,Status", "O-{n},c{c},2026-0{1|2|3|4}-1{m},{10|25|40},{paid|paid|refunded}", "repeat;cohort;ltv --inactive-after '1 month'"},
	{"order_id,promised_at,delivered_at,carrier", "{n},2026-01-1{m} 12:00,2026-01-1{m} 1{1|2|3}:00,{A|B}", "delivery;delivery --by carrier"},
	{"subscription_id,customer_id,plan,start_date,end_date,mrr", "s{n},k{n},{basic|pro},2025-0{1|2|3}-1{m},{2025-06-1{m}||},{10|30}", "churn;revenue --by plan;cohort"},
	{"customer;start;end;monthly fee", "k{n};{0|1}{m}/01/2025;{2{m}/06/2025||};{10|30}", "churn;revenue;ltv;cohort"},
	{"order no;customer;date;amount", "{n};c{c};2{m}.0{1|2|3|4}.2026;{10|25},50", "repeat;ltv --inactive-after '1 month';cohort"},
	{"event_id,user_id,event,timestamp", "{n},u{c},{visit|signup|purchase},2026-01-1{m}T1{m}:00:00Z", "journey --case user_id --funnel visit,signup,purchase"},
	{"Review ID,Author,Date,Rating,Title", "{n},p{c},2026-01-1{m},{1|4|5|5},t{n}", "reviews;csat"},
	{"Ticket,Opened,Root cause,Customer", "T{n},2026-01-1{m},{late|rude|broken},c{c}", "reasons --tags 'Root cause'"},
}

func TestMergeOfExports(t *testing.T) {
	forWholeRun(t)
	r := rand.New(rand.NewPCG(31, 37))
	for _, e := range usualExports {
		dir := t.TempDir()
		var all []string
		parts := make([][]string, 3)
		for n := range 240 {
			row := filled(r, e.row, n) + "\n"
			all = append(all, row)
			parts[n*len(parts)/240] = append(parts[n*len(parts)/240], row)
		}
		write := func(name string, rows []string) string {
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, []byte(e.head+"\n"+strings.Join(rows, "")), 0o644); err != nil {
				t.Fatal(err)
			}
			return path
		}
		whole := write("whole.csv", all)
		var names []string
		for i, rows := range parts {
			names = append(names, write(fmt.Sprint(i, ".csv"), rows))
		}
		for line := range strings.SplitSeq(e.metrics, ";") {
			words := within.Words(line)
			if status, asked := agreeMerged(t, r, words[0], whole, names, words[1:]); !asked {
				_, said, _ := inside(append(words, whole)...)
				t.Errorf("%s of %q is not asked: exit status %d\n%s", line, e.head, status, said)
			}
		}
	}
}

// filled puts words and numbers into a row.
func filled(r *rand.Rand, row string, n int) string {
	for strings.Contains(row, "{") {
		end := strings.IndexByte(row, '}')
		begin := strings.LastIndexByte(row[:end], '{')
		text := row[begin+1 : end]
		switch choices := strings.Split(text, "|"); {
		case text == "n":
			text = fmt.Sprint(1000 + n)
		case text == "c":
			text = fmt.Sprint(r.IntN(90))
		case text == "m":
			text = fmt.Sprint(1 + r.IntN(9))
		default:
			text = choices[r.IntN(len(choices))]
		}
		row = row[:begin] + text + row[end+1:]
	}
	return row
}
