package credential_test

import (
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/permit/credential"
	"github.com/suikao/suikao/internal/cose"
)

// check is a question about a code and its answer.
type check struct {
	text    string
	list    *list
	ask     credential.Question
	colour  credential.Colour
	reasons []credential.Reason
}

// checks have every reason that a verdict can have, with the days and seconds at both sides of each limit.
func checks(t testing.TB, k keys) map[string]check {
	ok := sign(t, full(), k.permit)
	hide := sign(t, masked(), k.permit)
	at := full().Items[0].Status
	with := func(change func(c *credential.Claims)) []byte {
		c := full()
		change(&c)
		return sign(t, c, k.permit)
	}
	wallet := func(age time.Duration, last cose.Day) string {
		c := masked()
		c.Holder, c.LastDay = k.holder.Key().Public, &last
		msg, err := credential.Show(bg, sign(t, c, k.permit), uint64(noon.Add(-age).Unix()), k.holder)
		if err != nil {
			t.Fatal(err)
		}
		return text(t, 'W', msg)
	}
	number := full().Number
	return map[string]check{
		"in force":              {text(t, 'V', ok), fresh(nil), credential.Question{}, credential.Green, nil},
		"both algorithms":       {text(t, 'V', sign(t, full(), k.permit, k.sm2)), fresh(nil), credential.Question{}, credential.Green, nil},
		"SM2 alone":             {text(t, 'V', sign(t, full(), k.sm2)), fresh(nil), credential.Question{}, credential.Green, nil},
		"no code":               {"https://example.cn/?q=1", fresh(nil), credential.Question{}, credential.Red, []credential.Reason{credential.NoCode}},
		"a changed signature":   {text(t, 'V', append(slices.Clone(ok[:len(ok)-1]), ok[len(ok)-1]^1)), fresh(nil), credential.Question{}, credential.Red, []credential.Reason{credential.BadSignature}},
		"something behind":      {text(t, 'V', append(slices.Clone(ok), 0)), fresh(nil), credential.Question{}, credential.Red, []credential.Reason{credential.Malformed}},
		"cut short":             {text(t, 'V', ok[:len(ok)-1]), fresh(nil), credential.Question{}, credential.Red, []credential.Reason{credential.Malformed}},
		"nothing":               {"", fresh(nil), credential.Question{}, credential.Red, []credential.Reason{credential.NoCode}},
		"a foreign issuer":      {text(t, 'V', sign(t, full(), key(t, cose.ES256, 88))), fresh(nil), credential.Question{}, credential.Red, []credential.Reason{credential.Foreign}},
		"a foreign second":      {text(t, 'V', sign(t, full(), k.permit, key(t, cose.SM2, 88))), fresh(nil), credential.Question{}, credential.Red, []credential.Reason{credential.Foreign}},
		"a withdrawn key":       {text(t, 'V', sign(t, full(), k.old)), fresh(nil), credential.Question{}, credential.Red, []credential.Reason{credential.KeyWithdrawn}},
		"before its withdrawal": {text(t, 'V', sign(t, signedOn(t, "2026-05-31"), k.old)), fresh(nil), credential.Question{}, credential.Green, nil},
		"trust too old":         {text(t, 'V', ok), fresh(nil), credential.Question{Now: noon.AddDate(0, 7, 0), AmberAfter: 1e6 * time.Hour, RedAfter: 1e6 * time.Hour}, credential.Amber, []credential.Reason{credential.TrustExpired}},
		"no status list":        {text(t, 'V', ok), nil, credential.Question{}, credential.Amber, []credential.Reason{credential.NoStatus}},
		"newer than the list":   {text(t, 'V', with(func(c *credential.Claims) { c.Placed = uint64(noon.Add(-time.Hour - 59*time.Second).Unix()) })), fresh(nil), credential.Question{}, credential.Amber, []credential.Reason{credential.NoStatus}},
		"a minute older":        {text(t, 'V', with(func(c *credential.Claims) { c.Placed = uint64(noon.Add(-time.Hour - time.Minute).Unix()) })), fresh(nil), credential.Question{}, credential.Green, nil},
		"newer, and pending":    {text(t, 'V', with(func(c *credential.Claims) { c.Placed = uint64(noon.Unix()) })), fresh(map[uint64]credential.State{at: credential.Pending}), credential.Question{}, credential.Amber, []credential.Reason{credential.NoStatus, credential.NotNational}},
		"a list too short":      {text(t, 'V', ok), &list{noon, nil, 5}, credential.Question{}, credential.Amber, []credential.Reason{credential.NoStatus}},
		"7 days old":            {text(t, 'V', ok), &list{noon.AddDate(0, 0, -7), nil, 1 << 24}, credential.Question{}, credential.Green, nil},
		"7 days and a second":   {text(t, 'V', ok), &list{noon.AddDate(0, 0, -7).Add(-time.Second), nil, 1 << 24}, credential.Question{}, credential.Amber, []credential.Reason{credential.StatusOld}},
		"31 days old":           {text(t, 'V', ok), &list{noon.AddDate(0, 0, -31), nil, 1 << 24}, credential.Question{}, credential.Red, []credential.Reason{credential.StatusTooOld}},
		"stricter":              {text(t, 'V', ok), &list{noon.Add(-2 * time.Hour), nil, 1 << 24}, credential.Question{AmberAfter: time.Minute, RedAfter: time.Hour}, credential.Red, []credential.Reason{credential.StatusTooOld}},
		"a clock set back": {text(t, 'V', with(func(c *credential.Claims) { c.Items[0].From, c.Items[0].To = today-2191, today-1 })), fresh(nil),
			credential.Question{Now: noon.AddDate(-1, 0, 0)}, credential.Red, []credential.Reason{credential.Expired, credential.ClockBehind}},
		"a clock a little behind": {text(t, 'V', ok), &list{noon.Add(5 * time.Minute), nil, 1 << 24}, credential.Question{}, credential.Green, nil},
		"not yet":                 {text(t, 'V', with(func(c *credential.Claims) { c.Items[0].From = today + 1 })), fresh(nil), credential.Question{}, credential.Red, []credential.Reason{credential.NotYet}},
		"the last day":            {text(t, 'V', with(func(c *credential.Claims) { c.Items[0].From, c.Items[0].To = today-1, today })), fresh(nil), credential.Question{}, credential.Green, []credential.Reason{credential.Expiring}},
		"the day after":           {text(t, 'V', with(func(c *credential.Claims) { c.Items[0].From, c.Items[0].To = today-2, today-1 })), fresh(nil), credential.Question{}, credential.Red, []credential.Reason{credential.Expired}},
		"a review due today":      {text(t, 'V', with(func(c *credential.Claims) { c.Items[0].Review = on(today) })), fresh(nil), credential.Question{}, credential.Green, nil},
		"a review missed":         {text(t, 'V', with(func(c *credential.Claims) { c.Items[0].Review = on(today - 1) })), fresh(nil), credential.Question{}, credential.Red, []credential.Reason{credential.ReviewOverdue}},
		"revoked":                 {text(t, 'V', ok), fresh(map[uint64]credential.State{at: credential.Ended}), credential.Question{}, credential.Red, []credential.Reason{credential.WasEnded}},
		"suspended":               {text(t, 'V', ok), fresh(map[uint64]credential.State{at: credential.Suspended}), credential.Question{}, credential.Red, []credential.Reason{credential.WasSuspended}},
		"extended":                {text(t, 'V', ok), fresh(map[uint64]credential.State{at: credential.Extended}), credential.Question{}, credential.Red, []credential.Reason{credential.WasExtended}},
		"replaced":                {text(t, 'V', ok), fresh(map[uint64]credential.State{at: credential.Replaced}), credential.Question{}, credential.Red, []credential.Reason{credential.WasReplaced}},
		"not yet national":        {text(t, 'V', ok), fresh(map[uint64]credential.State{at: credential.Pending}), credential.Question{}, credential.Amber, []credential.Reason{credential.NotNational}},
		"a state of tomorrow":     {text(t, 'V', ok), fresh(map[uint64]credential.State{at: 9}), credential.Question{}, credential.Amber, []credential.Reason{credential.NoStatus}},
		"the job":                 {text(t, 'V', ok), fresh(nil), credential.Question{Job: "011"}, credential.Green, nil},
		"another job":             {text(t, 'V', ok), fresh(nil), credential.Question{Job: "021"}, credential.Red, []credential.Reason{credential.OtherJob}},
		"the number":              {text(t, 'V', ok), fresh(nil), credential.Question{Number: number}, credential.Green, nil},
		"another number":          {text(t, 'V', ok), fresh(nil), credential.Question{Number: "T430102199203074513"}, credential.Red, []credential.Reason{credential.OtherNumber}},
		"masked":                  {text(t, 'V', hide), fresh(nil), credential.Question{}, credential.Green, []credential.Reason{credential.AskNumber}},
		"masked, the number":      {text(t, 'V', hide), fresh(nil), credential.Question{Number: number}, credential.Green, nil},
		"masked, another":         {text(t, 'V', hide), fresh(nil), credential.Question{Number: "T430102199203074513"}, credential.Red, []credential.Reason{credential.OtherNumber}},
		"a wallet":                {wallet(30*time.Second, today+7), fresh(nil), credential.Question{Number: number}, credential.Green, nil},
		"a wallet, 90 s":          {wallet(90*time.Second, today), fresh(nil), credential.Question{Number: number}, credential.Green, nil},
		"a wallet, 91 s":          {wallet(91*time.Second, today), fresh(nil), credential.Question{Number: number}, credential.Amber, []credential.Reason{credential.NotLive}},
		"a photograph":            {wallet(11*time.Minute, today), fresh(nil), credential.Question{Number: number}, credential.Red, []credential.Reason{credential.Photographed}},
		"from the future":         {wallet(-11*time.Minute, today), fresh(nil), credential.Question{Number: number}, credential.Red, []credential.Reason{credential.Photographed}},
		"a wallet that ended":     {wallet(0, today-1), fresh(nil), credential.Question{Number: number}, credential.Red, []credential.Reason{credential.CodeEnded}},
	}
}

func on(d cose.Day) *cose.Day { return &d }

func signedOn(t testing.TB, s string) credential.Claims {
	c := full()
	c.Signed = day(t, s)
	c.Items[0].From = c.Signed
	return c
}
