// Which HTML entry answers a path: the same table as web/web.go. Inside an entry the address is the page's own.
const entries = ['kiosk', 'console', 'verify']

/** Paths that are never a page: the server's own, and those of the development server. */
const taken = /^\/(api|demo|assets|speech|src|scripts|node_modules|@[^/]*|healthz|readyz|metrics)(\/|$)/

/** @param {string} path @returns {string | undefined} the entry file, or undefined when the path is not a page */
export function pageFor(path) {
  const last = path.slice(path.lastIndexOf('/') + 1)
  if (taken.test(path) || last.includes('.')) return undefined
  const first = path.split('/')[1] ?? ''
  return entries.includes(first) ? `/${first}.html` : '/portal.html'
}
