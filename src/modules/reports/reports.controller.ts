import { Controller, Get, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from 'src/common/actor';
import { Permit } from 'src/common/permission';
import { attachment, Caller } from 'src/config/http.service';
import { MonthParams } from 'src/modules/calendar';
import { BulletinService } from './bulletin.service';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('downloads')
@Controller('api/halls/:hall/periods/:period')
export class ReportsController {
  constructor(private readonly bulletins: BulletinService) {}

  @Get('bulletin.xlsx')
  @Permit('bulletin:read')
  @ApiOperation({ summary: 'The Excel attachments of the bulletin' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async bulletin(
    @Param() { hall, period }: MonthParams,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { fileName, content } = await this.bulletins.download(actor, hall, period);
    response.setHeader('content-disposition', attachment(fileName, `bulletin-${period}.xlsx`));
    return new StreamableFile(content, { type: XLSX, length: content.length });
  }
}
