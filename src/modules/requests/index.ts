export { Once } from './once.service';
export { RequestKeys } from './request-keys.service';
export { RequestMetrics } from './request-metrics.service';
export { RequestRates } from './request-rates.service';
export { RequestsModule } from './requests.module';
