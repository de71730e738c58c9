// What is kept about a face.
export const face = {
  none: 'No template of your face is kept', stored: 'Devices keep {n} templates of your face', until: 'Made {made}, deleted by {until}', going: 'Made {made}, being deleted', deleted: 'Made {made}, deleted {gone}',
  proof: 'Proof of deletion', signature: 'Signed by the device:', matches: 'Compared {n} times; only result and time are recorded',
}
