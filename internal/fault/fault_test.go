package fault_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/fault"
)

var errFull = fault.Define("test.full", fault.Conflict, "{seat} 已满", "{seat} is full")

func TestErrorKeepsCodeAndHidesCause(t *testing.T) {
	cause := errors.New("disk on fire")
	err := fmt.Errorf("book: %w", errFull.With("seat", "A3").Wrap(cause))
	if !errors.Is(err, errFull) || !errors.Is(err, cause) {
		t.Fatal("code or cause lost")
	}
	f := fault.From(err)
	if got := f.Text("zh-CN"); got != "A3 已满" {
		t.Errorf("zh text %q", got)
	}
	if got := f.Text("en-US"); got != "A3 is full" {
		t.Errorf("en text %q", got)
	}
	if strings.Contains(f.Text("en"), "fire") {
		t.Error("the cause is shown to the user")
	}
	if errFull.Args() != nil || errFull.Unwrap() != nil {
		t.Error("the declared value was changed")
	}
}

func TestForeignErrorIsInternal(t *testing.T) {
	if fault.KindOf(errors.New("x")) != fault.Internal || fault.From(errors.New("x")).Code() != "internal" {
		t.Error("foreign error not internal")
	}
	if fault.From(nil) != nil {
		t.Error("nil became an error")
	}
}

func TestListKeepsOrder(t *testing.T) {
	var l fault.List
	if l.Err() != nil {
		t.Fatal("empty list is an error")
	}
	l.Add("body.a", errFull)
	l.Add("body.skipped", nil)
	l.Add("body.b", errFull.With("seat", 2))
	f := fault.From(l.Err())
	if f.Kind() != fault.Invalid || len(f.Fields()) != 2 || f.Fields()[1].Path != "body.b" {
		t.Errorf("got %v", f)
	}
}
