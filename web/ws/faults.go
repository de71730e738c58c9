package ws

import "github.com/suikao/suikao/internal/fault"

// Failures of the wire itself; failures of a sitting come from package exam with their own codes. Stable, see PROTOCOL.md.
var (
	ErrFrame = fault.Define("ws.bad_frame", fault.Invalid,
		"消息格式不正确。", "The message is not well formed.")
	ErrVersion = fault.Define("ws.version", fault.Invalid,
		"页面版本与服务器不一致，请刷新页面。", "The page speaks another protocol version. Reload it.")
	ErrType = fault.Define("ws.unknown_type", fault.Invalid,
		"服务器不认识这种消息，请刷新页面。", "The server does not know this message. Reload the page.")
	ErrField = fault.Define("ws.unknown_field", fault.Invalid,
		"消息里有不认识的内容，请刷新页面。", "The message has a field that the server does not know. Reload the page.")
	ErrTooLarge = fault.Define("ws.too_large", fault.TooLarge,
		"消息过大，连接已断开。", "The message is too large; the connection was closed.")
	ErrTooFast = fault.Define("ws.too_fast", fault.TooMany,
		"发送过快，连接已断开，会自动重连。", "Messages came too fast; the connection was closed. The page reconnects.")
	ErrSlow = fault.Define("ws.slow_reader", fault.TooMany,
		"网络太慢，连接已断开，会自动重连。", "The network is too slow; the connection was closed. The page reconnects.")
	ErrHello = fault.Define("ws.hello_first", fault.Unauthenticated,
		"连接后没有及时表明身份，已断开。", "The first message must be hello, in time.")
	ErrHelloAgain = fault.Define("ws.hello_again", fault.Invalid,
		"连接已经表明过身份。", "This connection has said hello already.")
	ErrToken = fault.Define("ws.token", fault.Unauthenticated,
		"本机没有登记或登记已被取消。请联系管理员。", "This terminal is not enrolled. Ask the administrator.")
	ErrNotSeat = fault.Define("ws.not_a_seat", fault.Forbidden,
		"这台设备不是考位终端。", "This device is not a seat terminal.")
	ErrNoSeatHeld = fault.Define("ws.no_sitting", fault.Conflict,
		"这个考位现在没有考试。", "There is no sitting at this seat now.")
	ErrUplink = fault.Define("ws.uplink_lost", fault.Unavailable,
		"本考场与中心的网络中断，正在重连。正在进行的考试不受影响。", "The room has lost its connection to the centre. Sittings under way go on.")
	ErrRestart = fault.Define("ws.restart", fault.Unavailable,
		"服务器正在更新，会自动重连。", "The server restarts. The page reconnects.")
)
