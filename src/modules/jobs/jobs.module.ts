import { type DynamicModule, type InjectionToken, Module, type ModuleMetadata } from '@nestjs/common';
import type { Job } from './job';
import { JOBS, JobsService } from './jobs.service';
import { Scheduler } from './scheduler.service';

/** The application hands over the jobs that the rooms above declare: this floor knows none of them. */
@Module({})
export class JobsModule {
  static with<T extends readonly unknown[]>(parts: {
    imports: NonNullable<ModuleMetadata['imports']>;
    inject: readonly InjectionToken[];
    jobs: (...services: T) => readonly Job[];
  }): DynamicModule {
    return {
      module: JobsModule,
      imports: parts.imports,
      providers: [
        {
          provide: JOBS,
          useFactory: (...services: unknown[]) => parts.jobs(...(services as unknown as T)),
          inject: [...parts.inject],
        },
        JobsService,
        Scheduler,
      ],
      exports: [JobsService, Scheduler],
    };
  }
}
