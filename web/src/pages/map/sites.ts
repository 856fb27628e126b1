import type { MapColumns } from '../../api/answers';

/**
 * How far from its point an event may have been, in kilometres, by how exactly its place is known. An exact place is a dot; everything else is
 * drawn as a circle of this size on the ground, so that it looks as uncertain as it is.
 */
export const REACH_KM: Record<string, number> = { exact: 0, near: 10, admin2: 25, admin1: 80, country: 300, region: 0 };

const EQUATOR_KM = 40_075;

/** Events at the same point and equally exact, drawn as one. Positions are in Web Mercator, from 0 to 1. */
export interface Sites {
  count: number;
  /** So many of them, the first, are areas; the others are exact. */
  areas: number;
  x: Float32Array;
  y: Float32Array;
  lon: Float64Array;
  lat: Float64Array;
  /** Radius on the ground in Mercator units; 0 for an exact place. */
  reach: Float32Array;
  /** Index of the precision. */
  precision: Uint8Array;
  /** The site of each event. */
  of: Uint32Array;
}

/** What a site shows of the events in the time chosen. */
export interface Weights {
  /** Events. */
  events: Uint32Array;
  /** The most frequent type; the codebook's order where two are. */
  type: Uint8Array;
  /** Events of all sites. */
  total: number;
}

export function mercator(lon: number, lat: number): [number, number] {
  const bounded = Math.max(-85, Math.min(85, lat));
  const y = 0.5 - Math.log(Math.tan(Math.PI / 4 + (bounded * Math.PI) / 360)) / (2 * Math.PI);
  return [(lon + 180) / 360, y];
}

/** Gathers events by point. Areas come first, so that dots are drawn on them. */
export function sitesOf(map: MapColumns): Sites {
  const { lon, lat, precision } = map.events;
  const reachOf = map.precisions.map((name) => REACH_KM[name] ?? 0);
  const known = new Map<string, number>();
  const firsts: number[] = [];
  const of = new Uint32Array(lon.length);
  for (let i = 0; i < lon.length; i += 1) {
    const key = `${lon[i]} ${lat[i]} ${precision[i]}`;
    let site = known.get(key);
    if (site === undefined) {
      site = firsts.length;
      known.set(key, site);
      firsts.push(i);
    }
    of[i] = site;
  }
  const reach = (first: number) => reachOf[precision[first] ?? 0] ?? 0;
  const order = firsts.map((_, site) => site).sort((a, b) => reach(firsts[b] ?? 0) - reach(firsts[a] ?? 0));
  const place = new Uint32Array(order.length);
  order.forEach((site, at) => (place[site] = at));
  for (let i = 0; i < of.length; i += 1) of[i] = place[of[i] ?? 0] ?? 0;

  const count = order.length;
  const sites: Sites = {
    count,
    areas: firsts.filter((first) => reach(first) > 0).length,
    x: new Float32Array(count),
    y: new Float32Array(count),
    lon: new Float64Array(count),
    lat: new Float64Array(count),
    reach: new Float32Array(count),
    precision: new Uint8Array(count),
    of,
  };
  order.forEach((site, at) => {
    const first = firsts[site] ?? 0;
    const [longitude, latitude] = [lon[first] ?? 0, lat[first] ?? 0];
    [sites.x[at], sites.y[at]] = mercator(longitude, latitude);
    sites.lon[at] = longitude;
    sites.lat[at] = latitude;
    sites.precision[at] = precision[first] ?? 0;
    sites.reach[at] = reach(first) / (EQUATOR_KM * Math.cos((latitude * Math.PI) / 180));
  });
  return sites;
}

/** Days since 1970-01-01, both inclusive; null is open. */
export interface Period {
  from: number | null;
  to: number | null;
}

/** Whether an event passes, as the server has it: not wholly before, not wholly after, and what has no date only where no time is asked for. */
export function inPeriod(day: number | null | undefined, end: number | null | undefined, { from, to }: Period): boolean {
  if (from === null && to === null) return true;
  if (day == null) return false;
  return (from === null || (end ?? day) >= from) && (to === null || day <= to);
}

export function weigh(map: MapColumns, sites: Sites, period: Period): Weights {
  const kinds = map.types.length;
  const tally = new Uint32Array(sites.count * kinds);
  const weights: Weights = { events: new Uint32Array(sites.count), type: new Uint8Array(sites.count), total: 0 };
  const { day, end, type } = map.events;
  for (let i = 0; i < type.length; i += 1) {
    if (!inPeriod(day[i], end[i], period)) continue;
    const site = sites.of[i] ?? 0;
    tally[site * kinds + (type[i] ?? 0)]! += 1;
    weights.events[site]! += 1;
    weights.total += 1;
  }
  for (let site = 0; site < sites.count; site += 1) {
    let best = 0;
    for (let kind = 1; kind < kinds; kind += 1) {
      if ((tally[site * kinds + kind] ?? 0) > (tally[site * kinds + best] ?? 0)) best = kind;
    }
    weights.type[site] = best;
  }
  return weights;
}

/** The least radius of an area: its size says where it may have been, and nothing of how many. */
export const areaRadius = (zoom: number, sites: number) => dotRadius(1, zoom, sites) * 1.6;

/** The radius that a number of events has on the screen, in CSS pixels: its area grows with the number, and one is still seen. */
export function dotRadius(events: number, zoom: number, sites: number): number {
  // Where there are very many, smaller dots leave more to be seen between them.
  const crowd = Math.min(1, Math.max(0, Math.log10(sites / 300) / 2));
  const one = Math.min(5.5, 3.3 - 1.7 * crowd + zoom * 0.35);
  return events === 0 ? 0 : Math.min(one * Math.sqrt(1 + (events - 1) / 4), 34);
}
