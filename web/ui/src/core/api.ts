// The one way to the HTTP API: typed by the generated OpenAPI types, failures as Problem.
import createClient, { type Client } from 'openapi-fetch'
import type { paths } from './api.gen'
import { asProblem, problemFrom } from './problem'

export interface ApiOptions {
  /** Origin and prefix; empty for the page's own origin. */
  baseUrl?: string
  /** Language of the texts the server sends back. */
  locale: () => string
  /** Bearer token of a kiosk; pages with a login use cookies. */
  deviceToken?: () => string | undefined
  /** Milliseconds until a request fails with net.timeout. Default 15 s. */
  timeout?: number
  /** Told about every Problem, for example to send an expired session to the login. */
  onProblem?: (problem: import('./problem').Problem) => void
  fetch?: typeof fetch
  cookies?: () => string
}

export type Api = Client<paths>

/** Makes the client. Use it with `call`: `const slots = await call(api.GET('/api/…'))`. */
export function createApi(options: ApiOptions): Api {
  return createClient<paths>({
    baseUrl: options.baseUrl ?? '',
    credentials: 'same-origin',
    fetch: async (request: Request) => send(request, options),
  })
}

/** Waits for an answer: the data, or a thrown Problem. An empty 204 gives undefined. */
export async function call<T>(pending: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await pending
  if (!response.ok) throw problemFrom(response.status, error, response.headers)
  return data as T
}

async function send(request: Request, options: ApiOptions): Promise<Response> {
  const headers = new Headers(request.headers)
  headers.set('Accept-Language', options.locale())
  headers.set('X-Request-Id', requestId())
  for (const [name, value] of signed(options, request.method)) headers.set(name, value)

  const limit = new AbortController()
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    limit.abort()
  }, options.timeout ?? 15_000)
  if (request.signal.aborted) limit.abort()
  request.signal.addEventListener('abort', () => limit.abort(), { once: true })
  try {
    const response = await (options.fetch ?? fetch)(new Request(request, { headers, signal: limit.signal }))
    if (response.ok || !options.onProblem) return response
    const body: unknown = await response.clone().json().catch(() => undefined)
    options.onProblem(problemFrom(response.status, body, response.headers))
    return response
  } catch (err) {
    const problem = asProblem(timedOut ? new DOMException('', 'TimeoutError') : err)
    options.onProblem?.(problem)
    throw problem
  } finally {
    clearTimeout(timer)
  }
}

/** The headers that say who asks, and that a page of ours does. */
export function signed(options: ApiOptions, method = 'POST'): [string, string][] {
  const out: [string, string][] = []
  const device = options.deviceToken?.()
  if (device) out.push(['Authorization', `Bearer ${device}`])
  const csrf = cookie('sk_csrf', options.cookies?.() ?? document.cookie)
  if (csrf && method !== 'GET' && method !== 'HEAD') out.push(['X-SuiKao-CSRF', csrf])
  return out
}

function cookie(name: string, all: string): string | undefined {
  const found = all.split('; ').find((part) => part.startsWith(`${name}=`))
  return found === undefined ? undefined : decodeURIComponent(found.slice(name.length + 1))
}

/** 16 random hex digits: names one request in both logs, says nothing about the person. */
export function requestId(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((b) => b.toString(16).padStart(2, '0')).join('')
}

/** The same client without types, for operations that openapi.yaml does not have yet. Prefer the typed one. */
export type LooseApi = Record<
  'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  <T>(path: string, init?: { body?: unknown; params?: { path?: object; query?: object }; headers?: Record<string, string> }) => Promise<{ data?: T; error?: unknown; response: Response }>
>

export function loose(api: Api): LooseApi {
  return api as unknown as LooseApi
}
