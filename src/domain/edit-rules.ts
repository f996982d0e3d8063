import type { CollectionName, EntryData, Notice } from './collections.ts';
import type { Entry } from './entry.ts';
import { type Problem, problem } from './problem.ts';
import { sharesVersion } from './text-version.ts';

/** Facts of a published notice that only a new lifecycle entry may change: people have acted on them. */
const lockedFacts = [
	'category',
	'lifecycle',
	'references',
	'status',
	'warningColor',
	'responseLevel',
	'eventGrade',
	'areas',
	'effective',
	'onset',
	'expires',
] as const satisfies readonly (keyof Notice)[];

/** Text whose change is entered in the public list of changes. */
const ledgerText = [
	'title',
	'summary',
	'known',
	'actions',
	'avoid',
	'easyToRead',
	'body',
	'sessions',
	'claim',
	'fact',
	'verdict',
	'evidence',
];

/** Collections whose entries residents may have acted on: once public, they are not hidden again by a later time. */
const neverHidden: readonly CollectionName[] = ['notices', 'rumors', 'incidents'];

/** What speaks against replacing a published entry by another version of it at this time. */
export function editProblems(published: Entry, edited: Entry, now: Date): Problem[] {
	if (isHidingAgain(published, edited, now))
		return [problem('fact-of-published-notice', 'publishAt')];
	if (isTurned(published, edited)) return [problem('status-of-published', 'status')];
	if (published.collection !== 'notices' && published.collection !== 'rumors') return [];
	const locked = published.collection === 'notices' ? lockedFacts : [];
	const changed = locked.filter(
		(name) => !isSame(factOf(published.data, name), factOf(edited.data, name)),
	);
	if (changed.length > 0) return changed.map((name) => problem('fact-of-published-notice', name));
	const reworded = ledgerText.some(
		(name) => !isSame(factOf(published.data, name), factOf(edited.data, name)),
	);
	const entered = changesOf(edited.data) > changesOf(published.data);
	if (reworded && !entered) return [problem('needs-change-note', 'changes')];
	return sharesVersion(edited, published) ? [problem('version-in-use', 'version')] : [];
}

function isHidingAgain(published: Entry, edited: Entry, now: Date): boolean {
	if (!neverHidden.includes(published.collection)) return false;
	const before = publishAtOf(published.data);
	const isPublic = !before || before <= now;
	return isPublic && !isSame(before, publishAtOf(edited.data));
}

/** Whether what was published for an exercise would become real by a choice in a list, or the other way round. */
function isTurned(published: Entry, edited: Entry): boolean {
	if (published.collection !== 'rumors' && published.collection !== 'incidents') return false;
	return !isSame(factOf(published.data, 'status'), factOf(edited.data, 'status'));
}

function publishAtOf(data: EntryData): Date | undefined {
	return 'publishAt' in data ? data.publishAt : undefined;
}

function factOf(data: EntryData, name: string): unknown {
	return (data as Record<string, unknown>)[name];
}

function changesOf(data: EntryData): number {
	return 'changes' in data ? data.changes.length : 0;
}

function isSame(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
