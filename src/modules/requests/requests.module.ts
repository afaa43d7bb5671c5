import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { Once } from './once.service';
import { RequestKeys } from './request-keys.service';
import { RequestMetrics } from './request-metrics.service';
import { RequestRates } from './request-rates.service';

const PARTS = [RequestKeys, RequestRates, RequestMetrics, Once];

/** Needs `Database`, `Clock` and `Settings` from a global module of the application. */
@Module({ providers: PARTS, exports: PARTS })
export class RequestsModule implements NestModule {
  constructor(private readonly metrics: RequestMetrics) {}

  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(this.metrics.watch).forRoutes('{*all}');
  }
}
