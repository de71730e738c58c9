package booking

import "github.com/suikao/suikao/internal/fault"

// Failures of any act.
var (
	ErrNotFound  = fault.Define("booking.not_found", fault.NotFound, "没有找到，或不在您的管辖范围内。", "Not found, or outside your area.")
	ErrForbidden = fault.Define("booking.forbidden", fault.Forbidden, "您没有办理这一事项的权限，请联系管理员。", "You have no right to do this. Ask an administrator.")
	ErrStale     = fault.Define("booking.stale", fault.Conflict, "内容已被他人改动，请刷新后再操作。", "Somebody else changed this meanwhile. Reload and try again.")
	ErrBadText   = fault.Define("booking.bad_text", fault.Invalid, "请填写完整，且不要超过长度限制。", "Fill this in, within the length limit.")
	ErrReason    = fault.Define("booking.reason", fault.Invalid, "请写明理由，不超过 200 字。", "State the reason, in at most 200 characters.")
)

// Failures of slots and bookings.
var (
	ErrSlotFull        = fault.Define("booking.slot_full", fault.Conflict, "该场次已满，请换一个时间。", "This slot is full. Choose another time.")
	ErrSlotStarted     = fault.Define("booking.slot_started", fault.Conflict, "该场次已经开始，请选择之后的场次。", "This slot has begun. Choose a later one.")
	ErrSlotNotBegun    = fault.Define("booking.slot_not_begun", fault.Conflict, "本场还没有开始，开始后才能停止入场。", "This slot has not begun. Admissions can be closed once it has.")
	ErrSlotClosed      = fault.Define("booking.slot_closed", fault.Conflict, "该场次不开放：{notice}。请选择其他场次。", "This slot is closed: {notice}. Choose another.")
	ErrSlotUncovered   = fault.Define("booking.slot_uncovered", fault.Conflict, "该场次尚未安排监考值守，暂不能预约。请选择其他场次。", "Nobody is on duty for this slot yet. Choose another.")
	ErrNoAuthorization = fault.Define("booking.no_authorization", fault.Conflict, "该考场当日没有有效的考试批准文件，不能安排正式考试。请选择其他考场。", "The room has no valid authorization for that day. Choose another room.")
	ErrRoomClosed      = fault.Define("booking.room_closed", fault.Conflict, "该考场暂停使用，请选择其他考场。", "This room is out of use. Choose another.")
	ErrNotApproved     = fault.Define("booking.application_not_approved", fault.Conflict, "报名尚未审核通过，通过后才能预约。请在“我的报名”中查看进度。", "Your application is not approved yet. See its progress under My applications.")
	ErrApplicationOver = fault.Define("booking.application_over", fault.Conflict, "报名审核的有效期到 {date} 止，请重新报名。", "Your approval is valid until {date}. Apply again.")
	ErrOtherArea       = fault.Define("booking.other_area", fault.Conflict, "该考点不属于受理您报名的机关，请选择其他考点。", "This exam point does not belong to the authority that approved you. Choose another.")
	ErrHasBooking      = fault.Define("booking.has_booking", fault.Conflict, "该报名已有一个有效预约，如需更改请先取消。", "There is already a booking for this application. Cancel it first to change it.")
	ErrOverlap         = fault.Define("booking.overlap", fault.Conflict, "您在这个时间已有另一个预约，请换一个时间。", "You have another booking at that time. Choose another time.")
	ErrHoldOver        = fault.Define("booking.hold_expired", fault.Conflict, "保留时间已过，名额已释放，请重新选择场次。", "The hold ran out and the place was given back. Choose a slot again.")
	ErrBookingState    = fault.Define("booking.state", fault.Conflict, "预约目前的状态不能进行这项操作，请刷新后查看。", "The booking's state does not allow this now. Reload and look again.")
	ErrMustRebook      = fault.Define("booking.must_rebook", fault.Conflict, "该场次已停用，您的预约需要改期：{reason}。请重新选择场次。", "The slot was closed and your booking must move: {reason}. Choose another slot.")
	ErrCancelLate      = fault.Define("booking.cancel_late", fault.Conflict, "开考前 {minutes} 分钟内不能取消。不能到场将记为缺考，不占考试次数。", "Within {minutes} minutes of the start it cannot be cancelled. Not coming counts as absent and uses up no attempt.")
	ErrReplaceNoTheory = fault.Define("booking.no_theory", fault.Conflict, "补证不需要参加理论考试，无须预约。", "A replacement needs no theory examination and no booking.")
	ErrNoTicket        = fault.Define("booking.no_ticket", fault.Conflict, "预约尚未确认，没有准考证。", "The booking is not confirmed; there is no ticket.")
)
