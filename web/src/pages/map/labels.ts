import type { Map as MapLibre } from 'maplibre-gl';
import { token } from '../../shell/theme.svelte';
import type { Country } from './basemap';

/**
 * Writes the names of countries over the map with the system's font, so that no glyph files are needed. While the map is dragged the
 * picture of the names is moved along; it is drawn again when the map rests.
 */
export class Labels {
  readonly #canvas: HTMLCanvasElement;
  #drawnAt: { lng: number; lat: number; zoom: number } | undefined;
  #countries: readonly Country[] = [];
  readonly #widths = new Map<string, number>();

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** `countries` in the order in which they get room; those of another call take the place of the first. */
  follow(map: MapLibre, countries: readonly Country[]) {
    const first = this.#countries.length === 0;
    this.#countries = countries;
    const draw = () => this.#draw(map, this.#countries);
    if (first) {
      map.on('move', () => this.#shift(map));
      map.on('moveend', draw);
      map.on('resize', draw);
    }
    draw();
  }

  #shift(map: MapLibre) {
    if (!this.#drawnAt) return;
    const at = map.project([this.#drawnAt.lng, this.#drawnAt.lat]);
    const middle = { x: map.getCanvas().clientWidth / 2, y: map.getCanvas().clientHeight / 2 };
    const zoomed = Math.abs(map.getZoom() - this.#drawnAt.zoom) > 0.01;
    this.#canvas.style.visibility = zoomed ? 'hidden' : 'visible';
    this.#canvas.style.transform = `translate(${at.x - middle.x}px, ${at.y - middle.y}px)`;
  }

  #draw(map: MapLibre, countries: readonly Country[]) {
    const context = this.#canvas.getContext('2d');
    if (!context) return;
    const { clientWidth: width, clientHeight: height } = map.getCanvas();
    const ratio = window.devicePixelRatio;
    this.#canvas.width = Math.round(width * ratio);
    this.#canvas.height = Math.round(height * ratio);
    this.#canvas.style.transform = '';
    this.#canvas.style.visibility = 'visible';
    this.#drawnAt = { ...map.getCenter(), zoom: map.getZoom() };
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.font = `500 11px ${token('--font')}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineWidth = 3;
    context.lineJoin = 'round';
    context.strokeStyle = token('--map-land');
    context.fillStyle = token('--map-label');
    const pixelsPerDegree = (512 * 2 ** map.getZoom()) / 360;
    const taken: [number, number, number, number][] = [];
    for (const country of countries) {
      const text = this.#widthOf(context, country.name);
      // Names may run over a border a little, and no more.
      if (country.width * pixelsPerDegree < text * 0.9) continue;
      const { x, y } = map.project(country.label);
      if (x < -text || x > width + text || y < -10 || y > height + 10) continue;
      const box: [number, number, number, number] = [x - text / 2 - 6, y - 9, x + text / 2 + 6, y + 9];
      if (taken.some(([l, t, r, b]) => box[0] < r && box[2] > l && box[1] < b && box[3] > t)) continue;
      taken.push(box);
      context.strokeText(country.name, x, y);
      context.fillText(country.name, x, y);
    }
  }

  /** Measuring is slow, and names do not change. */
  #widthOf(context: CanvasRenderingContext2D, name: string): number {
    const known = this.#widths.get(name) ?? context.measureText(name).width;
    this.#widths.set(name, known);
    return known;
  }
}
