package outpost

import "github.com/suikao/suikao/internal/fault"

// Failures of room nodes. Codes are stable.
var (
	ErrCode = fault.Define("outpost.code", fault.Invalid,
		"考场机绑定码不正确、已使用或已过期，请向考务人员索取新的绑定码。", "The code is wrong, used or expired. Ask the exam staff for a new one.")
	ErrUnknownNode = fault.Define("outpost.unknown", fault.Unauthenticated,
		"这台考场机没有绑定或已解绑。", "This room node is not enrolled or was revoked.")
	ErrNoNode = fault.Define("outpost.not_found", fault.NotFound,
		"没有找到这台考场机。", "This room node was not found.")
	ErrSignature = fault.Define("outpost.signature", fault.Unauthenticated,
		"考场机的签名不正确，内容没有采用。", "The signature of the room node does not fit. Nothing was applied.")
	ErrStatement = fault.Define("outpost.statement", fault.Invalid,
		"考场机发来的内容格式不正确。", "What the room node sent is not well formed.")
	ErrSerial = fault.Define("outpost.serial", fault.Conflict,
		"考场机发来的内容是旧的，没有采用。", "The room node sent something older than what is known. Nothing was applied.")
	ErrNoHold = fault.Define("outpost.no_hold", fault.NotFound,
		"没有找到这场考试的交接记录。", "This sitting was not handed over.")
	ErrNotYours = fault.Define("outpost.not_yours", fault.Forbidden,
		"这场考试没有交给这台考场机。", "This sitting was not handed to this room node.")
	ErrRevoked = fault.Define("outpost.called_back", fault.Conflict,
		"这场考试已由工作人员收回，考场机随后交回的作答记录没有采用，已留存待人工处理。",
		"This sitting was called back by staff. What the node handed back afterwards was not applied and is kept for a decision.")
	ErrReason = fault.Define("outpost.reason", fault.Invalid,
		"请写明原因（2 至 200 字）。", "Give a reason of 2 to 200 characters.")
	ErrClosed = fault.Define("outpost.closed", fault.Conflict,
		"这场考试已经交回中心。", "This sitting is back at the centre already.")
	ErrNoEvidence = fault.Define("outpost.no_evidence", fault.NotFound,
		"没有找到这份留存的作答记录。", "This kept journal was not found.")
	ErrDecided = fault.Define("outpost.decided", fault.Conflict,
		"这份留存的作答记录已有处理意见。", "A decision on this kept journal exists already.")
	ErrForbidden = fault.Define("outpost.forbidden", fault.Forbidden,
		"您没有管理这个考场的考场机的权限。", "You have no right over the room node of this room.")
	ErrTooLate = fault.Define("outpost.window_over", fault.Conflict,
		"这份试卷的离线开考时限已过，不能开始。请联系远程监考员。", "The time in which this paper may be opened offline is over. Call the remote invigilator.")
	ErrOffice = fault.Define("outpost.centre_only", fault.Conflict,
		"这项操作只能在中心办理，请等网络恢复。", "This can only be done at the centre. Wait until the network is back.")
	ErrPeerFirst = fault.Define("outpost.peer_first", fault.Unavailable,
		"考场机刚刚启动，正在与另一台考场机核对，请稍候。", "This room node was just started and is asking the other one first. Wait a moment.")
	ErrOrphan = fault.Define("outpost.orphan", fault.Conflict,
		"另一台考场机已经接管这场考试，本机多出的作答记录没有采用，已留存待人工处理。",
		"The other room node had taken this sitting over. What this one has beyond it was not applied and is kept for a decision.")
	ErrUplink = fault.Define("outpost.uplink_lost", fault.Unavailable,
		"本考场与中心的网络中断，暂时不能办理。正在进行的考试不受影响。", "The room has lost its connection to the centre. Sittings under way go on.")
)
