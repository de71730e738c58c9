import './kiosk.css'
import { createApi } from '@/core/api'
import { apiKey } from '@/kit/api'
import { mountPage } from '@/kit/mount'
import { speakerKey } from '@/kit/speaker'
import KioskApp from './KioskApp.vue'
import { deviceKey, Device, enrolmentFrom } from './device'
import zh from './locales/zh-CN'
import { makeServerTime, serverTimeKey } from './servertime'
import { makeSpeaker } from './speech/speaker'
import { makeStaff, staffKey } from './staff'

void mountPage(KioskApp, {
  place: 'gate',
  zh,
  loadEn: () => import('./locales/en'),
  prepare(app, i18n) {
    const device = new Device()
    const given = enrolmentFrom(location.hash)
    if (given) {
      history.replaceState(null, '', location.pathname + location.search)
      if (given.token !== device.enrolment.value?.token) device.enrol(given)
    }
    app.provide(deviceKey, device)
    const api = createApi({
      locale: () => i18n.locale.value,
      deviceToken: () => device.enrolment.value?.token,
      onProblem: (problem) => {
        if (problem.code === 'device.unknown') device.setRefused(true)
      },
    })
    app.provide(apiKey, api)
    app.provide(staffKey, makeStaff(api))
    app.provide(serverTimeKey, makeServerTime(api))
    app.provide(speakerKey, makeSpeaker(i18n.locale))
  },
})
