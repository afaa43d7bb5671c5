import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { completeDocument, METHODS } from 'src/api-document';
import { AppModule } from 'src/app.module';
import { Settings } from 'src/config/settings.dto';

interface Operation {
  readonly name: string;
  readonly path: string;
  readonly summary: string | undefined;
  readonly body: Record<string, { example?: unknown }> | undefined;
  readonly responses: Record<string, unknown>;
}

/** The description comes from the running application: a route without summary, example or errors fails here. */
describe('the description of the routes', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'baifen-document-'));
  let app: Awaited<ReturnType<typeof NestFactory.create>>;
  let operations: Operation[];

  beforeAll(async () => {
    const settings = new Settings(undefined, dataDir, undefined, '127.0.0.1', 0, 'zh');
    app = await NestFactory.create(AppModule.with(settings), { logger: false, abortOnError: false });
    await app.init();
    operations = operationsOf(completeDocument(SwaggerModule.createDocument(app, new DocumentBuilder().build())));
  });
  afterAll(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('says of each what it does, in a line of its own', () => {
    expect(operations.length).toBeGreaterThan(100);
    expect(operations.filter(({ summary = '' }) => summary.trim().length < 10).map(({ name }) => name)).toEqual([]);
  });

  it('shows an example of each body', () => {
    const says = (example: unknown): boolean =>
      typeof example === 'object' && example !== null ? Object.keys(example).length > 0 : example !== undefined;
    const without = operations.filter(({ body }) => body && Object.values(body).some(({ example }) => !says(example)));
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it('tells the errors of each', () => {
    const wanted = (name: string): string[] => [
      ...['400', '401', '404', '429', '503'],
      ...(name.startsWith('get ') ? [] : ['403', '409']),
    ];
    const without = operations
      .filter(({ path }) => path !== '/health')
      .flatMap(({ name, responses }) =>
        wanted(name)
          .filter((status) => !(status in responses))
          .map((status) => `${name}: ${status}`),
      );
    expect(without).toEqual([]);
  });
});

function operationsOf({ paths }: OpenAPIObject): Operation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      if (!operation) return [];
      const { requestBody, summary, responses } = operation;
      const body = requestBody && 'content' in requestBody ? requestBody.content : undefined;
      return [{ name: `${method} ${path}`, path, summary, body, responses }];
    }),
  );
}
