import 'reflect-metadata';

/**
 * What a route needs. Until accounts exist the server listens on this machine only and everything is allowed to whoever
 * may reach it; the declaration is there from the first route on, so that the guard finds none without.
 */
export type Permission =
  | 'anybody'
  | 'hall:read'
  | 'month:read'
  | 'sheet:read'
  | 'import:read'
  | 'import:write'
  | 'bulletin:read'
  | 'rating:read'
  /** Appeals, callbacks, limits, judgements of findings. */
  | 'rating:write'
  | 'command:run'
  /** The token of a declared source, which the route itself compares. */
  | 'source:push';

const KEY = 'baifen:permission';

/** Declares the permission of a route. */
export function Permit(permission: Permission): MethodDecorator {
  return (_target, _name, descriptor) => {
    Reflect.defineMetadata(KEY, permission, descriptor.value as object);
  };
}

/** The permission a route handler declares, or undefined. */
export function permissionOf(handler: object): Permission | undefined {
  return Reflect.getMetadata(KEY, handler) as Permission | undefined;
}
