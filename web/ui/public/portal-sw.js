// The portal's service worker. The other entries (kiosk, console, verify) are left alone.
importScripts('/shell-sw.js')
self.keepPage({ name: 'portal-1', page: '/', leave: /^\/(api|v1|ws|kiosk|console|verify|V|W|speech|healthz|readyz|metrics|log)(\/|$)/ })
