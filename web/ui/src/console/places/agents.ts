// Seats and the program beside their browser (the seat agent): how each stands, worst first, and the acts on it.
import { useI18n } from 'vue-i18n'
import { call } from '@/core/api'
import { useApi } from '@/kit/api'
import { useActs } from '../parts/acts'
import type { Schemas, SeatView } from '../types'

export type SeatAgent = Schemas['SeatAgentView']
export type AgentState = 'FAILING' | 'SILENT' | 'NEW' | 'NONE' | 'OK'

/** ms without a report after which an agent counts as silent; it reports every five seconds, and this page asks as often. */
export const silentAfter = 30_000

/** How the agent of a seat stands. A seat without one is watched by its page alone. */
export function agentState(agent: Pick<SeatAgent, 'seenAt' | 'failing'> | undefined, now: number): AgentState {
  if (!agent) return 'NONE'
  if (!agent.seenAt) return 'NEW'
  if (now - Date.parse(agent.seenAt) > silentAfter || agent.failing.some((f) => f.check === 'silent')) return 'SILENT'
  return agent.failing.length ? 'FAILING' : 'OK'
}

export interface SeatLine {
  seat: string
  label: string
  state: AgentState
  agent?: SeatAgent
}

const order: readonly AgentState[] = ['FAILING', 'SILENT', 'NEW', 'NONE', 'OK']

/** Every seat of a room with its agent, those that need somebody first. */
export function linesOf(seats: readonly Pick<SeatView, 'id' | 'label' | 'no'>[], agents: readonly SeatAgent[], now: number): SeatLine[] {
  const at = new Map(agents.map((agent) => [agent.seat, agent]))
  return [...seats]
    .sort((a, b) => a.no - b.no)
    .map(({ id, label }) => ({ seat: id, label, state: agentState(at.get(id), now), ...(at.has(id) ? { agent: at.get(id) as SeatAgent } : {}) }))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
}

export function useAgentActs() {
  const { t, te } = useI18n()
  const api = useApi()
  const acts = useActs()
  const reason = () => [{ name: 'reason', label: t('act.reason'), kind: 'long' as const, required: true, min: 2, max: 200 }]
  const at = (seat: string) => ({ params: { path: { id: seat } } })
  /** A failed check in words. */
  const check = (code: string) => (te(`word.factValue.check.${code}`, 'zh-CN') ? t(`word.factValue.check.${code}`) : t('agent.otherCheck', { code }))
  return {
    check,
    accept: (one: SeatLine, room: string) => acts.ask({
      title: t('agent.accept'), object: [`${room} · ${t('duty.seat', { label: one.label })}`, ...(one.agent?.failing ?? []).map((f) => `${check(f.check)} ${f.what}`)].join('\n'), effect: t('agent.acceptEffect'),
      verb: t('agent.accept'), done: t('agent.accepted'), fields: reason(), run: (v) => call(api.POST('/api/staff/seats/{id}/agent/accept', { ...at(one.seat), body: { reason: v['reason'] ?? '' } })),
    }),
    revoke: (one: SeatLine, room: string) => acts.ask({
      title: t('agent.revoke'), object: `${room} · ${t('duty.seat', { label: one.label })}`, effect: t('agent.revokeEffect'), verb: t('agent.revoke'), danger: true, done: t('agent.revoked'), fields: reason(),
      run: (v) => call(api.POST('/api/staff/seats/{id}/agent/revoke', { ...at(one.seat), body: { reason: v['reason'] ?? '' } })),
    }),
  }
}
