import { barred, reachable, reachOf } from './reach';

const INTERNAL = [
  ...['127.0.0.1', '127.255.255.254', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1'],
  ...['169.254.1.1', '::1', '0:0:0:0:0:0:0:1', 'fc00::1', 'fdff::1', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.1.2.3', '64:ff9b::7f00:1', '64:ff9b::192.168.0.1'],
];
const NEVER = [
  ...[
    '169.254.169.254',
    '169.254.170.2',
    '100.100.100.200',
    '168.63.129.16',
    'fd00:ec2::254',
    '::ffff:169.254.169.254',
  ],
  ...['0.0.0.0', '0.1.2.3', '192.0.0.192', '192.0.2.1', '198.18.0.1', '198.19.255.255', '224.0.0.1', '255.255.255.255'],
  ...[
    '::',
    '::2',
    'ff02::1',
    'fec0::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '64:ff9b:1::1',
    '::7f00:1',
  ],
  ...['', 'localhost', '1.2.3', '1.2.3.4.5', '256.1.1.1', '0177.0.0.1', '0x7f.0.0.1', '2130706433', '127.1', ':::1'],
  ...['1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '12345::', 'g::1', '::1::', '::ffff:1.2.3.256'],
];
const PUBLIC = [
  ...['1.1.1.1', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0'],
  ...[
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '223.255.255.255',
  ],
  ...['2400:3200::1', '2606:4700::1111', '2001:200::1', '::ffff:1.1.1.1', '64:ff9b::101:101'],
];

describe('where an address lies', () => {
  it.each(INTERNAL)('%s: this machine or a private network', (address) => expect(reachOf(address)).toBe('internal'));
  it.each(NEVER)('"%s": no data source', (address) => expect(reachOf(address)).toBe('never'));
  it.each(PUBLIC)('%s: public', (address) => expect(reachOf(address)).toBe('public'));
});

describe('what a declaration allows', () => {
  const https = { url: 'https://dc.example.gov.cn/api', hosts: ['dc.example.gov.cn', 'b.example.gov.cn:8443'] };

  it('is exact hosts with their ports, and never a weaker scheme', () => {
    const why = (url: string): unknown => barred(new URL(url), https);
    expect(why('https://dc.example.gov.cn/other?a=1')).toBeUndefined();
    expect(why('https://dc.example.gov.cn:443/')).toBeUndefined();
    expect(why('https://b.example.gov.cn:8443/')).toBeUndefined();
    expect(why('http://dc.example.gov.cn/')).toBe('scheme');
    expect(why('file:///etc/passwd')).toBe('scheme');
    expect(why('ftp://dc.example.gov.cn/')).toBe('scheme');
    expect(why('https://user@dc.example.gov.cn/')).toBe('credentials');
    for (const url of [
      ...['https://dc.example.gov.cn:8443/', 'https://b.example.gov.cn/', 'https://dc.example.gov.cn.evil.example/'],
      ...[
        'https://dc.example.gov.cn./',
        'https://2130706433/',
        'https://0x7f.1/',
        'https://[::1]/',
        'https://evil.example/',
      ],
    ])
      expect(why(url)).toBe('host');
  });

  it('lets a host lie inside only when it is named as internal, and nothing at a metadata address', () => {
    const inside = { url: 'http://dc.local/', hosts: ['dc.local', 'other.local'], internal: ['dc.local'] };
    expect(reachable('dc.local', '192.168.3.4', inside)).toBe(true);
    expect(reachable('other.local', '192.168.3.4', inside)).toBe(false);
    expect(reachable('other.local', '1.1.1.1', inside)).toBe(true);
    expect(reachable('dc.local', '169.254.169.254', inside)).toBe(false);
  });
});
