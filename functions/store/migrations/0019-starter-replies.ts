interface StarterReply {
	readonly id: string;
	/** Where it is offered first: in the holding line, as what to do meanwhile, or anywhere. */
	readonly purpose: 'holding' | 'meanwhile' | 'any';
	/** In Chinese and in English. */
	readonly title: readonly [string, string];
	readonly text: readonly [string, string];
}

/** What a new desk begins with. Moderators change it as they like. */
export const starterReplies: readonly StarterReply[] = [
	{
		id: 'holding',
		purpose: 'holding',
		title: ['正在核实', 'We are checking'],
		text: [
			'我们已收到这个说法，正在向有关单位核实。有结果会在这里公布。',
			'We have heard this and are checking it with those who know. What we find will be published here.',
		],
	},
	{
		id: 'holding-source',
		purpose: 'holding',
		title: ['正在核实：已请某单位答复', 'We are checking: an office was asked'],
		text: [
			'我们已收到这个说法，并请〔单位〕答复。目前还不能说是真是假。',
			'We have heard this and have asked 〔office〕. We cannot say yet whether it is true.',
		],
	},
	{
		id: 'do-not-forward',
		purpose: 'meanwhile',
		title: ['先别转发', 'Do not pass it on yet'],
		text: [
			'结果公布前，请先不要转发。',
			'Please do not pass it on until we have published what we found.',
		],
	},
	{
		id: 'daily-life',
		purpose: 'meanwhile',
		title: ['照现有公告做', 'Go by the current notices'],
		text: [
			'生活、出行请以本站现行公告为准。',
			'For daily life and travel, please go by the notices in force on this site.',
		],
	},
	{
		id: 'no-transfer',
		purpose: 'meanwhile',
		title: ['不转账，不给验证码', 'Send no money and no codes'],
		text: [
			'有人要您转账、报验证码或点链接，请不要照做，可拨打96110咨询。',
			'If anyone asks you for money, a code or a click on a link, do not do it. You can call 96110.',
		],
	},
	{
		id: 'water',
		purpose: 'meanwhile',
		title: ['用水', 'Water'],
		text: [
			'自来水有异味或颜色异常，请先不要饮用，并打供水服务电话。',
			'If tap water smells or looks odd, do not drink it for now and call the water supplier.',
		],
	},
	{
		id: 'illness',
		purpose: 'meanwhile',
		title: ['身体不适', 'If you feel ill'],
		text: [
			'身体不适请先打电话问医生；情况紧急请拨打120。',
			'If you feel ill, phone a doctor first; in an emergency call 120.',
		],
	},
];
