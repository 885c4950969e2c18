package dataset_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/source"
)

// framedAs checks names, rows and notes of a text, as a file and as a stream.
func framedAs(t *testing.T, text, headers, rows, notes string, o dataset.Terms) {
	t.Helper()
	piped := o
	piped.Hints = source.Hints{Stdin: strings.NewReader(text)}
	for _, table := range []*dataset.Table{open(t, file(t, "a.csv", text), o), open(t, "-", piped)} {
		var codes []string
		got := strings.Join(read(t, table), "\n")
		for _, n := range table.Notes {
			codes = append(codes, n.Code)
		}
		if diff := cmp.Diff([]string{headers, rows, notes}, []string{strings.Join(table.Headers, "|"), got, strings.Join(codes, " ")}); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
		}
	}
}

func TestFrames(t *testing.T) {
	check := func(text, headers, rows, notes string) {
		t.Helper()
		framedAs(t, text, headers, rows, notes, dataset.Terms{})
	}
	const three = "2: 1|9\n3: 2|10\n4: 3|3"
	check("id,score\n1,9\n2,10\n3,3\n", "id|score", three, "")
	// another number of cells in the header than in the rows
	check("id,score,\n1,9\n2,10\n3,3\n", "id|score", three, "trailing_separator")
	check("id,score\n1,9,\n2,10,\n3,3,\n", "id|score", three, "trailing_separator")
	check("id,score\n1,9,,\n2,10,,\n3,3,x,\n4,5,,\n", "id|score", "2: broken\n3: broken\n4: broken\n5: broken", "") // one of them has more
	check("who,score\n0,a,9\n1,b,10\n2,c,3\n", "|who|score", "2: 0|a|9\n3: 1|b|10\n4: 2|c|3", "index_column")
	check("id,score\n1,9,x\n2,10,\n3,3,y\n", "id|score", "2: broken\n3: broken\n4: broken", "")
	// no header
	check("1,9\n2,10\n3,3\n4,9\n", "#1|#2", "1: 1|9\n2: 2|10\n3: 3|3\n4: 4|9", "no_header")
	check("9\n10\n3\n", "#1", "1: 9\n2: 10\n3: 3", "no_header")
	check("customer,2024,2025\na,1,2\nb,3,4\nc,5,6\n", "customer|2024|2025", "2: a|1|2\n3: b|3|4\n4: c|5|6", "")
	check("1,2,3\n4,3,5\n1,1,2\n5,5,3\n", "1|2|3", "2: 4|3|5\n3: 1|1|2\n4: 5|5|3", "")
	check("plan,seats\npro,1\nbasic,2\npro,3\nbasic,4\npro,1\nbasic,2\n", "plan|seats", "2: pro|1\n3: basic|2\n4: pro|3\n5: basic|4\n6: pro|1\n7: basic|2", "")
	// titles
	check("NPS\n\nid,score\n1,9\n2,10\n", "id|score", "4: 1|9\n5: 2|10", "title_lines")
	check("NPS of May,,\n,,\nid,who,score\n1,a,9\n2,b,10\n", "id|who|score", "4: 1|a|9\n5: 2|b|10", "title_lines")
	check("Sheet,May 2026,by Ann\nid,score\n1,9\n2,10\n3,3\n", "id|score", "3: 1|9\n4: 2|10\n5: 3|3", "title_lines")
	check("score\n9,\n10,\n3,\n", "score", "2: 9\n3: 10\n4: 3", "trailing_separator")
	// rows below the names
	check("id,score\nnumber,0-10\n1,9\n2,10\n3,3\n", "id|score", "3: 1|9\n4: 2|10\n5: 3|3", "header_rows")
	check("a,,b,\nx,y,x,y\n1,2,3,4\n5,6,7,8\n", "a x|a y|b x|b y", "3: 1|2|3|4\n4: 5|6|7|8", "header_rows")
	check("id,score\n1,refused\n2,10\n3,3\n4,9\n", "id|score", "2: 1|refused\n3: 2|10\n4: 3|3\n5: 4|9", "")
	check("id,a,b\nx1,N/A,N/A\nx2,1,2\nx3,3,4\n", "id|a|b", "2: x1|N/A|N/A\n3: x2|1|2\n4: x3|3|4", "")
	// what stands below
	check("day,n\n2026-01-01,5\n2026-01-02,6\nTotal,11\n", "day|n", "2: 2026-01-01|5\n3: 2026-01-02|6", "footer")
	check("who,n\na,5\nb,6\nTotal,11\n", "who|n", "2: a|5\n3: b|6", "footer")
	check("score,why\n9,good\n10,bad\n3,x\nAverage,7.3\n", "score|why", "2: 9|good\n3: 10|bad\n4: 3|x", "footer")
	check("score,weight\n9,1\n10,2\n3,1\nAverage,7.3\n", "score|weight", "2: 9|1\n3: 10|2\n4: 3|1", "footer")
	check("who,n\na,5\nb,4\nc,3\nAverage,4\n", "who|n", "2: a|5\n3: b|4\n4: c|3", "footer")
	check("who,n\na,5\nb,4\nc,4\nAverage,4.33\n", "who|n", "2: a|5\n3: b|4\n4: c|4", "footer")
	check("id,day,n\n1,a,5\n2,b,4\nMedian,,4.5\nMax,,5\nMin,,4\n", "id|day|n", "2: 1|a|5\n3: 2|b|4", "footer")
	check("id,day,n\n1,a,5\n2,b,4\nMax,,3\n", "id|day|n", "2: 1|a|5\n3: 2|b|4\n4: Max||3", "")
	check("n\n5\n4\n3\nAverage: 4\n", "n", "2: 5\n3: 4\n4: 3", "footer")
	check("day,who,n,note\n2026-01-01,a,5,\n2026-01-02,b,6,x\n,,,\nTotal,,11,\nReport of May,,,\n", "day|who|n|note",
		"2: 2026-01-01|a|5|\n3: 2026-01-02|b|6|x\n4: |||\n5: Total||11|\n6: Report of May|||", "")
	check("day,who,n,note\n2026-01-01,a,5,\n2026-01-02,b,6,x\n,,,\nTotal,,11,\nSource: CRM,,,\n", "day|who|n|note",
		"2: 2026-01-01|a|5|\n3: 2026-01-02|b|6|x", "footer")
	check("who,n,note\na,5,\nb,6,x\nTotal,7,\n", "who|n|note", "2: a|5|\n3: b|6|x\n4: Total|7|", "")
	check("who,n\na,5\nb,6\nTotal,7\n", "who|n", "2: a|5\n3: b|6\n4: Total|7", "")
	check("who,n\na,5\nb,6\n\nReport generated on 2026-02-01\n", "who|n", "2: a|5\n3: b|6", "footer")
	check("who,n\na,5\nb,6\nc", "who|n", "2: a|5\n3: b|6\n4: broken", "")
	check("who,n\na,\"5\nb,6\nReport generated on 2026-02-01\"\n", "who|n", "2: a|5\nb,6\nReport generated on 2026-02-01", "")
	// the header once more
	check("who,n\na,5\nwho,n\nb,6\n", "who|n", "2: a|5\n4: b|6\n3: broken", "")
}

// What is told is not looked for.
func TestToldFrames(t *testing.T) {
	framedAs(t, "NPS\nid,score\n1,9\n2,10\n", "id|score", "3: 1|9\n4: 2|10", "", dataset.Terms{Skip: 1})
	framedAs(t, "id,score\nnumber,0-10\n1,9\n2,10\n", "id|score", "2: number|0-10\n3: 1|9\n4: 2|10", "", dataset.Terms{HeaderRows: 1})
	framedAs(t, "a,b\n1,9\n2,10\n", "#1|#2", "1: a|b\n2: 1|9\n3: 2|10", "", dataset.Terms{HeaderRows: dataset.NoRows})
	framedAs(t, "sep=;\nNPS\nid;score\n1;9\n2;10\n", "id|score", "4: 1|9\n5: 2|10", "", dataset.Terms{Skip: 1})
}

func TestTwoTables(t *testing.T) {
	path := file(t, "a.csv", "id,score\n1,9\n2,10\n\nplan,seats,price\nbasic,1,9\npro,5,49\n")
	_, err := dataset.OpenSet(t.Context(), []string{path}, dataset.Terms{})
	e, ok := err.(*problem.Error)
	if !ok || !e.Usage || !strings.Contains(e.Text, "a.csv:5: another table begins") ||
		strings.Join(e.Before[:3], " ") != "head -n 4" || len(e.Senses) != 1 || strings.Join(e.Senses[0].Flags, " ") != "--skip 4" {
		t.Errorf("%#v", err)
	}
	framedAs(t, "id,score\n1,9\n2,10\n\nplan,seats,price\nbasic,1,9\npro,5,49\n", "plan|seats|price", "6: basic|1|9\n7: pro|5|49", "", dataset.Terms{Skip: 4})
}

// The end of a long stream is seen when it has been read.
func TestFooterOfAStream(t *testing.T) {
	var text strings.Builder
	text.WriteString("day,n\n")
	for text.Len() < 3<<20 {
		text.WriteString("2026-01-01,5\n")
	}
	text.WriteString("Total,1000\n")
	table := open(t, "-", dataset.Terms{Hints: source.Hints{Stdin: strings.NewReader(text.String())}})
	rows := read(t, table)
	if last := rows[len(rows)-1]; strings.Contains(last, "Total") || len(table.Notes) != 1 || len(rows) != (text.Len()-len("day,n\nTotal,1000\n"))/len("2026-01-01,5\n") {
		t.Errorf("%d rows, the last %s, notes %v", len(rows), last, table.Notes)
	}
}
