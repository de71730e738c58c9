// The shapes of incidents and of the desk's figures as the pages use them: the server's, under short names.
import type { Schemas } from '../types'

export type Both = Schemas['IncidentWords']
export type IncidentView = Schemas['IncidentView']
export type Severity = IncidentView['severity']
export type QueueLine = Schemas['IncidentLine']
export type Queue = Schemas['IncidentQueue']
export type IncidentDetail = Schemas['IncidentDetail']
export type HandoverView = Schemas['HandoverView']
export type LoadView = Schemas['OfficerLoad']
export type DetectorView = Schemas['DetectorView']
export type SampleView = Schemas['AuditSample']

export type Lane = 'ANSWER' | 'INPUT' | 'SOUND' | 'DETECTOR' | 'CAMERA' | 'OFFICER' | 'SYSTEM'

export interface TimelineItem {
  at: string
  until?: string
  lane: Lane
  code: string
  text?: Both
  /** What the journal has of a pause, start or move; parts/given.ts says it in words. */
  note?: string
  score?: number
}

export interface ClipSegment {
  id: string
  from: string
  to: string
}

export interface Timeline {
  from: string
  to: string
  segments: ClipSegment[]
  items: TimelineItem[]
  /** Why the recording cannot be read, in the server's words; the times stand all the same. */
  refused?: string
}
