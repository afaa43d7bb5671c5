import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { allow } from 'src/common/permission';
import { sourceMissing } from 'src/modules/intake/connectors/refusals';
import { RunsService, type Run } from 'src/modules/intake/connectors/runs.service';
import { SourcesService } from 'src/modules/intake/connectors/sources.service';

/** The declared sources, for those who look after the system. */
@Injectable()
export class ShownSources {
  constructor(
    private readonly sources: SourcesService,
    private readonly runs: RunsService,
  ) {}

  /** Each with its last delivery and the last day it called complete. */
  async list(actor: Actor, hall: string): ReturnType<RunsService['withLast']> {
    allow(actor, 'operation:read', { hall });
    return this.runs.withLast(await this.sources.list(hall));
  }

  /** The newest first. Throws `connectors.source-missing`. */
  async history(actor: Actor, hall: string, source: string): Promise<Run[]> {
    allow(actor, 'operation:read', { hall }, () => sourceMissing({ source }));
    return this.runs.history(hall, (await this.sources.source(hall, source)).name);
  }
}
