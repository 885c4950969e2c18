package main_test

// askPareto writes a row for each mention of a tag.
func askPareto(a *asking, in inputs) inputs {
	var rows [][]any
	for _, tag := range in.rows("tags") {
		for range int(tag.number("n")) {
			rows = append(rows, []any{len(rows), tag.text("tag")})
		}
	}
	a.file("tags.csv", "id,tag", rows...)
	var shares, sums, vital []any
	for _, r := range a.ask("reasons", "tags.csv").list("total/reasons") {
		shares, sums = append(shares, r.at("mentions_pct")), append(sums, r.at("cumulative_pct"))
		if r.at("vital") == true {
			vital = append(vital, r.at("reason"))
		}
	}
	return inputs{"share_pct": shares, "cumulative_pct": sums, "vital_few": vital}
}

// askLift writes a row for each detractor and each other, some of them with the tag.
func askLift(a *asking, in inputs) inputs {
	var rows [][]any
	add := func(all, with, score float64) {
		for i := range int(all) {
			tag := "something else entirely"
			if i < int(with) {
				tag = "late"
			}
			rows = append(rows, []any{tag, score})
		}
	}
	add(in.number("detractors"), in.number("detractors_with_tag"), 3)
	add(in.number("others"), in.number("others_with_tag"), 9)
	a.file("tags.csv", "tag,score", rows...)
	for _, r := range a.ask("reasons", "--score", "score", "tags.csv").list("total/reasons") {
		if r.at("reason") == "late" {
			return inputs{"share_detractors_pct": r.at("unhappy_pct"), "share_others_pct": r.at("others_pct"), "lift": r.at("lift"), "fisher_p": r.at("p")}
		}
	}
	return nil
}
