import { describe, expect, test } from 'vitest';
import { aNotice, noon, noticeText, someSettings, yellowWarning } from '../../../tests/builders.ts';
import type { Notice } from '../collections.ts';
import { lawFindings } from '../drafting/draft-findings.ts';
import { blank } from '../drafting/law.ts';
import { type Entry, type EntryFiles, readEntry, writeEntry } from '../entry.ts';
import { referenceProblems } from '../entry-rules.ts';
import { hazardAdvice } from './hazards.ts';
import {
	followingPhases,
	noticeTemplate,
	type TemplatePhase,
	templatePhases,
} from './notice-template.ts';

const settings = someSettings();
const hazards = Object.keys(hazardAdvice) as Notice['hazard'][];
const all = hazards.flatMap((hazard) => templatePhases.map((phase) => [hazard, phase] as const));

function template(hazard: Notice['hazard'], phase: TemplatePhase, previous = aNotice({ hazard })) {
	const follows = (followingPhases as readonly string[]).includes(phase);
	return noticeTemplate({
		ref: 'from-template',
		phase,
		hazard,
		settings,
		previous: follows ? previous : undefined,
		now: noon,
	});
}

const everyBlank = new RegExp(blank.source, 'gi');
const filled = (files: EntryFiles): EntryFiles =>
	Object.fromEntries(
		Object.entries(files).map(([language, text]) => [
			language,
			text?.replace(everyBlank, '云溪镇'),
		]),
	);
const read = (entry: Entry) => readEntry('notices', 'from-template', filled(writeEntry(entry)));

describe.each(all)('the template for %s, %s', (hazard, phase) => {
	test('is a notice in both languages once its places are filled in', () => {
		const { entry, problems } = read(template(hazard, phase));
		expect(problems).toEqual([]);
		expect(entry?.translations.en).toMatchObject({ title: expect.any(String) });
		const has = () => true;
		expect(entry && referenceProblems(entry.data, { settings, has })).toEqual([]);
		expect(entry && lawFindings(entry, settings)).toEqual([]);
	});

	test('cannot be signed off before', () => {
		const entry = template(hazard, phase);
		const codes = new Set(lawFindings(entry, settings).map(({ code }) => code));
		expect(codes).toContain('blank-left');
	});
});

test.each([
	['holding', 'issue'],
	['first', 'issue'],
	['update', 'update'],
	['correction', 'correction'],
	['sent-in-error', 'withdrawal'],
	['all-clear', 'lift'],
] as const)('%s is %s', (phase, lifecycle) => {
	expect(template('flood', phase).data.lifecycle).toBe(lifecycle);
});

test('a follow-up keeps the facts of the notice that it speaks about', () => {
	const { entry } = readEntry('notices', 'before', { 'zh-CN': noticeText(yellowWarning) });
	if (!entry) throw new Error('not read');
	const previous = { ...entry.data, ref: 'before' };
	expect(template('flood', 'all-clear', previous).data).toMatchObject({
		references: ['before'],
		warningColor: 'yellow',
		areas: ['999900101'],
		hazard: 'infectious-disease',
		category: 'warning',
	});
});

test('a holding statement says what is known, what is not, what is done, and when there will be more', () => {
	const { known, unknown, doing, nextUpdateAt } = template('fire', 'holding').data;
	for (const list of [known, unknown, doing]) expect(list.length).toBeGreaterThan(0);
	expect(nextUpdateAt && nextUpdateAt > noon).toBe(true);
});
