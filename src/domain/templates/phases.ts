import type { Notice } from '../notice.ts';
import type { HazardAdvice, InBoth } from './hazards.ts';
import type { TemplatePhase } from './notice-template.ts';

/** The words of a template in one language. */
export interface PhaseWords {
	readonly title: string;
	readonly summary: string;
	readonly known: readonly string[];
	readonly unknown: readonly string[];
	readonly doing: readonly string[];
	readonly actions: readonly string[];
	readonly avoid: readonly string[];
	readonly correction?: { readonly was: string; readonly now: string; readonly why: string };
	readonly body: string;
}

const silent = { known: [], unknown: [], doing: [], avoid: [], body: '' } as const;
const gap = (what: string) => `【请填写：${what}】`;
const gapEn = (what: string) => `[fill in: ${what}]`;

/** What is said at a moment about a hazard, or about the notice before. */
export function phaseWords(
	phase: TemplatePhase,
	advice: HazardAdvice,
	previous: Pick<Notice, 'title'> | undefined,
): InBoth<PhaseWords> {
	const before = previous?.title ?? gap('原公告标题');
	switch (phase) {
		case 'holding':
			return holding(advice);
		case 'first':
			return first(advice);
		case 'update':
			return update(advice);
		case 'correction':
			return correction(advice, before);
		case 'sent-in-error':
			return sentInError(before);
		case 'all-clear':
			return allClear(advice, before);
	}
}

/** First words before much is known: what is known, what is not, and when there will be more (CERC: be first, be right). */
function holding({ name, actions, avoid }: HazardAdvice): InBoth<PhaseWords> {
	return {
		'zh-CN': {
			title: `${gap('地点')}发生${name['zh-CN']}情况，正在核实处置`,
			summary: `${gap('地点')}发生${name['zh-CN']}情况，正在核实处置。请听从现场安排。`,
			known: [`${gap('日期和时间')}，${gap('地点')}发生${gap('什么事')}。`],
			unknown: [`${gap('还没有查清的事')}`],
			doing: [`${gap('部门')}已到现场处置。`],
			actions: actions['zh-CN'],
			avoid: [...avoid['zh-CN'], '请不要转发没有发布单位和时间的消息。'],
			body: '情况有进展，我们会在这里先发布。',
		},
		en: {
			title: `${capital(name.en)} at ${gapEn('place')}: being checked and dealt with`,
			summary: `${capital(name.en)} at ${gapEn('place')}. It is being checked and dealt with. Please follow those on site.`,
			known: [`At ${gapEn('date and time')}, ${gapEn('what happened')} at ${gapEn('place')}.`],
			unknown: [gapEn('what is not known yet')],
			doing: [`${gapEn('department')} is on site.`],
			actions: actions.en,
			avoid: [...avoid.en, 'Please do not pass on messages without a source and a time.'],
			body: 'We will say here first what we learn.',
		},
	};
}

function first({ name, actions, avoid }: HazardAdvice): InBoth<PhaseWords> {
	return {
		'zh-CN': {
			...silent,
			title: `${gap('地区')}防范${name['zh-CN']}：${gap('最要紧的一句话')}`,
			summary: `${gap('起止时间')}，${gap('地区')}有${name['zh-CN']}风险。${actions['zh-CN'][0]}`,
			actions: actions['zh-CN'],
			avoid: avoid['zh-CN'],
			body: `${gap('可能影响什么、到什么时候')}。`,
		},
		en: {
			...silent,
			title: `${gapEn('area')}: ${name.en}, ${gapEn('what matters most')}`,
			summary: `From ${gapEn('start')} to ${gapEn('end')}, ${name.en} is likely in ${gapEn('area')}. ${actions.en[0]}`,
			actions: actions.en,
			avoid: avoid.en,
			body: `${gapEn('what it may affect, and until when')}.`,
		},
	};
}

function update({ actions, avoid }: HazardAdvice): InBoth<PhaseWords> {
	return {
		'zh-CN': {
			...silent,
			title: `最新：${gap('有什么变化')}`,
			summary: `${gap('有什么变化，从什么时候起')}。其他措施不变。`,
			known: [`截至${gap('日期和时间')}，${gap('最新情况')}。`],
			actions: actions['zh-CN'],
			avoid: avoid['zh-CN'],
			body: `${gap('为什么调整')}。`,
		},
		en: {
			...silent,
			title: `Latest: ${gapEn('what has changed')}`,
			summary: `${gapEn('what has changed, and from when')}. Everything else stays as it was.`,
			known: [`As of ${gapEn('date and time')}: ${gapEn('the latest')}.`],
			actions: actions.en,
			avoid: avoid.en,
			body: `${gapEn('why it was changed')}.`,
		},
	};
}

function correction({ actions }: HazardAdvice, before: string): InBoth<PhaseWords> {
	return {
		'zh-CN': {
			...silent,
			title: `更正：${gap('哪一处有误')}`,
			summary: `“${shortened(before)}”中${gap('哪一处')}有误，正确的是${gap('正确内容')}。`,
			actions: ['请以更正后的内容为准。', ...actions['zh-CN'].slice(0, 1)],
			correction: { was: gap('原来写的'), now: gap('正确的'), why: gap('出错原因') },
			body: '给您带来不便，我们很抱歉。',
		},
		en: {
			...silent,
			title: `Correction: ${gapEn('what was wrong')}`,
			summary: `An earlier notice was wrong about ${gapEn('what')}. Correct is ${gapEn('what is right')}.`,
			actions: ['Please go by the corrected text.', ...actions.en.slice(0, 1)],
			correction: {
				was: gapEn('what it said'),
				now: gapEn('what is right'),
				why: gapEn('why it was wrong'),
			},
			body: 'We are sorry for the trouble.',
		},
	};
}

function sentInError(before: string): InBoth<PhaseWords> {
	return {
		'zh-CN': {
			...silent,
			title: '误发撤回：请忽略刚才的公告',
			summary: `“${shortened(before)}”是误发，现撤回。您无需采取行动。`,
			actions: ['请忽略这条公告，已经转发的请告诉对方。'],
			body: `误发原因：${gap('原因')}。给您带来惊扰，我们很抱歉。`,
		},
		en: {
			...silent,
			title: 'Sent in error: please ignore the notice before this one',
			summary:
				'The notice before this one was sent in error and is withdrawn. There is nothing for you to do.',
			actions: ['Please ignore it, and tell those you passed it on to.'],
			body: `Why it happened: ${gapEn('reason')}. We are sorry for the alarm.`,
		},
	};
}

function allClear({ name }: HazardAdvice, before: string): InBoth<PhaseWords> {
	return {
		'zh-CN': {
			...silent,
			title: `${gap('地区')}${name['zh-CN']}险情解除`,
			summary: `“${shortened(before)}”现已解除。${gap('仍要注意的事')}。`,
			actions: [`${gap('哪些措施取消、哪些保留到什么时候')}。`],
			body: '谢谢大家的配合。心里还不踏实，可以拨打12356找人说说。',
		},
		en: {
			...silent,
			title: `All clear in ${gapEn('area')}: ${name.en} is over`,
			summary: `The earlier notice no longer applies. ${gapEn('what still needs care')}.`,
			actions: [`${gapEn('which measures end, and which stay until when')}.`],
			body: 'Thank you for your help. If you still feel uneasy, call 12356 and talk to somebody.',
		},
	};
}

function shortened(title: string): string {
	return title.length > 24 ? `${title.slice(0, 24)}…` : title;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
