import { language } from '../messages/t';

const whole = new Intl.NumberFormat(language);
const short = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });

export const formatNumber = (n: number) => whole.format(n);
/** For axes: 12K. */
export const formatShort = (n: number) => short.format(n);
/** A probability, without decimals. */
export const formatShare = (n: number) => share.format(n);
