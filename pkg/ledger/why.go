package ledger

import (
	"errors"

	"github.com/cxcalc/cxcalc/pkg/money"
)

// A why is a reason for which a row does not count, to stand behind the value of its cell.
type why string

const (
	isBlank         why = "is blank"
	keyTooLong      why = "is too long for a key"
	notOrdered      why = "is no order that was paid"
	notMovement     why = "is not a type of movement"
	ignored         why = "is a type that is left out"
	belowZero       why = "is below zero, which such a movement cannot be"
	leavesNothing   why = "is nothing, so it does not tell what was lost"
	notStatus       why = "does not say whether the customer is lost"
	tooFar          why = "lies too far away"
	outsideBounds   why = "lies outside --since and --until"
	eitherOrder     why = "can be read with the day or the month first"
	notDate         why = "is not a date"
	impossible      why = "is a date that cannot be: before 1900, or more than ten years ahead"
	notCurrency     why = "is not a currency of ISO 4217"
	otherCurrency   why = "names another currency than its row"
	noRate          why = "is a currency without a rate"
	notQuantity     why = "is not a whole number of units"
	notSubscription why = "is not a known status of a subscription"
	isTrial         why = "is a trial"
	isPending       why = "is no subscription that began"
	endsEarly       why = "lies before the start"
	noEnd           why = "says that the subscription ended, but no date says when"
	onlyTrial       why = "ends with the subscription, so it was only a trial"
	isOneTime       why = "is a one-time fee"
	notInterval     why = "is not a billing interval"
	notCount        why = "is not a number of intervals"
)

// ofAmount returns the reason for which an amount could not be read.
func ofAmount(err error) why {
	for _, known := range []error{money.ErrGrouping, money.ErrTooLarge} {
		if errors.Is(err, known) {
			return why(known.Error())
		}
	}
	return why(money.ErrNotAmount.Error())
}
