import type { ActorRow } from '../../api/answers';
import { t } from '../../messages/t';

/** The years in which an organisation was, as far as they are known. */
export function years({ since, until }: Pick<ActorRow, 'since' | 'until'>): string {
  if (since === null && until === null) return '';
  if (until === null) return t('actors.since', { year: String(since) });
  if (since === null) return t('actors.until', { year: String(until) });
  return t('actors.span', { since: String(since), until: String(until) });
}
