// Names for the shapes of the API that the portal uses. All come from the generated description.
import type { components, paths } from '@/core/api.gen'

type Schemas = components['schemas']
export type Me = Schemas['MeView']
export type Notice = Schemas['NoticeView']
export type NoticeKind = Parameters<typeof noticeKinds.includes>[0]
export type DocKindRow = Schemas['DocKindView']
export type DocKind = Schemas['DocumentForm']['kind']
export type Photo = Schemas['PhotoView']
export type CatalogueItem = Schemas['CatalogueItem']
export type Training = Schemas['OwnTraining']
export type HoursEntry = Schemas['HoursEntry']
export type Bilingual = Schemas['RuleText']

/** Texts that are read and confirmed by version. */
export const noticeKinds = ['PRIVACY', 'TRUTH_PLEDGE', 'EXAM_PLEDGE', 'RECORDING', 'FACE_CONSENT'] as const satisfies readonly paths['/api/public/notices/{kind}']['get']['parameters']['path']['kind'][]
