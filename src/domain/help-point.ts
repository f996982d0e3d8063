import type { HelpPoint } from './collections.ts';
import type { Settings } from './settings.ts';

const kindOrder = [
	'fever-clinic',
	'clinic',
	'medicine',
	'supplies',
	'vaccination',
	'shelter',
	'checkpoint',
	'service',
];

/** Help points under their area, areas in the order of the settings, in each the most urgent kinds first. */
export function helpPointsByArea<P extends HelpPoint>(
	points: readonly P[],
	settings: Settings,
): { area: string; points: P[] }[] {
	return settings.areas
		.map(({ code }) => ({
			area: code,
			points: points.filter((point) => point.area === code).sort(byKind),
		}))
		.filter((group) => group.points.length > 0);
}

/** Help points where something can be got now, the most urgent kinds first. */
export function openPoints<P extends HelpPoint>(points: readonly P[]): P[] {
	return points.filter(({ state }) => state === 'open' || state === 'low').sort(byKind);
}

function byKind(a: HelpPoint, b: HelpPoint): number {
	return kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) || a.title.localeCompare(b.title);
}
