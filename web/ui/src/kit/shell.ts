// Keeps a page's own files on the device (public/*-sw.js), so that it opens without a network.

type Workers = Pick<ServiceWorkerContainer, 'register' | 'ready'>

/** Addresses of the page's own files among everything it has loaded. */
export function ownFiles(loaded: readonly { name: string }[], origin: string): string[] {
  return [...new Set(loaded.map((one) => one.name).filter((url) => url.startsWith(`${origin}/assets/`)))]
}

/**
 * Registers the worker and tells it what was loaded before it was there. Failing is harmless: then a network is needed.
 * `workers` is missing in old browsers and on plain http beyond this machine.
 */
export async function keepShell(workers: Workers | undefined, loaded: () => readonly { name: string }[], origin: string, script: string, scopes: readonly string[]): Promise<void> {
  try {
    for (const scope of scopes) await workers?.register(script, { scope })
    const ready = await workers?.ready
    ready?.active?.postMessage({ keep: ownFiles(loaded(), origin) })
  } catch {
    // refused by policy, or storage is full
  }
}
