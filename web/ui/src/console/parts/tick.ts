// Regular work that goes on in a tab in the background: a duty desk must ring there too.

/** Runs every `ms`, by a worker where the browser has one, else by the page's own timer. Returns how to stop. */
export function steady(ms: number, run: () => void, make: () => Worker = makeWorker): () => void {
  let worker: Worker | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  const own = () => {
    worker?.terminate()
    worker = undefined
    timer ??= setInterval(run, ms)
  }
  try {
    worker = make()
    worker.onmessage = run
    worker.onerror = own // its file did not come: the page's own timer is better than none
    worker.postMessage(ms)
  } catch {
    own()
  }
  return () => {
    worker?.terminate()
    clearInterval(timer)
  }
}

function makeWorker(): Worker {
  return new Worker(new URL('./tick.worker.ts', import.meta.url), { type: 'module' })
}
