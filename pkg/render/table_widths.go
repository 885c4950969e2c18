package render

// The widths that names and bars take.
const (
	nameLeast = 4  // a name is not cut shorter
	nameUsual = 20 // names give way to other columns down to here
	barLeast  = 8
	barUsual  = 24
)

// layout chooses the columns that fit and how wide names and bars are. It returns the headings of
// those that do not fit. 0 columns are room for everything.
func (t *groupTable) layout(room int) (left []string) {
	if room == 0 {
		return nil
	}
	for _, role := range t.order {
		for i := t.next(role); i >= 0 && t.least(role) > room; i = t.next(role) {
			left = append(t.drop(i), left...)
		}
	}
	t.stretch(room)
	return left
}

// next returns the column of a role that gives way first: the one that can best be spared, the last of
// them; -1 when there is none.
func (t *groupTable) next(role string) int {
	at := -1
	for i, c := range t.cols {
		if c.role == role && (at < 0 || c.spare >= t.cols[at].spare) {
			at = i
		}
	}
	return at
}

// least returns the columns that the table needs at least while columns of a role are still
// there: names are cut further only where columns that matter more would have to go.
func (t *groupTable) least(role string) int {
	names := nameLeast
	if role == "other" || role == "bar" {
		names = nameUsual
	}
	sum := -gap
	for _, c := range t.cols {
		w := c.width
		switch c.role {
		case "by":
			w = min(w, names)
		case "bar":
			w = barLeast
		}
		sum += w + gap
	}
	return sum
}

// stretch gives names and the bar what the other columns leave, the names first. Names that are
// still too wide are cut.
func (t *groupTable) stretch(room int) {
	spare := room + gap
	var names []*groupColumn
	for i := range t.cols {
		c := &t.cols[i]
		spare -= gap
		switch c.role {
		case "by":
			names = append(names, c)
		case "bar":
			spare -= barLeast
		default:
			spare -= c.width
		}
	}
	spare -= cutNames(names, spare)
	if t.bar >= 0 {
		t.bar = min(barUsual, barLeast+max(spare, 0))
	}
}

// cutNames cuts columns of names so that they fit the room, and returns how much of it they take.
func cutNames(names []*groupColumn, room int) (sum int) {
	limit := nameLimit(names, room)
	for _, c := range names {
		c.heading, c.width = fit(c.heading, limit), min(c.width, limit)
		sum += c.width
		for i, name := range c.cells {
			c.cells[i] = fit(name, limit)
		}
	}
	return sum
}

// nameLimit returns the widest limit that keeps all columns of names within the room.
func nameLimit(names []*groupColumn, room int) int {
	limit := nameLeast
	for next := limit + 1; next <= room; next++ {
		sum := 0
		for _, c := range names {
			sum += min(c.width, next)
		}
		if sum > room {
			break
		}
		limit = next
	}
	return limit
}
