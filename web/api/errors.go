package api

import (
	"errors"
	"log/slog"
	"net/http"
	"regexp"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Problem is the body of every failed answer (application/problem+json, RFC 9457 with a stable code).
type Problem struct {
	Type    string         `json:"type" doc:"always about:blank"`
	Title   string         `json:"title" doc:"HTTP status text"`
	Status  int            `json:"status"`
	Code    string         `json:"code" doc:"stable code of the failure, e.g. booking.slot_full"`
	Detail  string         `json:"detail" doc:"what happened and what to do now, in the language of Accept-Language"`
	Request string         `json:"request,omitempty" doc:"request id to quote"`
	Errors  []ProblemField `json:"errors,omitempty" doc:"the wrong fields"`
}

// ProblemField names one wrong input.
type ProblemField struct {
	Path    string `json:"path" doc:"dotted place in the request, e.g. body.phone"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Error implements error.
func (p *Problem) Error() string { return p.Code }

// GetStatus implements huma.StatusError.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType implements huma's content type hook.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// StatusOf maps a failure kind to its HTTP status. This is the only such map.
func StatusOf(k fault.Kind) int {
	switch k {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.Unauthenticated:
		return http.StatusUnauthorized
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict:
		return http.StatusConflict
	case fault.TooMany:
		return http.StatusTooManyRequests
	case fault.TooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	case fault.Internal:
	}
	return http.StatusInternalServerError
}

// ProblemOf renders err in the given language. Causes and foreign errors are never shown.
func ProblemOf(err error, lang, request string) *Problem {
	f := fault.From(err)
	status := StatusOf(f.Kind())
	p := &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: f.Code(), Detail: f.Text(lang), Request: request}
	for _, w := range f.Fields() {
		p.Errors = append(p.Errors, ProblemField{Path: w.Path, Code: w.Err.Code(), Message: w.Err.Text(lang)})
	}
	return p
}

// newError is what huma calls for every error: validation lists, its own refusals, and whatever a handler returned.
func newError(log *slog.Logger) func(huma.Context, int, string, ...error) huma.StatusError {
	return func(c huma.Context, status int, msg string, errs ...error) huma.StatusError {
		lang, request := "", ""
		if c != nil {
			lang, request = c.Header("Accept-Language"), actor.From(c.Context()).Request
		}
		var list fault.List
		for _, e := range errs {
			var f *fault.Error
			if errors.As(e, &f) {
				if f.Kind() == fault.Internal {
					log.Error("request failed", "request", request, "err", e)
				}
				return ProblemOf(e, lang, request)
			}
			var d *huma.ErrorDetail
			if errors.As(e, &d) {
				list.Add(place(d), inputFault(d.Message))
			}
		}
		if list.Len() > 0 {
			p := ProblemOf(list.Err(), lang, request)
			p.Status, p.Title = status, http.StatusText(status)
			return p
		}
		if status >= http.StatusInternalServerError {
			log.Error("request failed", "request", request, "msg", msg, "err", errors.Join(errs...))
		}
		return ProblemOf(statusFault(status), lang, request)
	}
}

var (
	errUnknownField = fault.Define("input.unknown_field", fault.Invalid, "不认识的字段", "unknown field")
	errRequired     = fault.Define("input.required", fault.Invalid, "必填", "required")
	errTooLong      = fault.Define("input.too_long", fault.Invalid, "最多 {n} 个字符", "at most {n} characters")
	errTooShort     = fault.Define("input.too_short", fault.Invalid, "至少 {n} 个字符", "at least {n} characters")
	errTooManyItems = fault.Define("input.too_many_items", fault.Invalid, "最多 {n} 项", "at most {n} items")
	errTooFewItems  = fault.Define("input.too_few_items", fault.Invalid, "至少 {n} 项", "at least {n} items")
	errTooBig       = fault.Define("input.too_big", fault.Invalid, "不能大于 {n}", "at most {n}")
	errTooSmall     = fault.Define("input.too_small", fault.Invalid, "不能小于 {n}", "at least {n}")
	errNotAllowed   = fault.Define("input.not_allowed", fault.Invalid, "只能是：{n}", "one of: {n}")
	errWrongForm    = fault.Define("input.wrong_form", fault.Invalid, "格式不对", "wrong format")

	errBadRequest  = fault.Define("request.malformed", fault.Invalid, "请求内容无法识别，请刷新页面后重试。", "The request could not be read. Reload the page and try again.")
	errNotFound    = fault.Define("request.not_found", fault.NotFound, "没有这个页面或接口。", "There is nothing at this address.")
	errMethod      = fault.Define("request.method", fault.Invalid, "此地址不支持该操作。", "This address does not support that method.")
	errTooLarge    = fault.Define("request.too_large", fault.TooLarge, "上传内容过大，请缩小后再试。", "The upload is too large. Make it smaller and try again.")
	errMedia       = fault.Define("request.media_type", fault.Invalid, "不支持的内容类型。", "Unsupported content type.")
	errSlowBody    = fault.Define("request.timeout", fault.Unavailable, "网络太慢，内容没有传完，请重试。", "The upload took too long. Try again.")
	errUnavailable = fault.Define("request.unavailable", fault.Unavailable, "服务暂时不可用，请稍后再试。", "The service is not available now. Try again shortly.")
)

func statusFault(status int) *fault.Error {
	switch status {
	case http.StatusNotFound:
		return errNotFound
	case http.StatusMethodNotAllowed:
		return errMethod
	case http.StatusRequestEntityTooLarge:
		return errTooLarge
	case http.StatusUnsupportedMediaType, http.StatusNotAcceptable:
		return errMedia
	case http.StatusRequestTimeout:
		return errSlowBody
	case http.StatusServiceUnavailable:
		return errUnavailable
	}
	if status >= http.StatusInternalServerError {
		return fault.ErrInternal
	}
	return errBadRequest
}

var inputPatterns = []struct {
	re  *regexp.Regexp
	err *fault.Error
}{
	{regexp.MustCompile(`^unexpected property`), errUnknownField},
	{regexp.MustCompile(`^expected required property|^required .* parameter is missing|to be present`), errRequired},
	{regexp.MustCompile(`^expected length <= (\S+)`), errTooLong},
	{regexp.MustCompile(`^expected length >= (\S+)`), errTooShort},
	{regexp.MustCompile(`^expected array length <= (\S+)`), errTooManyItems},
	{regexp.MustCompile(`^expected array length >= (\S+)`), errTooFewItems},
	{regexp.MustCompile(`^expected number <=? (\S+)`), errTooBig},
	{regexp.MustCompile(`^expected number >=? (\S+)`), errTooSmall},
	{regexp.MustCompile(`^expected value to be one of "(.*)"`), errNotAllowed},
}

var missing = regexp.MustCompile(`^expected required property (\S+) to be present`)

// place is where a wrong input stands. Of a missing property huma names only the object that lacks it.
func place(d *huma.ErrorDetail) string {
	if m := missing.FindStringSubmatch(d.Message); m != nil {
		return d.Location + "." + m[1]
	}
	return d.Location
}

// inputFault turns huma's English validation message into a failure with a code; the offending value is not repeated,
// because it may be a personal number.
func inputFault(msg string) *fault.Error {
	for _, p := range inputPatterns {
		m := p.re.FindStringSubmatch(msg)
		switch {
		case m == nil:
		case len(m) > 1:
			return p.err.With("n", strings.TrimRight(m[1], "."))
		default:
			return p.err
		}
	}
	return errWrongForm
}
