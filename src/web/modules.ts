import { opportunitiesWeb } from '#modules/opportunities/web/index.ts'
import type { WebModule } from './shell/define-web-module.ts'

/** The modules' faces to the browser, in the order of `src/app.ts`. */
export const webModules: readonly WebModule[] = [opportunitiesWeb]
