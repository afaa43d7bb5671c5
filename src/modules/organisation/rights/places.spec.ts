import { placesOf } from './places';

const WINDOWS = [
  { id: 'W01', department: 'D1' },
  { id: 'W02', department: null },
];
const STAFF = [
  { id: '07001', postings: [{ window: 'W02' }, { window: 'W01' }] },
  { id: '07002', postings: [{ window: null }] },
];
const roster = { windows: WINDOWS, staff: STAFF } as unknown as NonNullable<Parameters<typeof placesOf>[1]>;

describe('whose windows and people are', () => {
  it('puts a window under its department, and nowhere when nobody says', () => {
    const places = placesOf('h', roster);
    expect(places.window('W01')).toEqual({ hall: 'h', window: 'W01', department: 'D1' });
    expect(places.window('W02')).toEqual({ hall: 'h', window: 'W02', department: null });
    expect(places.window('ZZ')).toEqual({ hall: 'h', window: 'ZZ', department: null });
    expect(places.window(null)).toEqual({ hall: 'h', window: null, department: null });
  });

  it('puts a person under himself and the department of his last window, never under the window', () => {
    const places = placesOf('h', roster);
    expect(places.staff('07001')).toEqual({ hall: 'h', staff: '07001', department: 'D1' });
    expect(places.staff('07002')).toEqual({ hall: 'h', staff: '07002', department: null });
  });

  it('knows only codes without a roster', () => {
    expect(placesOf('h', null).window('W01')).toEqual({ hall: 'h', window: 'W01', department: null });
  });
});
