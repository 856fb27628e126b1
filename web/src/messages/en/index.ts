import account from './account.json';
import actors from './actors.json';
import actor_type from './actor_type.json';
import article from './article.json';
import claims from './claims.json';
import coding from './coding.json';
import decide from './decide.json';
import documents from './documents.json';
import event from './event.json';
import fields from './fields.json';
import filter from './filter.json';
import map from './map.json';
import overview from './overview.json';
import review from './review.json';
import shell from './shell.json';
import statements from './statements.json';
import words from './words.json';

/** One file an area of the app; a translation is a folder beside this one with the same files. */
export default { account, actors, actor_type, article, claims, coding, decide, documents, event, fields, filter, map, overview, review, shell, statements, words };
