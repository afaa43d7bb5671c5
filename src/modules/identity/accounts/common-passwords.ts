/** Passwords that everybody tries first, folded to small letters; letters alone and without signs are compared too. */
export const COMMON: ReadonlySet<string> = new Set(
  `password password1 password12 password123 password1234 passw0rd passw0rd1 p@ssword p@ssw0rd p@ssw0rd1 p@ssw0rd123
  passwd passwd123 pass1234 pass12345 letmein letmein123 welcome welcome1 welcome123 welcome2026 admin admin1 admin12
  admin123 admin1234 admin12345 admin123456 admin888 admin8888 admin@123 admin@1234 admin@2026 administrator root root123
  root1234 toor guest guest123 test test123 test1234 test12345 test123456 testtest user user123 user1234 changeme
  changeme123 changeme1 default secret secret123 master master123 monkey dragon football baseball iloveyou iloveyou1
  iloveyou123 sunshine princess superman batman trustno1 shadow michael jordan qwerty qwerty1 qwerty12 qwerty123
  qwerty1234 qwerty12345 qwertyuiop qwer1234 qwer12345 qwerasdf qweasd qweasdzxc qwe123 qwe123qwe asdf1234 asdfgh
  asdfghjkl asd123 asd123456 zxcvbn zxcvbnm zxcv1234 zaq12wsx zaq1xsw2 1qaz2wsx 1qaz2wsx3edc 1q2w3e 1q2w3e4r 1q2w3e4r5t
  1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5 qazwsx qazwsxedc qazxsw 123qwe 123qweasd 123abc 123456 1234567 12345678 123456789
  1234567890 12345678910 123123 123123123 1234512345 123321 123321123 112233 11223344 1122334455 111111 1111111111
  000000 0000000000 666666 6666666666 888888 8888888888 88888888 999999 5201314 52013145201314 1314520 13145201314520
  147258 147258369 159357 159753 789456 789456123 987654 987654321 0987654321 abc abc123 abc1234 abc12345 abc123456
  abc123abc abcd1234 abcd12345 abcdef abcdef123 abcdefg abcdefg123 aa123456 aa123456789 aaa123456 a123456 a1234567
  a12345678 a123456789 a1b2c3 a1b2c3d4 a1b2c3d4e5 as123456 asd123 qq123456 qq123456789 qq123123 wang123 wang1234
  wang123456 zhang123 zhang123456 li123456 liu123456 chen123456 woaini woaini123 woaini520 woaini521 woaini1314
  woaini123456 woaiwojia woshishui wodemima mima mima123 mima123456 nihao nihao123 nihao123456 zhongguo zhongguo123
  china china123 china123456 beijing beijing2008 beijing2022 shanghai nanjing jiangsu baifen baifen123
  baifen1234 baifen123456 baifen2025 baifen2026 kaohe kaohe123 kaohe123456 kaohe2026 zhengwu zhengwu123 zhengwu2026
  zwfw zwfw123 zwfw123456 zwfw2026 chuangkou chuangkou123 government goverment123 summer2026 winter2026 spring2026
  autumn2026 january2026 huawei huawei123 huawei@123 lenovo lenovo123 computer internet server server123 oracle
  oracle123 mysql mysql123 system system123 manager manager123 temp temp123 temp1234 login login123 access access123
  office office123 window window123 company company123 money money123 hello hello123 hello1234 freedom whatever
  starwars pokemon naruto doraemon killer charlie donald jennifer hunter hunter2 ginger tigger soccer flower lovely
  samsung google google123 microsoft apple apple123 iphone android windows windows10 linux ubuntu centos`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
