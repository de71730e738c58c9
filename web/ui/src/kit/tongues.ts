// The languages in which questions can stand beside Chinese: how they are written.
import type { SheetQuestion } from '@/core/wire'

export type Tongue = NonNullable<SheetQuestion['told']>['language']

/** In the order in which pages list them; as the server has it. */
export const tongues = ['mn-Mong', 'bo', 'ug', 'kk-Arab', 'ko', 'en'] as const satisfies readonly Tongue[]

/** The message that names a language, in itself and in the page's. */
export const tongueName = (tongue: string): string => `kit.tongue.${tongue.replace('-', '')}`

export const turned = (tongue: string): boolean => tongue === 'mn-Mong'
export const direction = (tongue: string): 'rtl' | 'ltr' => (tongue === 'ug' || tongue === 'kk-Arab' ? 'rtl' : 'ltr')
