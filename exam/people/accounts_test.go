package people_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/actor"
)

func TestFirstStart(t *testing.T) {
	onBoth(t, func(w *world) {
		w.must(w.db.Conn(w.system()).Exec("DELETE FROM org").Error) // an empty installation
		old, ok, err := w.accounts.SetupLink(w.public())
		if err != nil || !ok {
			w.Fatalf("no link on an empty installation: %v %v", ok, err)
		}
		token, _, err := w.accounts.SetupLink(w.public())
		w.must(err)
		if strings.Contains(w.dump("one_time_code"), token) {
			w.Error("the link's token is stored in clear")
		}
		in := people.SetupInput{Token: token, Org: people.OrgInput{Name: "市应急管理局", Region: "420600"}, Login: "root.admin", Password: "sturdy bridge 42",
			Person: people.PersonInput{Name: "管理员", DocKind: identity.IDCard, DocNumber: w.number()}}
		for what, change := range map[string]func(*people.SetupInput){
			"the older link": func(i *people.SetupInput) { i.Token = old }, "a wrong link": func(i *people.SetupInput) { i.Token = strings.Repeat("A", 43) },
		} {
			bad := in
			change(&bad)
			_, err := w.accounts.Setup(w.public(), bad)
			w.wants("auth.link", err, "%s", what)
		}
		short := in
		short.Password, short.Org.Name, short.Person.Name = "short", "", ""
		_, err = w.accounts.Setup(w.public(), short)
		if got := strings.Join(fields(err), " "); !strings.Contains(got, "body.password") || !strings.Contains(got, "body.org.name") || !strings.Contains(got, "body.person.name") {
			w.Errorf("wrong fields: %s", got)
		}
		p, err := w.accounts.Setup(w.public(), in)
		w.must(err)
		who, err := w.accounts.Actor(w.public(), p)
		w.must(err)
		root, err := w.s.RootOrg(w.system())
		w.must(err)
		if !who.Can(root.Path, people.SystemAdmin) || who.Can(root.Path, people.SecurityAdmin) {
			w.Errorf("the first administrator may %v", who.Grants)
		}
		_, err = w.accounts.Setup(w.public(), in)
		w.wants("auth.link", err, "the link again")
		if _, ok, _ := w.accounts.SetupLink(w.public()); ok {
			w.Error("a link although there is an administrator")
		}
	})
}

func TestSetupLinkExpires(t *testing.T) {
	onBoth(t, func(w *world) {
		token, _, err := w.accounts.SetupLink(w.public())
		w.must(err)
		w.clock.Advance(24 * time.Hour)
		_, err = w.accounts.Setup(w.public(), people.SetupInput{Token: token})
		w.wants("auth.link", err, "after 24 hours")
	})
}

func TestGrantsAndSeparation(t *testing.T) {
	onBoth(t, func(w *world) {
		_, security := w.staff("security", w.root, people.SecurityAdmin)
		_, system := w.staff("system", w.root, people.SystemAdmin)
		_, securityA := w.staff("security-a", w.countyA, people.SecurityAdmin)
		a, _ := w.staff("officer-a", w.countyA)
		second, err := w.accounts.SeedAccount(w.system(), "officer-a2", staffPassword, a.Person, w.countyB.ID, nil)
		w.must(err)
		grant := func(ctx context.Context, acc people.AccountID, r actor.Role, o people.Org) error {
			_, err := w.accounts.GrantRole(ctx, acc, r, o.ID)
			return err
		}
		w.wants("", grant(securityA, a.ID, people.ItemWriter, w.countyA), "item writer")
		w.wants("account.granted", grant(securityA, a.ID, people.ItemWriter, w.countyA), "the same again")
		w.wants("people.incompatible_roles", grant(securityA, a.ID, people.ItemReviewer, w.countyA), "reviewer on the same account")
		w.wants("people.incompatible_roles", grant(security, second.ID, people.ItemReviewer, w.countyB), "reviewer on the second account in another county")
		w.wants("people.separation", grant(security, second.ID, people.TrainingClerk, w.centreB), "teaching on the second account")
		w.wants("people.role_place", grant(security, second.ID, people.ItemReviewer, w.centreB), "an exam role at a centre")
		w.wants("people.role_place", grant(security, second.ID, people.CounterClerk, w.firmB), "a clerk at an enterprise")
		w.wants("invalid", grant(security, a.ID, "EMPEROR", w.countyA), "no such role")
		w.wants("people.not_found", grant(securityA, a.ID, people.RuleEditor, w.countyB), "outside the granter's subtree")
		w.wants("people.not_found", grant(securityA, a.ID, people.RuleEditor, w.root), "above the granter's subtree")
		w.wants("people.not_found", grant(securityA, second.ID, people.RuleEditor, w.countyA), "an account of another county")
		w.wants("people.forbidden", grant(system, a.ID, people.RuleEditor, w.countyA), "a system administrator grants an ordinary role")
		w.wants("people.forbidden", grant(security, a.ID, people.SecurityAdmin, w.countyA), "a security administrator makes another")
		self, asSelf := w.staff("security-a9", w.countyA, people.SecurityAdmin)
		w.wants("account.self", grant(asSelf, self.ID, people.RuleEditor, w.countyA), "granting to oneself")
		more, err := w.accounts.SeedAccount(w.system(), "security-a10", staffPassword, self.Person, w.countyA.ID, nil)
		w.must(err)
		w.wants("account.self", grant(asSelf, more.ID, people.RuleEditor, w.countyA), "granting to one's own second account")
		w.wants("people.incompatible_roles", grant(system, more.ID, people.AuditAdmin, w.root), "security and audit in one person")
	})
}

// A teacher without any account is still a teacher, and an examiner cannot be entered as one.
func TestTeachersAreNaturalPersons(t *testing.T) {
	onBoth(t, func(w *world) {
		_, security := w.staff("security", w.root, people.SecurityAdmin)
		_, clerk := w.staff("clerk-c", w.centreA, people.TrainingClerk)
		number := w.number()
		in := people.HireInput{Person: people.PersonInput{Name: "教员", DocKind: identity.IDCard, DocNumber: number}, Kind: people.Regular, From: "2026-01-01"}
		p, e, err := w.s.Hire(clerk, w.centreA.ID, in)
		w.must(err)
		a, err := w.accounts.SeedAccount(w.system(), "teacher", staffPassword, p.ID, w.countyA.ID, nil)
		w.must(err)
		_, err = w.accounts.GrantRole(security, a.ID, people.RemoteInvigilator, w.countyA.ID)
		w.wants("people.separation", err, "a teacher invigilates")
		_, err = w.accounts.GrantRole(security, a.ID, people.RuleEditor, w.countyA.ID)
		w.wants("", err, "a role that touches no exam")
		w.must(w.s.EndEmployment(clerk, e.ID, "2026-11-20"))
		_, err = w.accounts.GrantRole(security, a.ID, people.RemoteInvigilator, w.countyA.ID)
		w.wants("", err, "after leaving the centre")
		in.From = "2026-11-22"
		_, _, err = w.s.Hire(clerk, w.centreA.ID, in)
		w.wants("people.separation", err, "an invigilator is hired to teach")
		g := w.grants(a.ID)
		for _, x := range g {
			w.must(w.accounts.RevokeRole(security, x.ID))
		}
		_, _, err = w.s.Hire(clerk, w.centreA.ID, in)
		w.wants("", err, "after the roles were taken back")
	})
}

func (w *world) grants(id people.AccountID) []people.Grant {
	w.Helper()
	g, err := w.deps.Staff.LiveGrants(w.system(), id)
	w.must(err)
	return g
}

// Two administrators grant two halves of a forbidden pair to two accounts of one person at the same moment.
func TestIncompatiblePairUnderLoad(t *testing.T) {
	onBoth(t, func(w *world) {
		p := w.person(w.countyA, "两面人")
		var ids [2]people.AccountID
		for i, login := range []string{"two.a", "two.b"} {
			a, err := w.accounts.SeedAccount(w.system(), login, staffPassword, p.ID, w.countyA.ID, nil)
			w.must(err)
			ids[i] = a.ID
		}
		for round := range 10 {
			var wg sync.WaitGroup
			for i, r := range []actor.Role{people.ResultReleaser, people.PermitIssuer} {
				wg.Go(func() { _, _ = w.accounts.GrantRole(w.system(), ids[i], r, w.countyA.ID) })
			}
			wg.Wait()
			held := append(w.grants(ids[0]), w.grants(ids[1])...)
			if len(held) != 1 {
				w.Fatalf("round %d: %d grants", round, len(held))
			}
			w.must(w.accounts.RevokeRole(w.system(), held[0].ID))
		}
	})
}

func TestRevokedAndDisabledEndAtOnce(t *testing.T) {
	onBoth(t, func(w *world) {
		_, security := w.staff("security", w.root, people.SecurityAdmin)
		a, _ := w.staff("officer-a", w.countyA, people.ExamManager)
		p, err := w.accounts.Login(w.public(), "OFFICER-A ", staffPassword, "192.0.2.1:1234")
		w.must(err)
		who, err := w.accounts.Actor(w.public(), p)
		w.must(err)
		if !who.Can(w.centreA.Path, people.ExamManager) || who.Can(w.countyB.Path, people.ExamManager) {
			w.Errorf("grants %v", who.Grants)
		}
		w.must(w.accounts.RevokeRole(security, w.grants(a.ID)[0].ID))
		if who, err = w.accounts.Actor(w.public(), p); err != nil || who.Can(w.countyA.Path, people.ExamManager) {
			w.Errorf("a revoked role still works: %v %v", who.Grants, err)
		}
		w.must(w.accounts.LogoutEverywhere(w.as(a)))
		_, err = w.accounts.Actor(w.public(), p)
		w.wants("auth.ended", err, "after logging out everywhere")
		p, err = w.accounts.Login(w.public(), "officer-a", staffPassword, "")
		w.must(err)
		w.must(w.accounts.SetDisabled(security, a.ID, true, "离职"))
		_, err = w.accounts.Actor(w.public(), p)
		w.wants("auth.ended", err, "a disabled account")
		_, err = w.accounts.Login(w.public(), "officer-a", staffPassword, "")
		w.wants("auth.login", err, "a disabled account logs in")
		w.must(w.accounts.SetDisabled(security, a.ID, false, "复职"))
		_, err = w.accounts.Login(w.public(), "officer-a", staffPassword, "")
		w.wants("", err, "an account that works again")
	})
}

// Whoever administers a county must not take over an account that also works above it.
func TestAdministratorsDoNotReachUp(t *testing.T) {
	onBoth(t, func(w *world) {
		_, security := w.staff("security-a", w.countyA, people.SecurityAdmin)
		_, system := w.staff("system-a", w.countyA, people.SystemAdmin)
		a, _ := w.staff("officer-a", w.countyA, people.Archivist)
		_, err := w.accounts.GrantRole(w.system(), a.ID, people.Regulator, w.root.ID)
		w.must(err)
		_, err = w.accounts.Reset(security, a.ID, "忘记密码")
		w.wants("account.outranked", err, "resetting an account with a role at the root")
		w.wants("account.outranked", w.accounts.SetDisabled(security, a.ID, true, "停用"), "disabling it")
		_, err = w.accounts.Reset(system, a.ID, "忘记密码")
		w.wants("people.forbidden", err, "a system administrator resets a password")
		other, _ := w.staff("officer-b", w.countyB, people.Archivist)
		_, err = w.accounts.Reset(security, other.ID, "忘记密码")
		w.wants("people.not_found", err, "an account of another county")
		own, asOwn := w.staff("security-a2", w.countyA, people.SecurityAdmin)
		_, err = w.accounts.Reset(asOwn, own.ID, "忘记密码")
		w.wants("account.self", err, "resetting oneself")
		_, _, err = w.accounts.ViewAccount(security, other.ID)
		w.wants("people.not_found", err, "reading an account of another county")
		list, err := w.accounts.FindAccounts(security, people.AccountQuery{})
		w.must(err)
		for _, x := range list {
			if !strings.HasPrefix(x.HomePath, w.countyA.Path) {
				w.Errorf("lists %s of another county", x.Login)
			}
		}
	})
}

func TestInvitesAndPasswords(t *testing.T) {
	onBoth(t, func(w *world) {
		_, system := w.staff("system-a", w.countyA, people.SystemAdmin)
		_, security := w.staff("security-a", w.countyA, people.SecurityAdmin)
		p := w.person(w.countyA, "新同事")
		a, token, err := w.accounts.CreateAccount(system, " New.Colleague ", p.ID, w.countyA.ID)
		w.must(err)
		_, _, err = w.accounts.CreateAccount(system, "new.colleague", p.ID, w.countyA.ID)
		w.wants("account.login_taken", err, "the same login name")
		_, _, err = w.accounts.CreateAccount(system, "a/../b", p.ID, w.countyA.ID)
		w.wants("invalid", err, "a login name with a path in it")
		_, _, err = w.accounts.CreateAccount(system, "elsewhere", p.ID, w.countyB.ID)
		w.wants("people.not_found", err, "an account at another county")
		_, _, err = w.accounts.CreateAccount(system, "foreigner", w.person(w.countyB, "外区").ID, w.countyA.ID)
		w.wants("people.not_found", err, "an account for a person of another county")
		_, err = w.accounts.Login(w.public(), a.Login, "", "")
		w.wants("auth.login", err, "before the password is set")
		for _, weak := range []string{"short", "password123", "1234567890", "aaaaaaaaaaaa", "qwertyuiop1", "new.colleague", "0987654321", "Passw0rd123!"} {
			_, err = w.accounts.AcceptInvite(w.public(), token, weak)
			w.wants("invalid", err, "the password %s", weak)
		}
		pr, err := w.accounts.AcceptInvite(w.public(), token, "sturdy bridge 42")
		w.must(err)
		if _, err := w.accounts.Actor(w.public(), pr); err != nil {
			w.Errorf("after the invitation: %v", err)
		}
		_, err = w.accounts.AcceptInvite(w.public(), token, "sturdy bridge 43")
		w.wants("auth.link", err, "the link again")
		_, err = w.accounts.ChangePassword(w.as(a), "wrong", "sturdy bridge 44")
		w.wants("auth.login", err, "changing without the old password")
		again, err := w.accounts.ChangePassword(w.as(a), "sturdy bridge 42", "sturdy bridge 44")
		w.must(err)
		_, err = w.accounts.Actor(w.public(), pr)
		w.wants("auth.ended", err, "an older session after the change")
		token, err = w.accounts.Reset(security, a.ID, "忘记密码")
		w.must(err)
		_, err = w.accounts.Actor(w.public(), again)
		w.wants("auth.ended", err, "a session after the reset")
		_, err = w.accounts.Login(w.public(), a.Login, "sturdy bridge 44", "")
		w.wants("auth.login", err, "the old password after the reset")
		w.must(w.accounts.SetDisabled(security, a.ID, true, "停用"))
		w.must(w.accounts.SetDisabled(security, a.ID, false, "启用"))
		_, err = w.accounts.Login(w.public(), a.Login, "sturdy bridge 44", "")
		w.wants("auth.login", err, "the old password after reset, stop and start")
		w.clock.Advance(24 * time.Hour)
		_, err = w.accounts.AcceptInvite(w.public(), token, "sturdy bridge 45")
		w.wants("auth.link", err, "the link a day later")
	})
}

func TestLockOut(t *testing.T) {
	onBoth(t, func(w *world) {
		w.staff("officer-a", w.countyA, people.Archivist)
		_, security := w.staff("security-a", w.countyA, people.SecurityAdmin)
		try := func(login, pw, addr string) string {
			_, err := w.accounts.Login(w.public(), login, pw, addr)
			return code(err)
		}
		for i := range 5 {
			if got := try("officer-a", "wrong", "192.0.2.1"); got != "auth.login" {
				w.Fatalf("attempt %d: %s", i+1, got)
			}
			if got := try("nobody", "wrong", "192.0.2.1"); got != "auth.login" {
				w.Fatalf("attempt %d at an unknown name: %s", i+1, got)
			}
		}
		for _, login := range []string{"officer-a", "nobody", "Officer-A", "ｏｆｆｉｃｅｒ-a"} {
			if got := try(login, staffPassword, "192.0.2.200"); got != "auth.locked" {
				w.Errorf("%s after five failures: %s", login, got)
			}
		}
		// A restart and a flushed Redis do not open the lock: a second service on the same database.
		fresh := people.NewAccounts(people.New(w.deps))
		_, err := fresh.Login(w.public(), "officer-a", staffPassword, "192.0.2.1")
		w.wants("auth.locked", err, "after a restart")
		w.clock.Advance(15 * time.Minute)
		if got := try("officer-a", staffPassword, "192.0.2.1"); got != "" {
			w.Errorf("after a quarter of an hour: %s", got)
		}
		lockFor := func() time.Duration {
			for try("officer-b", "wrong", "192.0.2.9") == "auth.login" {
			}
			start := w.clock.Now()
			for try("officer-b", "wrong", "192.0.2.9") == "auth.locked" {
				w.clock.Advance(time.Minute)
			}
			return w.clock.Now().Sub(start)
		}
		first, second, third := lockFor(), lockFor(), lockFor()
		if first != 15*time.Minute || second != 30*time.Minute || third != time.Hour {
			w.Errorf("locks of %v, %v, %v do not double", first, second, third)
		}
		for range 6 {
			try("officer-a", "wrong", "192.0.2.1")
		}
		acc, _, err := w.deps.Staff.AccountByLogin(w.system(), "officer-a")
		w.must(err)
		w.must(w.accounts.Unlock(security, acc.ID))
		if got := try("officer-a", staffPassword, "192.0.2.1"); got != "" {
			w.Errorf("after unlocking: %s", got)
		}
		if dump := w.dump("throttle"); strings.Contains(dump, "officer") || strings.Contains(dump, "192.0.2") {
			w.Error("the counters tell who was guessed at")
		}
	})
}

func TestAddressesAreLockedToo(t *testing.T) {
	onBoth(t, func(w *world) {
		w.staff("officer-a", w.countyA, people.Archivist)
		last := ""
		for i := range 70 {
			_, err := w.accounts.Login(w.public(), "guess"+string(rune('a'+i%26))+string(rune('a'+i/26)), "wrong", "2001:db8:1:2::"+string(rune('1'+i%9)))
			last = code(err)
		}
		if last != "auth.locked" {
			w.Errorf("70 names from one network: %s", last)
		}
		_, err := w.accounts.Login(w.public(), "officer-a", staffPassword, "2001:db8:1:2::ffff")
		w.wants("auth.locked", err, "another address of that network")
		_, err = w.accounts.Login(w.public(), "officer-a", staffPassword, "2001:db8:1:3::1")
		w.wants("", err, "another network")
		// A training room: thirty people log in from one address, several times.
		for range 100 {
			if _, err := w.accounts.Login(w.public(), "officer-a", staffPassword, "192.0.2.77"); err != nil {
				w.Fatalf("good logins are counted as guesses: %v", err)
			}
		}
	})
}

// A thousand guesses at the same moment are still five.
func TestParallelGuesses(t *testing.T) {
	onBoth(t, func(w *world) {
		w.staff("officer-a", w.countyA, people.Archivist)
		var wg sync.WaitGroup
		var mu sync.Mutex
		looked := 0
		for i := range 40 {
			wg.Go(func() {
				_, err := w.accounts.Login(w.public(), "officer-a", "wrong", "192.0.2."+string(rune('1'+i%9)))
				mu.Lock()
				defer mu.Unlock()
				if code(err) == "auth.login" {
					looked++
				} else if code(err) != "auth.locked" {
					w.Errorf("a guess ends with %v", err)
				}
			})
		}
		wg.Wait()
		if looked != 5 {
			w.Errorf("%d passwords were looked at", looked)
		}
	})
}

func TestRescue(t *testing.T) {
	onBoth(t, func(w *world) {
		a, asGuard := w.staff("guard", w.root, people.SecurityAdmin)
		w.wants("people.forbidden", w.accounts.Rescue(asGuard, "guard", "quiet river 17"), "rescuing over the network")
		w.wants("people.not_found", w.accounts.Rescue(w.system(), "nobody", "quiet river 17"), "rescuing nobody")
		for range 6 {
			_, _ = w.accounts.Login(w.public(), "guard", "wrong", "")
		}
		w.must(w.accounts.Rescue(w.system(), "guard", "quiet river 17"))
		p, err := w.accounts.Login(w.public(), "guard", "quiet river 17", "")
		w.must(err)
		who, err := w.accounts.Actor(w.public(), p)
		if err != nil || len(who.Grants) != 0 {
			w.Errorf("a temporary password gives rights: %v %v", who.Grants, err)
		}
		_, err = w.accounts.ChangePassword(actor.With(context.Background(), who), "quiet river 17", "sturdy bridge 43")
		w.must(err)
		if !actor.From(w.as(a)).Can(w.root.Path, people.SecurityAdmin) {
			w.Error("no rights after the change")
		}
	})
}
