import * as apply from './en/apply'
import * as auth from './en/auth'
import * as base from './en/base'
import * as come from './en/come'
import * as exam from './en/exam'
import * as face from './en/face'
import * as matter from './en/matter'
import * as me from './en/me'
import * as permit from './en/permit'
import * as ask from './en/ask'

export default { ...base, ...auth, ...apply, ...come, ...exam, ...permit, ...ask, ...face, ...matter, ...me }
