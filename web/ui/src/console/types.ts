// Short names for the generated types.
import type { components } from '@/core/api.gen'

export type Schemas = components['schemas']
export type PersonView = Schemas['PersonView']
export type OrgView = Schemas['OrgView']
export type ApplicationView = Schemas['ApplicationView']
export type RoomView = Schemas['RoomView']
export type SeatView = Schemas['SeatView']
export type PointView = Schemas['PointView']
export type RuleText = Schemas['RuleText']
