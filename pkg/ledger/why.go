package ledger

import (
	"errors"

	"github.com/cxcalc/cxcalc/pkg/money"
)

// A why is a reason for which a row does not count.
type why uint8

const (
	fine why = iota
	isBlank
	keyTooLong
	notOrdered
	notMovement
	ignored
	belowZero
	notStatus
	tooFar
	outsideBounds
	eitherOrder
	notDate
	impossible
	notCurrency
	otherCurrency
	noRate
	notQuantity
	notSubscription
	isTrial
	isPending
	endsEarly
	noEnd
	onlyTrial
	isOneTime
	notInterval
	notCount
	notAmount
	badGroups
	tooLarge
	whyCount
)

// whys holds the words for the reasons.
var whys = [whyCount]string{
	isBlank:         "is blank",
	keyTooLong:      "is too long for a key",
	notOrdered:      "is no order that was paid",
	notMovement:     "is not a type of movement",
	ignored:         "is a type that is left out",
	belowZero:       "is below zero, which such a movement cannot be",
	notStatus:       "does not say whether the customer is lost",
	tooFar:          "lies too far away",
	outsideBounds:   "lies outside --since and --until",
	eitherOrder:     "can be read with the day or the month first",
	notDate:         "is not a date",
	impossible:      "is a date that cannot be: before 1900, or more than ten years ahead",
	notCurrency:     "is not a currency of ISO 4217",
	otherCurrency:   "names another currency than its row",
	noRate:          "is a currency without a rate",
	notQuantity:     "is not a whole number of units",
	notSubscription: "is not a known status of a subscription",
	isTrial:         "is a trial",
	isPending:       "is no subscription that began",
	endsEarly:       "lies before the start",
	noEnd:           "says that the subscription ended, but no date says when",
	onlyTrial:       "ends with the subscription, so it was only a trial",
	isOneTime:       "is a one-time fee",
	notInterval:     "is not a billing interval",
	notCount:        "is not a number of intervals",
	notAmount:       money.ErrNotAmount.Error(),
	badGroups:       money.ErrGrouping.Error(),
	tooLarge:        money.ErrTooLarge.Error(),
}

// ofAmount returns the reason for which an amount could not be read.
func ofAmount(err error) why {
	switch {
	case errors.Is(err, money.ErrGrouping):
		return badGroups
	case errors.Is(err, money.ErrTooLarge):
		return tooLarge
	}
	return notAmount
}
