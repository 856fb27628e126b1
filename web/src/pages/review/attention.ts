import type { Attention, EditableField } from '../../api/work';
import { formatShare } from '../../format/number';
import { t, word } from '../../messages/t';
import { FIELDS } from '../event/parts/fields';

/** The field that is edited for what is doubted under another name. */
const EDITED: Record<string, EditableField> = { event_type: 'sub_event_type', country: 'place', perpetrators: 'actors', attributions: 'actors' };

function editedField(field: string): EditableField | null {
  const base = field.split('.')[0] ?? field;
  return EDITED[base] ?? FIELDS.find((one) => one === base) ?? null;
}

const fieldName = (field: string) => word('fields', field === 'perpetrators' ? 'actors' : field).toLowerCase();

/** Why an event waits, in words. */
export function reasonText(why: Attention): string {
  switch (why.because) {
    case 'may-be-none':
      return t('review.may-be-none', { share: formatShare(why.confidence) });
    case 'doubtful':
      return t('review.doubtful', { field: fieldName(why.field), share: formatShare(why.confidence) });
    case 'contradiction':
      return t('review.contradiction', { field: fieldName(why.field) });
    case 'disputed':
      return t('review.disputed');
    case 'deadly':
      return t('review.deadly', { n: why.killed });
  }
}

/** What is said beside each field that waits for a person. */
export function attentionByField(why: readonly Attention[]): Partial<Record<EditableField, string>> {
  const found: Partial<Record<EditableField, string>> = {};
  for (const one of why) {
    if (one.because !== 'doubtful' && one.because !== 'contradiction') continue;
    const field = editedField(one.field);
    if (field) found[field] ??= t(one.because === 'doubtful' ? 'review.doubtful_field' : 'review.contradiction_field');
  }
  return found;
}

/** The field that a correction most likely is of. */
export function likelyField(why: readonly Attention[]): EditableField {
  for (const one of why) {
    const field = one.because === 'doubtful' || one.because === 'contradiction' ? editedField(one.field) : null;
    if (field) return field;
  }
  return 'killed';
}
