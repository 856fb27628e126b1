/** A column of a table. */
export interface Column {
  name: string;
  label: string;
  /** Aligned at its end, with even digits. */
  number?: boolean;
  /** Takes the room that is left. */
  grow?: boolean;
  /** Left out on narrow screens. */
  wideOnly?: boolean;
  /** The heading is for screen readers alone. */
  quiet?: boolean;
  /** The name of the order that it gives; `oneWay` where only the largest first can be asked for. */
  sort?: string;
  oneWay?: boolean;
}
