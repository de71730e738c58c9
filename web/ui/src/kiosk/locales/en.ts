import gate from './gate.en'
import seat from './seat.en'

export default {
  product: 'SuiKao terminal',
  call: {
    button: 'Call a person', calling: 'Calling…', coming: 'Called. Please wait.', failed: 'The call failed. Press again', failedPhone: 'The call failed. Please telephone {phone}', phone: 'Duty desk: {phone}',
  },
  unknown: {
    title: 'This terminal is not enrolled any more', text: 'The system does not know this terminal: it was revoked or replaced. Staff must enrol it again; candidates please wait here.', again: 'Enrol again', retry: 'Try again',
  },
  display: {
    text: 'Text size', normal: 'Standard text', large: 'Large text', largest: 'Largest text', sample: 'A', contrast: 'High contrast', mute: 'Voice off',
  },
  insecure: {
    title: 'This terminal has no encrypted connection',
    why: 'Browsers allow the camera and protect answers only on encrypted connections, so no exam can be taken here.',
    do: 'Staff: use the address {address} and install the room certificate.',
  },
  enrol: {
    title: 'Enrol this terminal',
    hint: 'Staff make a one-time code on the devices page of the console and enter it here.',
    code: 'One-time code',
    serves: 'Who goes through a gate here (not for seats)',
    way: { both: 'People who come and go', in: 'Only those who come in', out: 'Only those who go out' },
    go: 'Enrol',
    busy: 'Enrolling…',
    who: 'the system administrator of the exam point',
  },
  gate,
  seat,
}
