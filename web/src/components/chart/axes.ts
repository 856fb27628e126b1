import type uPlot from 'uplot';
import { formatShort } from '../../format/number';
import { token } from '../../shell/theme.svelte';

const font = () => `11px ${token('--font')}`;

/** The axis of time: words without lines. */
export function timeAxis(): uPlot.Axis {
  return { stroke: token('--muted'), font: font(), grid: { show: false }, ticks: { stroke: token('--line'), size: 4, width: 1 }, size: 26, gap: 4 };
}

/** The axis of numbers: short numbers and faint lines. */
export function countAxis(size = 38): uPlot.Axis {
  return {
    stroke: token('--muted'),
    font: font(),
    grid: { stroke: token('--line'), width: 1 },
    ticks: { show: false },
    size,
    gap: 6,
    values: (_chart, values) => values.map((value) => (Number.isInteger(value) ? formatShort(value) : '')),
  };
}
