/** How much strain four answers tell of (PHQ-4: Kroenke, Spitzer, Williams, Löwe 2009). No diagnosis. */
export type Strain = 'none' | 'mild' | 'moderate' | 'severe';

/** The bands of the total, which lies between 0 and 12. */
export const strainBands: readonly {
	readonly strain: Strain;
	readonly from: number;
	readonly to: number;
}[] = [
	{ strain: 'none', from: 0, to: 2 },
	{ strain: 'mild', from: 3, to: 5 },
	{ strain: 'moderate', from: 6, to: 8 },
	{ strain: 'severe', from: 9, to: 12 },
];

/** From so many points on, in all or in one half, a person should talk to someone this week. */
export const soonFrom = { total: 6, half: 3 } as const;

/** The questions in their order: two on anxiety (GAD-2), two on low mood (PHQ-2). Each is answered by 0 to 3 points. */
export const selfCheckItems = ['nervous', 'worrying', 'interest', 'down'] as const;
export const selfCheckAnswers = ['never', 'days', 'half', 'daily'] as const;

export interface SelfCheckResult {
	readonly total: number;
	readonly strain: Strain;
	/** Whether to talk to someone this week. */
	readonly soon: boolean;
}

/** What the points of the four answers say. */
export function selfCheckResult([a, b, c, d]: readonly [
	number,
	number,
	number,
	number,
]): SelfCheckResult {
	const halves = [a + b, c + d];
	const total = a + b + c + d;
	const band = strainBands.find(({ from, to }) => from <= total && total <= to);
	return {
		total,
		strain: band?.strain ?? 'severe',
		soon: total >= soonFrom.total || halves.some((half) => half >= soonFrom.half),
	};
}
