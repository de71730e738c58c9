// One workspace, four pages. Everything is served by the Go program: the portal at /, the others at
// /console, /kiosk and /verify, hashed files under /assets/, and public/ at the root.
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { bundleReport, certificateFonts, faceModels, keepGitkeep, noForeignFonts, pageRoutes } from './scripts/vite-plugins.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = process.env['SUIKAO_SERVER'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  base: '/',
  appType: 'mpa',
  plugins: [vue(), noForeignFonts(), pageRoutes(), keepGitkeep(at('../dist')), faceModels(at('node_modules'), at('../dist')), certificateFonts(at('node_modules'), at('../dist')), bundleReport(at('.bundle.json'))],
  resolve: { alias: { '@': at('./src') } },
  define: {
    __VUE_OPTIONS_API__: 'true', // Vant and Element Plus still use it
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  build: {
    outDir: at('../dist'),
    emptyOutDir: true,
    // The portal must run in the Android WebViews of phones from 2019; the other pages gain nothing from more.
    target: ['es2019', 'chrome87'],
    cssTarget: 'chrome87',
    assetsInlineLimit: 0, // the content policy allows no data: scripts, and fonts only where a library forces it
    modulePreload: { polyfill: false },
    sourcemap: false,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: {
        kiosk: at('./kiosk.html'),
        portal: at('./portal.html'),
        console: at('./console.html'),
        verify: at('./verify.html'),
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    watch: { ignored: ['**/e2e/**'] }, // what browser tests leave behind is no reason to reload
    proxy: { '/api': { target: server, ws: true }, '/demo': server }, // the seat's socket is /api/device/ws
  },
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
    environment: 'node',
    restoreMocks: true,
  },
})
