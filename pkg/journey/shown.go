package journey

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// askedBy says which flag asks for a field of a log; "" for those that every log has.
var askedBy = map[string]string{
	"cases": "", "variants": "", "return_pct": "", "repeat_pct": "", "duration_median": "",
	"worst_step": "funnel", "without_first": "funnel", "too_young": "window", "cross_channel_pct": "channel", "bought": "look",
	"goal_pct": "goal", "goal_blank": "goal", "weakest_goal": "goal", "no_problem_pct": "problem", "recovered_pct": "recovered",
	"emotion_mean": "emotion", "emotion_positive_pct": "emotion", "experience": "emotion", "weakest": "emotion", "gap": "expected", "met_pct": "expected",
}

// ofSurveys lists the fields that surveys have, too.
var ofSurveys = []string{"weakest", "gap", "met_pct"}

// Shown says of a document what its figure is, and keeps what nobody asked for out of its tables.
func (p *itinerary) Shown(d *result.Document) {
	d.Gist, d.Fields = gist(), slices.Clone(d.Fields)
	if p.survey {
		d.Unit = "mean"
	}
	for i := range d.Fields {
		f := &d.Fields[i]
		if flag, known := askedBy[f.Name]; known && !p.asked(f.Name, flag) {
			f.Extra = true
		}
		if !p.survey {
			continue
		}
		switch f.Name {
		case "n":
			f.Title = "answers"
		case "value":
			f.Title, f.Kind = "total experience", result.Mean
		case "low", "high":
			f.Kind = result.Mean
		}
	}
}

// asked tells whether a field is asked for, by a flag where that is not "".
func (p *itinerary) asked(field, flag string) bool {
	if p.survey && (field == "weakest" || !slices.Contains(ofSurveys, field)) {
		return field == "weakest"
	}
	return flag == "" || p.Own.Text(flag) != ""
}
