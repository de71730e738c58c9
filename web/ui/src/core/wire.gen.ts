// Generated from the structs of web/ws by `go generate ./web/ws`. Do not edit. See web/ws/PROTOCOL.md.

export const PROTOCOL = 1;
export const MAX_FRAME = 16384;
export const MAX_BATCH = 200;

/** Codes of nack, fenced and error. Others may come from the services behind a sitting (rules, bank). */
export const CODES = [
  'internal',
  'sitting.bad_entry',
  'sitting.batch_too_large',
  'sitting.break_too_early',
  'sitting.busy',
  'sitting.changed_meanwhile',
  'sitting.closed',
  'sitting.deadline_passed',
  'sitting.fenced',
  'sitting.no_break',
  'sitting.not_found',
  'sitting.not_running',
  'sitting.not_stored',
  'sitting.not_yours',
  'sitting.notices_not_confirmed',
  'sitting.paper_against_rules',
  'sitting.paused',
  'sitting.person_has_live_sitting',
  'sitting.question_frozen',
  'sitting.room_paused',
  'sitting.seat_taken',
  'sitting.sequence_conflict',
  'sitting.sequence_gap',
  'sitting.start_too_late',
  'sitting.too_early',
  'sitting.unattended',
  'sitting.unknown_option',
  'sitting.unknown_question',
  'sitting.unsaved_answers',
  'sitting.wrong_state',
  'ws.bad_frame',
  'ws.hello_again',
  'ws.hello_first',
  'ws.no_sitting',
  'ws.not_a_seat',
  'ws.restart',
  'ws.slow_reader',
  'ws.token',
  'ws.too_fast',
  'ws.too_large',
  'ws.unknown_field',
  'ws.unknown_type',
  'ws.version',
] as const;
export type Code = (typeof CODES)[number];

export type Phase = 'ASSIGNED' | 'PLEDGED' | 'PRACTISED' | 'RUNNING' | 'PAUSED' | 'SUBMITTED' | 'SCORED' | 'UNDER_REVIEW' | 'ABORTED_TECHNICAL' | 'LAPSED' | 'VOIDED';

export interface Hello {
  token: string;
  lang?: string;
  build?: string;
  page?: string;
  nth?: number;
  left?: string;
}

export interface Confirmed {
  kind: string;
  version: number;
}

export interface Pledge {
  sitting: string;
  notices: Confirmed[];
  nonce: string;
}

export interface PracticeDone {
  sitting: string;
  skipped: boolean;
}

export interface Start {
  sitting: string;
}

export interface Answer {
  sitting: string;
  question: number;
  answer: string;
  client_at: number;
  in?: string;
}

export interface Mark {
  sitting: string;
  question: number;
  marked: boolean;
  client_at: number;
}

export interface Submit {
  sitting: string;
  last: number;
}

export interface Break {
  sitting: string;
  last: number;
}

export interface Input {
  sitting: string;
  n: number;
  m?: number;
  t?: number;
  p?: number;
  k?: number;
  a?: number;
  u?: number;
  mv?: number;
  lp?: number;
  f: number;
  b?: number;
  h?: number;
  s?: string;
  pp?: number;
  j?: number;
  jf?: string;
  dt?: number;
  dk?: number;
  wd?: boolean;
}

export interface Seeing {
  sitting: string;
  faces: number;
  turned: boolean;
  level: number;
  phone?: number;
  book?: number;
  like?: number;
}

export interface Ping {
  client_at: number;
}

export type ClientMessage =
  | { v: 1; type: 'hello'; id?: string; seq?: undefined; body: Hello }
  | { v: 1; type: 'pledge'; id?: string; seq?: undefined; body: Pledge }
  | { v: 1; type: 'practice_done'; id?: string; seq?: undefined; body: PracticeDone }
  | { v: 1; type: 'start'; id?: string; seq?: undefined; body: Start }
  | { v: 1; type: 'answer'; id?: string; seq: number; body: Answer }
  | { v: 1; type: 'mark'; id?: string; seq: number; body: Mark }
  | { v: 1; type: 'submit'; id?: string; seq?: undefined; body: Submit }
  | { v: 1; type: 'break'; id?: string; seq?: undefined; body: Break }
  | { v: 1; type: 'input'; id?: string; seq?: undefined; body: Input }
  | { v: 1; type: 'seeing'; id?: string; seq?: undefined; body: Seeing }
  | { v: 1; type: 'ping'; id?: string; seq?: undefined; body: Ping };

export interface Candidate {
  name: string;
  document: string;
  item_code: string;
  item_name: string;
}

export interface NoticeText {
  kind: string;
  version: number;
  title: string;
  body: string;
}

export interface Area {
  shape: 'rect' | 'circle' | 'poly';
  coords: number[];
}

export interface Sound {
  digest: string;
  type: 'audio/webm';
  millis: number;
}

export interface SheetOption {
  letter: string;
  text: string;
  area?: Area;
  sound?: Sound;
}

export interface Medium {
  digest: string;
  type: 'image/png' | 'image/jpeg' | 'image/svg+xml' | 'video/webm' | 'video/mp4';
  alt: string;
  width: number;
  height: number;
}

export interface CasePart {
  stem: string;
  part: number;
  parts: number;
  sound?: Sound;
}

export interface Told {
  language: 'mn-Mong' | 'bo' | 'ug' | 'kk-Arab' | 'ko' | 'en';
  stem: string;
  options: string[];
  case?: string;
  alts?: string[];
}

export interface SheetQuestion {
  no: number;
  type: 'TRUE_FALSE' | 'SINGLE' | 'MULTIPLE' | 'HOTSPOT';
  section: string;
  points: number;
  stem: string;
  options: SheetOption[];
  media?: Medium[];
  case?: CasePart;
  sound?: Sound;
  told?: Told;
}

export interface Sheet {
  minutes: number;
  total: number;
  pass: number;
  questions: SheetQuestion[];
}

export interface Stored {
  question: number;
  answer: string;
  marked: boolean;
}

export interface Time {
  kind: string;
  code: string;
  text?: string;
  seconds: number;
  from: number;
  to: number;
  at: number;
}

export interface Outcome {
  points: number;
  full: number;
  pass_mark: number;
  passed: boolean;
  state: string;
}

export interface State {
  idle: boolean;
  seat: string;
  seat_label: string;
  now: number;
  sitting: string;
  kind: string;
  phase: Phase | '';
  next: string;
  version: number;
  epoch: number;
  candidate?: Candidate;
  notices?: NoticeText[];
  commit?: string;
  sheet?: Sheet;
  language?: string;
  stored?: Stored[];
  last_seq: number;
  proof: string;
  attempt: number;
  started_at: number;
  deadline: number;
  remaining_ms: number;
  base_seconds: number;
  extra_seconds: number;
  credited_seconds: number;
  earliest_submit: number;
  start_by: number;
  submitted_at: number;
  cause: string;
  pause_kind?: string;
  paused_at?: number;
  break_at?: number;
  break_seconds?: number;
  break_runs?: boolean;
  break_freezes?: boolean;
  frozen?: number[];
  given?: Time[];
  pause_reason?: string;
  receipt?: string;
  outcome?: Outcome;
}

export interface Welcome {
  protocol: number;
  state: State;
}

export interface StateChange {
  why: string;
  state: State;
}

export interface Ack {
  at: number;
  proof: string;
}

export interface Nack {
  code: string;
  text: string;
  expected: number;
  retry: boolean;
}

export interface Fenced {
  code: string;
  text: string;
  moved: boolean;
}

export interface WireError {
  code: string;
  text: string;
  fatal: boolean;
}

export interface Pong {
  client_at: number;
  now: number;
}

export interface Challenge {
  act: string;
  from: number;
  until: number;
}

export interface Written {
  at: number;
}

export type ServerMessage =
  | { v: 1; type: 'welcome'; id?: string; seq?: undefined; body: Welcome }
  | { v: 1; type: 'state'; id?: string; seq?: undefined; body: StateChange }
  | { v: 1; type: 'ack'; id?: string; seq: number; body: Ack }
  | { v: 1; type: 'nack'; id?: string; seq: number; body: Nack }
  | { v: 1; type: 'fenced'; id?: string; seq?: undefined; body: Fenced }
  | { v: 1; type: 'error'; id?: string; seq?: undefined; body: WireError }
  | { v: 1; type: 'pong'; id?: string; seq?: undefined; body: Pong }
  | { v: 1; type: 'challenge'; id?: string; seq?: undefined; body: Challenge }
  | { v: 1; type: 'written'; id?: string; seq?: undefined; body: Written };

