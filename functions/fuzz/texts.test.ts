import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type CollectionName, collections } from '../../src/domain/collections.ts';
import { readEntry, readSettings } from '../../src/domain/entry.ts';
import { fieldOf, withField, withMore } from '../../src/domain/front-matter-lists.ts';
import { cleanLine } from '../../src/domain/messages/clean-line.ts';
import { spokenChinese } from '../../src/domain/messages/spoken-chinese.ts';
import { redact } from '../../src/domain/redact.ts';
import { readReports } from '../../src/domain/report-import/read-reports.ts';
import { readPosts } from '../../src/domain/signed-link.ts';
import { noticeText, rumorText, someSettings } from '../../tests/builders.ts';
import { longest } from '../../tests/faults/random.ts';
import { strangeJson, strangeText } from '../../tests/strange-values.ts';
import { readRobotAnswer } from '../channels/robot-answer.ts';
import { editablePath } from '../cms/paths.ts';
import { cmsRequestSchema } from '../cms/protocol.schema.ts';
import { cases } from './answers.ts';

vi.setConfig({ testTimeout: longest });
const some = cases(500);

test('whatever stands in the file of an entry, it is read or refused with reasons', () => {
	const names = Object.keys(collections) as CollectionName[];
	const fields = fc.dictionary(
		fc.oneof(
			fc.constantFrom('title', 'areas', 'effective', 'review', 'stamp', 'body'),
			strangeText,
		),
		fc.oneof(strangeText, strangeJson),
		{ maxKeys: 6 },
	);
	const text = fc.oneof(
		strangeText,
		fields.map((all) => `---\n${JSON.stringify(all)}\n---\n`),
		fc
			.tuple(fc.constantFrom('title', 'areas', 'expires', 'nonsense'), strangeText)
			.map(([name, value]) => noticeText({ [name]: value })),
		fc.tuple(fc.nat(300), strangeText).map(([at, piece]) => {
			const whole = rumorText();
			return whole.slice(0, at) + piece + whole.slice(at);
		}),
	);
	fc.assert(
		fc.property(fc.constantFrom(...names), strangeText, text, text, (name, ref, zh, en) => {
			const { entry, problems } = readEntry(name, ref, { 'zh-CN': zh, en });
			expect(entry !== undefined || problems.length > 0).toBe(true);
		}),
		some,
	);
});

test('whatever stands in the settings, they are read or refused with reasons', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				strangeText,
				strangeJson.map((value) => JSON.stringify(value)),
			),
			(text) => {
				const { settings, problems } = readSettings(text);
				expect(settings !== undefined || problems.length > 0).toBe(true);
			},
		),
		some,
	);
	expect(someSettings().issuers).toHaveLength(1);
});

test('the fields of any file can be asked for and set, or the file is left as it is', () => {
	fc.assert(
		fc.property(strangeText, strangeText, strangeText, (text, name, value) => {
			const file = `---\n${text}\n---\n`;
			fieldOf(file, name);
			withField(file, name, value);
			withMore(file, { [name]: [value] });
		}),
		some,
	);
});

test('any text can be redacted, cleaned, spoken, and read as reports and posts', () => {
	fc.assert(
		fc.property(strangeText, (text) => {
			expect(typeof redact(text).text).toBe('string');
			expect(cleanLine(text)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
			spokenChinese(text);
			for (const line of readReports(text)) expect(line).toBeDefined();
			readPosts(text);
		}),
		some,
	);
});

test('no path leads out of the places where entries are', () => {
	fc.assert(
		fc.property(strangeText, strangeText, (one, other) => {
			for (const path of [one, `notices/${one}.zh-CN.md`, `notices/${one}/${other}.md`]) {
				const place = editablePath(path);
				if (place)
					expect(path).toMatch(/^(?:[a-z-]+\/[a-z0-9-]+\.[A-Za-z-]+\.md|settings\/portal\.yml)$/);
			}
		}),
		some,
	);
});

test('whatever is asked of the editor’s entrance or answered by a robot is understood or not, and breaks nothing', () => {
	fc.assert(
		fc.property(strangeJson, strangeJson, (value, params) => {
			cmsRequestSchema.safeParse(value);
			cmsRequestSchema.safeParse({ action: 'persistEntry', params });
			for (const kind of ['wecom', 'dingtalk', 'feishu'] as const)
				expect(readRobotAnswer(kind, value)).toBeDefined();
		}),
		some,
	);
});
