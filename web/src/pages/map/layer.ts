import type { CustomLayerInterface, Map as MapLibre } from 'maplibre-gl';
import { Brush, compile, type Paints } from './brush';
import { mercator, type Sites, type Weights } from './sites';
import { Still, type Part } from './still';

type Colour = [number, number, number];

/** Draws sites straight from columns: two calls whatever their number, kept as a picture while the map moves. */
export class SitesLayer implements CustomLayerInterface {
  readonly id = 'sites';
  readonly type = 'custom';
  readonly renderingMode = '2d';
  #map: MapLibre | undefined;
  #areas: Brush | undefined;
  #points: Brush | undefined;
  #still: Still | undefined;
  #shown: { sites: Sites; weights: Weights } | undefined;
  #chosen = -1;
  #drawn = false;
  readonly #paints: Paints = { types: new Float32Array(24), edge: new Float32Array(3), halo: new Float32Array(3) };

  onAdd(map: MapLibre, gl: WebGL2RenderingContext) {
    this.#map = map;
    this.#areas = new Brush(gl, 'areas');
    this.#points = new Brush(gl, 'points');
    this.#still = new Still(gl, (vertex, fragment) => compile(gl, vertex, fragment));
    map.on('moveend', () => map.triggerRepaint());
    this.#load();
  }

  onRemove() {
    this.#areas?.remove();
    this.#points?.remove();
    this.#still?.remove();
  }

  /** New events, or the same at another time. */
  show(sites: Sites, weights: Weights) {
    this.#shown = { sites, weights };
    this.#load();
  }

  paint(types: Colour[], edge: Colour, halo: Colour) {
    this.#paints.types.set(types.slice(0, 8).flat());
    this.#paints.edge.set(edge);
    this.#paints.halo.set(halo);
    this.#again();
  }

  /** Puts a ring round one site; -1 is none. */
  choose(site: number) {
    if (site === this.#chosen) return;
    this.#chosen = site;
    this.#again();
  }

  prerender(gl: WebGLRenderingContext | WebGL2RenderingContext) {
    const map = this.#map;
    if (!this.#shown || !map || !this.#still) return;
    const window = this.#window(map, gl);
    if (this.#still.covers(window, map.isMoving())) return;
    const ratio = map.getPixelRatio();
    blend(gl);
    this.#still.take(window, (part) => {
      const frame = { part, zoom: map.getZoom(), ratio };
      this.#areas?.draw(frame, this.#paints, this.#chosen);
      this.#points?.draw(frame, this.#paints, this.#chosen);
    });
  }

  render(gl: WebGLRenderingContext | WebGL2RenderingContext) {
    if (!this.#shown || !this.#map || !this.#still) return;
    blend(gl);
    this.#still.put(this.#window(this.#map, gl));
    if (!this.#drawn) performance.mark('polybius.first-picture');
    this.#drawn = true;
  }

  #window(map: MapLibre, gl: WebGLRenderingContext | WebGL2RenderingContext): Part {
    const { lng, lat } = map.getCenter();
    const [x, y] = mercator(lng, lat);
    return { x, y, world: 512 * 2 ** map.getZoom() * map.getPixelRatio(), width: gl.drawingBufferWidth, height: gl.drawingBufferHeight };
  }

  #again() {
    this.#still?.forget();
    this.#map?.triggerRepaint();
  }

  #load() {
    if (!this.#shown || !this.#map) return;
    const { sites, weights } = this.#shown;
    this.#areas?.load(sites, weights, 0, sites.areas);
    this.#points?.load(sites, weights, sites.areas, sites.count);
    this.#again();
  }
}

function blend(gl: WebGLRenderingContext | WebGL2RenderingContext) {
  gl.disable(gl.DEPTH_TEST);
  gl.disable(gl.STENCIL_TEST);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
}
