// The shapes of incidents and of the desk's figures as the pages use them.
export interface Both {
  zh: string
  en: string
}

export type Severity = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL'
export type IncidentClass = 'ENVIRONMENT' | 'CANDIDATE' | 'STAFF' | 'TECHNICAL' | 'OTHER'
export type IncidentState = 'OPEN' | 'TAKEN' | 'CLOSED' | 'REFERRED' | 'SETTLED'

export interface IncidentView {
  id: string
  kind: string
  class: IncidentClass
  severity: Severity
  holds: boolean
  title: Both
  /** What the officer does now. */
  do: Both
  state: IncidentState
  room: string
  seat?: string
  sitting?: string
  at: string
  until?: string
  raisedAt: string
  count: number
  clipFrom: string
  clipTo: string
  /** Of a detector; none: the program or a person. */
  source?: string
  version?: string
  score?: number
  facts: Record<string, string>
  /** Name of who deals with it. */
  taker?: string
  mine: boolean
  takenAt?: string
  finding?: string
  words?: string
  closedBy?: string
  /** The case that it belongs to. */
  review?: string
}

/** One line of the queue. */
export interface QueueLine {
  incident: IncidentView
  score: number
  /** Why it stands where it stands, in the order of weight. */
  why: Both[]
}

export interface Queue {
  /** Rooms that the reader is on duty for now. */
  rooms: string[]
  lines: QueueLine[]
  /** There is more than is listed. */
  full: boolean
}

export interface IncidentAct {
  at: string
  deed: string
  by?: string
  text?: string
}

export interface IncidentDetail {
  incident: IncidentView
  acts: IncidentAct[]
  /** Other incidents of its sitting. */
  others: number
}

export type Lane = 'ANSWER' | 'INPUT' | 'DETECTOR' | 'CAMERA' | 'OFFICER' | 'SYSTEM'

export interface TimelineItem {
  at: string
  until?: string
  lane: Lane
  code: string
  text?: Both
  score?: number
}

export interface ClipSegment {
  id: string
  from: string
  to: string
  track?: string
}

export interface Timeline {
  from: string
  to: string
  segments: ClipSegment[]
  items: TimelineItem[]
}

export interface HandoverView {
  id: string
  room: string
  /** Names. */
  from: string
  to: string
  /** The reader has to confirm it. */
  mine: boolean
  incidents: string[]
  text: string
  at: string
  ackAt?: string
}

/** What one officer did in a time. Seconds. */
export interface LoadView {
  account: string
  name: string
  rooms: number
  acts: number
  taken: number
  ended: number
  medianSeconds: number
  slowestSeconds: number
  late: number
  handlingSeconds: number
}

export interface DetectorView {
  name: string
  version: string
  threshold: number
  /** Right of all it says, measured on labelled clips; means nothing where clips is 0. */
  precision: number
  recall: number
  clips: number
  budget: number
  mode: 'RAISE' | 'LOG'
  reason: string
  by?: string
  modeAt: string
  /** Judgements of the blind audit that count for its mode. */
  judged: number
  right: number
  samples: number
}

/** What a judge of a sample is shown: where and when to look, and for what. */
export interface SampleView {
  incident: string
  kind: string
  title: Both
  room: string
  seat?: string
  sitting?: string
  clipFrom: string
  clipTo: string
}
