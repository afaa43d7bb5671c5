import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from 'src/common/clock';
import { clockOf, SystemClock } from './clock.service';
import { Database, openDatabase } from './database.service';
import { Settings } from './settings.dto';

/** Settings, clock and database for every room. */
@Global()
@Module({})
export class ConfigModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  static with(settings: Settings, clock: Clock = clockOf(settings)): DynamicModule {
    return {
      module: ConfigModule,
      providers: [
        { provide: Settings, useValue: settings },
        { provide: Clock, useValue: clock },
        {
          provide: Database,
          useFactory: async () => {
            const database = await openDatabase(settings);
            if (clock instanceof SystemClock) await clock.follow(database);
            return database;
          },
        },
      ],
      exports: [Settings, Clock, Database],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
