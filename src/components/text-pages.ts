/** Pages about the site, and the parts of each. A part has its title and its text in the strings files. */
export const textPages = {
	about: ['who', 'what', 'how', 'genuine', 'paper', 'errors', 'open'],
	privacy: [
		'short',
		'reading',
		'reports',
		'alerts',
		'alertCounts',
		'device',
		'selfCheck',
		'feedback',
		'links',
		'kit',
		'staff',
		'purge',
		'rights',
	],
	accessibility: ['aim', 'does', 'checked', 'limits', 'otherWays', 'tell'],
} as const;

export type TextPageName = keyof typeof textPages;
