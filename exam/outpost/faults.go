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
	ErrNoFilm = fault.Define("outpost.no_film", fault.NotFound,
		"没有找到这段录像。", "This piece of a recording is not known.")
	ErrFilm = fault.Define("outpost.film", fault.Invalid,
		"考场机交回的录像格式不正确，没有采用。", "The recording that the room node handed back is not well formed. It was not taken.")
	ErrFilmPlace = fault.Define("outpost.film_place", fault.Forbidden,
		"这段时间这个座位的考试不在这台考场机上，录像没有采用。", "This room node did not hold that sitting at that seat in that time. The recording was not taken.")
	ErrFilmOther = fault.Define("outpost.film_other", fault.Conflict,
		"同一编号的录像已有不同内容，没有采用。", "Another content exists under the number of this recording. It was not taken.")
	ErrFilmAltered = fault.Define("outpost.film_altered", fault.Conflict,
		"录像内容与考场机的签名记载不符，没有采用。", "The recording is not what the room node signed. It was not taken.")
	ErrUplink = fault.Define("outpost.uplink_lost", fault.Unavailable,
		"本考场与中心的网络中断，暂时不能办理。正在进行的考试不受影响。", "The room has lost its connection to the centre. Sittings under way go on.")
)
