package journey

import (
	"maps"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

func head() []metric.Figure[outlook] {
	list := metric.From(func(v outlook) metric.Estimate { return v.Estimate },
		metric.Head(result.Percent, "reach the end", "Cases that come to the last step of the funnel, in percent of those with its first; of a survey the mean of the stages.")...)
	list[0].Title, list[0].Doc = "cases", "Number of cases with the first step of the funnel; without a funnel all; of a survey, number of answers."
	return append(list, metric.Figure[outlook]{Field: result.Field{Name: "cases", Title: "all cases", Kind: result.Count, IfTold: true, Doc: "Number of cases."},
		Of: onLog(nil, func(t *trail, _ outlook) any { return t.cases })})
}

func hasFunnel(t *trail) bool { return t.on.funnel != nil }

func funnelFields() []metric.Figure[outlook] {
	return []metric.Figure[outlook]{
		{Field: result.Field{Name: "steps", Title: "funnel", Kind: result.Listing, Extra: true, Chart: result.ChartFunnel, Doc: "The steps of the funnel.", Rows: []result.Field{
			{Name: "step", Title: "step", Kind: result.Text, Names: true, Doc: "Name of the step."},
			{Name: "n", Title: "cases", Kind: result.Count, Doc: "Number of cases that come so far."},
			{Name: "of_previous_pct", Title: "of the step before", Kind: result.Percent, Doc: "In percent of those that come to the step before."},
			{Name: "of_previous_low", Title: "low", Kind: result.Percent, Doc: "Lower end of the interval of of_previous_pct."},
			{Name: "of_previous_high", Title: "high", Kind: result.Percent, Doc: "Upper end of the interval of of_previous_pct."},
			{Name: "of_first_pct", Title: "of the first", Kind: result.Percent, Drawn: true, Doc: "In percent of those that come to the first step."},
			{Name: "of_first_low", Title: "low", Kind: result.Percent, Doc: "Lower end of the interval of of_first_pct."},
			{Name: "of_first_high", Title: "high", Kind: result.Percent, Doc: "Upper end of the interval of of_first_pct."},
			{Name: "dropped", Title: "dropped", Kind: result.Count, Doc: "Number of cases that come to the step before and not to this one."},
		}}, Of: onLog(hasFunnel, steps)},
		{Field: result.Field{Name: "worst_step", Title: "worst step", Kind: result.Text, IfTold: true, Doc: "The step that loses the largest part of those who come to the one before."}, Of: onLog(hasFunnel, worstStep)},
		{Field: result.Field{Name: "without_first", Title: "without the first step", Kind: result.Count, IfTold: true, Spare: 1, Doc: "Number of cases that never come to the first step."},
			Of: onLog(hasFunnel, func(t *trail, _ outlook) any { return t.without })},
		{Field: result.Field{Name: "too_young", Title: "too young", Kind: result.Count, IfTold: true, Spare: 1, Doc: "Number of cases left out of the funnel, since its window was not over at the end of the log."},
			Of: onLog(func(t *trail) bool { return hasFunnel(t) && t.on.funnel.window > 0 }, func(t *trail, _ outlook) any { return t.young })},
	}
}

func steps(t *trail, v outlook) any {
	out := make([]result.Object, len(t.reached))
	for i, n := range t.reached {
		previous, dropped := any(nil), any(nil)
		var limits, first metric.Bounds
		if i > 0 {
			previous, dropped = metric.Percent(float64(n), float64(t.reached[i-1])), t.reached[i-1]-n
			limits, first = among(n, t.reached[i-1], v.confidence), among(n, t.reached[0], v.confidence)
		}
		out[i] = result.Object{{Key: "step", Value: t.on.names[i]}, {Key: "n", Value: n}, {Key: "of_previous_pct", Value: previous},
			{Key: "of_previous_low", Value: limits.LowerEnd()}, {Key: "of_previous_high", Value: limits.UpperEnd()},
			{Key: "of_first_pct", Value: metric.Percent(float64(n), float64(t.reached[0]))},
			{Key: "of_first_low", Value: first.LowerEnd()}, {Key: "of_first_high", Value: first.UpperEnd()}, {Key: "dropped", Value: dropped}}
	}
	return out
}

// among are the limits of a share in percent.
func among(n, of int64, confidence float64) metric.Bounds {
	return metric.Wilson(stats.Share{K: float64(n), N: float64(of)}, confidence)
}

func worstStep(t *trail, _ outlook) any {
	at, ok := worst(t.reached)
	if !ok {
		return nil
	}
	return t.on.names[at-1] + " > " + t.on.names[at]
}

func pathFields() []metric.Figure[outlook] {
	list := []metric.Figure[outlook]{
		{Field: result.Field{Name: "variants", Title: "different paths", Kind: result.Count, IfTold: true, Doc: "Number of different paths."},
			Of: onLog(hasTimes, func(t *trail, _ outlook) any { return t.lore().variants })},
		{Field: result.Field{Name: "paths", Title: "paths", Kind: result.Listing, Extra: true, Doc: "The 50 most frequent paths.", Rows: []result.Field{
			{Name: "path", Title: "path", Kind: result.Text, Names: true, Doc: "The steps in their order."},
			{Name: "n", Title: "cases", Kind: result.Count, Doc: "Number of cases."},
			{Name: "pct", Title: "of all", Kind: result.Percent, Doc: "In percent of all cases."},
		}}, Of: onLog(hasTimes, paths)},
		{Field: result.Field{Name: "transitions", Title: "transitions", Kind: result.Listing, Extra: true, Doc: "The 50 most frequent ways from one step to the next.", Rows: []result.Field{
			{Name: "from", Title: "from", Kind: result.Text, Names: true, Doc: "The step."},
			{Name: "to", Title: "to", Kind: result.Text, Names: true, Doc: "The step that comes next."},
			{Name: "n", Title: "times", Kind: result.Count, Doc: "How often it does."},
			{Name: "pct", Title: "of all", Kind: result.Percent, Doc: "In percent of all transitions."},
			{Name: "of_from_pct", Title: "of that step", Kind: result.Percent, Doc: "In percent of those that leave the step."},
		}}, Of: onLog(hasTimes, transitions)},
	}
	list = append(list, part("return_pct", "come back", "Cases in which a step comes again after another, in percent of all; with --return, that step, in percent of the cases that were past it.", 2)...)
	list = append(list, part("repeat_pct", "repeat a step", "Cases in which a step comes twice or more, also one time right after the other, in percent of all.", 3)...)
	return append(list, metric.Figure[outlook]{Field: result.Field{Name: "duration_median", Title: "median duration", Kind: result.Duration, IfTold: true, Spare: 2, Doc: "Median time from the first to the last step of a case, in seconds."},
		Of: onLog(hasTimes, func(t *trail, _ outlook) any { return metric.Optional(t.lore().median, t.lore().lasts) })})
}

func hasTimes(t *trail) bool { return t.on.timed }

func paths(t *trail, _ outlook) any {
	l := t.lore()
	out := make([]result.Object, len(l.paths))
	for i := range out {
		w := l.paths[i]
		out[i] = result.Object{{Key: "path", Value: w.way.told(t.on.steps.names)}, {Key: "n", Value: w.n}, {Key: "pct", Value: metric.Percent(float64(w.n), float64(t.cases))}}
	}
	return out
}

func transitions(t *trail, _ outlook) any {
	l := t.lore()
	out := make([]result.Object, len(l.ways))
	for i := range out {
		w := l.ways[i]
		out[i] = result.Object{{Key: "from", Value: t.on.steps.names[w.way.from]}, {Key: "to", Value: t.on.steps.names[w.way.to]}, {Key: "n", Value: w.n},
			{Key: "pct", Value: metric.Percent(float64(w.n), float64(l.passed))}, {Key: "of_from_pct", Value: metric.Percent(float64(w.n), float64(l.from[w.way.from]))}}
	}
	return out
}

func channelFields() []metric.Figure[outlook] {
	looks := func(t *trail) bool { return t.on.looks }
	return append(part("cross_channel_pct", "cross-channel", "Journeys with two or more channels, in percent of those that come to the last step of the funnel; without one, of all.", 2),
		metric.Figure[outlook]{Field: result.Field{Name: "bought", Title: "bought", Kind: result.Count, IfTold: true, Spare: 1, Doc: "Number of journeys with the step of buying."},
			Of: onLog(looks, func(t *trail, _ outlook) any { return t.bought })},
		metric.Figure[outlook]{Field: result.Field{Name: "look_here_buy_there", Title: "look here, buy there", Kind: result.Listing, Extra: true, Doc: "Channels in which customers look last before they first buy, and in which they buy, where those differ.", Rows: []result.Field{
			{Name: "from", Title: "look", Kind: result.Text, Names: true, Doc: "The channel in which they look."},
			{Name: "to", Title: "buy", Kind: result.Text, Names: true, Doc: "The channel in which they buy."},
			{Name: "n", Title: "journeys", Kind: result.Count, Doc: "Number of journeys."},
			{Name: "pct", Title: "of those who bought", Kind: result.Percent, Doc: "In percent of the journeys with the step of buying."},
			{Name: "low", Title: "low", Kind: result.Percent, Doc: "Lower end of the interval of pct."},
			{Name: "high", Title: "high", Kind: result.Percent, Doc: "Upper end of the interval of pct."},
		}}, Of: onLog(looks, lookHereBuyThere)})
}

func lookHereBuyThere(t *trail, v outlook) any {
	ways := make(map[passage]int64)
	for way, n := range t.ways {
		if way.from != way.to && way.from > 0 && way.to > 0 {
			ways[passage{way.from - 1, way.to - 1}] = n
		}
	}
	out := []result.Object{}
	for _, w := range frequent(maps.All(ways), func(a, b passage) int { return a.compare(b, t.on.channels.names) }) {
		b := among(w.n, t.bought, v.confidence)
		out = append(out, result.Object{{Key: "from", Value: t.on.channels.names[w.way.from]}, {Key: "to", Value: t.on.channels.names[w.way.to]}, {Key: "n", Value: w.n},
			{Key: "pct", Value: metric.Percent(float64(w.n), float64(t.bought))}, {Key: "low", Value: b.LowerEnd()}, {Key: "high", Value: b.UpperEnd()}})
	}
	return out
}

func ratingFields() []metric.Figure[outlook] {
	list := part("goal_pct", "goal reached", "Rows whose goal was reached, in percent of those that tell; rows of one case depend on each other.", 1)
	list = append(list, metric.Figure[outlook]{Field: result.Field{Name: "goal_blank", Title: "goal not told", Kind: result.Count, IfTold: true, Spare: 3, Doc: "Number of rows that do not tell whether the goal was reached."},
		Of: onLog(func(t *trail) bool { return t.on.asks.goal }, func(t *trail, _ outlook) any { return t.lore().whole.unclear })})
	list = append(list, part("no_problem_pct", "without a problem", "Cases in which no row names a problem, in percent of all.", 1)...)
	list = append(list, part("recovered_pct", "recovered", "Rows whose problem was mended, in percent of those with a problem that tell.", 2)...)
	list = append(list, mean("emotion_mean", "emotion, 1–5", "Mean emotion of the rows that tell one, from 1 to 5.", func(v outlook) (stats.Sample, bool) {
		if v.log == nil || !v.log.on.asks.emotion {
			return stats.Sample{}, false
		}
		return v.log.lore().whole.emotion(), true
	})...)
	list = append(list, part("emotion_positive_pct", "emotion 4 or 5", "Rows with an emotion of 4 or 5, in percent of those that tell one.", 2)...)
	list = append(list, mean("gap", "perceived less expected", "Mean of what was perceived less what was expected, of rows that tell both.", func(v outlook) (stats.Sample, bool) {
		whole, ok := v.gaps()
		return whole.gap(), ok
	})...)
	return append(list, part("met_pct", "met or exceeded", "Rows in which what was perceived is not below what was expected, in percent of those that tell both.", 2)...)
}
