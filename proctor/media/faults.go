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
	// Of seats that were sent away for what they send; they are refused for half a minute.
	ErrTooLarge = fault.Define("media.too_large", fault.Invalid, "摄像头画面过大（宽、高均不得超过 1920 像素），未录制。请在摄像头设置中选择 640×480 后重新连接。",
		"The camera's picture is too large (at most 1920 pixels each way) and is not recorded. Set the camera to 640×480 and connect again.")
	ErrTooMuch = fault.Define("media.too_much", fault.TooMany, "摄像头发送的数据量远超规定，连接已断开。请检查该终端的摄像头程序，稍候再连接。",
		"The camera sends far more than it was told and was disconnected. Check the camera program of this terminal and connect again in a moment.")
	ErrFlood = fault.Define("media.flood", fault.TooMany, "摄像头连接的控制消息过多，连接已断开。请检查该终端，稍候再连接。",
		"The camera's connection sends too many control messages and was disconnected. Check this terminal and connect again in a moment.")

	// Failures of looking and talking.
	ErrNoCamera = fault.Define("media.no_camera", fault.NotFound, "该座位目前没有摄像头画面。", "This seat publishes no camera now.")
	// ErrNoRoomCamera is of a camera of a room that sends nothing now, or that there is not.
	ErrNoRoomCamera = fault.Define("media.no_room_camera", fault.NotFound, "该考场的全景摄像头目前没有画面。", "This camera of the room sends no picture now.")
	ErrViewers      = fault.Define("media.viewers", fault.Unavailable, "同时查看实时画面的人数已满，请关闭不用的画面后再试。",
		"Too many people look at live pictures at once. Close one that is not needed and try again.")
	ErrNoViewer = fault.Define("media.no_viewer", fault.NotFound, "实时画面已结束，请重新打开。", "This live view has ended. Open it again.")
	ErrNoVoice  = fault.Define("media.no_voice", fault.Conflict, "该座位终端目前不能播放声音，请改用文字消息。", "This seat cannot play sound now. Send a message instead.")
	ErrTalking  = fault.Define("media.talking", fault.Conflict, "另一名监考人员正在与该座位通话。", "Another officer is speaking to this seat.")
)
