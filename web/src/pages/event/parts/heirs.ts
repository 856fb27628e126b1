import type { ApiError } from '../../../api/client';

/** The events that hold the reports of one that is no more, as the answer names them. */
export function heirsOf(id: string, error: ApiError): string[] {
  const told = (error.body as { error?: { heirs?: unknown } } | null)?.error?.heirs;
  const named = Array.isArray(told) ? told.filter((one): one is string => typeof one === 'string') : (error.message.match(/\bevent-[0-9a-z]+/g) ?? []);
  return [...new Set(named)].filter((one) => one !== id);
}
