import { KINDS, type Kind } from '../../api/accounts';
import { t } from '../../messages/t';

const WORDS = {
  revision: 'account.kind_revision',
  'event.added': 'account.kind_added',
  'event.changed': 'account.kind_changed',
  'event.removed': 'account.kind_removed',
} as const satisfies Record<Kind, string>;

/** What a webhook is told of, in words; a kind that is new to this app stands for itself. */
export function kindText(kind: string): string {
  const known = KINDS.find((one) => one === kind);
  return known ? t(WORDS[known]) : kind;
}
