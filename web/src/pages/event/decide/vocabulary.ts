import type { EventTypeName, Status } from '../../../api/records';

/** ACLED's sub-event types by type, in the codebook's order. */
export const SUB_TYPES: readonly [EventTypeName, readonly string[]][] = [
  ['Battles', ['Government regains territory', 'Non-state actor overtakes territory', 'Armed clash']],
  ['Protests', ['Excessive force against protesters', 'Protest with intervention', 'Peaceful protest']],
  ['Riots', ['Violent demonstration', 'Mob violence']],
  [
    'Explosions/Remote violence',
    ['Chemical weapon', 'Air/drone strike', 'Suicide bomb', 'Shelling/artillery/missile attack', 'Remote explosive/landmine/IED', 'Grenade'],
  ],
  ['Violence against civilians', ['Sexual violence', 'Attack', 'Abduction/forced disappearance']],
  [
    'Strategic developments',
    ['Agreement', 'Arrests', 'Change to group/activity', 'Disrupted weapons use', 'Headquarters or base established', 'Looting/property destruction', 'Non-violent transfer of territory', 'Other'],
  ],
];

export const STATUSES: readonly Status[] = ['occurred', 'foiled', 'planned', 'threatened', 'alleged', 'denied'];
