import {
	deskFiguresObservation,
	figureDays,
	periodFigures,
	writeDeskFigures,
} from '../../src/domain/desk-figures.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { hour } from '../../src/domain/time.ts';
import type { deskFigureSource } from '../store/desk-figures.ts';
import type { KeyedValues } from '../store/keyed-values.ts';

/** Brings the published figures of the desk up to date. Whether they changed. */
export async function refreshDeskFigures({
	values,
	figureSource,
	settings,
	now,
}: {
	readonly values: Pick<KeyedValues, 'get' | 'set'>;
	readonly figureSource: (since: Date) => ReturnType<typeof deskFigureSource>;
	readonly settings: Settings;
	readonly now: Date;
}): Promise<boolean> {
	const periods = [];
	for (const days of figureDays) {
		const { items, counts } = await figureSource(new Date(now.getTime() - days * 24 * hour));
		periods.push(periodFigures(days, items, counts, { now, clocks: settings.clocks }));
	}
	const before = await values.get(deskFiguresObservation);
	const text = writeDeskFigures(periods, now, before);
	if (text === before) return false;
	await values.set(deskFiguresObservation, text);
	return true;
}
