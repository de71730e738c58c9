export default {
  title: 'Permit check',
  intro: 'Enter the permit number and the name, or scan the check code on the permit, to see whether it is valid now.',
  number: 'Permit number',
  numberHint: 'The number on the front of the permit; the last sign may be an X.',
  numberMissing: 'Enter the permit number.',
  name: 'Name',
  nameMissing: 'Enter the holder’s name exactly as on the permit.',
  check: 'Check',
  checking: 'Checking…',
  who: 'the service line of the issuing authority',
}
