import { describe, expect, it } from 'vitest';
import { ibGbps, ibLink, isNewLink } from '../../src/exchange/ib-speed.js';

describe('speeds of InfiniBand', () => {
  it.each([
    [10, '4xSDR'],
    [20, '4xDDR'],
    [25, '1xEDR'],
    [40, '4xQDR'],
    [50, '1xHDR'],
    [56, '4xFDR'],
    [100, '4xEDR'],
    [200, '4xHDR'],
    [400, '8xHDR'],
    [600, '12xHDR'],
    [800, '4xXDR'],
    [1600, '8xXDR'],
  ])('%i Gb/s is written %s', (gbps, link) => {
    expect(ibLink(gbps)).toBe(link);
    expect(ibGbps(link)).toBe(gbps);
    expect(isNewLink(link)).toBe(gbps > 600);
  });

  it.each([
    ['4xNDR', 400],
    ['4xXDR', 800],
    ['2xNDR', 200],
    ['4xFDR10', 40],
    ['12xSDR', 30],
    ['4x???', null],
    ['??SDR', null],
    ['3xEDR', null],
    ['4xedr', null],
    [' 4xEDR', null],
    ['', null],
  ])('%j is %j Gb/s', (link, gbps) => {
    expect(ibGbps(link)).toBe(gbps);
  });

  it.each([1, 0, 75, 300.5, Number.NaN])('nothing makes %d Gb/s', (gbps) => {
    expect(ibLink(gbps)).toBe(null);
  });
});
