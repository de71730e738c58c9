package media

import "github.com/suikao/suikao/internal/fault"

// Failures of publishing.
var (
	ErrOffer = fault.Define("media.offer", fault.Invalid, "摄像头连接请求无法识别。", "The camera's offer cannot be used: one VP8 video and at most one Opus audio line are taken.")
	ErrFull  = fault.Define("media.full", fault.Unavailable, "录像服务的连接数已满，请稍候，系统会自动重试。答题不受影响。",
		"The recording service has no room for another camera. It is tried again by itself; answering is not affected.")
	ErrTooOften = fault.Define("media.too_often", fault.TooMany, "摄像头重连过于频繁，请稍候，系统会自动重试。",
		"The camera connects too often. It is tried again by itself in a moment.")
	ErrNoSession = fault.Define("media.no_session", fault.NotFound, "摄像头连接已结束，系统会自动重新连接。", "This camera session has ended. The camera connects again by itself.")
	ErrAway      = fault.Define("media.away", fault.Unavailable, "录像服务暂时连不上，系统会自动重试。答题不受影响。",
		"The recording service cannot be reached. It is tried again by itself; answering is not affected.")
)
