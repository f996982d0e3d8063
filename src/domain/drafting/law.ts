import { defaultLanguage } from '../languages.ts';
import { isWarning, type Notice } from '../notice.ts';
import type { DraftText, Finding } from './finding.ts';

/** A place in a ready text that somebody has to fill in: 【请填写：集合地点】, [fill in: meeting point]. */
export const blank = /【请填写[^】]*】|\[fill in[^\]]*\]/i;

/** What a warning must say beside what its fields already demand: its level and what to beware of (突发事件应对法 2024 Art. 64). */
export function warningFindings(notice: Notice): Finding[] {
	if (!isWarning(notice) || notice.status !== 'actual') return [];
	const law = (code: string, field: string): Finding => ({
		level: 'law',
		code,
		field,
		language: defaultLanguage,
	});
	const hasLevel = notice.warningColor !== undefined || notice.responseLevel !== undefined;
	const hasMatter = notice.known.length > 0 || notice.avoid.length > 0 || notice.body.trim() !== '';
	return [
		...(hasLevel ? [] : [law('warning-needs-level', 'warningColor')]),
		...(hasMatter ? [] : [law('warning-needs-matter', 'known')]),
	];
}

/** Nothing goes out with a place left to fill in. */
export function blankFindings({ text, field, language }: DraftText): Finding[] {
	const [place] = blank.exec(text) ?? [];
	return place ? [{ level: 'law', code: 'blank-left', field, language, values: { place } }] : [];
}
