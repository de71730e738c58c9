// typescript-eslint inside .vue files.
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'

/** @param {any[]} configs */
export function defineConfigWithVueTs(...configs) {
  return tseslint.config(
    ...tseslint.configs.recommended,
    ...configs,
    { files: ['**/*.vue'], languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser, sourceType: 'module' } } },
    // The type checker does these better.
    { rules: { 'no-undef': 'off' } },
  )
}
