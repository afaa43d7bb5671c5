import { Module } from '@nestjs/common';
import { Once } from './once.service';
import { RequestKeys } from './request-keys.service';

/** Needs `Database` and `Clock` from a global module of the application. */
@Module({ providers: [RequestKeys, Once], exports: [RequestKeys, Once] })
export class RequestsModule {}
