import { go, here } from '../router/location.svelte';
import { readFilter, writeFilter, type Filter } from './filter';

/** The filter of the address that is shown. */
export const shownFilter = () => readFilter(here.search);

/** Shows this filter: a step that one can go back from, unless it changes with every move. */
export function showFilter(filter: Filter, options: { replace?: boolean } = {}) {
  go(here.path + writeFilter(filter, here.search), options);
}
