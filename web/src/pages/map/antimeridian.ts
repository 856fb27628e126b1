export type Position = [number, number];
export type Ring = Position[];
export type Polygon = Ring[];

/** The latitude at which Mercator is drawn to its end; a ring round a pole is closed there. */
const END = 85.06;

/**
 * Cuts a polygon whose rings cross the antimeridian into polygons that do not. A ring crosses it where two neighbours are more than 180°
 * apart; a map that is flat would draw such an edge through the whole world. What crosses no meridian comes back as it was.
 */
export function cutPolygon(polygon: Polygon): Polygon[] {
  const outer = polygon[0];
  if (!outer || outer.length < 4) return [];
  if (!polygon.some(crosses)) return [polygon];
  const rings = polygon.map(unroll);
  const middle = centre(rings[0] ?? []);
  const [west, east] = extent(rings[0] ?? []);
  // Holes are brought to the turn of the world that the outer ring is on.
  const near = rings.map((ring, i) => (i === 0 ? ring : shift(ring, 360 * Math.round((middle - centre(ring)) / 360))));
  const out: Polygon[] = [];
  for (let turn = Math.floor((west + 180) / 360); turn * 360 - 180 < east; turn += 1) {
    const window = near.map((ring) => clip(clip(ring, turn * 360 - 180, 1), turn * 360 + 180, -1)).map((ring) => shift(ring, -360 * turn));
    const shell = window[0];
    if (shell && shell.length >= 4) out.push([shell, ...window.slice(1).filter((hole) => hole.length >= 4)]);
  }
  return out;
}

/** Cuts a line at the antimeridian. */
export function cutLine(line: Position[]): Position[][] {
  const out: Position[][] = [];
  let part: Position[] = [];
  line.forEach((point, i) => {
    const before = line[i - 1];
    if (before && Math.abs(point[0] - before[0]) > 180) {
      const side = before[0] > 0 ? 180 : -180;
      const along = point[0] + 2 * side;
      const share = along === before[0] ? 0 : (side - before[0]) / (along - before[0]);
      const latitude = before[1] + share * (point[1] - before[1]);
      part.push([side, latitude]);
      if (part.length > 1) out.push(part);
      part = [[-side, latitude]];
    }
    part.push(point);
  });
  if (part.length > 1) out.push(part);
  return out;
}

function crosses(ring: Ring): boolean {
  return ring.some((point, i) => Math.abs(point[0] - (ring[i - 1] ?? point)[0]) > 180);
}

/** The ring on an endless strip of worlds, so that neighbours are near; one that goes round a pole is closed along the pole's edge. */
function unroll(ring: Ring): Ring {
  const out: Ring = [];
  let turn = 0;
  ring.forEach((point, i) => {
    const before = ring[i - 1];
    if (before) turn -= 360 * Math.round((point[0] - before[0]) / 360);
    out.push([point[0] + turn, point[1]]);
  });
  const [first, last] = [out[0], out.at(-1)];
  if (first && last && Math.abs(last[0] - first[0]) > 180) {
    const pole = out.reduce((sum, point) => sum + point[1], 0) > 0 ? END : -END;
    out.push([last[0], pole], [first[0], pole], first);
  }
  return out;
}

/** Sutherland and Hodgman's clipping at one meridian; `side` 1 keeps what is east of it. */
function clip(ring: Ring, meridian: number, side: 1 | -1): Ring {
  const out: Ring = [];
  const inside = (point: Position) => (point[0] - meridian) * side >= 0;
  for (let i = 0; i + 1 < ring.length; i += 1) {
    const [a, b] = [ring[i], ring[i + 1]];
    if (!a || !b) continue;
    if (inside(a)) out.push(a);
    if (inside(a) !== inside(b)) {
      const share = (meridian - a[0]) / (b[0] - a[0]);
      out.push([meridian, a[1] + share * (b[1] - a[1])]);
    }
  }
  const first = out[0];
  if (first) out.push(first);
  return out;
}

const shift = (ring: Ring, by: number): Ring => (by === 0 ? ring : ring.map(([x, y]) => [x + by, y]));

function extent(ring: Ring): [number, number] {
  return ring.reduce(([west, east], [x]) => [Math.min(west, x), Math.max(east, x)], [Infinity, -Infinity]);
}

function centre(ring: Ring): number {
  const [west, east] = extent(ring);
  return (west + east) / 2;
}
