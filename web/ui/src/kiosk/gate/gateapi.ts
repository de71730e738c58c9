// The gate's questions to the server.
import { call, loose, type Api } from '@/core/api'
import type { components } from '@/core/api.gen'

export type GateView = components['schemas']['GateView']
export type Offer = components['schemas']['OfferView']
/** Why a step did not succeed: a stable code and a text for the person. */
export type Trouble = components['schemas']['Reason']

/** What somebody shows: the card on the reader, a ticket's code, or a typed number. */
export type Sign = { card: true } | { ticket: string } | { kind: string; number: string }

export interface GateApi {
  check(sign: Sign): Promise<GateView>
  /** Signs somebody out. */
  exit(sign: Sign): Promise<GateView>
  take(visit: string, application: string): Promise<GateView>
  card(visit: string): Promise<GateView>
  pin(visit: string, pin: string): Promise<GateView>
  /** Compares whoever stands before the gate's camera. */
  face(visit: string): Promise<GateView>
  /** Notes the separate consent to a version of the notice. */
  agree(visit: string, version: number, lang: string): Promise<GateView>
  /** A locker, and past the detector; declared: the person says that everything is put away. */
  screen(visit: string, declared: boolean): Promise<GateView>
  officer(visit: string): Promise<GateView>
  look(visit: string): Promise<GateView>
  leave(visit: string): Promise<void>
  /** Gives random bytes to the draw of the paper and returns their code, to write down. */
  lot(visit: string, nonce: string): Promise<string>
  /** True when a card lies on the reader. */
  reader(): Promise<boolean>
}

/** onScan hears what a scanner shows that is wired to the room and not to this terminal's keyboard. */
export function gateApi(api: Api, onScan?: (code: string) => void): GateApi {
  const post = <T>(step: string, body?: object) => call(loose(api).POST<T>(`/api/device/gate/${step}`, body ? { body } : {}))
  return {
    check: (sign) => post('check', sign),
    exit: (sign) => post('exit', sign),
    take: (visit, application) => post('take', { visit, application }),
    card: (visit) => post('card', { visit }),
    pin: (visit, pin) => post('pin', { visit, pin }),
    face: (visit) => post('face', { visit }),
    agree: (visit, version, lang) => post('face-consent', { visit, version, lang: lang.startsWith('en') ? 'en' : 'zh-CN' }),
    screen: (visit, declared) => post('screen', { visit, declared }),
    officer: (visit) => post('officer', { visit }),
    look: (visit) => post('look', { visit }),
    leave: (visit) => post('leave', { visit }),
    lot: async (visit, nonce) => (await post<{ code: string }>('lot', { visit, nonce })).code,
    reader: async () => {
      const { card, scan } = await post<{ card: boolean; scan?: string }>('reader')
      if (scan) onScan?.(scan)
      return card
    },
  }
}
