package layout

import (
	"slices"
	"strings"
	"testing"
)

func TestHappened(t *testing.T) {
	kinds := []Aside{ViewedWord, ViewHeader, VisitHeader, NeverTime, SeldomTime, CaseHeader, CaseState, CaseWord, CallWord, AttendsHeader, MissesHeader, MissedWord, CarriedHeader, PlannedWord, PromisedWord, SentWord, CameWord, InTimeWord, TopicHeader, TopicWord, KindOfHeader, ApieceWord, ClosedHeader, DealHeader, SellerHeader, LastedWord, RevisedWord, DayFirstWord, ApplyWord, GrantWord, RenewsHeader, StandsHeader, RenewedWord, RenewalWord, UnsentWord, ThingWord, SeldomThing, IDPart, AnswerHeader, AskedWord, DegreeWord, HourWord, FirstWord, SortHeader, OutcomeWord, SoFarWord, TookWord, CallTimeWord, PlainTopic, CauseWord, ScoreReason, ReasonsHeader, CategoryWord, DeskID, DeskHeader, CaseBegins, CaseEnds, StayBegins, StayEnds, SaleBegins, SaleEnds, JoinBegins, JoinEnds, StageWord, FunnelWord, UniqueWord, TalkWord, TalkState, UnwhyWord, DismissedWord, UnsaidWord}
	for _, cells := range table(happenedData) {
		if len(cells) != 2 || !slices.Contains(kinds, Aside(cells[0])) || strings.Contains(cells[1], "||") {
			t.Errorf("%q is not a kind and its words", cells[0])
		}
	}
	for text, want := range map[string]bool{"watch": true, "page_view": true, "AddToCart": true, "nav_click": true, "purchase": false, "Renewal": false, "Kauf": false} {
		if got := Speaks(ViewedWord, text); got != want {
			t.Errorf("%q is looked at: %t", text, got)
		}
	}
	if !IsAsideHeader(ViewHeader, "page_path") || !IsAsideHeader(VisitHeader, "sessionId") || IsAsideHeader(ViewHeader, "url") {
		t.Error("headers of visits")
	}
	if !IsAsideHeader(CaseHeader, "Email_Title") || !IsAsideHeader(CaseHeader, "Betreff") || IsAsideHeader(CaseHeader, "Plan") || !IsAside(CaseState, "Cerrado") || IsAside(CaseState, "Churned") {
		t.Error("words of messages and complaints")
	}
	if !IsAsideHeader(DealHeader, "win_probability") || IsAsideHeader(DealHeader, "probability") || !IsAsideHeader(SellerHeader, "user_id") || IsAsideHeader(SellerHeader, "company_id") {
		t.Error("headers of deals")
	}
	if !IsAsideHeader(AttendsHeader, "show_up_status") || !IsAsideHeader(MissesHeader, "No-show") || !IsAside(MissedWord, "Nicht erschienen") || IsAside(MissedWord, "Show") {
		t.Error("words of who came")
	}
	if !Speaks(NeverTime, "fecha_sesion") || !Speaks(NeverTime, "viewed_offer_date") || !Speaks(SeldomTime, "дата визита") || Speaks(NeverTime, "order_date") || Speaks(SeldomTime, "booking_date") {
		t.Error("words of times of what is no order")
	}
}

func TestNamesThing(t *testing.T) {
	for text, want := range map[string][2]bool{"touchpoint_id": {true, false}, "leadId": {false, true}, "Nº de devolución": {true, false}, "leadid": {false, true},
		"contact_log_id": {true, false}, "contact_id": {}, "order_id": {}, "return": {}, "Return Reason": {}, "customer_visit_id": {}, "visita_id": {false, true}, "номер обращения": {true, false}} {
		if got := [2]bool{NamesThing(ThingWord, text), NamesThing(SeldomThing, text)}; got != want {
			t.Errorf("%q names a thing: %v, want %v", text, got, want)
		}
	}
}

func TestLabelsAndHours(t *testing.T) {
	for text, want := range map[string]string{"Very important": "very", "not at all": "not at all", "I do not know": "", "Sehr wichtig": "sehr", "Every day": ""} {
		if got := DegreeOf(text); got != want {
			t.Errorf("%q begins with %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]bool{"call_local_hour": true, "hours": false, "talk_hours": false, "hour": false, "created hour": true} {
		if NamesHour(text) != want {
			t.Errorf("%q is an hour of the day: %t", text, !want)
		}
	}
	if !FollowsFirst("first_stay_date", "last_stay_date") || FollowsFirst("created_at", "updated_at") || FollowsFirst("first_seen", "last_visit_date") {
		t.Error("headers of the first and the last")
	}
}
