package main_test

import (
	"fmt"
	"testing"
)

// in finds what stands at keys of a stated value.
func (in inputs) in(keys ...string) inputs {
	for _, key := range keys {
		next, _ := in[key].(map[string]any)
		in = next
	}
	return in
}

// share holds a share of a document against a stated one, with its interval.
func (a *asking) told(what string, d told, value, low, high string, want inputs) {
	a.Helper()
	a.near(what, d.at(value), want["pct"])
	a.near(what+", limits", []any{d.at(low), d.at(high)}, want["wilson95"])
}

// The calls of the made-up shop tell what its page states.
func TestContactsOfAShop(t *testing.T) {
	a := asked(t)
	want := a.stated("made-shop").in("calls")
	ask := []string{"contacts", "made-shop/calls.csv", "--short", "5s", "--complaint", "reason=complaint", "--exposure", "240"}
	d := a.ask(ask...)
	a.told("missed", d, "total/value", "total/low", "total/high", want.in("missed"))
	a.near("missed", d.at("total/missed"), want.in("missed")["k"])
	a.near("inbound", d.at("total/inbound"), want["inbound"])
	for form, name := range []string{"1_over_offered", "2_abandoned_in_time_count_as_met", "3_abandoned_in_time_left_out", "4_over_answered"} {
		key := fmt.Sprintf("total/service_level_%d", form+1)
		a.told(name, d, key, key+"_low", key+"_high", want.in("service_level_20s", name))
	}
	a.told("short left out", d, "total/missed_long_pct", "total/missed_long_low", "total/missed_long_high", want.in("abandonment", "short_under_5s_left_out_of_both"))
	a.near("short", d.at("total/short"), want.in("abandonment")["short_count"])
	a.near("mean wait", d.at("total/wait_mean"), want.in("wait_of_answered_s")["mean"])
	a.near("median wait", d.at("total/wait_median"), want.in("wait_all_censored_at_hang_up_s")["km_median"])
	a.near("90 % of waits", d.at("total/wait_p90"), want.in("wait_all_censored_at_hang_up_s")["km_p90"])
	back := want.in("call_back")
	for field, key := range map[string]string{"called_back": "called_back_first", "rang_again": "customer_rang_again_first", "nobody": "nobody"} {
		a.near(key, d.at("total/"+field), back[key])
	}
	a.told("called back", d, "total/called_back_pct", "total/called_back_low", "total/called_back_high", back.in("called_back_share"))
	a.told("called back in time", d, "total/callback_within_pct", "total/callback_within_low", "total/callback_within_high", back.in("within_15_min_of_all_missed"))
	a.near("median of call-backs", d.number("total/callback_median")/60, back["km_median_min"])
	a.near("90 % of call-backs", d.at("total/callback_p90"), back["km_p90_min"])
	first := want.in("first_contact_resolved_no_new_inbound_in_7_days")
	a.told("first contact", d, "total/first_contact_pct", "total/first_contact_low", "total/first_contact_high", first)
	a.near("matters", d.at("total/first_contacts"), first["n"])
	complaints := want.in("complaints_per_1000_customers")
	a.near("complaints", d.at("total/complaints"), complaints["count"])
	a.near("complaints", d.at("total/complaints_per_1000"), complaints["rate"])
	a.near("complaints, limits", []any{d.at("total/complaints_per_1000_low"), d.at("total/complaints_per_1000_high")}, complaints["ci95"])

	hours := want.in("by_hour_missed")
	for _, g := range a.ask(append(ask, "--by", ".hour")...).groups() {
		hour, _ := g.at("by/.hour").(string)
		if want, ok := hours[hour]; ok {
			a.told("hour "+hour, g, "value", "low", "high", want.(map[string]any))
			delete(hours, hour)
		} else if g.number("n") > 0 {
			t.Errorf("hour %s has inbound calls", hour)
		}
	}
	if len(hours) > 0 {
		t.Errorf("no group for the hours %v", hours)
	}
}

// Sums by agent and month tell what their page states, and how much surer they look than they are.
func TestContactsOfAgents(t *testing.T) {
	forWholeRun(t)
	a := asked(t)
	want := a.stated("call-agents")
	ask := []string{"contacts", "call-agents/calls_by_agent_month.csv", "--count", "Calls Not Answered", "--of", "Calls Offered"}
	d := a.ask(ask...)
	a.told("missed", d, "total/value", "total/low", "total/high", want.in("missed"))
	a.near("blank", d.at("rows/blank"), want["rows_without_calls"])
	if d.at("warnings/0/code") != "alike" {
		t.Errorf("rows that differ by far are not doubted: %v", d.at("warnings"))
	}
	for column, key := range map[string]string{"Month Start Date": "by_month", "Location": "by_location"} {
		groups := a.ask(append(ask, "--by", column)...).groups()
		if len(groups) != len(want.in(key)) {
			t.Errorf("%d groups by %s, want %d", len(groups), column, len(want.in(key)))
		}
		for _, g := range groups {
			name, _ := g.at("by/" + column).(string)
			a.told(name, g, "value", "low", "high", want.in(key, name))
		}
	}
	// The variance between agents is chi2 / df times that of chance, and Student's t of 134 stands in for the normal curve.
	clustered := a.ask(append(ask, "--agent", "Agent Name")...)
	factor := want.in("agents_funnel")["chi2"].(float64) / want.in("agents_funnel")["df"].(float64)
	width := clustered.number("total/high") - clustered.number("total/low")
	narrow := d.number("total/high") - d.number("total/low")
	sameNumbers(t, "the interval of agents", width*width/narrow/narrow, factor*1.97783*1.97783/1.95996/1.95996, 1e-3)
	a.near("agents", clustered.at("settings/agents"), want["agents"])
	board := a.ask(append(ask, "--by", "Agent Name", "--board")...)
	if n := float64(len(board.groups())); n != want["agents"] {
		t.Errorf("a board of %v agents", n)
	}
}

// What is open in a log of requests waits until its newest time.
func TestContactsOfACity(t *testing.T) {
	a := asked(t)
	want := a.stated("nyc311-animals")
	d := a.ask("contacts", "nyc311-animals/311_animals_cut.csv", "--answered-at", "Closed Date", "--by", "Agency")
	a.near("open", d.at("total/missed"), want["open"])
	a.near("median", d.number("total/first_response_median")/3600, want.in("hours_to_close")["km_median"])
	a.near("90 %", d.number("total/first_response_p90")/3600, want.in("hours_to_close")["km_p90"])
	for _, g := range d.groups() {
		agency, _ := g.at("by/Agency").(string)
		of := want.in("by_agency", agency)
		a.near(agency, g.at("n"), of["n"])
		a.near(agency+", open", g.at("first_response_open"), of["open"])
		a.near(agency+", median", g.number("first_response_median")/3600, of["km_median"])
		if late := g.at("first_response_p90"); late == nil {
			a.near(agency+", 90 %", nil, of["km_p90"])
		} else {
			a.near(agency+", 90 %", late.(float64)/3600, of["km_p90"])
		}
	}
}

// A help desk exports every version of a conversation: that is said, and one condition keeps the last.
func TestContactsOfADesk(t *testing.T) {
	a := asked(t)
	want := a.stated("desk-exports-seeds")
	ask := []string{"contacts", "desk-exports-seeds/intercom_conversation_history.csv", "--id", "id", "--answered-at", "first_contact_reply_created_at", "--layout", "none"}
	d := a.ask(ask...)
	a.near("rows", d.at("total/n"), want["intercom_rows"])
	said := false
	for i := range 9 {
		said = said || d.at(fmt.Sprintf("warnings/%d/code", i)) == "repeated_id"
	}
	if !said {
		t.Errorf("repeated ids are not said: %v", d.at("warnings"))
	}
	d = a.ask(append(ask, "--where", "_fivetran_active=true")...)
	a.near("conversations", d.at("total/n"), want["intercom_conversations"])
}
