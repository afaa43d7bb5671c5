import type { INestApplicationContext } from '@nestjs/common';
import { RequestMethod } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { permissionOf, type Permission } from 'src/common/permission';

/** A route as the running application declares it. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** `/api/halls/:hall/periods/:period`. */
  readonly path: string;
  readonly permission: Permission | undefined;
}

/** Every route of the running application, in order of path and method: a new one is there without being written down. */
export function routesOf(app: INestApplicationContext): Route[] {
  const scanner = new MetadataScanner();
  const routes: Route[] = [];
  for (const module of app.get(ModulesContainer).values())
    for (const { metatype } of module.controllers.values()) {
      if (!metatype) continue;
      const prototype = (metatype as { prototype: object }).prototype as Record<string, object>;
      const bases = [Reflect.getMetadata('path', metatype) as string | string[]].flat();
      for (const name of scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name];
        if (!handler || !Reflect.hasMetadata('path', handler)) continue;
        const verb = RequestMethod[Reflect.getMetadata('method', handler) as number] ?? '';
        const paths = [Reflect.getMetadata('path', handler) as string | string[]].flat();
        for (const base of bases)
          for (const path of paths)
            routes.push({
              method: verb.toLowerCase() as Route['method'],
              path: `/${[base, path].join('/')}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
              permission: permissionOf(handler),
            });
      }
    }
  return [...new Map(routes.map((one) => [nameOf(one), one])).values()].sort((a, b) =>
    a.path === b.path ? (a.method < b.method ? -1 : 1) : a.path < b.path ? -1 : 1,
  );
}

/** `GET /api/halls/:hall/periods`. */
export function nameOf({ method, path }: Pick<Route, 'method' | 'path'>): string {
  return `${method.toUpperCase()} ${path}`;
}

/** The path with its ids filled in; an id nobody named is a fault. */
export function filled(path: string, ids: Readonly<Record<string, string>>): string {
  return path.replace(/:([a-z]+)/gi, (_whole, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`the test has no ${name} for ${path}`);
    return encodeURIComponent(id);
  });
}
