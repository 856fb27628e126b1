import { dotRadius, type Sites, type Weights } from './sites';
import type { Part } from './still';

const VERTEX = `
uniform vec2 u_middle, u_viewport;
uniform float u_world, u_ratio, u_one;
uniform int u_chosen;
in vec2 a_position;
in float a_reach, a_events, a_type;
out vec2 v_at;
out float v_radius, v_room;
flat out float v_type, v_chosen;
void main() {
#ifdef AREAS
  float seen = u_one * 1.6;
#else
  float seen = min(u_one * sqrt(1.0 + (a_events - 1.0) / 4.0), 34.0);
#endif
  v_radius = max(seen, a_reach * u_world / u_ratio) * u_ratio;
  v_type = a_type;
#ifdef AREAS
  v_chosen = gl_VertexID / 4 == u_chosen ? 1.0 : 0.0;
#else
  v_chosen = gl_VertexID == u_chosen ? 1.0 : 0.0;
#endif
  // Room for the soft edge, and for the ring round the chosen one; each pixel costs, a hundred thousand times.
  v_room = v_radius + (v_chosen > 0.5 ? 3.0 * u_ratio : 0.6);
#ifdef AREAS
  int corner = gl_VertexID & 3;
  v_at = v_room * vec2(corner == 0 || corner == 3 ? -1.0 : 1.0, corner < 2 ? -1.0 : 1.0);
#else
  v_at = vec2(0.0);
  gl_PointSize = 2.0 * v_room;
#endif
  // From the middle of the window first: differences keep the digits that a product with a whole matrix would lose.
  vec2 middle = (a_position - u_middle) * vec2(2.0, -2.0) * u_world / u_viewport;
  gl_Position = a_events > 0.5 ? vec4(middle + 2.0 * v_at / u_viewport, 0.0, 1.0) : vec4(2.0, 2.0, 0.0, 1.0);
}`;

const FRAGMENT = `
precision highp float;
uniform vec3 u_colours[8];
uniform vec3 u_edge, u_halo;
uniform float u_ratio;
in vec2 v_at;
in float v_radius, v_room;
flat in float v_type, v_chosen;
out vec4 colour;
void main() {
#ifdef AREAS
  float far = length(v_at);
#else
  float far = length(gl_PointCoord - 0.5) * 2.0 * v_room;
#endif
  float inside = clamp(v_radius - far + 0.5, 0.0, 1.0);
  float ring = clamp(1.0 - abs(far - v_radius + 0.6 * u_ratio) / u_ratio, 0.0, 1.0);
  vec3 painted = u_colours[int(v_type + 0.5)];
#ifdef AREAS
  float alpha = max(inside * 0.16, ring * 0.75);
#else
  painted = mix(painted, u_edge, ring * inside * 0.45);
  float alpha = inside * 0.85;
#endif
  if (v_chosen > 0.5) {
    float halo = clamp(1.0 - abs(far - v_radius - 1.2 * u_ratio) / (1.3 * u_ratio), 0.0, 1.0);
    painted = mix(painted, u_halo, halo);
    alpha = max(alpha, halo);
  }
  if (alpha < 0.01) discard;
  colour = vec4(painted * alpha, alpha);
}`;

const UNIFORMS = ['u_middle', 'u_viewport', 'u_world', 'u_ratio', 'u_one', 'u_chosen', 'u_colours', 'u_edge', 'u_halo'] as const;
/** Floats of one vertex: position (2), reach, events, type. */
const STRIDE = 5;

/** What is drawn, and how. */
export interface Frame {
  part: Part;
  zoom: number;
  /** Device pixels in a CSS pixel. */
  ratio: number;
}

/** Colours from 0 to 1: of the types, three numbers each, of the edges of dots, and of the ring round the chosen site. */
export interface Paints {
  types: Float32Array;
  edge: Float32Array;
  halo: Float32Array;
}

/**
 * Draws a run of sites in one call. Exact places are points, one vertex each. Areas are squares of two triangles, since a point whose middle is
 * outside the window is not drawn at all; they are not instanced, since software renderers take each instance for a call of its own.
 */
export class Brush {
  readonly #gl: WebGL2RenderingContext;
  readonly #corners: 1 | 4;
  readonly #program: WebGLProgram;
  readonly #at = new Map<string, WebGLUniformLocation | null>();
  readonly #vertices: WebGLVertexArrayObject;
  readonly #buffer: WebGLBuffer;
  readonly #index: WebGLBuffer;
  #first = 0;
  #count = 0;
  #sites = 0;

  constructor(gl: WebGL2RenderingContext, kind: 'areas' | 'points') {
    this.#gl = gl;
    this.#corners = kind === 'areas' ? 4 : 1;
    const head = `#version 300 es\n${kind === 'areas' ? '#define AREAS\n' : ''}`;
    this.#program = compile(gl, head + VERTEX, head + FRAGMENT);
    for (const name of UNIFORMS) this.#at.set(name, gl.getUniformLocation(this.#program, name));
    this.#vertices = gl.createVertexArray();
    this.#buffer = gl.createBuffer();
    this.#index = gl.createBuffer();
    gl.bindVertexArray(this.#vertices);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.#index);
    const attribute = (name: string, size: number, offset: number) => {
      const at = gl.getAttribLocation(this.#program, name);
      gl.enableVertexAttribArray(at);
      gl.vertexAttribPointer(at, size, gl.FLOAT, false, STRIDE * 4, offset * 4);
    };
    attribute('a_position', 2, 0);
    attribute('a_reach', 1, 2);
    attribute('a_events', 1, 3);
    attribute('a_type', 1, 4);
    gl.bindVertexArray(null);
  }

  /** Takes the sites from `first` to `until`, as they weigh. */
  load(sites: Sites, weights: Weights, first: number, until: number) {
    const gl = this.#gl;
    const corners = this.#corners;
    const values = new Float32Array((until - first) * corners * STRIDE);
    let at = 0;
    for (let site = first; site < until; site += 1) {
      for (let corner = 0; corner < corners; corner += 1) {
        values[at] = sites.x[site] ?? 0;
        values[at + 1] = sites.y[site] ?? 0;
        values[at + 2] = sites.reach[site] ?? 0;
        values[at + 3] = weights.events[site] ?? 0;
        values[at + 4] = weights.type[site] ?? 0;
        at += STRIDE;
      }
    }
    gl.bindVertexArray(null);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    gl.bufferData(gl.ARRAY_BUFFER, values, gl.DYNAMIC_DRAW);
    if (corners === 4 && until - first !== this.#count) {
      const index = new Uint32Array((until - first) * 6);
      for (let i = 0; i < until - first; i += 1) index.set([4 * i, 4 * i + 1, 4 * i + 2, 4 * i, 4 * i + 2, 4 * i + 3], 6 * i);
      gl.bindVertexArray(this.#vertices);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, index, gl.STATIC_DRAW);
      gl.bindVertexArray(null);
    }
    this.#first = first;
    this.#sites = sites.count;
    this.#count = until - first;
  }

  draw({ part, zoom, ratio }: Frame, paints: Paints, chosen: number) {
    if (this.#count === 0) return;
    const gl = this.#gl;
    const at = (name: (typeof UNIFORMS)[number]) => this.#at.get(name) ?? null;
    gl.useProgram(this.#program);
    gl.bindVertexArray(this.#vertices);
    gl.uniform2f(at('u_middle'), part.x, part.y);
    gl.uniform2f(at('u_viewport'), part.width, part.height);
    gl.uniform1f(at('u_world'), part.world);
    gl.uniform1f(at('u_ratio'), ratio);
    gl.uniform1f(at('u_one'), dotRadius(1, zoom, this.#sites));
    gl.uniform1i(at('u_chosen'), chosen - this.#first);
    gl.uniform3fv(at('u_colours'), paints.types);
    gl.uniform3fv(at('u_edge'), paints.edge);
    gl.uniform3fv(at('u_halo'), paints.halo);
    if (this.#corners === 4) gl.drawElements(gl.TRIANGLES, this.#count * 6, gl.UNSIGNED_INT, 0);
    else gl.drawArrays(gl.POINTS, 0, this.#count);
    gl.bindVertexArray(null);
  }

  remove() {
    this.#gl.deleteBuffer(this.#buffer);
    this.#gl.deleteBuffer(this.#index);
    this.#gl.deleteVertexArray(this.#vertices);
    this.#gl.deleteProgram(this.#program);
  }
}

/** A program of two shaders. */
export function compile(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(kind);
    if (!shader) throw new Error('WebGL gives no shader');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader) ?? 'the shader does not compile');
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? 'the shaders do not link');
  return program;
}
