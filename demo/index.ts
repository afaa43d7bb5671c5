export { generateDemo } from './generate.process';
export type { DemoOptions } from './hall/hall';
export type { DemoFile, DemoManifest, DemoWaiver } from './manifest';
