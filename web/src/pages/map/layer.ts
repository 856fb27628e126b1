import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibre } from 'maplibre-gl';
import { Brush, type Paints } from './brush';
import type { Sites, Weights } from './sites';

type Colour = [number, number, number];

/** Draws sites straight from columns: two calls whatever their number, and nothing to upload while the map moves. */
export class SitesLayer implements CustomLayerInterface {
  readonly id = 'sites';
  readonly type = 'custom';
  readonly renderingMode = '2d';
  #map: MapLibre | undefined;
  #areas: Brush | undefined;
  #points: Brush | undefined;
  #shown: { sites: Sites; weights: Weights } | undefined;
  #chosen = -1;
  #drawn = false;
  readonly #paints: Paints = { types: new Float32Array(24), edge: new Float32Array(3), halo: new Float32Array(3) };

  onAdd(map: MapLibre, gl: WebGL2RenderingContext) {
    this.#map = map;
    this.#areas = new Brush(gl, 'areas');
    this.#points = new Brush(gl, 'points');
    this.#load();
  }

  onRemove() {
    this.#areas?.remove();
    this.#points?.remove();
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
    this.#map?.triggerRepaint();
  }

  /** Puts a ring round one site; -1 is none. */
  choose(site: number) {
    if (site === this.#chosen) return;
    this.#chosen = site;
    this.#map?.triggerRepaint();
  }

  render(gl: WebGLRenderingContext | WebGL2RenderingContext, { defaultProjectionData }: CustomRenderMethodInput) {
    if (!this.#shown || !this.#map) return;
    const frame = { matrix: defaultProjectionData.mainMatrix as Float32List, zoom: this.#map.getZoom(), ratio: this.#map.getPixelRatio() };
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.STENCIL_TEST);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    this.#areas?.draw(frame, this.#paints, this.#chosen);
    this.#points?.draw(frame, this.#paints, this.#chosen);
    if (!this.#drawn) performance.mark('polybius.first-picture');
    this.#drawn = true;
  }

  #load() {
    if (!this.#shown || !this.#map) return;
    const { sites, weights } = this.#shown;
    this.#areas?.load(sites, weights, 0, sites.areas);
    this.#points?.load(sites, weights, sites.areas, sites.count);
    this.#map.triggerRepaint();
  }
}
