// The shapes of reviews: the server's, under short names.
import type { Schemas } from '../types'

export type CaseView = Schemas['ReviewCase']
export type CaseDetail = Schemas['ReviewDetail']
export type Stage = CaseView['stage']
export type Measures = Schemas['ReviewMeasures']
export type AppealView = Schemas['ReviewAppeal']
export type BreachView = Schemas['ReviewAct']
export type DocumentKind = Schemas['ReviewDocument']['document']

export const stages = ['FACTS', 'NOTICE', 'SERVING_NOTICE', 'STATEMENT', 'DECISION', 'SERVING_DECISION', 'APPEALABLE', 'APPEALED', 'FINAL', 'DISMISSED'] as const satisfies readonly Stage[]
