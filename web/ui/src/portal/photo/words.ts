// Names of the states of a document photo and of the reasons to take it again.
import type { TagKind } from '@/kit/StatusTag.vue'
import type { Photo } from '../types'

export const stateTags: Record<Photo['state'], { word: string; kind: TagKind }> = {
  NONE: { word: 'photoState.NONE', kind: 'neutral' },
  PENDING: { word: 'photoState.PENDING', kind: 'info' },
  APPROVED: { word: 'photoState.APPROVED', kind: 'safe' },
  REJECTED: { word: 'photoState.REJECTED', kind: 'warn' },
}

export const retakes = {
  FACE: 'retake.FACE', BACKGROUND: 'retake.BACKGROUND', BLURRED: 'retake.BLURRED', OLD: 'retake.OLD', PERSON: 'retake.PERSON', OTHER: 'retake.OTHER',
} as const
