package layout

import (
	"slices"
	"strings"
	"testing"
)

func TestAsides(t *testing.T) {
	kinds := []Aside{StateHeader, AnyStateHeader, EndedHeader, TrialHeader, SentHeader, BegunHeader, OverHeader, AnswerIDHeader,
		OtherIDHeader, SoldIDHeader, ContactHeader, OpinionHeader, OpinionWord, NoOpinion, DatedHeader, ReviewWord, ReviewedWord,
		RatedWord, ServedWord, SurveyWord, ContactWay, RowIDHeader, ReviewIDHeader, Unfinished, Underway, Finished, Testing,
		SaysNo, SaysYes, TestNote, NobodyKnown, Struck, StruckBeside, SpamWord, Moderation, Cancelled, StateWord, StrikesHeader,
		KeepsHeader, CancelsHeader, PaysHeader, RefusesHeader, UnpayingHeader, CalendarHeader, OriginHeader, MaximumHeader,
		Overall, Stars, ProgressHeader, WayWord, OrdersHeader, RefundedHeader, OfRows, OfSubscription, VoucherWord, LooseVoucher,
		NumberWord, ReachHeader, TestMark, BoughtWord, PlaceHeader, AddressWord, KindHeader, EarnedHeader, EarnedWord, PaidWord, ContractWord, TermWord, AdjustedWord, DiscountHeader,
		SettledWord, MeasureHeader, ActualWord, OpeningWord, ClosingWord, PauseWord, FlowWord, InvoiceWord, DueHeader,
		NoIncomeWord, RecurringWord, IDWord, CodeWord, RetryHeader, SideHeader, CardHeader, LastHeader, PaidHeader, LeftWord,
		UnleftWord, TermStateHeader, PayDateHeader, WrittenHeader, CalledOff, OrderWord, OtherState, HouseHeader, AccountHeader,
		BookerWord, TableFigure, FigureBeside, ChangeHeader, RefundIDHeader, SucceedsHeader, MoneyWord, BesideTotal, CameHeader,
		ReadingWord, PivotHead, PointWord, StayWord, BookingNumber, CohortWord, DayOfPeriod, IDGlued, Unglued, BooksAccount,
		BookParty, WholeBack, DisputeHeader, DisputeLost, PhoneHeader}
	for _, cells := range table(asideData) {
		if len(cells) != 2 || !slices.Contains(kinds, Aside(cells[0])) || strings.Contains(cells[1], "||") {
			t.Errorf("%q is not a kind and its words", cells[0])
		}
	}
	for _, c := range []struct {
		kind   Aside
		header string
		want   bool
	}{
		{StateHeader, "Response Status", true},
		{StateHeader, "responseStatus", true},
		{StateHeader, "Status", false},
		{AnyStateHeader, "Status", true},
		{TrialHeader, "is_test", true},
		{TrialHeader, "Test drive", false},
		{SentHeader, "Datum Abgeschickt", true},
	} {
		if got := IsAsideHeader(c.kind, c.header); got != c.want {
			t.Errorf("%s of %q: %v", c.kind, c.header, got)
		}
	}
	if !IsAside(Unfinished, "Screened Out") || !IsAside(TestNote, "TEST, please ignore!") || IsAside(TestNote, "The test was fine") ||
		!IsAside(Unfinished, "Partial, timed out") || IsAside(SaysNo, "No, thanks") {
		t.Error("words of asides")
	}
	if !IsAside(Struck, "Дубль") || IsAside(Struck, "Refund") || !IsAsideHeader(StrikesHeader, "deletedAt") || !TellsOf(StateWord, "Record Status") || TellsOf(StateWord, "Estimate") ||
		!TellsStateOf(OfRows, "order_status__c") || TellsStateOf(OfRows, "Email status") {
		t.Error("words of rows that are struck out")
	}
	for header, want := range map[string]bool{"idsociete": true, "IDAVIS": true, "codigocliente": true, "CodigoCliente": true, "agent_id": true, "numclient": true,
		"idea_rating": false, "ideal": false, "rating": false, "codequality": false, "paid": false} {
		if got := NamesID(header); got != want {
			t.Errorf("%q names an id: %t", header, got)
		}
	}
	for header, want := range map[string]bool{"review_comment_message": true, "food_rating": true, "Review Text (EN)": true, "Отзыв клиента": true, "your_review": true,
		"review_required": false, "credit_rating": false, "review_status": false, "delivery_notes": false, "amount": false} {
		if got := IsOpinion(header); got != want {
			t.Errorf("%q is an opinion: %t", header, got)
		}
	}
	if !NamesTableFigure("# customers") || !NamesTableFigure("MRR growth %") || !NamesTableFigure("Taxa de churn") || NamesTableFigure("New Growth Partners") || NamesTableFigure("New") {
		t.Error("labels of figures of a table")
	}
	if !MayBeStateOfRow("VRT_SEL_Status__c") || !MayBeStateOfRow("Buchungsstatus") || MayBeStateOfRow("customer_status") || MayBeStateOfRow("Kundenstatus") ||
		!SaysCalledOff("Cancelled by Driver") || !SaysCalledOff("Отменён клиентом") || SaysCalledOff("Not cancelled") || SaysCalledOff("Cancellation policy was explained to them twice") {
		t.Error("states of what was booked")
	}
	if !Nobody()["Anonymous"] || !Nobody()["anonymous"] || Nobody()["anna@example.com"] {
		t.Error("words for nobody")
	}
}

func TestSaysLeft(t *testing.T) {
	for header, want := range map[string]bool{"Churn": true, "ChurnFlag": true, "hasLeft": true, "Churn (1=yes, 0=no)": true, "Kunde gekündigt": true,
		"not_churned": false, "Renewed": false, "churn_risk": false, "nicht gekündigt": false, "auto_renew": false, "подписан": false, "Клиент ушел": true} {
		if SaysLeft(header) != want {
			t.Errorf("%q: %v", header, !want)
		}
	}
}

func TestStarsOf(t *testing.T) {
	for text, want := range map[string]string{"5 stars": "5", "1 star": "1", "2 Sterne": "2", "3★": "3", "★★★": "★★★", "★★☆": "★★", "Stars": "", "5": "", "15 stars": "", "5 stars given": ""} {
		if got, ok := StarsOf(text); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q, %t, want %q", text, got, ok, want)
		}
	}
}
