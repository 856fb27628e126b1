import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { cutLine, cutPolygon, type Polygon, type Position } from './antimeridian';
import coarse from 'world-atlas/countries-110m.json?url';
import fine from 'world-atlas/countries-50m.json?url';

/** A country of the base map: its areas, where its name goes, and how wide its largest area is. */
export interface Country {
  code: string;
  name: string;
  label: Position;
  width: number;
}

export interface BaseMap {
  land: GeoJSON.FeatureCollection<GeoJSON.MultiPolygon, { code: string }>;
  borders: GeoJSON.Feature<GeoJSON.MultiLineString>;
  countries: Country[];
}

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

const atlases = { coarse, fine };
const loaded: Partial<Record<keyof typeof atlases, Promise<BaseMap>>> = {};

/** Countries of Natural Earth by way of world-atlas, cut at the antimeridian: 1:110 million, which is there at once, or 1:50 million. */
export function baseMap(detail: keyof typeof atlases): Promise<BaseMap> {
  return (loaded[detail] ??= fetch(atlases[detail])
    .then((answer) => answer.json() as Promise<Atlas>)
    .then(build));
}

export function build(topology: Atlas): BaseMap {
  const collection = topology.objects.countries;
  const countries: Country[] = [];
  const features = feature(topology, collection).features.map((one) => {
    const whole = one.geometry.type === 'Polygon' ? [one.geometry.coordinates] : one.geometry.type === 'MultiPolygon' ? one.geometry.coordinates : [];
    const coordinates = (whole as Polygon[]).flatMap(cutPolygon);
    const code = alpha2(one.id, one.properties.name);
    const largest = coordinates.reduce<{ area: number; ring: Position[] }>((best, [ring = []]) => {
      const area = Math.abs(surface(ring));
      return area > best.area ? { area, ring } : best;
    }, { area: 0, ring: [] });
    if (largest.ring.length > 0) {
      const xs = largest.ring.map(([x]) => x);
      countries.push({ code, name: one.properties.name, label: centroid(largest.ring), width: Math.max(...xs) - Math.min(...xs) });
    }
    return { type: 'Feature' as const, properties: { code }, geometry: { type: 'MultiPolygon' as const, coordinates } };
  });
  // Coasts are where the colour changes: drawn as lines too, they would cost more than all the rest of the map.
  const shared = mesh(topology, collection, (a, b) => a !== b).coordinates as Position[][];
  const borders: BaseMap['borders'] = { type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: shared.flatMap(cutLine) } };
  countries.sort((a, b) => b.width - a.width);
  return { land: { type: 'FeatureCollection', features }, borders, countries };
}

/** Territories without a number of their own in the atlas. */
const UNNUMBERED: Record<string, string> = { Kosovo: 'XK' };

/** ISO's two letters for its three digits: browsers know them as older names of regions. */
export function alpha2(numeric: string | number | undefined, name: string): string {
  if (numeric === undefined) return UNNUMBERED[name] ?? '';
  const region = Intl.getCanonicalLocales(`und-${String(numeric).padStart(3, '0')}`)[0]?.slice(4) ?? '';
  return /^[A-Z]{2}$/.test(region) ? region : '';
}

function surface(ring: Position[]): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length] ?? [x, y];
    return sum + (x * ny - nx * y) / 2;
  }, 0);
}

function centroid(ring: Position[]): Position {
  const area = surface(ring);
  let [cx, cy] = [0, 0];
  ring.forEach(([x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length] ?? [x, y];
    const cross = x * ny - nx * y;
    cx += (x + nx) * cross;
    cy += (y + ny) * cross;
  });
  return [cx / (6 * area), cy / (6 * area)];
}
