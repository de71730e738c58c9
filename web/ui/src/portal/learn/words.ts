// Names of how hours were given and what became of exemptions.
import type { TagKind } from '@/kit/StatusTag.vue'
import type { HoursEntry, Training } from '../types'

type Exemption = Training['exemptions'][number]
export const modes: Record<HoursEntry['mode'], string> = { CLASSROOM: 'mode.CLASSROOM', ONLINE: 'mode.ONLINE', WORKSHOP: 'mode.WORKSHOP' }
export const hourKinds: Record<HoursEntry['kind'], string> = { INITIAL: 'hourKind.INITIAL', REFRESHER: 'hourKind.REFRESHER' }
export const grounds: Record<Exemption['reason'], string> = { SKILL_CERT: 'ground.SKILL_CERT', DEGREE: 'ground.DEGREE' }
export const exemptionStates: Record<Exemption['state'], { word: string; kind: TagKind }> = {
  SUBMITTED: { word: 'exState.SUBMITTED', kind: 'info' },
  APPROVED: { word: 'exState.APPROVED', kind: 'safe' },
  REJECTED: { word: 'exState.REJECTED', kind: 'danger' },
  REVOKED: { word: 'exState.REVOKED', kind: 'danger' },
}
