import { Module } from '@nestjs/common';
import { RunsService } from './runs.service';
import { SourcesService } from './sources.service';

/** Sources that deliver by themselves. */
@Module({ providers: [SourcesService, RunsService], exports: [SourcesService, RunsService] })
export class ConnectorsModule {}
