import { readSettings } from '../../src/domain/entry.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { Content } from '../../src/domain/site.ts';

/** The list of the settings in which an entry did not find its code, by the problem that says so. */
const listOf: Readonly<Record<string, keyof Settings>> = {
	'unknown-area': 'areas',
	'unknown-topic': 'topics',
	'unknown-issuer': 'issuers',
	'unknown-hotline': 'hotlines',
};

/** What speaks against new settings: in the file itself, and among the entries that are published. */
export function settingsProblems(text: string, content: Content): readonly Problem[] {
	const { settings, problems } = readSettings(text);
	if (!settings) return problems;
	if (settings.fictional !== content.settings.fictional)
		return [problem('fictional-is-fixed', 'fictional')];
	return [...unknownCoverage(settings), ...droppedCodes(settings, content)];
}

/** Areas that a hotline is said to serve and that the settings do not have. */
function unknownCoverage({ hotlines, areas }: Settings): Problem[] {
	return hotlines.flatMap(({ coverage }, index) =>
		coverage
			.filter((value) => !areas.some(({ code }) => code === value))
			.map((value) => problem('unknown-area', `hotlines.${index}.coverage`, { value })),
	);
}

/** Codes that published entries use and the new settings no longer have, each with the number of those entries. */
function droppedCodes(settings: Settings, content: Content): Problem[] {
	const counts = new Map<string, { list: string; value: string; count: number }>();
	for (const { problems } of content.usesOf(settings)) {
		for (const [key, dropped] of droppedBy(problems)) {
			const count = (counts.get(key)?.count ?? 0) + 1;
			counts.set(key, { ...dropped, count });
		}
	}
	return [...counts.values()].map(({ list, value, count }) =>
		problem('settings-would-drop', list, { value, count }),
	);
}

/** Each code once, though an entry may name it in several fields. */
function droppedBy(problems: readonly Problem[]): Map<string, { list: string; value: string }> {
	const dropped = new Map<string, { list: string; value: string }>();
	for (const { code, values } of problems) {
		const list = listOf[code];
		if (!list) continue;
		const value = String(values?.['value'] ?? '');
		dropped.set(`${list}/${value}`, { list, value });
	}
	return dropped;
}
