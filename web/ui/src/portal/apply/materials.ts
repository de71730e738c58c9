// How each material is handed in: which questions its page asks.
import type { MaterialKind } from './checklist'

export interface Ask {
  file?: boolean
  /** Label key of the free or short text. */
  value?: string
  institution?: string
  date?: string
  fit?: boolean
  long?: boolean
}

/** PHOTO and HOURS_OR_EXEMPTION have pages of their own; PLEDGE is read and confirmed. */
export const asks: Record<Exclude<MaterialKind, 'PHOTO' | 'HOURS_OR_EXEMPTION' | 'PLEDGE'>, Ask> = {
  IDENTITY_DOCUMENT: { file: true },
  HEALTH_STATEMENT: { fit: true, date: 'material.healthDate', institution: 'material.healthWhere' },
  EDUCATION_PROOF: { file: true, value: 'material.eduLevel', institution: 'material.school' },
  POST_PROOF: { file: true, institution: 'material.unit', date: 'material.postDate' },
  USCC: { value: 'material.uscc' },
  TITLE_PROOF: { file: true, value: 'material.titleName' },
  WORK_STATEMENT: { value: 'material.work', long: true },
  OLD_PERMIT: { file: true },
  LOSS_STATEMENT: { value: 'material.loss', long: true },
}

export const names: Record<MaterialKind, string> = {
  PHOTO: 'mat.PHOTO', IDENTITY_DOCUMENT: 'mat.IDENTITY_DOCUMENT', HOURS_OR_EXEMPTION: 'mat.HOURS_OR_EXEMPTION', HEALTH_STATEMENT: 'mat.HEALTH_STATEMENT',
  PLEDGE: 'mat.PLEDGE', EDUCATION_PROOF: 'mat.EDUCATION_PROOF', POST_PROOF: 'mat.POST_PROOF', USCC: 'mat.USCC', TITLE_PROOF: 'mat.TITLE_PROOF',
  WORK_STATEMENT: 'mat.WORK_STATEMENT', OLD_PERMIT: 'mat.OLD_PERMIT', LOSS_STATEMENT: 'mat.LOSS_STATEMENT',
}

/** Where a row leads. */
export function pathOf(application: string, kind: MaterialKind, item: string): string {
  if (kind === 'PHOTO') return '/photo'
  if (kind === 'HOURS_OR_EXEMPTION') return `/learn/${item}?application=${application}`
  return `/applications/${application}/${kind}`
}

/** Largest upload the server takes, bytes. */
export const largestFile = 5 * 1024 * 1024

export type FileFault = 'type' | 'size' | 'empty'
export const fileFaults: Record<FileFault, string> = { type: 'material.fileType', size: 'material.fileSize', empty: 'material.fileEmpty' }

export function checkFile(file: Pick<File, 'type' | 'size' | 'name'>): FileFault | undefined {
  if (file.size === 0) return 'empty'
  if (!['image/jpeg', 'image/png', 'application/pdf'].includes(file.type)) return 'type'
  return file.size > largestFile ? 'size' : undefined
}
