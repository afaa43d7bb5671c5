export { Once } from './once.service';
export { RequestKeys } from './request-keys.service';
export { RequestsModule } from './requests.module';
