// What an application still needs, as rows a person can go through one by one. Pure: the server's answers in, rows out.
import type { Application, Check, Photo, Training } from '../types'

/** In the order in which people have things at hand. The API names materials by these codes. */
export const materialKinds = [
  'PHOTO', 'IDENTITY_DOCUMENT', 'HOURS_OR_EXEMPTION', 'HEALTH_STATEMENT', 'EDUCATION_PROOF', 'POST_PROOF', 'USCC', 'TITLE_PROOF', 'WORK_STATEMENT', 'OLD_PERMIT', 'LOSS_STATEMENT', 'PLEDGE',
] as const
export type MaterialKind = (typeof materialKinds)[number]
export type RowState = 'done' | 'missing' | 'fix' | 'waiting'

export interface Row {
  kind: MaterialKind
  state: RowState
  /** In the server's or reviewer's words: what is wrong. */
  why: string
}

export interface Checklist {
  rows: Row[]
  /** Reasons that no material can mend. */
  refusals: Check['refusals']
  /** The first row to work on. */
  next: Row | undefined
  /** Everything is there; only people who review still have something to do. */
  waiting: boolean
  ready: boolean
}

const hoursCode = 'eligibility.hours'

export function makeChecklist(app: Application, check: Check, photo: Photo, training: Training | undefined): Checklist {
  const wrong = new Map(check.materials.map((reason) => [reason.material, reason.text]))
  const defects = new Map(app.defects.map((defect) => [defect.material, defect.what]))
  const filed = new Map(app.materials.map((material) => [material.kind, material]))
  const hoursWhy = check.refusals.find((refusal) => refusal.code === hoursCode)?.text ?? ''

  /** Touched since the application was last handed in: the reviewer's remark has been answered. */
  const answered = (kind: MaterialKind) => {
    const at = kind === 'PHOTO' ? photo.submittedAt : filed.get(kind)?.changedAt
    return Boolean(at && app.submittedAt && Date.parse(at) > Date.parse(app.submittedAt))
  }
  function row(kind: MaterialKind): Row | undefined {
    const defect = app.state === 'TO_CORRECT' && !answered(kind) ? defects.get(kind) : undefined
    if (kind === 'HOURS_OR_EXEMPTION') return hoursRow(hoursWhy, defect, training)
    if (kind === 'PHOTO' && wrong.has(kind)) {
      if (photo.state === 'PENDING') return { kind, state: 'waiting', why: '' }
      return { kind, state: photo.state === 'REJECTED' ? 'fix' : 'missing', why: defect ?? '' }
    }
    if (defect) return { kind, state: 'fix', why: defect }
    const why = wrong.get(kind)
    if (why !== undefined) return { kind, state: filed.has(kind) ? 'fix' : 'missing', why: filed.has(kind) ? why : '' }
    return filed.has(kind) || (kind === 'PHOTO' && photo.state === 'APPROVED') ? { kind, state: 'done', why: '' } : undefined
  }
  const rows = materialKinds.map(row).filter((one): one is Row => one !== undefined)
  const refusals = check.refusals.filter((refusal) => refusal.code !== hoursCode)
  const next = rows.find((one) => one.state === 'missing' || one.state === 'fix')
  const waiting = !next && rows.some((one) => one.state === 'waiting')
  return { rows, refusals, next, waiting, ready: !next && !waiting && refusals.length === 0 }
}

function hoursRow(why: string, defect: string | undefined, training: Training | undefined): Row | undefined {
  const kind = 'HOURS_OR_EXEMPTION'
  if (defect) return { kind, state: 'fix', why: defect }
  const need = training?.requirement
  if (why) {
    const asked = training?.exemptions.some((one) => one.item === need?.item && one.state === 'SUBMITTED')
    return { kind, state: asked ? 'waiting' : 'missing', why }
  }
  return need && (need.required || need.exempt) ? { kind, state: 'done', why: '' } : undefined
}
