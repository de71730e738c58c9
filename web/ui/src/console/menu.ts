// The side menu: which page stands where and who sees it. A page that is not in the reader's menu is not secret –
// the server decides – but nobody should be led to a closed door.
import type { IconName } from '@/kit/KitIcon.vue'

export interface MenuItem {
  to: string
  key: string
  icon: IconName
  /** Roles that see it; everybody when missing. */
  roles?: readonly string[]
}

export const menu: readonly MenuItem[] = [{ to: '/', key: 'menu.home', icon: 'home' }]

export function menuFor(roles: readonly string[]): MenuItem[] {
  return menu.filter((item) => !item.roles || item.roles.some((role) => roles.includes(role)))
}
