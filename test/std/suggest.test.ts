import { describe, expect, it } from 'vitest';
import { nearest, suggester } from '../../src/std/suggest.js';

describe('did you mean', () => {
  it('is what is nearest, if anything is near', () => {
    expect(nearest('switchModel', ['nicModels', 'switchModels'])).toBe('switchModels');
    expect(nearest('QM9800', ['QM9700', 'SN5600'])).toBe('QM9700');
    expect(nearest('mtu', ['hosts', 'planes'])).toBeNull();
  });

  it('asks a list again and again', () => {
    const suggest = suggester(['leaf', 'spine']);
    expect(['leav', 'spin', 'xyz', 'leav'].map(suggest)).toEqual(['leaf', 'spine', null, 'leaf']);
  });

  it('gives up where both are thousands, sooner for long words', () => {
    const given = (count: number, word: (i: number) => string) => {
      const suggest = suggester(Array.from({ length: count }, (_, i) => word(i)));
      let n = 0;
      while (n < 5000 && suggest(`${word(n)}x`) !== null) n++;
      return n;
    };
    expect(given(10, (i) => `model-${i}`)).toBe(5000);
    expect(given(10_000, (i) => `model-${i}`)).toBe(100);
    expect(given(1000, (i) => `${'long'.repeat(30)}-${i}`)).toBeLessThan(100);
  });
});
