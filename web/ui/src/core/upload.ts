// A file as the body of a request, told how much of it has left: fetch does not say, so this is the one other way to the HTTP API.
import { requestId, signed, type ApiOptions } from './api'
import { Problem, problemFrom } from './problem'

/** Sends a file; resolves with the JSON that comes back, rejects with a Problem. `sent` is told the share that has left, 0 to 1. */
export type Upload = <T>(path: string, query: Record<string, string | boolean>, file: Blob, sent?: (share: number) => void) => Promise<T>

/** As long as bytes leave, an upload may take its time; this long without any, or without an answer, it is given up. */
const stall = 180_000

export function createUpload(options: ApiOptions & { request?: () => XMLHttpRequest }): Upload {
  return (path, query, file, sent) => new Promise((resolve, reject) => {
    const request = options.request?.() ?? new XMLHttpRequest()
    let timer: ReturnType<typeof setTimeout> | undefined
    const fail = (problem: Problem) => {
      clearTimeout(timer)
      options.onProblem?.(problem)
      reject(problem)
    }
    const alive = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        request.onabort = null
        request.abort()
        fail(new Problem('net.timeout', ''))
      }, options.timeout ?? stall)
    }
    const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
    request.open('POST', `${options.baseUrl ?? ''}${path}?${asked}`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('Accept-Language', options.locale())
    request.setRequestHeader('X-Request-Id', requestId())
    for (const [name, value] of signed(options)) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => {
      alive()
      if (event.lengthComputable && event.total > 0) sent?.(event.loaded / event.total)
    }
    request.onerror = () => fail(new Problem('net.offline', ''))
    request.onabort = () => fail(new Problem('net.cancelled', ''))
    request.onload = () => {
      clearTimeout(timer)
      let body: unknown
      try {
        body = JSON.parse(request.responseText)
      } catch {
        body = undefined
      }
      const good = request.status >= 200 && request.status < 300
      if (good && body !== undefined) resolve(body as never)
      else fail(problemFrom(request.status, body, headersOf(request)))
    }
    alive()
    request.send(file)
  })
}

function headersOf(request: XMLHttpRequest): Headers {
  const headers = new Headers()
  for (const line of request.getAllResponseHeaders().trim().split(/[\r\n]+/)) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim())
  }
  return headers
}
