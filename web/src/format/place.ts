import type { Place } from '../api/records';
import { language, t } from '../messages/t';

const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });

export function countryName(code: string | null | undefined): string {
  if (!code) return '';
  try {
    return names.of(code) ?? code;
  } catch {
    // The server may know codes that are no ISO 3166 (XK is one that browsers know).
    return code;
  }
}

type Shown = Pick<Place, 'name' | 'country' | 'admin1' | 'precision'>;

/** The place's own name, said as exactly as it is known: "near Goma", "somewhere in Kunar". */
export function placeName(place: Shown | null | undefined): string {
  if (!place) return t('fields.place_unknown');
  if (place.precision === 'near') return t('fields.near', { name: place.name });
  if (place.precision === 'exact') return place.name;
  return t('fields.area', { name: place.name });
}

/** What the place lies in, from small to large, without what the name says already. */
export function placeWithin(place: Shown | null | undefined): string {
  if (!place) return '';
  const country = countryName(place.country);
  const parts = [place.precision === 'country' ? null : place.admin1, country];
  return [...new Set(parts)].filter((part) => part && part !== place.name).join(', ');
}
