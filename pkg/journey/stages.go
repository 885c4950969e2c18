package journey

import (
	"context"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/smallfile"
)

// sets lists the sets of stages that have a name.
func sets() []string { return []string{"three", "four", "keypoints", "five"} }

// A stageSet tells to which stage a step or a column belongs.
type stageSet struct {
	name string // that of layout; "" for a file
	file string
	list []string          // the stages in their order
	of   map[string]string // by touchpoint, of a file
}

// named returns the set of a name, or the one that a file holds, which is still to be read.
func named(name string) *stageSet {
	if slices.Contains(sets(), name) {
		return &stageSet{name: "stages " + name, list: layout.Meanings("stages " + name)}
	}
	return &stageSet{file: name, of: make(map[string]string)}
}

// The columns of a file of stages.
const (
	stageColumn = iota
	touchpointColumn
)

// maxStageRows bounds a file of stages.
const maxStageRows = 10_000

// read reads the file.
func (s *stageSet) read(ctx context.Context, p *itinerary) error {
	read, err := smallfile.Once(p.Drawer, "stages "+s.file, func() (*stageSet, error) {
		into := &stageSet{file: s.file, of: make(map[string]string)}
		return into, into.fill(ctx, p)
	})
	if err == nil {
		*s = *read
	}
	return err
}

func (s *stageSet) fill(ctx context.Context, p *itinerary) error {
	f := &smallfile.Appendix{Flag: "--stages", Name: s.file, Stdin: p.Dataset.Stdin, Header: "stage,touchpoint", Most: maxStageRows, Needs: []smallfile.Need{
		stageColumn: {Role: layout.Stage, Says: "the stage"}, touchpointColumn: {Role: layout.Touchpoint, Says: "the touchpoint that belongs to it"}}}
	return f.Read(ctx, p.Dataset, func(row smallfile.Listed) error {
		stage, touchpoint := row.Cells[stageColumn], answer.Normalise(row.Cells[touchpointColumn])
		switch {
		case stage == "":
			return f.Wrong(row, stageColumn, "is blank, expected the name of a stage")
		case touchpoint == "":
			return f.Wrong(row, touchpointColumn, "is blank, expected a step, or the header of a column of scores")
		case s.of[touchpoint] != "" && s.of[touchpoint] != stage:
			return f.Wrong(row, touchpointColumn, "belongs to %s already", s.of[touchpoint])
		}
		if s.of[touchpoint] = stage; !slices.Contains(s.list, stage) {
			s.list = append(s.list, stage)
		}
		return nil
	})
}

// stage is the stage of a step or a header, "" for none.
func (s *stageSet) stage(text string) string {
	if s.name == "" {
		return s.of[answer.Normalise(text)]
	}
	return layout.Mentioned(s.name, text)
}

// parted are steps or columns by stage.
type parted struct {
	stages []string
	of     []int // the place of the stage of each text; negative for none
	none   []string
	paired bool // a survey tells what was expected and what was perceived
}

// part brings texts to their stages, in the order of the set; without a set each is one of its own.
func (s *stageSet) part(texts []string) parted {
	p := parted{of: make([]int, len(texts))}
	if s == nil {
		p.stages = texts
		for i := range texts {
			p.of[i] = i
		}
		return p
	}
	used := make(map[string]bool)
	for _, text := range texts {
		used[s.stage(text)] = true
	}
	for _, stage := range s.list {
		if used[stage] {
			p.stages = append(p.stages, stage)
		}
	}
	for i, text := range texts {
		if p.of[i] = slices.Index(p.stages, s.stage(text)); p.of[i] < 0 {
			p.none = append(p.none, text)
		}
	}
	return p
}
