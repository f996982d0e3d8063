import { isSameTelling } from './matching/telling.ts';

/** What tells which reports are one line of the desk. */
export interface Foldable {
	readonly id: string;
	readonly content: string;
	/** ISO 8601. */
	readonly receivedAt: string;
	/** The same for texts that say the same; see `foldKey`. A report without one stands alone. */
	readonly fold?: string | undefined;
	readonly area?: string | undefined;
	readonly heardOn?: string | undefined;
	readonly crisis: boolean;
	readonly image?: string | undefined;
	readonly assignee?: string | undefined;
}

/** Reports of one line: one at least. */
type Members<R> = readonly [R, ...R[]];

/**
 * Reports that say the same of one area and day, as one line each, oldest report first. A call for help, and what came with a
 * picture, is looked at alone; so is what somebody took `apart`, by id. What two people have been given stays two lines.
 */
export function foldReports<R extends Foldable>(
	reports: Iterable<R>,
	apart: ReadonlySet<string> = new Set(),
): readonly Members<R>[] {
	const folds: Members<R>[] = [];
	const groups = new Map<string, [R, ...R[]]>();
	for (const report of reports) {
		const { fold, crisis, image, id } = report;
		if (fold === undefined || crisis || image !== undefined || apart.has(id)) folds.push([report]);
		else {
			const group = groups.get(fold);
			if (group) group.push(report);
			else groups.set(fold, [report]);
		}
	}
	for (const group of groups.values()) folds.push(...foldsIn(group));
	return folds;
}

/** Who names no area stands with the others where these name one area alone. */
function foldsIn<R extends Foldable>(group: Members<R>): readonly Members<R>[] {
	if (group.length === 1) return [group];
	const named = new Set(group.flatMap(({ area }) => area ?? []));
	const [only] = named.size === 1 ? named : [];
	const byArea = Map.groupBy(group, ({ area }) => area ?? only ?? '');
	return [...byArea.values()].flatMap(foldsOfArea);
}

function foldsOfArea<R extends Foldable>(reports: readonly R[]): readonly Members<R>[] {
	const folds: Fold<R>[] = [];
	for (const report of [...reports].sort(byAge)) {
		const fold = folds.find((each) => belongs(report, each));
		if (fold) {
			fold.reports.push(report);
			fold.assignee ??= report.assignee;
		} else folds.push({ reports: [report], assignee: report.assignee });
	}
	return folds.map(({ reports: all }) => all);
}

interface Fold<R> {
	readonly reports: [R, ...R[]];
	assignee: string | undefined;
}

function belongs<R extends Foldable>(report: R, { reports, assignee }: Fold<R>): boolean {
	if (assignee !== undefined && report.assignee !== undefined && assignee !== report.assignee)
		return false;
	const [first] = reports;
	return isSameTelling(first.content, toTelling(first), toTelling(report));
}

function toTelling({ area, heardOn, receivedAt }: Foldable) {
	return { area, heardOn, at: Date.parse(receivedAt) };
}

/** By age, and where that is the same always in the same order: a line keeps its first report. */
function byAge(a: Foldable, b: Foldable): number {
	return Date.parse(a.receivedAt) - Date.parse(b.receivedAt) || (a.id < b.id ? -1 : 1);
}
