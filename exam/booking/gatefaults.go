package booking

import "github.com/suikao/suikao/internal/fault"

// Failures at the gate, one code and text per cause.
var (
	ErrGateUnknown     = fault.Define("gate.unknown", fault.NotFound, "没有找到您的报名或预约。请核对准考证或证件，或按“呼叫工作人员”。", "No application or booking was found. Check ticket or document, or press Call staff.")
	ErrGateWrongRoom   = fault.Define("gate.wrong_room", fault.Conflict, "您的考场是{room}（{point}），不是这里。请前往该考场。", "Your room is {room} ({point}), not this one. Please go there.")
	ErrGateTooEarly    = fault.Define("gate.too_early", fault.Conflict, "还没到入场时间。请于 {time} 起入场。", "It is too early. Entry opens at {time}.")
	ErrGateTooLate     = fault.Define("gate.too_late", fault.Conflict, "已过迟到截止时间 {time}，本场不能入场，记为缺考，不占考试次数。请另行预约。", "Entry closed at {time}. You count as absent; no attempt is used up. Book another slot.")
	ErrGateExpired     = fault.Define("gate.ticket_expired", fault.Conflict, "这张准考证的场次已经结束，请重新预约。", "The slot of this ticket is over. Book again.")
	ErrGateCancelled   = fault.Define("gate.ticket_cancelled", fault.Conflict, "这张准考证的预约已取消，请重新预约。", "The booking of this ticket was cancelled. Book again.")
	ErrGateRebook      = fault.Define("gate.slot_closed", fault.Conflict, "本场次已停用，您的预约需要改期：{reason}。请在手机或窗口改约。", "The slot was closed and your booking must move: {reason}. Rebook by phone or at the counter.")
	ErrGateInside      = fault.Define("gate.already_inside", fault.Conflict, "系统显示您已入场，不能重复入场。如不是您本人，请按“呼叫工作人员”。", "You are already inside. If that was not you, press Call staff.")
	ErrGateSatHere     = fault.Define("gate.slot_used", fault.Conflict, "您在本场次已入场一次，请选择之后的场次。", "You were already admitted in this slot. Choose a later one.")
	ErrGateBanned      = fault.Define("gate.banned", fault.Forbidden, "您目前不能参加考试：{reason}", "You may not take examinations at present: {reason}")
	ErrGateNotApproved = fault.Define("gate.application_not_approved", fault.Conflict, "您的报名尚未审核通过，不能入场。请在“我的报名”查看进度或到窗口咨询。", "Your application is not approved. See its progress in the portal or ask at the counter.")
	ErrGateNoSeat      = fault.Define("gate.no_free_seat", fault.Conflict, "现在没有空闲考位，请稍候再试，或预约之后的场次。", "No seat is free now. Wait a little, or book a later slot.")
	ErrGateNoSlot      = fault.Define("gate.no_slot", fault.Conflict, "本考场现在不开放考试，请预约其他时间。", "No examination runs in this room now. Book another time.")
	ErrGateClosed      = fault.Define("gate.admissions_closed", fault.Conflict, "本场已停止入场，请选择之后的场次。", "Nobody is let into this slot any more. Choose a later one.")
	ErrGateUnattended  = fault.Define("gate.unattended", fault.Conflict, "本考场监考暂时中断，暂停入场。恢复后即可继续，请稍候再试。", "Supervision of this room is interrupted and nobody is let in. Please wait a little and try again.")
	ErrGateVisitOver   = fault.Define("gate.visit_over", fault.Conflict, "操作超时，请从头开始。", "This took too long. Please start again.")
	ErrGateStep        = fault.Define("gate.step", fault.Conflict, "现在不能进行这一步，请按屏幕提示操作。", "This step is not possible now. Follow the screen.")
	ErrGateRefused     = fault.Define("gate.refused", fault.Forbidden, "工作人员未予确认：{reason}", "The officer did not confirm: {reason}")
	ErrGateWrongDevice = fault.Define("gate.wrong_device", fault.Forbidden, "这台设备不是考场入口终端。", "This device is not a gate terminal.")

	ErrPINWrong       = fault.Define("gate.pin_wrong", fault.Conflict, "入场码不正确，还可以试 {left} 次。", "The PIN is not right. {left} tries are left.")
	ErrPINLocked      = fault.Define("gate.pin_locked", fault.Conflict, "入场码已多次输错，请由工作人员核对身份。", "The PIN was wrong too often. An officer will check your identity.")
	ErrPINNone        = fault.Define("gate.pin_none", fault.Conflict, "还没有领取入场码，请在手机上领取，或由工作人员核对身份。", "No PIN was fetched yet. Fetch it by phone, or let an officer check your identity.")
	ErrCardFirst      = fault.Define("gate.card_first", fault.Conflict, "请先把身份证放在读卡器上。只有准考证或入场码不能入场。", "Put your identity card on the reader first. A ticket or PIN alone does not let you in.")
	ErrCardNone       = fault.Define("gate.card_none", fault.Conflict, "读卡器上没有证件，请把证件平放在读卡区。", "There is no card on the reader. Lay it flat on the reading area.")
	ErrCardUnreadable = fault.Define("gate.card_unreadable", fault.Conflict, "证件芯片无法读取，将由工作人员核对身份。", "The chip cannot be read. An officer will check your identity.")
	ErrCardExpired    = fault.Define("gate.card_expired", fault.Conflict, "证件已于 {date} 过期，将由工作人员核对身份。", "The document expired on {date}. An officer will check your identity.")
	ErrCardOther      = fault.Define("gate.card_other_person", fault.Conflict, "证件与预约人不一致，请使用本人证件，或由工作人员核对。", "The card is not of the person who booked. Use your own, or let an officer check.")
	ErrCardName       = fault.Define("gate.card_name", fault.Conflict, "证件姓名与报名姓名不一致，将由工作人员核对。", "The name on the card differs from the application. An officer will check.")
	ErrReaderDown     = fault.Define("gate.reader_down", fault.Unavailable, "读卡器没有响应，将由工作人员核对身份。", "The card reader does not answer. An officer will check your identity.")
	ErrDoorDown       = fault.Define("gate.door_down", fault.Unavailable, "门没有响应，已通知工作人员为您开门，请在门口稍候。您的考位已保留。", "The door does not answer. Staff were called to open it; please wait here. Your seat is kept.")
)

// Failures of admissions and seats.
var (
	ErrNobodyAtSeat   = fault.Define("seat.nobody", fault.NotFound, "这个考位目前没有考生。", "Nobody is assigned to this seat now.")
	ErrSeatTaken      = fault.Define("seat.taken", fault.Conflict, "这个考位已有人使用，请选择其他考位。", "This seat is in use. Choose another.")
	ErrSeatOut        = fault.Define("seat.out", fault.Conflict, "这个考位已停用，请选择其他考位。", "This seat is out of service. Choose another.")
	ErrOtherRoom      = fault.Define("seat.other_room", fault.Conflict, "只能换到同一考场的考位。", "A person can only be moved within the room.")
	ErrAdmissionState = fault.Define("admission.state", fault.Conflict, "考生目前的状态不能进行这项操作，请刷新后查看。", "The person's state does not allow this now. Reload and look again.")
	ErrOwnMatch       = fault.Define("gate.own_match", fault.Forbidden, "不能确认自己的身份，请由他人办理。", "You cannot confirm your own identity.")
	ErrCallTaken      = fault.Define("call.taken", fault.Conflict, "{name}已接听这次呼叫，无须重复处理。", "{name} has answered this call already.")
	ErrCallClosed     = fault.Define("call.closed", fault.Conflict, "这次呼叫已处理完毕，请刷新。", "This call is closed. Reload.")
	ErrCallOutcome    = fault.Define("call.outcome", fault.Invalid, "请选择处理结果。", "Choose how the call ended.")
	ErrMatchDone      = fault.Define("gate.match_done", fault.Conflict, "此人已由他人处理，请刷新。", "Somebody else has dealt with this person. Reload.")
)
