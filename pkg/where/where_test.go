package where

import (
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// keeps returns a check that a condition keeps or drops a cell.
func keeps(t *testing.T, o Cells) func(expr, cell string, want bool) {
	return func(expr, cell string, want bool) {
		t.Helper()
		c, err := Parse(expr)
		if err != nil {
			t.Error(err)
			return
		}
		if got := c.With(o).Match([]byte(cell)); got != want {
			t.Errorf("%s on %q is %v, want %v", expr, cell, got, want)
		}
	}
}

func TestEquality(t *testing.T) {
	check := keeps(t, Cells{})
	check("region=EU", "EU", true)
	check("region=EU", " EU\u00a0", true)
	check("region = EU ", "EU", true)
	check("region==EU", "EU", true)
	check("region=EU", "eu", false)
	check("region=EU", "EUR", false)
	check("region=EU", "", false)
	check("region!=EU", "US", true)
	check("region!=EU", "EU", false)
	check("region!=EU", "", true)
	check("region=", "", true)
	check("region=", "  ", true)
	check("region=", "EU", false)
	check("region!=", "EU", true)
	check("region!=", " ", false)
	check(`region=""`, "", true)
	check("url=a=b", "a=b", true)
	check("url=http://x/?a=1&b<2", "http://x/?a=1&b<2", true)
	check(`name="EU, west"`, "EU, west", true)
	check(`name="5"" pipe"`, `5" pipe`, true)
	check(`name=" x "`, " x ", true)
	check(`name=" x "`, "x", false)
	check(`age="> 60"`, "> 60", true)
	check("age= > 60", "> 60", true) // a blank keeps the sign apart
	check("name=Ünïcode", "Ünïcode", true)
}

func TestNumericEquality(t *testing.T) {
	check := keeps(t, Cells{})
	check("score=9", "9", true)
	check("score=9", "9.0", true)
	check("score=9.0", "9", true)
	check("score=9.50", "9.5", true)
	check("score=9", "90", false)
	check("score=0", "0.00", true)
	check("score=0", "-0", true)
	check("score=-3", "-3.0", true)
	check("score=-3", "3", false)
	check("score!=9", "9.0", false)
	check("zip=1234", "01234", false) // an id
	check("zip=01234", "01234", true)
	check("zip=01234", "1234", false)
	check("score=9", "+9", false)
	check("score=1000", "1e3", false) // not a plain number
	check(`score="9"`, "9", true)
	check(`score="9"`, "9.0", false)                        // quoted: text
	check("id=9007199254740993", "9007199254740992", false) // equal as binary fractions
	check("id=9007199254740993", "9007199254740993.0", true)
	check("score in 8, 9 ,10", "9.0", true)
	check("score=9", "9,0", false)
}

func TestLists(t *testing.T) {
	check := keeps(t, Cells{})
	check("country in US,CA", "CA", true)
	check("country in US , CA", "US", true)
	check("country in US,CA", "MX", false)
	check("country in US,CA", "", false)
	check("country in US", "US", true)
	check(`country in "US, east",CA`, "US, east", true)
	check(`country in "",CA`, "", true)
	check(`country in "a=b",c`, "a=b", true)
	check(`"time in store" in 5,6`, "6", true)
	check("\tcountry\tin\tUS", "US", true)
}

func TestPatterns(t *testing.T) {
	check := keeps(t, Cells{})
	check("comment~slow", "too slow!", true)
	check("comment~slow", "Slow", false)
	check("comment~(?i)slow", "Slow", true)
	check("comment ~ ^a=b$", " a=b ", true)
	check("comment~=", "a=b", true)
	check("comment!~slow", "fast", true)
	check("comment!~slow", "", true)
	check("comment!~slow", "slow", false)
	check(`comment~"\d{2},\s"`, "12, 3", true)
	check("comment~^$", "", true)
	check("comment~a|b in c", "b in c", true)
}

func TestOrder(t *testing.T) {
	check := keeps(t, Cells{})
	check("score>=9", "9", true)
	check("score>=9", "9.0", true)
	check("score>=9", "10", true)
	check("score>=9", "8.999", false)
	check("score>9", "9.0", false)
	check("score>9", "9.01", true)
	check("score<9", "08", true) // asked for a number: here it is one
	check("score<9", "-10", true)
	check("score<=9", "9.00", true)
	check("score<=9", "9.001", false)
	check("score<0", "-0.5", true)
	check("score<0", "-0", false)
	check("score<-2", "-10", true)
	check("score>-2", "-10", false)
	check("score>=9", "1,234", true)
	check("amount>1000", "$1,250.00", true)
	check("amount>1000", "€ 700", false)
	check("amount<1000", "€ 700", true)
	check("amount<0", "(12.50)", true)
	check("amount>=20", "15 %", false)
	check("amount>=20", "20%", true)
	check("amount>=20", "20.0%", true)
	check("score<1000", "9e2", true)
	check("score<1000", "1e3", false)
	check("score<1000", "1E+3", false)
	check("score>0", "5e-99999", true)
	check("score>0", "1e99999", true)
	check("score>0.05", ".5", true)
	check("score=0.5", ".5", false) // not a plain number
	check("amount<100", "99.99", true)
	check("amount>0.009", "0.01", true)
	check("id<9007199254740993", "9007199254740992", true)
	check(`score>"9"`, "10", true)
	for _, cell := range []string{"", " ", "x", "9x", "12,34", "9 - Likely", "NaN", "Inf", "-", ".", "1e", "1e+", "0x10", "1,23,4", "%"} {
		check("score<9", cell, false)
		check("score>=9", cell, false)
	}
}

func TestDates(t *testing.T) {
	check := keeps(t, Cells{})
	check("day>=2026-06-01", "2026-06-01", true)
	check("day>=2026-06-01", "2026-05-31T23:59:59.999Z", false)
	check("day<2026-07-01", "2026-06-30 23:59:59", true)
	check("day<2026-07", "2026-06-30", true)
	check("day<=2026-07", "2026-07", true)
	check("day<=2026-07", "2026-07-31T23:59:59", true)
	check("day>2026-07", "2026-07-31", false)
	check("day>2026-07", "2026-08-01", true)
	check("day>2026-07-04", "2026-07-04 23:59:59.999", false)
	check("day<=2026-07-04", "2026-07-04 23:59:59.999", true)
	check("day<2026-07-04", "2026-07-04 00:00", false)
	check("day<=2026-Q3", "2026-09-30 12:00", true)
	check("day>2026-06-01T12:00", "2026-06-01T12:00:01", true)
	check("day>2026-06-01T12:00:00+02:00", "2026-06-01T10:00:00Z", false)
	check("day>=2026-06-01T12:00:00+02:00", "2026-06-01T10:00:00Z", true)
	check("day>2026-06-01", "25/12/2026", false) // not ISO 8601
	check("day>2026-06-01", "", false)
	check("day>2026-06-01", "n/a", false)
	check("day>=2026-Q2", "2026-04-01", true)
	check("day>=20260601", "20260602", true) // numbers do as well
}

func TestOptions(t *testing.T) {
	comma := keeps(t, Cells{Decimal: ','})
	comma("amount<100", "99,99", true)
	comma("amount>=9.5", "9,5", true)
	comma("amount=9.5", "9,50", true)
	comma("amount=9", "9.0", false)
	comma("amount>1", "1.234", true)
	comma("amount>1000", "R$ 1.345,00", true)
	comma("amount>1", "1.23", false)

	kyiv, err := time.LoadLocation("Europe/Kyiv")
	if err != nil {
		t.Fatal(err)
	}
	zoned := keeps(t, Cells{Zone: kyiv})
	zoned("day>=2026-06-01", "2026-05-31T21:00:00Z", true) // midnight there, summer time
	zoned("day>=2026-06-01", "2026-05-31T20:59:59Z", false)
	zoned("day>=2026-06-01", "2026-06-01 00:00:00", true)
	keeps(t, Cells{})("day>=2026-06-01", "2026-05-31T21:00:00Z", false)
}

func TestColumns(t *testing.T) {
	check := func(expr, column string) {
		t.Helper()
		c, err := Parse(expr)
		if err != nil {
			t.Error(err)
			return
		}
		if c.Column() != column || c.String() != expr {
			t.Errorf("%s: column %q of %q, want %q", expr, c.Column(), c, column)
		}
	}
	check("region=EU", "region")
	check("  How likely are you?  >= 9", "How likely are you?")
	check("Really!=EU", "Really")
	check("Really! = yes", "Really!")
	check("Duration (in seconds)>5", "Duration (in seconds)")
	check("time in store=5", "time in store")
	check(`"How likely, 0=low?"="x"`, "How likely, 0=low?")
	check(`"a ""b"" in c" in x`, `a "b" in c`)
	check(`"=" != 1`, "=")
	check("#7=x", "#7")
	check("account.Charges.Monthly>70", "account.Charges.Monthly")
	check("inside in a", "inside")
}

func TestErrors(t *testing.T) {
	check := func(expr, want string) {
		t.Helper()
		c, err := Parse(expr)
		if err == nil {
			t.Errorf("%s is read as a condition on %q, want an error", expr, c.Column())
			return
		}
		if !strings.HasPrefix(err.Error(), "condition ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error is %q, want one with %q", expr, err, want)
		}
	}
	check("", "no operator found, expected for instance region=EU")
	check("region", "no operator")
	check("region EU", "no operator")
	check(`"region"`, "no operator")
	check(`"region" is EU`, "no operator")
	check("=EU", "no column before the operator")
	check(`""=EU`, "no column")
	check(" in a", "no operator")
	check(`"region=EU`, `is not closed`)
	check(`What is 5" wide = 3`, `write "5"" wide"=3`)
	check(`region="EU`, `is not closed`)
	check(`region="EU" west`, `text behind the closing quote: " west"`)
	check("region<>EU", `"<>" is not an operator`)
	check("score=>9", `"=>" is not an operator, expected = != < <= > >= ~ !~ or in`)
	check("score=~9", `"=~" is not an operator`)
	check("score===9", `"===" is not an operator`)
	check("score<", "nothing behind <, expected a value")
	check("comment~", "nothing behind ~")
	check("comment~(", `"(" is not a regular expression: error parsing regexp: missing closing ): `+"`(`")
	check("region<EU", `< needs a number or a date, such as 9, 2.5, 2026-06 or 2026-06-01, not "EU"`)
	check("score>=9,5", `>= needs a number or a date`)
	check("day>01/06/2026", `that day is written 2026-06-01 if the day comes first, 2026-01-06 if the month does`)
	check("day>25/06/2026", `that day is written 2026-06-25`)
	check("country in", "a value of the list is missing")
	check("country in US,,CA", "a value of the list is missing")
	check("country in US,", "a value of the list is missing")
	check("time in store in 5,6", "the word in stands there twice")
}

func TestAbsent(t *testing.T) {
	for expr, want := range map[string]bool{"a=": true, "a!=x": true, "a=x": false, "a<1": false, "a~x": false, "a>2026-01-01": false} {
		c, err := Parse(expr)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Match(nil); got != want {
			t.Errorf("%s on an absent cell is %v, want %v", expr, got, want)
		}
	}
}

func TestNoAllocation(t *testing.T) {
	for expr, text := range map[string]string{
		"a=EU": " EU ", "a in 8,9": "9.0", "a>=9.5": "-12.50", "a<2026-06-01": "2026-05-01T12:00:00Z", "a~slow|late": "it was late",
	} {
		c, err := Parse(expr)
		if err != nil {
			t.Fatal(err)
		}
		// The race detector, for which -short stands in our runs, makes a regular expression forget
		// its memory at random, so that one run in many would see it allocate.
		if testing.Short() && strings.Contains(expr, "~") {
			continue
		}
		cell := []byte(text)
		if n := testing.AllocsPerRun(100, func() { c.Match(cell) }); n != 0 {
			t.Errorf("%s: %v allocations, want none", expr, n)
		}
	}
}

// Workers share a condition; the race detector watches.
func TestSharedByWorkers(t *testing.T) {
	kyiv, err := time.LoadLocation("Europe/Kyiv")
	if err != nil {
		t.Fatal(err)
	}
	c, err := Parse("day>=2026-06-01")
	if err != nil {
		t.Fatal(err)
	}
	c = c.With(Cells{Zone: kyiv})
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 100 {
				if !c.Match([]byte("2026-06-01 00:00:00")) || c.Match([]byte("2026-01-01 00:00:00")) {
					t.Error("a worker got it wrong")
				}
			}
		})
	}
	group.Wait()
}

func TestLeavesOut(t *testing.T) {
	for text, want := range map[string][2]bool{ // as --where, and as --exclude
		"a=x": {false, true}, "a!=x": {true, false}, "a~x": {false, true}, "a!~x": {true, false}, "a in x,y": {false, true}, "a<3": {false, true},
	} {
		c, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]bool{c.LeavesOut(), c.Excluding().LeavesOut()}; got != want {
			t.Errorf("%s leaves out what it names: %v, want %v", text, got, want)
		}
	}
}

func TestRecased(t *testing.T) {
	for _, c := range []struct {
		text  string
		cells []string
		want  string
	}{
		{"test=Yes", []string{"no", "yes"}, "test=yes"},
		{`test="Yes"`, []string{"no", " yes "}, `test="yes"`},
		{"Yes in no,YES", []string{"No", "yes"}, "Yes in No,yes"},
		{"test=yes", []string{"yes", "Yes"}, ""},
		{"test=maybe", []string{"yes"}, ""},
		{"test~Yes", []string{"yes"}, ""},
	} {
		cond, err := Parse(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := cond.Recased(c.cells); got != c.want {
			t.Errorf("%s of %q is %q, want %q", c.text, c.cells, got, c.want)
		}
	}
}

func TestContradicts(t *testing.T) {
	check := func(a, b string, want bool) {
		t.Helper()
		x, err := Parse(a)
		y, also := Parse(b)
		if err != nil || also != nil {
			t.Fatal(err, also)
		}
		if got := x.Contradicts(y); got != want || y.Contradicts(x) != want {
			t.Errorf("%s and %s: %v, want %v", a, b, got, want)
		}
	}
	check("region=EU", "region=US", true)
	check("region=EU", "region in US,CA", true)
	check("region=EU", "region in EU,US", false)
	check("score=9", "score=9.0", false)
	check("region=EU", "region!=US", false)
	check("region=EU", "region~E", false)
	check("region=EU", "region=EU", false)
}

func TestSpellings(t *testing.T) {
	check := func(f Spelling, expr, cell string, want bool) {
		t.Helper()
		c, err := Parse(expr)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.As(f).With(Cells{}).Match([]byte(cell)); got != want {
			t.Errorf("%s keeps %q: %v, want %v", expr, cell, got, want)
		}
	}
	day, month := Spelling{Timed: true, Order: dates.DayFirst}, Spelling{Timed: true, Order: dates.MonthFirst}
	check(day, "day>=2026-06-01", "05/06/2026", true)
	check(month, "day>=2026-06-01", "05/06/2026", false)
	check(day, "day>=2026-06-01", "1 jul 2026", true)
	check(day, "day>2025", "31/12/2025", false)
	check(day, "day>2025", "01/01/2026", true)
	check(day, "day=2026-06-25", "25/06/2026 10:00", true)
	check(day, "day=2026", "25/06/2026 10:00", true)
	check(day, "day!=2026-06-25", "25/06/2026 10:00", false)
	check(day, "day!=2026-06-25", "", true)
	check(day, `day="2026-06-25"`, "25/06/2026", false)
	check(day, "day in 2026-06,2026-08", "25/08/2026", true)
	check(day, "day in 2026-06,2026-08", "25/07/2026", false)
	check(Spelling{Timed: true, Layout: "%d.%m.%y"}, "day>=2026-06-01", "05.06.26", true)
	check(Spelling{}, "year>2025", "2025", false)
	check(Spelling{}, "year>2025", "2026", true)
	check(Spelling{Parts: true}, "share>=20", "40%", false)
	check(Spelling{Parts: true}, "share>=20", "40", true)
}
