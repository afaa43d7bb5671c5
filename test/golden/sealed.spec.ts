import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { canonicalJson } from 'src/common/canonical';
import { checkBook } from 'src/modules/rules/check';
import { evaluated } from 'src/modules/scoring/score.service';
import { firstDifference, sealDigest, type Seal } from 'src/modules/scoring/seal/seal';

const FOLDER = join(__dirname, '..', 'fixtures', 'sealed');

/** As printed on the bulletins of these months. A month is added here when a published kind gets a new version; none leaves. */
const DIGESTS: Readonly<Record<string, string>> = {
  'demo-2026-08.json.gz': 'b99efdc637e052b744bc12c4204638ff5692f2a3750b742b804a6e0959a41cb2',
  'sample-2026-01.json.gz': '86f62a3a38522d792b0292df3ac0d6794cd9f2f8eb8ff127b50286a54104d33e',
};

/** A published rule never changes its meaning: months sealed by earlier engines give the same bytes for ever (design §6). */
describe('months sealed before', () => {
  it('are all listed with their digest', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(DIGESTS).sort());
  });

  it.each(Object.entries(DIGESTS))('%s gives the same bytes again', (file, digest) => {
    const seal = JSON.parse(gunzipSync(readFileSync(join(FOLDER, file))).toString('utf8')) as Seal;
    expect(sealDigest(seal)).toBe(digest);
    const { book } = checkBook(seal.book.text);
    if (!book) throw new Error(`the book of ${file} no longer passes the checker`);
    const again = evaluated({ book: { ...seal.book, parsed: book }, facts: seal.facts });
    expect(firstDifference(seal.evaluation, JSON.parse(canonicalJson(again)))).toBeUndefined();
    // Not only equal because empty.
    expect(seal.evaluation.sheets.flatMap(({ lines }) => lines).length).toBeGreaterThan(50);
  });
});
