// Which HTML entry answers a path. The Go program serves the same table.
const pages = ['portal', 'console', 'kiosk', 'verify']

/** @param {string} path @returns {string | undefined} the entry file, or undefined when the path is a plain file */
export function pageFor(path) {
  if (path === '/') return '/portal.html'
  const first = path.split('/')[1] ?? ''
  if (!pages.includes(first)) return undefined
  const last = path.slice(path.lastIndexOf('/') + 1)
  return last.includes('.') ? undefined : `/${first}.html`
}
