// Asking to seal a release for others, and fetching it: the server makes the file for the very receivers and terms that were allowed, which it
// keeps as a digest. So the browser of who asked remembers what was entered; without that it is entered again.
import type { ActField, Values } from '../parts/acts'
import type { Schemas } from '../types'

export type Sealing = Schemas['SealingForm']

/** Days after which what was entered is forgotten: a file can be fetched for seven days once two people have allowed it. */
const remembered = 60
const place = 'suikao.sealings'
type Kept = Record<string, { at: number; sealing: Sealing }>

export function sealingFields(t: (key: string) => string, today: string, kept?: Sealing): ActField[] {
  return [
    { name: 'owner', label: t('sealing.owner'), required: true, max: 60, value: kept?.owner ?? '' },
    { name: 'devices', label: t('sealing.devices'), kind: 'long', required: true, min: 64, hint: t('sealing.devicesHint'), value: kept?.devices.join('\n') ?? '' },
    { name: 'from', label: t('sealing.from'), kind: 'date', required: true, value: kept?.from ?? today }, { name: 'to', label: t('sealing.to'), kind: 'date', required: true, value: kept?.to ?? '' },
    { name: 'region', label: t('sealing.region'), max: 6, hint: t('sealing.regionHint'), value: kept?.region ?? '' },
    { name: 'statistics', label: t('sealing.statistics'), kind: 'check', value: kept?.statistics ? 'yes' : '' },
  ]
}

/** One key a line; blanks within a line are those of a key that was written in groups. */
export function sealingOf(values: Values): Sealing {
  const region = (values['region'] ?? '').trim()
  return {
    owner: (values['owner'] ?? '').trim(), devices: (values['devices'] ?? '').split(/[\n,;，；]/).map((key) => key.replace(/\s/g, '').toLowerCase()).filter(Boolean), from: values['from'] ?? '', to: values['to'] ?? '',
    ...(region ? { region } : {}), ...(values['statistics'] === 'yes' ? { statistics: true } : {}),
  }
}

/** What the two who allow it read: the server writes receivers and terms behind the reason, at its end, where nothing in a reason or name can stand for them. */
const line = /^(.*) \[(.+); (\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d); region "(\d*)"; (no )?statistics; to ([0-9a-f ]+); [0-9a-f]{32}\]$/s

/** A reason in words; as it stands where nothing is behind it. */
export function reasonWords(t: (key: string, named?: Record<string, unknown>) => string, reason: string): string[] {
  const [, why, owner, from, to, region, no, devices] = line.exec(reason) ?? []
  if (why === undefined) return [reason]
  return [
    why, t('sealing.ownerIs', { owner }),
    [t('bank.sealedDays', { from, to }), region ? t('bank.sealedRegion', { code: region }) : t('bank.sealedEverywhere'), t(no ? 'bank.sealedCountsNot' : 'bank.sealedCounts')].join(' · '),
    t('sealing.receivers', { devices: (devices ?? '').split(' ').join(t('list.comma')) }),
  ]
}

function read(store: Storage): Kept {
  try {
    return (JSON.parse(store.getItem(place) ?? '{}') ?? {}) as Kept
  } catch {
    return {}
  }
}

export function remember(store: Storage, request: string, sealing: Sealing, now: number): void {
  const kept = Object.fromEntries(Object.entries(read(store)).filter(([, one]) => now - one.at < remembered * 86_400_000))
  try {
    store.setItem(place, JSON.stringify({ ...kept, [request]: { at: now, sealing } }))
  } catch {
    // no room, or none allowed: it is entered again
  }
}

export const recall = (store: Storage, request: string): Sealing | undefined => read(store)[request]?.sealing
