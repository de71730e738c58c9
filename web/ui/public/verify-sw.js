// The verifier's service worker: for /verify, and for /V/ and /W/, where an ordinary scanner leads to.
importScripts('/shell-sw.js')
self.keepPage({ name: 'verify-1', page: '/verify', leave: /^\/(api|v1|ws|kiosk|console|speech|healthz|readyz|metrics|log)(\/|$)/ })
