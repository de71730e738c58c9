import { expect, it } from 'vitest'
import { eventsOf, watchList } from './subscriptions'

it('leaves out of the bad changes those after which people may work', () => {
  expect(eventsOf('bad')).not.toContain('RENEWED')
  expect(new Set(eventsOf('all')).size).toBe(10)
})

it('reads lists as they are pasted', () => {
  expect(watchList('T110105194912310021，张三,17\r\n\n T2\t李四 \n')).toEqual([{ number: 'T110105194912310021', name: '张三', reference: '17' }, { number: 'T2', name: '李四' }])
})
