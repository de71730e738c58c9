// A peer connection for tests: it answers what a browser's would, and changes its state when it is told to.

interface Line {
  sender: { getParameters: () => { encodings: { maxBitrate?: number }[] }; setParameters: (p: { encodings: { maxBitrate?: number }[] }) => Promise<void>; replaceTrack: (track: unknown) => Promise<void> }
}

export class FakePeer {
  connectionState = 'new'
  onconnectionstatechange: (() => void) | null = null
  ontrack: ((event: { streams: object[] }) => void) | null = null
  closed = false
  /** What each offer was asked for. */
  readonly offers: unknown[] = []
  /** "kind direction" of each line. */
  readonly lines: string[] = []
  /** Parameters that senders were given. */
  readonly limits: { encodings: { maxBitrate?: number }[] }[] = []
  /** Tracks that senders were given. */
  readonly sent: unknown[] = []
  bytes = 0
  /** Pictures that came; none come any more while `still`. */
  frames = 0
  still = false

  getStats = async (): Promise<Map<string, object>> =>
    new Map([['t', { type: 'transport', bytesReceived: this.bytes++ }], ['v', { type: 'inbound-rtp', kind: 'video', framesReceived: this.still ? this.frames : ++this.frames }]])
  addTransceiver = (what: string | { kind: string }, init: { direction: string }): Line => {
    this.lines.push(`${typeof what === 'string' ? what : what.kind} ${init.direction}`)
    return { sender: { getParameters: () => ({ encodings: [{}] }), setParameters: async (p) => void this.limits.push(p), replaceTrack: async (track) => void this.sent.push(track) } }
  }
  createOffer = async (options?: unknown) => (this.offers.push(options), { type: 'offer', sdp: `offer ${this.offers.length}` })
  setLocalDescription = async () => undefined
  setRemoteDescription = async () => undefined
  close(): void {
    this.closed = true
  }

  become(state: string): void {
    this.connectionState = state
    this.onconnectionstatechange?.()
  }
}

/** Those that were made, and what makes another one. */
export class FakePeers {
  readonly all: FakePeer[] = []
  readonly make = (): RTCPeerConnection => (this.all.push(new FakePeer()), this.last as unknown as RTCPeerConnection)

  get last(): FakePeer {
    return this.all.at(-1) as FakePeer
  }
}
