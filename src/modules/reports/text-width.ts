/**
 * Width of one line of text in column units (digits of the default font 宋体 11, 8 pixels): Han characters and full-width
 * marks are square, others a good half of that. `size` in points.
 */
export function textWidth(text: string, size: number): number {
  const square = (size * 4) / 3 / 8;
  let width = 0;
  for (const sign of text) width += (sign.codePointAt(0) ?? 0) >= 0x2e80 ? square : square * 0.56;
  return width;
}

/** Column width that shows the longest of the texts on one line, within bounds. */
export function fittingWidth(texts: Iterable<string>, least: number, most: number, size = 11): number {
  let width = least;
  for (const text of texts) width = Math.max(width, Math.ceil(textWidth(text, size) + 1.5));
  return Math.min(width, most);
}
