import { type DynamicModule, Module } from '@nestjs/common';
import type { Clock } from 'src/common/clock';
import { ConfigModule } from 'src/config/config.module';
import type { Settings } from 'src/config/settings.dto';
import { CalendarModule } from 'src/modules/calendar';
import { IntakeModule } from 'src/modules/intake';
import { OrganisationModule } from 'src/modules/organisation';
import { RulesModule } from 'src/modules/rules';
import { HAND_OVER_TOKEN, ServerController } from './server.controller';

/** The house: every room, bottom floor first. */
@Module({})
export class AppModule {
  static with(settings: Settings, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [ConfigModule.with(settings, clock), CalendarModule, IntakeModule, OrganisationModule, RulesModule],
      controllers: [ServerController],
      providers: [{ provide: HAND_OVER_TOKEN, useValue: { value: '' } }],
    };
  }
}
