/** Spreadsheets keep and show fifteen significant digits; what binary numbers have behind them is noise. */
const KEPT = 15;

/**
 * The digits of a number cell of an .xlsx file: as written, but a fraction with more than fifteen significant digits is
 * rounded to them: `0.30000000000000004` is shown as 0.3 and is 0.3. Whole numbers stay: they may be ids.
 */
export function writtenNumber(text: string): string {
  if (text.length <= KEPT + 1) return text;
  const match = /^[-+]?(\d*)\.(\d+)(?:[eE]([-+]?\d+))?$/.exec(text);
  if (!match) return text;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const significant = (whole + fraction).replace(/^0+/, '').length;
  const isFraction = fraction.length > Number(exponent);
  return significant > KEPT && isFraction ? storedNumber(Number(text)) : text;
}

/** The digits of a binary number as a spreadsheet writes them: `7001`, `0.3`, `3.2999926000003E+19`. */
export function storedNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value === 0 ? 0 : value);
  const text = String(Number(value.toPrecision(KEPT)));
  if (Math.abs(value) < 1e15) return text.replace('e', 'E');
  const [mantissa = '', exponent = ''] = Number(text).toExponential().split('e');
  return `${mantissa}E${exponent}`;
}
