// What the service workers of pages have in common: the page and its files are kept as they pass, so that it opens without a network. Nothing of the API
// is ever kept here: what a page needs of it lies in the page's own storage.
const mostFiles = 120

/** Keeps one page. `name` is that of its store, ended by a number that grows with the layout; `leave` are the addresses that are others'. */
self.keepPage = ({ name, page, leave }) => {
  const family = name.slice(0, name.lastIndexOf('-') + 1)

  self.addEventListener('install', (event) => {
    event.waitUntil(caches.open(name).then((cache) => cache.add(page)).then(() => self.skipWaiting()))
  })

  self.addEventListener('activate', (event) => {
    const old = async () => {
      for (const other of await caches.keys()) if (other.startsWith(family) && other !== name) await caches.delete(other)
      await self.clients.claim()
    }
    event.waitUntil(old())
  })

  self.addEventListener('fetch', (event) => {
    const { request } = event
    const url = new URL(request.url)
    if (request.method !== 'GET' || url.origin !== self.location.origin) return
    if (leave.test(url.pathname)) return
    if (request.mode === 'navigate') event.respondWith(freshPage(request))
    else if (url.pathname.startsWith('/assets/')) event.respondWith(keptFile(request))
  })

  // What the page loaded before this worker was there.
  self.addEventListener('message', (event) => {
    const wanted = Array.isArray(event.data?.keep) ? event.data.keep.filter((url) => new URL(url, self.location).pathname.startsWith('/assets/')) : []
    event.waitUntil(Promise.allSettled(wanted.slice(0, mostFiles).map((url) => keptFile(new Request(url)))))
  })

  /** The page from the network; the kept one when there is none. All addresses of an entry are the same page. */
  async function freshPage(request) {
    const cache = await caches.open(name)
    try {
      const answer = await fetch(request)
      if (answer.ok) await cache.put(page, answer.clone())
      return answer
    } catch (err) {
      const kept = await cache.match(page)
      if (kept) return kept
      throw err
    }
  }

  /** Files under /assets/ carry a content hash in their name: a kept one is always right. */
  async function keptFile(request) {
    const cache = await caches.open(name)
    const kept = await cache.match(request)
    if (kept) return kept
    const answer = await fetch(request)
    if (answer.ok) {
      await cache.put(request, answer.clone())
      const files = (await cache.keys()).filter((one) => new URL(one.url).pathname.startsWith('/assets/'))
      for (const one of files.slice(0, Math.max(0, files.length - mostFiles))) await cache.delete(one)
    }
    return answer
  }
}
