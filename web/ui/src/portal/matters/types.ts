// What a candidate is shown of a matter that concerns their own sitting: the server's shapes, under short names.
import type { components } from '@/core/api.gen'

type Schemas = components['schemas']
export type Matter = Pick<Schemas['ReviewCase'], 'id' | 'no' | 'stage' | 'item' | 'satOn' | 'seat' | 'statementUntil' | 'appealUntil' | 'litigateUntil'>
export type MatterDetail = Schemas['OwnCase']
export type MatterEvent = Schemas['OwnCaseEvent']
export type MatterFilm = Schemas['OwnCaseFilm']
export type MatterDocument = Schemas['ReviewDocument']
export type Stage = Matter['stage']

/** Those that a candidate meets: before the notice nothing is established that could be answered. */
export const matterStages = ['SERVING_NOTICE', 'STATEMENT', 'DECISION', 'SERVING_DECISION', 'APPEALABLE', 'APPEALED', 'FINAL', 'DISMISSED'] as const satisfies readonly Stage[]
