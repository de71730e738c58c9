// A clock of its own: browsers slow the timers of a page that nobody looks at, a worker's go on.
let timer: ReturnType<typeof setInterval> | undefined
self.onmessage = (event: MessageEvent<number>) => {
  clearInterval(timer)
  timer = setInterval(() => self.postMessage(0), event.data)
}
