package metric

// Factions are those of a group who share something that its people may share with others too, such as a reason that they name,
// each beside all others.
type Factions struct {
	// Columns are the headers that tell who is in which.
	Columns []string
	// All is how many people have a figure, and what theirs is.
	All Faction
	// Of are the factions. Who is in none is in Others, and Overlap says that somebody is in several.
	Of      []Faction
	Others  Faction
	Overlap bool
}

// A Faction is how many people have a figure, and what theirs is together; Known says that there is one.
type Faction struct {
	Name   string
	N      float64
	Figure float64
	Known  bool
}

// Rest is everybody who is not in a faction, by the mean that all are of both.
func (f Factions) Rest(of Faction) Faction {
	rest := Faction{N: f.All.N - of.N, Known: f.All.N > of.N}
	if rest.Known {
		rest.Figure = (f.All.N*f.All.Figure - of.N*of.Figure) / rest.N
	}
	return rest
}

// Named is the faction of a name, empty where there is none.
func (f Factions) Named(name string) Faction {
	for _, one := range f.Of {
		if one.Name == name {
			return one
		}
	}
	return Faction{Name: name}
}
