import type { Hazard } from '../../readiness.ts';
import { hazardAdvice } from '../../templates/hazards.ts';
import type { Scenario } from '../course.ts';
import { firstHourRumors } from './first-hour-rumors.ts';

/** The first hour of any hazard: a notice from its template, a rumor that goes round, and the answer. So every hazard can be exercised. */
export function firstHour(hazard: Hazard): Scenario {
	const { name } = hazardAdvice[hazard];
	const { asked, passedOn, finding } = firstHourRumors[hazard];
	return {
		id: firstHourId(hazard),
		title: { 'zh-CN': `第一小时：${name['zh-CN']}`, en: `The first hour: ${name.en}` },
		summary: {
			'zh-CN': '接报后一小时内：发出第一条公告，先答复“正在核实”，再公布核实结论。',
			en: 'Within an hour of the first call: a first notice, the word that a rumor is being checked, and the answer to it.',
		},
		minutes: 60,
		injects: [
			{
				id: 'first',
				kind: 'task',
				step: 'publish',
				minute: 0,
				target: 30,
				template: { phase: 'first', hazard },
				text: {
					'zh-CN': `值班室接报：发生${name['zh-CN']}，部分乡镇受影响。请起草、签发第一条公告，写清哪里、怎么做、下次更新时间。`,
					en: `The duty office is told of ${name.en} in some townships. Write and sign off the first notice: where, what to do, when the next word comes.`,
				},
			},
			{ id: 'rumor-1', kind: 'report', minute: 6, channel: 'wechat-group', text: asked },
			{ id: 'rumor-2', kind: 'report', minute: 10, channel: 'neighbors', text: passedOn },
			{
				id: 'check',
				kind: 'task',
				step: 'checking',
				minute: 10,
				target: 15,
				text: {
					'zh-CN': '同一个说法在多处传。请在演练台归并报告，先发“正在核实”，写明下次更新时间。',
					en: 'One claim goes round in several places. Group the reports at the exercise desk and say first that it is being checked, and when more will be known.',
				},
			},
			{
				id: 'answer',
				kind: 'task',
				step: 'answer',
				minute: 25,
				target: 25,
				text: finding,
			},
		],
	};
}

export function firstHourId(hazard: Hazard): string {
	return `first-hour-${hazard}`;
}
