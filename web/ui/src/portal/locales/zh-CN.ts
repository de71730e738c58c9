import * as apply from './zh/apply'
import * as auth from './zh/auth'
import * as base from './zh/base'
import * as come from './zh/come'
import * as exam from './zh/exam'
import * as face from './zh/face'
import * as matter from './zh/matter'
import * as me from './zh/me'
import * as permit from './zh/permit'
import * as ask from './zh/ask'

export default { ...base, ...auth, ...apply, ...come, ...exam, ...permit, ...ask, ...face, ...matter, ...me }
