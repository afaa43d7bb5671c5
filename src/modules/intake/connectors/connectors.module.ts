import { type DynamicModule, type InjectionToken, Module, type ModuleMetadata } from '@nestjs/common';
import { IntakeModule } from 'src/modules/intake/intake.module';
import { HistoryService } from './history/history.service';
import { ShownSources } from './history/shown-sources.service';
import { Outside } from './outside.service';
import { PullService } from './pull/pull.service';
import { PushController } from './push.controller';
import { PushService } from './push.service';
import { RunsService } from './runs.service';
import { SourcesController } from './sources.controller';
import { SourcesService } from './sources.service';
import { HOUSE, TakingService, type House } from './taking.service';

/** Sources that deliver by themselves. The application hands over what this floor does not know. */
@Module({})
export class ConnectorsModule {
  static with<T extends readonly unknown[]>(parts: {
    imports: NonNullable<ModuleMetadata['imports']>;
    inject: readonly InjectionToken[];
    house: (...services: T) => House;
  }): DynamicModule {
    return {
      module: ConnectorsModule,
      imports: [IntakeModule, ...parts.imports],
      controllers: [PushController, SourcesController],
      providers: [
        {
          provide: HOUSE,
          useFactory: (...services: unknown[]) => parts.house(...(services as unknown as T)),
          inject: [...parts.inject],
        },
        Outside,
        SourcesService,
        RunsService,
        TakingService,
        PushService,
        PullService,
        HistoryService,
        ShownSources,
      ],
      exports: [HistoryService, SourcesService, RunsService, TakingService, PullService],
    };
  }
}
