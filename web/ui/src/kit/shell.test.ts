import { expect, it, vi } from 'vitest'
import { keepShell, ownFiles } from './shell'

it('keeps hashed files of this origin, each once, and nothing of the API', () => {
  const loaded = ['http://p.test/assets/a.js', 'http://p.test/assets/a.js', 'http://p.test/api/candidate/me', 'http://evil.test/assets/b.js', 'http://p.test/'].map((name) => ({ name }))
  expect(ownFiles(loaded, 'http://p.test')).toEqual(['http://p.test/assets/a.js'])
})

it('tells the worker what was loaded before it was there', async () => {
  const postMessage = vi.fn()
  const workers = { register: vi.fn(() => Promise.resolve({} as ServiceWorkerRegistration)), ready: Promise.resolve({ active: { postMessage } } as unknown as ServiceWorkerRegistration) }
  await keepShell(workers, () => [{ name: 'http://p.test/assets/a.js' }], 'http://p.test', '/portal-sw.js', ['/'])
  expect(workers.register).toHaveBeenCalledWith('/portal-sw.js', { scope: '/' })
  expect(postMessage).toHaveBeenCalledWith({ keep: ['http://p.test/assets/a.js'] })
})

it('does without a worker', async () => {
  await expect(keepShell(undefined, () => [], 'http://p.test', '/portal-sw.js', ['/'])).resolves.toBeUndefined()
  // A worker that is refused never becomes ready.
  const refused = { register: () => Promise.reject(new DOMException('', 'SecurityError')), ready: new Promise<ServiceWorkerRegistration>(() => undefined) }
  await expect(keepShell(refused, () => [], 'http://p.test', '/portal-sw.js', ['/'])).resolves.toBeUndefined()
})
