import {
  type DynamicModule,
  Global,
  Inject,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Clock } from 'src/common/clock';
import { clockOf, SystemClock } from './clock.service';
import { Database, openDatabase } from './database.service';
import { Settings } from './settings.dto';

const MEASURED_EVERY_MS = 60_000;

/** Settings, clock and database for every room. */
@Global()
@Module({})
export class ConfigModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('clock');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

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
            if (!(clock instanceof SystemClock)) return database;
            await clock.follow(database);
            try {
              clock.check();
            } catch (error) {
              await database.close();
              throw error;
            }
            return database;
          },
        },
      ],
      exports: [Settings, Clock, Database],
    };
  }

  onApplicationBootstrap(): void {
    const { clock } = this;
    if (!(clock instanceof SystemClock)) return;
    const measure = (): void =>
      void clock.follow(this.database).catch((error: unknown) => {
        this.log.warn(`the database server's time was not measured: ${String(error)}`);
      });
    this.timer = setInterval(measure, MEASURED_EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.database.close();
  }
}
