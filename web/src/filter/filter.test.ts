import { describe, expect, it } from 'vitest';
import { anyTime, everything, filterQuery, limits, readFilter, writeFilter } from './filter';

describe('filters and addresses', () => {
  it.each([
    ['', ''],
    ['?from=2020-01-01&to=2020-12-31', '?from=2020-01-01&to=2020-12-31'],
    ['?country=NG,ML&country=NG', '?country=NG,ML'],
    ['?event_type=Explosions/Remote%20violence,Battles', '?event_type=Explosions/Remote+violence,Battles'],
    ['?q=car+bomb&min_killed=10', '?min_killed=10&q=car+bomb'],
    ['?bbox=170,-20,-170,-10&as_of=@12', '?bbox=170,-20,-170,-10&as_of=%4012'],
    ['?country=, ,&q=', ''],
  ])('%s is written as %s and read as the same again', (search, written) => {
    expect(writeFilter(readFilter(search))).toBe(written);
    expect(readFilter(written)).toEqual(readFilter(search));
  });

  it('leaves parameters of a page alone, and drops those of the filter before', () => {
    expect(writeFilter({ ...everything(), country: ['SO'] }, '?sort=-killed&country=ML&at=1,2')).toBe('?country=SO&sort=-killed&at=1,2');
  });

  it('passes bad values on, so that the server can say what is wrong with them', () => {
    expect(filterQuery(readFilter('?from=yesterday&min_sources=many'))).toEqual({ from: 'yesterday', min_sources: 'many' });
  });

  it('knows what limits it', () => {
    const filter = readFilter('?from=2020-01-01&country=NG,ML&sort=date');
    expect(limits(filter)).toBe(2);
    expect(filterQuery(anyTime(filter))).toEqual({ country: 'NG,ML' });
    expect(limits(everything())).toBe(0);
  });
});
