import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { MapColumns } from '../../api/answers';
import { cutLine, cutPolygon, type Polygon } from './antimeridian';
import { alpha2, build } from './basemap';
import { pick } from './pick';
import { inPeriod, mercator, sitesOf, weigh } from './sites';
import { Still } from './still';

const atlas = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('world-atlas/countries-50m.json'), 'utf8')) as Parameters<typeof build>[0];
const base = build(atlas);
const country = (code: string) => base.land.features.find((one) => one.properties.code === code)?.geometry.coordinates as Polygon[];
// The edge along the pole, at the end of the map, is as wide as the world.
const jumps = (polygons: Polygon[]) =>
  polygons.flat().filter((ring) => ring.some(([x, y], i) => Math.abs(x - (ring[i - 1]?.[0] ?? x)) > 180 && (y > -85 || (ring[i - 1]?.[1] ?? y) > -85))).length;
const side = (polygons: Polygon[], test: (x: number) => boolean) => polygons.some((polygon) => polygon[0]?.some(([x]) => test(x)));
const area = (ring: Polygon[number]) => Math.abs(ring.reduce((sum, [x, y], i) => sum + x * (ring[i + 1]?.[1] ?? y) - (ring[i + 1]?.[0] ?? x) * y, 0) / 2);

describe('the antimeridian', () => {
  it('leaves no edge across the world, in any country', () => {
    expect(base.land.features.filter((one) => jumps(one.geometry.coordinates as Polygon[]) > 0).map((one) => one.properties.code)).toEqual([]);
    expect(base.borders.geometry.coordinates.filter((line) => line.some(([x = 0], i) => Math.abs(x - (line[i - 1]?.[0] ?? x)) > 180))).toEqual([]);
  });

  it.each(['RU', 'FJ'])('%s lies on both sides of it, and reaches it', (code) => {
    const polygons = country(code);
    expect(side(polygons, (x) => x > 170)).toBe(true);
    expect(side(polygons, (x) => x < -170)).toBe(true);
    expect(side(polygons, (x) => Math.abs(x) === 180)).toBe(true);
    expect(side(polygons, (x) => Math.abs(x) > 180)).toBe(false);
  });

  it('closes Antarctica along the pole', () => {
    const lowest = Math.min(...country('AQ').flat(2).map(([, y]) => y));
    expect(lowest).toBeLessThan(-85);
  });

  it('keeps the area of a square that lies across it, with its hole', () => {
    const square: Polygon = [
      [[170, 0], [-170, 0], [-170, 20], [170, 20], [170, 0]],
      [[175, 5], [175, 15], [-175, 15], [-175, 5], [175, 5]],
    ];
    const parts = cutPolygon(square);
    expect(parts).toHaveLength(2);
    expect(parts.reduce((sum, [outer = [], hole = []]) => sum + area(outer) - area(hole), 0)).toBeCloseTo(20 * 20 - 10 * 10);
  });

  it('cuts a line where it crosses', () => {
    expect(cutLine([[179, 0], [-179, 2]])).toEqual([[[179, 0], [180, 1]], [[-180, 1], [-179, 2]]]);
  });

  it('knows countries by two letters', () => {
    expect([alpha2('840', ''), alpha2(8, ''), alpha2('716', ''), alpha2(undefined, 'Kosovo'), alpha2(undefined, 'Nowhere')]).toEqual(['US', 'AL', 'ZW', 'XK', '']);
  });
});

const columns: MapColumns = {
  count: 5,
  events: {
    id: ['a', 'b', 'c', 'd', 'e'],
    day: [10, 20, null, 12, 30],
    end: [10, 25, null, 12, 30],
    type: [1, 0, 0, 1, 0],
    lon: [44, 44, 44, 44, 10],
    lat: [33, 33, 33, 33, 0],
    precision: [0, 0, 0, 1, 0],
    killed: [null, 1, 2, 3, 4],
    review: [0, 0, 0, 0, 0],
  },
  types: ['Battles', 'Riots'],
  precisions: ['exact', 'admin1'],
  reviews: ['machine'],
  unplaced: 0,
};

describe('sites', () => {
  const sites = sitesOf(columns);

  it('gathers events by point and precision, areas first', () => {
    expect(sites.count).toBe(3);
    expect(sites.areas).toBe(1);
    expect(sites.reach[0]).toBeGreaterThan(0);
    expect([...sites.of]).toEqual([1, 1, 1, 0, 2]);
  });

  it.each([
    [{ from: null, to: null }, [1, 3, 1], 5],
    [{ from: 22, to: null }, [0, 1, 1], 2],
    [{ from: null, to: 12 }, [1, 1, 0], 2],
    [{ from: 26, to: 29 }, [0, 0, 0], 0],
  ])('in %j', (period, events, total) => {
    const weights = weigh(columns, sites, period);
    expect([...weights.events]).toEqual(events);
    expect(weights.total).toBe(total);
  });

  it('colours by the most frequent type of the time', () => {
    expect(weigh(columns, sites, { from: null, to: null }).type[1]).toBe(0);
    expect(weigh(columns, sites, { from: null, to: 12 }).type[1]).toBe(1);
  });

  it('leaves out what has no date only where a time is asked for, as the server does', () => {
    expect(inPeriod(null, null, { from: null, to: null })).toBe(true);
    expect(inPeriod(null, null, { from: 0, to: null })).toBe(false);
    expect(inPeriod(5, 9, { from: 9, to: 20 })).toBe(true);
    expect(inPeriod(5, 9, { from: 0, to: 4 })).toBe(false);
  });

  it('picks the dot under the pointer before the area around it, and nothing where nothing is', () => {
    const weights = weigh(columns, sites, { from: null, to: null });
    const world = 512 * 2 ** 6;
    expect(pick(sites, weights, mercator(44, 33), world, 6, 4)).toBe(1);
    expect(pick(sites, weights, mercator(44.5, 33), world, 6, 4)).toBe(0);
    expect(pick(sites, weights, mercator(60, 33), world, 6, 4)).toBe(-1);
  });
});

describe('the kept picture', () => {
  const nothing = new Proxy({}, { get: () => () => 4096 }) as WebGL2RenderingContext;
  const still = new Still(nothing, () => ({}) as WebGLProgram);
  const window = { x: 0.5, y: 0.5, world: 1000, width: 400, height: 200 };
  still.take(window, () => undefined);

  it.each([
    ['the same window', window, false, true],
    ['a little aside', { ...window, x: 0.59 }, true, true],
    ['beyond its margin', { ...window, x: 0.61 }, true, false],
    ['while it zooms in', { ...window, world: 1500 }, true, true],
    ['at rest at another zoom', { ...window, world: 1500 }, false, false],
    ['zoomed out beyond its margin', { ...window, world: 650 }, true, false],
  ])('%s', (_name, where, moving, covers) => expect(still.covers(where, moving)).toBe(covers));
});
