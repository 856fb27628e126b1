/** Where the map was last, so that coming back from an event shows the same part; fresh is a map that has not been moved to its events yet. */
export const view: { center: [number, number]; zoom: number; fresh: boolean } = { center: [20, 20], zoom: 1.2, fresh: true };
