import type { OpenAPIObject } from '@nestjs/swagger';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Schema = Exclude<Schemas[string], { $ref: string }>;
type Method = (typeof METHODS)[number];

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** What each status means to whoever called; the codes are those of the refusals. */
const ANSWERS: Readonly<Record<string, { readonly says: string; readonly code: string; readonly message: string }>> = {
  400: {
    says: 'Not right: everything that is wrong, and what to do',
    code: 'http.bad-request',
    message: '请求内容有误：month 应写成 2026-03 的样子。请改正后重新提交。',
  },
  401: {
    says: 'Nobody is signed in, or the token is not valid',
    code: 'identity.sign-in-needed',
    message: '还没有登录，或者登录已经失效。请重新登录。',
  },
  403: {
    says: 'Sent by a page of another site, or the password has to be changed first',
    code: 'http.foreign-page',
    message: '请求来自别的网站的页面，已拒绝。请在百分自己的页面上操作。',
  },
  404: {
    says: 'Not there, or not within what the caller may see: both look alike',
    code: 'access.not-found',
    message: '没有找到，或者不在您的权限范围内。请核对编号；需要权限的，请联系安全管理员。',
  },
  409: {
    says: 'Changed meanwhile, closed, or being worked on',
    code: 'submissions.draft-changed',
    message: '草稿 1f2e 已由 王某 于 2026-03-02 09:00:00 改过，您的改动没有保存。',
  },
  413: {
    says: 'Too large',
    code: 'http.413',
    message: '内容太大，请分批提交。',
  },
  422: {
    says: 'The Idempotency-Key was used for another request',
    code: 'http.idempotency-other-request',
    message: '这个 Idempotency-Key 已用于另一个内容不同的请求，本次没有执行。新的请求请换一个新的 Idempotency-Key。',
  },
  429: {
    says: 'Too many requests; Retry-After says when to come back',
    code: 'http.too-many-requests',
    message: '请求太频繁：每分钟最多 600 次，本次没有执行。请 20 秒后再试。',
  },
  503: {
    says: 'The database cannot be reached; Retry-After says when to come back, nothing was saved',
    code: 'config.database-gone',
    message: '数据库暂时连不上，本次没有保存任何内容。请稍等几秒再试。',
  },
};

/** Adds what holds for every route: errors, how to sign in, the idempotency key, and an example of each body. */
export function completeDocument(document: OpenAPIObject): OpenAPIObject {
  const schemas: Schemas = { ...document.components?.schemas, Error: errorSchema() };
  for (const [path, item] of Object.entries(document.paths))
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) completeOperation(path, method, operation, schemas);
    }
  return {
    ...document,
    components: {
      ...document.components,
      schemas,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'API token of an account' },
        session: { type: 'apiKey', in: 'cookie', name: 'baifen-session', description: 'set by POST /api/session' },
      },
    },
    security: [{ token: [] }, { session: [] }],
  };
}

function completeOperation(path: string, method: Method, operation: Operation, schemas: Schemas): void {
  for (const status of statusesOf(path, method)) {
    const { says = '', code = '', message = '' } = ANSWERS[status] ?? {};
    const example = { code, message, details: {}, requestId: '5f0c2a1e-6d0b-4b7e-9a55-0c6f5a3d9e21' };
    operation.responses[status] ??= {
      description: says,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' }, example } },
    };
  }
  const body = operation.requestBody;
  if (body && !('$ref' in body))
    for (const media of Object.values(body.content)) {
      const given: unknown = media.example;
      const example = given ?? (media.schema && exampleOf(media.schema, schemas));
      if (example !== undefined) media.example = example;
    }
  if (method !== 'post' || operation.parameters?.some((one) => 'name' in one && /^idempotency-key$/i.test(one.name)))
    return;
  operation.parameters = [
    ...(operation.parameters ?? []),
    {
      ...{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', minLength: 8 } },
      ...{ description: 'done once under this key, see docs/api.md', example: '0b9d6c1c-3c5e-4a55-8f5e-0d8c8f3f4f10' },
    },
  ];
}

function statusesOf(path: string, method: Method): string[] {
  if (path === '/health') return ['503'];
  const changes = method !== 'get';
  return [
    ...['400', '401', '404', '429', '503'],
    ...(changes ? ['403', '409', '413'] : []),
    ...(method === 'post' ? ['422'] : []),
  ];
}

function errorSchema(): Schema {
  return {
    type: 'object',
    required: ['code', 'message', 'details', 'requestId'],
    properties: {
      code: { type: 'string', description: 'stable, dotted' },
      message: { type: 'string', description: 'what happened, where, what to do; Chinese, or as Accept-Language says' },
      details: { type: 'object', description: 'what the sentence names, for programs' },
      requestId: { type: 'string' },
    },
  };
}

/** An example out of those of the parts; undefined where a needed part has none. */
export function exampleOf(given: Schema | { $ref: string }, schemas: Schemas): unknown {
  const schema = resolved(given, schemas);
  if (schema === undefined) return undefined;
  if (schema.example !== undefined) return schema.example as unknown;
  if (schema.default !== undefined) return schema.default as unknown;
  if (schema.enum !== undefined) return schema.enum[0] as unknown;
  const [part] = schema.allOf ?? schema.oneOf ?? schema.anyOf ?? [];
  if (part) return exampleOf(part, schemas);
  switch (schema.type) {
    case 'object':
      return exampleOfObject(schema, schemas);
    case 'array': {
      const one = schema.items && exampleOf(schema.items, schemas);
      return one === undefined ? undefined : [one];
    }
    case 'boolean':
      return true;
    case 'string':
      return schema.format === 'binary' ? '(file)' : undefined;
    default:
      return undefined;
  }
}

function exampleOfObject({ properties = {}, required = [] }: Schema, schemas: Schemas): unknown {
  const example: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(properties)) {
    const one = exampleOf(part, schemas);
    if (one !== undefined) example[name] = one;
    else if (required.includes(name)) return undefined;
  }
  return example;
}

function resolved(schema: Schema | { $ref: string }, schemas: Schemas): Schema | undefined {
  if (!('$ref' in schema)) return schema;
  const found = schemas[schema.$ref.split('/').at(-1) ?? ''];
  return found && resolved(found, schemas);
}
