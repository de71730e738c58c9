// Small Vite plugins of this workspace.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'
import { copyModels } from './models.mjs'
import { pageFor } from './pages.mjs'

/** In `npm run dev`, answers /console/anything with console.html and so on, as the Go program does. */
export function pageRoutes(): Plugin {
  return {
    name: 'suikao-page-routes',
    configureServer(server) {
      server.middlewares.use((req, _res, next) => {
        const page = pageFor((req.url ?? '/').split('?')[0] ?? '/')
        if (page) req.url = page
        next()
      })
    },
  }
}

/** Puts back the one committed file of the output folder: `//go:embed all:dist` needs it in a fresh clone. */
export function keepGitkeep(dist: string): Plugin {
  return {
    name: 'suikao-keep-gitkeep',
    apply: 'build',
    closeBundle() {
      mkdirSync(dist, { recursive: true })
      writeFileSync(join(dist, '.gitkeep'), '')
    },
  }
}

/** Puts the models of faces beside the pages. */
export function faceModels(modules: string, dist: string): Plugin {
  return { name: 'suikao-face-models', apply: 'build', closeBundle: () => copyModels(modules, dist) }
}

/** Puts the fonts of certificates, and their licence, where the Go program embeds them. No page loads them. */
export function certificateFonts(modules: string, dist: string): Plugin {
  return {
    name: 'suikao-certificate-fonts',
    apply: 'build',
    closeBundle() {
      mkdirSync(join(dist, 'fonts'), { recursive: true })
      for (const [folder, name] of [['noto-sans-sc', 'NotoSansSC'], ['noto-sans-jp', 'NotoSansJP']] as const) {
        const from = join(modules, '@expo-google-fonts', folder)
        copyFileSync(join(from, '400Regular', `${name}_400Regular.ttf`), join(dist, 'fonts', `${name}-Regular.ttf`))
        copyFileSync(join(from, 'LICENSE_FONT'), join(dist, 'fonts', `${name}-LICENSE.txt`))
      }
    },
  }
}

/** Writes what each chunk weighs, imports and contains; scripts/check-bundle.mjs judges it. */
export function bundleReport(file: string): Plugin {
  return {
    name: 'suikao-bundle-report',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files: Record<string, object> = {}
      for (const [name, out] of Object.entries(bundle)) {
        if (out.type === 'chunk') {
          files[name] = {
            gzip: gzipSync(out.code).length,
            name: out.name,
            isEntry: out.isEntry,
            imports: out.imports,
            dynamicImports: out.dynamicImports,
            css: [...(out.viteMetadata?.importedCss ?? [])],
            modules: Object.keys(out.modules),
          }
        } else {
          files[name] = { gzip: gzipSync(out.source).length }
        }
      }
      writeFileSync(file, JSON.stringify(files, null, 1))
    },
  }
}

/** Vant's icon style names a font on a public CDN as second source. Our pages load nothing from elsewhere. */
export function noForeignFonts(): Plugin {
  return {
    name: 'suikao-no-foreign-fonts',
    enforce: 'pre',
    transform(code, id) {
      if (!/[\\/]vant[\\/].*\.css$/.test(id) || !code.includes('//at.alicdn.com')) return null
      return { code: code.replace(/,\s*url\(["']?\/\/at\.alicdn\.com[^)]*\)\s*format\([^)]*\)/g, ''), map: null }
    },
  }
}
