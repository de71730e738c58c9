// Readiness and safety of a room.
export default {
  ready: {
    title: 'Readiness and safety', fine: 'Ready', next: 'Next sitting', nextText: '{time}: {n} booked, {seats} seats usable', nobody: 'Nobody is booked within a day',
    inside: 'People inside', insideLog: '{n} seated (no head counter)', insideBoth: '{n} seated, {low}–{high} by the log, the camera counts {counted} ({time})',
    occupancy: 'Occupancy limit', noLimit: 'None', door: 'Door', noDoor: 'No door controller', silent: 'The door controller is silent since {time}', doorOpen: 'The door stands open since {time}',
    requireTests: 'Self-test before a sitting', rechecks: 'Identity checks at the seat', yes: 'Needed', no: 'Not needed', setting_AUTO: 'By the hardware', setting_ON: 'On', setting_OFF: 'Off',
    fit_READY: 'Ready', fit_FAILED: 'Failed', fit_UNTESTED: 'Not tested', fit_OUT: 'Out of service', fit_NOT_NEEDED: 'Not needed', testedAt: 'tested {time}',
    part_attestation: 'Attestation', part_camera: 'Camera', part_microphone: 'Microphone', part_speaker: 'Speaker', part_clock: 'Clock', part_storage: 'Storage', part_network: 'Network', part_door_contact: 'Door contact', part_card_reader: 'Card reader', part_face_device: 'Face device', part_head_counter: 'Head counter',
    why_covered: 'covered', why_dark: 'too dark', why_absent: 'absent or refused', why_no_picture: 'no picture', why_silent: 'silent', why_not_heard: 'its tone is not heard', why_skew: 'the time is off', why_forgets: 'does not keep data', why_full: 'full', why_refused: 'refused', why_slow: 'too slow', why_no_answer: 'no answer', why_not_tested: 'not tested', why_stands_open: 'stands open', why_failed: 'failed',
    emergency_FIRE: 'Fire alarm', emergency_PANIC: 'Call for help', byWire: 'signal of the room', count_TOO_MANY: 'More people than the log has', count_TOO_FEW: 'Fewer people than the log has', noMains: 'No mains since {time}', locked: 'Maintenance lock ({name}): {reason}',
    declare: 'Declare an emergency', declareEffect: 'The door opens and stays open, the whole room pauses with its time given back, the duty desk is called.', declared: 'The emergency is declared', kind: 'Kind', end: 'End the emergency', endEffect: 'The door locks again and people may come in. Sittings stay paused until the room is resumed.', ended: 'The emergency is over',
    openDoor: 'Open the door once', openDoorEffect: 'The door opens once; it is recorded.', opened: 'The door has opened', lock: 'Maintenance lock', lockEffect: 'Nobody is let in. People inside go on.', unlock: 'Take the lock away', unlockEffect: 'People are let in again.', limits: 'Limits and self-tests', limitsEffect: 'Takes effect at once. A limit of 0 means none.',
    checks: 'Seats to look at', check_SEAT: 'Check after sitting down', check_RANDOM: 'Random check', checkFailed: 'the device did not find the person three times', checkEqual: 'the person uses no face; somebody looks', checkUntil: 'until {time}', same: 'The same person', other: 'Another person', sameEffect: 'Look at the live picture and the photo on file first.', otherEffect: 'It is entered as an identity incident for others to examine. The paper does not end by itself.',
  },
}
