/** A part of the world in Web Mercator units: its middle and how many device pixels its world is wide. */
export interface Part {
  x: number;
  y: number;
  world: number;
  width: number;
  height: number;
}

/** The picture reaches so far over each edge of the window, as a share of it; a drag within that costs one textured square. */
const MARGIN = 0.25;
/** While the map zooms, the picture is stretched up to this many zoom levels before it is drawn anew. */
const STRETCH = 0.7;

const VERTEX = `#version 300 es
uniform vec4 u_box;
out vec2 v_at;
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  v_at = corner;
  gl_Position = vec4(mix(u_box.xy, u_box.zw, corner), 0.0, 1.0);
}`;

const FRAGMENT = `#version 300 es
precision mediump float;
uniform sampler2D u_picture;
in vec2 v_at;
out vec4 colour;
void main() { colour = texture(u_picture, v_at); }`;

/**
 * What was drawn last, kept as a picture. A hundred thousand sites take a software renderer a tenth of a second; while the map is dragged, only
 * the picture moves, and it is drawn anew when it no longer covers the window or the map rests at another zoom.
 */
export class Still {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #box: WebGLUniformLocation | null;
  readonly #texture: WebGLTexture;
  readonly #frame: WebGLFramebuffer;
  readonly #vertices: WebGLVertexArrayObject;
  #part: Part | undefined;

  constructor(gl: WebGL2RenderingContext, compile: (vertex: string, fragment: string) => WebGLProgram) {
    this.#gl = gl;
    this.#program = compile(VERTEX, FRAGMENT);
    this.#box = gl.getUniformLocation(this.#program, 'u_box');
    this.#texture = gl.createTexture();
    this.#frame = gl.createFramebuffer();
    this.#vertices = gl.createVertexArray();
  }

  /** What it shows is no longer so. */
  forget() {
    this.#part = undefined;
  }

  /** Whether it can stand for this window. */
  covers(window: Part, moving: boolean): boolean {
    const part = this.#part;
    if (!part) return false;
    const zoomed = Math.abs(Math.log2(window.world / part.world));
    if (zoomed > (moving ? STRETCH : 1e-6)) return false;
    const reach = (of: Part, side: 'width' | 'height') => of[side] / 2 / of.world;
    const inside = (axis: 'x' | 'y', side: 'width' | 'height') => Math.abs(window[axis] - part[axis]) + reach(window, side) <= reach(part, side) + 1e-9;
    return inside('x', 'width') && inside('y', 'height');
  }

  /** Draws it anew, with margins, by what `draw` draws. */
  take(window: Part, draw: (part: Part) => void) {
    const gl = this.#gl;
    const limit = gl.getParameter(gl.MAX_TEXTURE_SIZE) as number;
    const wide = (side: number) => Math.min(limit, Math.ceil(side * (1 + 2 * MARGIN)));
    const part = { ...window, width: wide(window.width), height: wide(window.height) };
    gl.bindTexture(gl.TEXTURE_2D, this.#texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, part.width, part.height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, filter, gl.LINEAR);
    for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, wrap, gl.CLAMP_TO_EDGE);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#frame);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.#texture, 0);
    gl.viewport(0, 0, part.width, part.height);
    gl.disable(gl.SCISSOR_TEST);
    gl.colorMask(true, true, true, true);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    draw(part);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, window.width, window.height);
    this.#part = part;
  }

  /** Puts it where it belongs in the window. */
  put(window: Part) {
    const part = this.#part;
    if (!part) return;
    const gl = this.#gl;
    const scale = window.world / part.world;
    let x = (part.x - window.x) * window.world;
    let y = (window.y - part.y) * window.world;
    // Whole pixels keep it sharp while it is not stretched.
    if (Math.abs(scale - 1) < 1e-6) [x, y] = [Math.round(x), Math.round(y)];
    const [right, top] = [(part.width * scale) / 2, (part.height * scale) / 2];
    const [w, h] = [window.width / 2, window.height / 2];
    gl.useProgram(this.#program);
    gl.bindVertexArray(this.#vertices);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.#texture);
    gl.uniform4f(this.#box, (x - right) / w, (y - top) / h, (x + right) / w, (y + top) / h);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    gl.bindVertexArray(null);
  }

  remove() {
    this.#gl.deleteTexture(this.#texture);
    this.#gl.deleteFramebuffer(this.#frame);
    this.#gl.deleteVertexArray(this.#vertices);
    this.#gl.deleteProgram(this.#program);
  }
}
