import { Random } from './random';

const SURNAMES = Array.from(
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳',
);
const GIVEN = Array.from(
  '晓雨文静志强海燕建国明月思远佳怡子涵浩然梓萱俊杰欣妍博宇雅琴春华秋实立新向阳云帆若兰清扬知夏闻溪望舒一诺',
);
const TRADES = ['建材', '餐饮', '物流', '服饰', '农资', '电子', '商贸', '机械', '文具', '园艺'];
const FORMS = ['经营部', '有限公司', '商行', '工作室', '合作社'];

/** Made-up names, all different. */
export function personNames(count: number, random: Random): string[] {
  const names = new Set<string>();
  while (names.size < count) {
    const given = random.chance(850) ? random.pick(GIVEN) + random.pick(GIVEN) : random.pick(GIVEN);
    names.add(random.pick(SURNAMES) + given);
  }
  return [...names];
}

/** Who applies: a masked person or a made-up firm; now and then with a comma and quotes in its name. */
export function applicant(random: Random): string {
  if (random.chance(620)) return `${random.pick(SURNAMES)}某${random.chance(500) ? '某' : ''}`;
  const firm = `示例${random.pick(TRADES)}${random.pick(FORMS)}`;
  return random.chance(3) ? `${firm}, "老字号"分店` : firm;
}

export function maskedRater(random: Random): string {
  return `${random.pick(SURNAMES)}某`;
}
