package result

// Findings is a list of what a command found: the points of a trend, the changes between two sides.
//
// A row has a member for each of its fields, nil where a number does not exist, and may begin with "by", an Object from
// column to value. A field with its name and "_low" and "_high", or value with low and high, has these for its interval.
type Findings struct {
	Key    string  // name of the list in JSON, snake case
	Title  string  // heading for people
	Fields []Field // what the rows hold beside "by"; those that are Names tell which row it is
	Rows   []Object
	// Spark names the field that tables draw as a line of small bars; "" for none.
	Spark string
	// Every says that a threshold on all rows is missed where one of them has no figure.
	Every bool
	// Chart names how the rows are drawn, as a Field does; "" for a line where Spark names a field, and else for dots.
	Chart string
	// Single says that the one row is a record, whose members are figures below each other.
	Single bool
	// Roomy says that the list is too long for a terminal.
	Roomy bool
}

// By returns the columns that make the row, and their values; nil where there are none.
func (f Findings) By(row int) Object {
	by, _ := f.Rows[row].Get("by")
	o, _ := by.(Object)
	return o
}

// Members returns what the document says at its top level beside what every document has: Own, and then the lists.
func (d *Document) Members() Object {
	out := append(Object{}, d.Own...)
	for _, f := range d.Findings {
		out = append(out, Member{f.Key, append([]Object{}, f.Rows...)})
	}
	return out
}

// Main returns the findings that stand in place of groups where a format has room for one list; ok is false when the
// document has none.
func (d *Document) Main() (f Findings, ok bool) {
	if len(d.Findings) == 0 {
		return Findings{}, false
	}
	return d.Findings[0], true
}

// Lists returns the lists among the fields of a group, and those in its records. A record is a list of one row, under
// its own title. Empty lists are left out.
func Lists(fields []Field, values Object) (out []Findings) {
	for _, f := range fields {
		v, _ := values.Get(f.Name)
		list := Findings{Key: f.Name, Title: f.Title, Fields: f.Rows, Chart: f.Chart, Roomy: f.Roomy}
		switch v := v.(type) {
		case []Object:
			list.Rows = v
		case Object:
			if f.Kind != Record {
				continue
			}
			list.Rows, list.Single = []Object{v}, true
			out = append(out, list)
			out = append(out, Lists(f.Rows, v)...)
			continue
		}
		if len(list.Rows) > 0 {
			out = append(out, list)
		}
	}
	return out
}
