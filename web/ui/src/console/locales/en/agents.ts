export default {
  agent: {
    hint: 'The seat agent attests the terminal itself: system files, remote access, devices, displays, clock and network. What fails is an incident at the duty desk.', seen: 'Last report', failing: 'Checks that fail', usual: 'Usual since', noRooms: 'No room to show', noSeats: 'This room has no seats yet', noSeatsHint: 'Draw its seats on the page of the room first.',
    none: 'No seat of this room has an agent: only the exam page attests itself, and the room record says “not covered”. How to install one stands with the deployment files.', noneHere: 'This seat has no agent: only the exam page attests itself, and the room record says “not covered”.', silentHint: 'No report for more than half a minute. See whether the terminal is off, cut off, or its agent was stopped.',
    enrolled: 'Enrolled', never: 'nothing reported yet', whole: 'Hears every input device', key: 'Name of the key', troubles: 'What it cannot look at', usb: 'Devices', displays: 'Displays', files: 'Attested files', missing: 'missing', nothing: 'none', yes: 'yes', no: 'no', otherCheck: 'other ({code})',
    accept: 'Accept as usual', acceptEffect: 'What was reported last becomes usual; these checks raise nothing any more. See for yourself first.', accepted: 'This is usual now.', revoke: 'End the agent', revokeEffect: 'The seat is not attested until its terminal enrols an agent anew.', revoked: 'The agent is ended.',
  },
}
