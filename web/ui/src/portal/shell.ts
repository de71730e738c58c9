// Keeps the portal's own files on the phone (public/portal-sw.js), so that a ticket opens without a network.

/** Registers the worker where the browser and the connection allow one. Failing is harmless: then a network is needed. */
export function keepShell(navigator: Pick<Navigator, 'serviceWorker'> = globalThis.navigator, dev = import.meta.env.DEV): void {
  if (dev || !('serviceWorker' in navigator) || !navigator.serviceWorker) return
  void navigator.serviceWorker.register('/portal-sw.js', { scope: '/' }).catch(() => undefined)
}
