/**
 * Where an address lies. `internal`: this machine or a private network, only for hosts that a declaration names as
 * internal. `never`: addresses that no data source has, among them those where clouds keep the secrets of a machine.
 */
export type Reach = 'public' | 'internal' | 'never';

type Range = readonly [address: string, bits: number, reach: Reach];

/** The first range that fits decides (IANA special-purpose registry; metadata services of the clouds). */
const V4: readonly Range[] = [
  ['169.254.169.254', 32, 'never'],
  ['169.254.170.2', 32, 'never'],
  ['100.100.100.200', 32, 'never'],
  ['168.63.129.16', 32, 'never'],
  ['10.0.0.0', 8, 'internal'],
  ['100.64.0.0', 10, 'internal'],
  ['127.0.0.0', 8, 'internal'],
  ['169.254.0.0', 16, 'internal'],
  ['172.16.0.0', 12, 'internal'],
  ['192.168.0.0', 16, 'internal'],
  ['0.0.0.0', 8, 'never'],
  ['192.0.0.0', 24, 'never'],
  ['192.0.2.0', 24, 'never'],
  ['192.88.99.0', 24, 'never'],
  ['198.18.0.0', 15, 'never'],
  ['198.51.100.0', 24, 'never'],
  ['203.0.113.0', 24, 'never'],
  ['224.0.0.0', 3, 'never'],
];

const V6: readonly Range[] = [
  ['fd00:ec2::254', 128, 'never'],
  ['::1', 128, 'internal'],
  ['fc00::', 7, 'internal'],
  ['fe80::', 10, 'internal'],
  ['2001::', 23, 'never'],
  ['2001:db8::', 32, 'never'],
  ['2002::', 16, 'never'],
  ['3fff::', 20, 'never'],
  ['2000::', 3, 'public'],
];

/** Forms of IPv6 (mapped, NAT64) that hold an IPv4 address in their last 32 bits. */
const CARRIERS = ['::ffff:0:0', '64:ff9b::'] as const;

/** Of an address as a resolver gives it; anything that is no address is `never`. */
export function reachOf(address: string): Reach {
  const four = v4(address);
  if (four !== undefined) return reachIn(V4, four, 32, v4, 'public');
  const six = v6(address.replace(/%.*$/, ''));
  if (six === undefined) return 'never';
  const carried = CARRIERS.some((prefix) => v6(prefix) === (six >> 32n) << 32n);
  if (carried) return reachIn(V4, six & 0xffffffffn, 32, v4, 'public');
  return reachIn(V6, six, 128, v6, 'never');
}

function reachIn(
  ranges: readonly Range[],
  address: bigint,
  size: number,
  read: (text: string) => bigint | undefined,
  other: Reach,
): Reach {
  const fits = ([start, bits]: Range): boolean =>
    (read(start) ?? 0n) >> BigInt(size - bits) === address >> BigInt(size - bits);
  return ranges.find(fits)?.[2] ?? other;
}

function v4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function v6(text: string): bigint | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted) {
    const four = v4(dotted[2] ?? '');
    const halves = four === undefined ? undefined : [four >> 16n, four & 0xffffn].map((half) => half.toString(16));
    return halves && v6(`${dotted[1] ?? ''}${halves.join(':')}`);
  }
  const sides = text.split('::');
  if (sides.length > 2) return undefined;
  const [left = [], right = []] = sides.map((side) => (side === '' ? [] : side.split(':')));
  const gap = 8 - left.length - right.length;
  if (sides.length === 1 ? gap !== 0 : gap < 1) return undefined;
  const groups = [...left, ...Array.from({ length: gap }, () => '0'), ...right];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

/** What a declaration allows of the outside: exact hosts, with the port where it is not the usual one. */
export interface Allowed {
  readonly url: string;
  readonly hosts: readonly string[];
  readonly internal?: readonly string[];
}

export type Barred = 'scheme' | 'credentials' | 'host';

/** Why an address of the declaration, a page or a redirection may not be asked, or undefined. */
export function barred(url: URL, { url: declared, hosts }: Allowed): Barred | undefined {
  const scheme = new URL(declared).protocol;
  if (!['http:', 'https:'].includes(url.protocol) || (scheme === 'https:' && url.protocol !== 'https:'))
    return 'scheme';
  if (url.username !== '' || url.password !== '') return 'credentials';
  return hosts.includes(url.host) ? undefined : 'host';
}

/** Whether a host may be reached at an address it resolved to. */
export function reachable(host: string, address: string, { internal = [] }: Pick<Allowed, 'internal'>): boolean {
  const reach = reachOf(address);
  return reach === 'public' || (reach === 'internal' && internal.includes(host));
}
