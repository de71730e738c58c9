// Keys for checking permits by machine.
export default {
  apiKey: {
    hint: 'Gates and staffing systems check permits with a key. Every check is written down, and the holder sees the name of the organisation. Too many rows that find nothing end the key.', org: 'Organisation', choose: 'Choose an organisation first', make: 'Make a key', makeEffect: 'The key is shown once. Hand it to whoever runs the system right away.', madeDone: 'The key is made.',
    name: 'Name', nameHint: 'Say what it is for, such as “turnstile at gate 1”.', quota: 'Rows a day', until: 'Last day', untilHint: 'Two years at most.', networks: 'Allowed networks', networksHint: 'Such as 10.1.0.0/16, one a line; none means anywhere.', anywhere: 'anywhere', made: 'Made',
    secret: 'Save this key now', secretHint: 'It is not shown again. It goes into the header X-Api-Key.', noted: 'Saved, close', withdraw: 'Withdraw', withdrawEffect: 'Systems with this key can ask no more, at once and for good.', withdrawn: 'The key is withdrawn.', reason: 'Reason', reasonHint: 'Needed where a regulator ends a key of an organisation below.',
    uses: 'Use', usesOf: '{name}: the last 90 days', unused: 'Not used in the last 90 days', day: 'Day', asked: 'Rows asked', missed: 'Rows that found nothing', emptyTitle: 'No keys yet', emptyHint: 'With a key, gates and other systems can check many permits.',
    state: { ACTIVE: 'In use', WITHDRAWN: 'Withdrawn', STOPPED: 'Stopped: too many rows found nothing' },
  },
}
export const apiKeysMenu = { apiKeys: 'API keys' }
