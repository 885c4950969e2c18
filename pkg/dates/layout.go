package dates

import (
	"errors"
	"fmt"
	"strings"
)

// known ends every complaint about a layout.
const known = "expected dmy, mdy, iso, unix, unixms, excel, or strftime such as %d/%m/%Y %H:%M"

// verbs are the strftime directives that a layout may hold.
const verbs = "YymdeHIMSfpbBhaAzZs%"

// A layout is a compiled strftime text.
type layout []directive

// A directive is a verb, ' ' for blanks, or 0 with a byte that must stand there.
type directive struct{ verb, literal byte }

// short lists the directives that stand for several.
var short = strings.NewReplacer("%F", "%Y-%m-%d", "%T", "%H:%M:%S", "%R", "%H:%M", "%D", "%m/%d/%y", "%-", "%")

// compileLayout reads a strftime text. It must name a year, or the seconds since 1970 alone.
func compileLayout(text string) (layout, error) {
	if !strings.Contains(text, "%") {
		return nil, errors.New(known)
	}
	full := short.Replace(text)
	var steps layout
	for i := 0; i < len(full); i++ {
		b := full[i]
		switch {
		case b == ' ' || b == '\t':
			steps = append(steps, directive{verb: ' '})
		case b != '%':
			steps = append(steps, directive{literal: b})
		case i+1 == len(full):
			return nil, errors.New("ends with a lone %, " + known)
		case !strings.Contains(verbs, full[i+1:i+2]):
			return nil, fmt.Errorf("%q is not supported, expected one of %s", full[i:i+2], listVerbs())
		default:
			i++
			steps = append(steps, directive{verb: full[i]})
		}
	}
	return steps, steps.check()
}

func listVerbs() string {
	return "%" + strings.Join(strings.Split(verbs[:len(verbs)-1], ""), " %") + " %F %T %R %D %%"
}

// check refuses layouts that leave the date open.
func (l layout) check() error {
	switch {
	case l.has("s"):
		if l.has("YymdebBhHIMSpzZ") {
			return errors.New("%s is the whole time, so it stands alone")
		}
	case !l.has("Yy"):
		return errors.New("has no year, expected %Y or %y")
	case l.has("de") && !l.has("mbBh"):
		return errors.New("has a day but no month, expected %m or %b")
	case l.has("I") != l.has("p"):
		return errors.New("the 12-hour clock needs both %I and %p")
	}
	return nil
}

func (l layout) has(any string) bool {
	for _, s := range l {
		if s.verb != 0 && strings.IndexByte(any, s.verb) >= 0 {
			return true
		}
	}
	return false
}

// match reads a whole text. Numbers may lack their leading zeros, and a blank stands for any
// number of blanks, as in strptime.
func (l layout) match(s []byte) (civil, bool) {
	c := cursor{s}
	p := parts{civil: civil{month: 1, day: 1}}
	for _, s := range l {
		ok := true
		switch s.verb {
		case 0:
			ok = c.take(s.literal)
		case ' ':
			c.blanks()
		default:
			ok = p.take(s.verb, &c)
		}
		if !ok {
			return civil{}, false
		}
	}
	if p.halved {
		if p.hour > 12 {
			return civil{}, false
		}
		p.hour = p.hour%12 + p.half
	}
	p.second += p.hour * 3600
	return p.civil, c.done() && (p.absolute || validDate(p.year, p.month, p.day))
}

// parts is a moment while it is being read.
type parts struct {
	civil
	hour, half int  // half is 0 for am, 12 for pm
	halved     bool // the clock has am and pm
}

// take reads what one directive stands for.
func (p *parts) take(verb byte, c *cursor) (ok bool) {
	switch verb {
	case 'Y':
		var n int
		p.year, n = c.number(4)
		return n == 4
	case 'y':
		v, n := c.number(2)
		p.year = fullYear(v)
		return n == 2
	case 'm':
		p.month, ok = upTo(c, 12)
	case 'd', 'e':
		c.blanks()
		p.day, ok = upTo(c, 31)
	case 'b', 'B', 'h':
		p.month, ok = monthName(c)
	case 'a', 'A':
		ok = anyWord(c)
	case '%':
		ok = c.take('%')
	default:
		return p.takeTime(verb, c)
	}
	return ok
}

func (p *parts) takeTime(verb byte, c *cursor) (ok bool) {
	var v int
	switch verb {
	case 'H', 'I':
		p.hour, ok = upTo(c, 23)
	case 'M':
		v, ok = upTo(c, 59)
		p.second += v * 60
	case 'S':
		v, ok = upTo(c, 59)
		p.second += v
	case 'f':
		p.micro, ok = c.decimals(6)
	case 'p':
		p.half, p.halved = halfDay(c)
		ok = p.halved
	case 'z', 'Z':
		c.blanks()
		ok = p.zoneSuffix(c) && p.zoned
	case 's':
		p.micro, ok = epochNumber(c.rest, 1e6)
		p.absolute, c.rest = true, nil
	}
	return ok
}

// anyWord takes the name of a weekday, in whatever language: the date itself says which day it is.
func anyWord(c *cursor) bool {
	n := 0
	for n < len(c.rest) && isLetter(c.rest[n]) {
		n++
	}
	c.rest = c.rest[n:]
	return n > 0
}

// upTo reads one or two digits.
func upTo(c *cursor, most int) (value int, ok bool) {
	value, n := c.number(2)
	return value, n > 0 && value <= most
}
