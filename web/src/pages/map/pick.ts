import { areaRadius, dotRadius, type Sites, type Weights } from './sites';

/**
 * The site under a point of the screen: the nearest dot within reach of a finger or pointer, else the smallest area that the point is in.
 * `at` is the point in Mercator units, `world` the width of the world in CSS pixels.
 */
export function pick(sites: Sites, weights: Weights, at: [number, number], world: number, zoom: number, slack: number): number {
  let [dot, dotFar, area, areaSize] = [-1, Infinity, -1, Infinity];
  for (let i = 0; i < sites.count; i += 1) {
    const events = weights.events[i] ?? 0;
    if (events === 0) continue;
    const far = Math.hypot(((sites.x[i] ?? 0) - at[0]) * world, ((sites.y[i] ?? 0) - at[1]) * world);
    const ground = (sites.reach[i] ?? 0) * world;
    const radius = ground > 0 ? areaRadius(zoom, sites.count) : dotRadius(events, zoom, sites.count);
    if (ground <= radius) {
      if (far <= radius + slack && far < dotFar) [dot, dotFar] = [i, far];
    } else if (far <= ground && ground < areaSize) {
      [area, areaSize] = [i, ground];
    }
  }
  return dot >= 0 ? dot : area;
}
