package fault

import (
	"errors"
	"fmt"
	"maps"
	"sort"
	"strings"
)

// Kind says what sort of failure an error is; the edge maps it to a status once.
type Kind uint8

// The closed list of kinds.
const (
	Internal        Kind = iota // a defect or an unexpected failure; its text is shown to nobody
	Invalid                     // the caller's input is wrong; Fields name where
	Unauthenticated             // nobody is logged in, or the login ended
	Forbidden                   // logged in, but this act is not allowed
	NotFound                    // does not exist, or is outside the caller's scope
	Conflict                    // the state does not allow it now (taken, changed meanwhile, too late)
	TooMany                     // rate limit or lock-out; RetryAfter may be set
	TooLarge                    // upload, frame or list over its limit
	Unavailable                 // a dependency is down; trying again later may help
)

// Error is one failure of a known kind with a stable code and a text in both languages.
// Values made by Define are templates; With, At, Wrap return copies. Compare with errors.Is: equal codes are equal.
type Error struct {
	kind   Kind
	code   string
	zh, en string
	args   map[string]string
	fields []Field
	cause  error
}

// Field names one wrong input: Path in dotted form as the client sent it ("body.phone"), or a sheet cell ("row 12, 答案").
type Field struct {
	Path string
	Err  *Error
}

// Define declares a failure. The code is stable for ever ("booking.slot_full"); zh and en say what happened and what to
// do now; {name} in them is replaced by the argument of that name.
func Define(code string, kind Kind, zh, en string) *Error {
	return &Error{kind: kind, code: code, zh: zh, en: en}
}

// ErrInternal stands for every error that is not an *Error.
var ErrInternal = Define("internal", Internal, "系统出了故障，您的操作没有完成。请稍后再试；仍不行请把代码告诉工作人员。",
	"Something failed on our side and the action was not completed. Try again shortly, or give the code to staff.")

// ErrInvalid is the head of a list of wrong fields.
var ErrInvalid = Define("invalid", Invalid, "有内容填写不正确，请按提示修改。", "Some input is not right. See the marked fields.")

// Kind returns what sort of failure this is.
func (e *Error) Kind() Kind { return e.kind }

// Code returns the stable code.
func (e *Error) Code() string { return e.code }

// Fields returns the wrong inputs, nil where the failure is not about a field.
func (e *Error) Fields() []Field { return e.fields }

// Args returns a copy of the named arguments.
func (e *Error) Args() map[string]string { return maps.Clone(e.args) }

// Error is the developer's text: code, arguments, cause. It is logged, never shown to a user.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.code)
	keys := make([]string, 0, len(e.args))
	for k := range e.args {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		fmt.Fprintf(&b, " %s=%q", k, e.args[k])
	}
	for _, f := range e.fields {
		fmt.Fprintf(&b, " [%s: %s]", f.Path, f.Err.code)
	}
	if e.cause != nil {
		b.WriteString(": ")
		b.WriteString(e.cause.Error())
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.cause }

// Is reports whether target is an *Error of the same code.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.code == e.code
}

// Text returns the user's text in language lang ("en", "en-US" …; Chinese otherwise), arguments filled in.
func (e *Error) Text(lang string) string {
	s := e.zh
	if strings.HasPrefix(strings.ToLower(lang), "en") && e.en != "" {
		s = e.en
	}
	for k, v := range e.args {
		s = strings.ReplaceAll(s, "{"+k+"}", v)
	}
	return s
}

func (e *Error) clone() *Error {
	c := *e
	c.args = maps.Clone(e.args)
	c.fields = append([]Field(nil), e.fields...)
	return &c
}

// With returns a copy with one more argument, formatted by fmt.Sprint. Never pass personal numbers or secrets.
func (e *Error) With(name string, value any) *Error {
	c := e.clone()
	if c.args == nil {
		c.args = map[string]string{}
	}
	c.args[name] = fmt.Sprint(value)
	return c
}

// At returns an ErrInvalid-headed failure that names path as the place of e.
func (e *Error) At(path string) *Error {
	c := ErrInvalid.clone()
	c.fields = []Field{{Path: path, Err: e}}
	return c
}

// Listing returns a copy that names fields as its places: a failure of its own that has several reasons.
func (e *Error) Listing(fields []Field) *Error {
	c := e.clone()
	c.fields = append([]Field(nil), fields...)
	return c
}

// Wrap returns a copy whose cause is err.
func (e *Error) Wrap(err error) *Error {
	c := e.clone()
	c.cause = err
	return c
}

// From returns the *Error inside err, or ErrInternal wrapping it. From(nil) is nil.
func From(err error) *Error {
	if err == nil {
		return nil
	}
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return ErrInternal.Wrap(err)
}

// KindOf returns the kind of err; Internal for foreign errors.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.kind
	}
	return Internal
}

// List collects wrong fields so that a form is answered with all of them at once. The zero value is ready.
type List struct{ fields []Field }

// Add notes that path is wrong for the reason e. A nil e is ignored.
func (l *List) Add(path string, e *Error) {
	if e != nil {
		l.fields = append(l.fields, Field{Path: path, Err: e})
	}
}

// Len returns how many fields were noted.
func (l *List) Len() int { return len(l.fields) }

// Err returns nil when nothing was noted, else an ErrInvalid carrying the fields in order.
func (l *List) Err() error {
	if len(l.fields) == 0 {
		return nil
	}
	c := ErrInvalid.clone()
	c.fields = append([]Field(nil), l.fields...)
	return c
}
