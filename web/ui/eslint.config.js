// Rules that keep the pages translatable, typed and inside their layers.
import globals from 'globals'
import vue from 'eslint-plugin-vue'
import { defineConfigWithVueTs } from './scripts/eslint-vue.mjs'

const chinese = { selector: 'Literal[value=/[\u4e00-\u9fff]/], TemplateElement[value.raw=/[\u4e00-\u9fff]/]', message: 'texts live in locales/' }

const layers = (place, forbidden, why, paths = []) => ({
  files: [`src/${place}/**/*.{ts,vue}`],
  ignores: ['**/*.test.ts'],
  rules: { 'no-restricted-imports': ['error', { paths, patterns: [{ group: forbidden, message: why }] }] },
})

export default defineConfigWithVueTs(
  { ignores: ['node_modules', '../dist', 'src/**/*.gen.ts', 'e2e/.out'] },
  ...vue.configs['flat/recommended'],
  {
    files: ['src/**/*.vue'],
    rules: {
      // Texts live in locales/; a template holds none, in no language.
      'vue/no-restricted-syntax': ['error', chinese],
      'vue/no-bare-strings-in-template': ['error', { attributes: { '/.+/': ['title', 'alt', 'label', 'placeholder', '/^aria-(label|placeholder|roledescription|valuetext|description)$/', 'text', 'word', 'hint', 'empty-title', 'empty-hint', 'partial', 'who', 'content', 'description', 'left-text', 'right-text', 'confirm-button-text', 'cancel-button-text', 'error'] }, allowlist: ['·', '–', '/', ':', '：', '%', '(', ')', '（', '）', '×', '…', '?', '+', '-', '#'] }],
      'vue/no-v-html': 'error',
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-props-declaration': 'error',
      'vue/define-emits-declaration': 'error',
      'vue/html-button-has-type': 'error',
      'vue/require-default-prop': 'off', // optional props are undefined, and the types say so
      // layout is the author's; line length is judged by the reader
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/html-indent': 'off',
    },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    languageOptions: { globals: globals.browser },
    rules: {
      'no-console': 'error',
      'max-lines': ['error', { max: 500 }],
      eqeqeq: 'error',
      'no-restricted-globals': ['error', { name: 'alert', message: 'use ErrorNote' }, { name: 'confirm', message: 'name the object and the effect in a page' }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  { files: ['scripts/**', '*.{js,ts}', 'e2e/**'], languageOptions: { globals: globals.node } },
  // architecture: core and media know neither Vue nor pages; the kiosk has no router and no component library
  layers('core', ['vue', 'vue-*', '@/kit*', '@/kiosk*', '@/portal*', '@/console*', '@/verify*', 'vant', 'element-plus*'], 'core is plain TypeScript'),
  layers('media', ['vue', 'vue-*', '@/kit*', '@/kiosk*', '@/portal*', '@/console*', '@/verify*', 'vant', 'element-plus*'], 'media is plain TypeScript'),
  layers('kit', ['vue-router', 'vant', 'element-plus*', '@/kiosk*', '@/portal*', '@/console*', '@/verify*'], 'the kit is shared by all pages'),
  layers('kiosk', ['vue-router', 'vant', 'vant/*', 'element-plus*', '@/portal*', '@/console*', '@/verify*'], 'the kiosk: core, media, kit only'),
  layers('verify', ['vue-router', 'vant', 'vant/*', 'element-plus*', '@/portal*', '@/console*', '@/kiosk*'], 'verify: core and kit only'),
  layers('console', ['vant', 'vant/*', '@/portal*', '@/kiosk*', '@/verify*'], 'the console uses Element Plus'),
  layers('portal', ['element-plus*', '@/console*', '@/kiosk*', '@/verify*'], 'the portal uses Vant', [{ name: 'vant', message: 'import from @/portal/vant, which brings the style' }]),
  { files: ['src/portal/vant.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['src/**/*.{ts,vue}'], ignores: ['**/*.test.ts', '**/locales/**', 'src/kit/i18n.ts'], rules: { 'no-restricted-syntax': ['error', chinese] } },
)
