import type { EventTypeName } from '../api/records';

/** In the codebook's order of precedence. */
export const EVENT_TYPES: readonly EventTypeName[] = [
  'Battles',
  'Protests',
  'Riots',
  'Explosions/Remote violence',
  'Violence against civilians',
  'Strategic developments',
];

const TOKENS: Record<string, string> = {
  Battles: '--type-battles',
  Protests: '--type-protests',
  Riots: '--type-riots',
  'Explosions/Remote violence': '--type-explosions',
  'Violence against civilians': '--type-civilians',
  'Strategic developments': '--type-strategic',
};

/** The design token of a type's colour; a type that is new to this app is grey. */
export function typeToken(type: string): string {
  return TOKENS[type] ?? '--type-strategic';
}
