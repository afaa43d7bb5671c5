import { type DynamicModule, Module } from '@nestjs/common';
import type { Clock } from 'src/common/clock';
import { ConfigModule } from 'src/config/config.module';
import type { Settings } from 'src/config/settings.dto';
import { CalendarModule } from 'src/modules/calendar';

/** The house: every room, bottom floor first. */
@Module({})
export class AppModule {
  static with(settings: Settings, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [ConfigModule.with(settings, clock), CalendarModule],
    };
  }
}
