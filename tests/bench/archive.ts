import { entryPath } from '../../src/domain/collections.ts';
import { toOffsetString } from '../../src/domain/time.ts';

const day = 24 * 3_600_000;
const years = 5;

const paragraphs = [
	'请住在低洼处的居民提前转移贵重物品，车辆停到地势高的地方。',
	'服务点每天早上八点到晚上六点有人值守，带身份证或社保卡都可以办理。',
	'需要帮助的老人、孕妇和行动不便的人，请打村（社区）干部的电话，有人上门。',
	'道路什么时候恢复通行，以本门户的下一次更新为准，请不要轻信转发的消息。',
];

/** A county's notices of five years in two languages, evenly spread, all sent before `now`. Paths and texts. */
export function archive(count: number, now: Date): Map<string, string> {
	const files = new Map<string, string>();
	const gap = (years * 365 * day) / count;
	for (let index = 0; index < count; index += 1) {
		const ref = `archive-${String(index).padStart(6, '0')}`;
		const sent = new Date(now.getTime() - 7 * day - index * gap);
		files.set(entryPath('notices', ref, 'zh-CN'), chineseNotice(index, sent));
		files.set(entryPath('notices', ref, 'en'), englishNotice(index));
	}
	return files;
}

/** What an editor types for one more notice, sent when it is published. */
export function newNotice(index: number, now: Date): { chinese: string; english: string } {
	return {
		chinese: noticeText(index, now, 'alert: true\n'),
		english: englishNotice(index),
	};
}

function chineseNotice(index: number, sent: Date): string {
	const stamp = `stamp:\n  sent: ${toOffsetString(sent)}\n  identifier: archive.${index}\n  code: '${code(index)}'\n`;
	return noticeText(index, sent, stamp);
}

function noticeText(index: number, sent: Date, more: string): string {
	return `---
title: 第${index + 1}号停水检修公告
summary: 云溪镇第${index + 1}片区检修水管，请提前储水。
category: service
hazard: water-supply
areas: ['999900']
topics: [supplies]
issuer: government
effective: ${toOffsetString(sent)}
expires: ${toOffsetString(new Date(sent.getTime() + day))}
actions: [请提前储好一天的水。]
phones: [0000-5550100]
${more}---

${body(paragraphs, index)}`;
}

function englishNotice(index: number): string {
	return `---
title: Water off for repairs, notice ${index + 1}
summary: Repairs in Yunxi, sector ${index + 1}. Store water now.
actions: [Store a day's water.]
---

${body(['Carry your social security card.', 'Staff are there from 8 to 18.'], index)}`;
}

function body(sentences: readonly string[], index: number): string {
	const at = (offset: number) => sentences[(index + offset) % sentences.length];
	const section = (name: number) =>
		`## ${name}\n\n${Array.from({ length: 6 }, (_, line) => `- ${at(line + name)}`).join('\n')}\n`;
	return `${at(0)}\n\n${[1, 2, 3].map(section).join('\n')}`;
}

function code(index: number): string {
	return index
		.toString(30)
		.toUpperCase()
		.replace(/[01IO]/g, 'Z')
		.padStart(6, '2');
}
