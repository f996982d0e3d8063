/** How an iPhone gets the site onto its home screen: a drawing of 96 × 72 for each step, in strokes of the text's color. */
export const homeScreenDrawings = [
	{
		step: 'share',
		path: 'M20 4v56a8 8 0 0 0 8 8h40a8 8 0 0 0 8-8V4M20 36h56M43 50h-4v12h18V50h-4M48 57V42M43 47l5-5 5 5',
	},
	{
		step: 'add',
		path: 'M16 6h64v60H16zM24 17h30M24 55h34M21 27h54v18H21zM27 36h26M61 30h12v12H61zM67 33v6M64 36h6',
	},
	{
		step: 'confirm',
		path: 'M16 6h64v60H16zM16 24h64M56 11h19v8H56zM60 15h11M24 33h18v18H24zM50 37h22M50 46h14',
	},
	{
		step: 'open',
		path: 'M22 4h52v64H22zM30 13h12v12H30zM54 13h12v12H54zM30 34h12v12H30zM50 32h20v20H50zM56 45v-4a4 4 0 0 1 8 0v4l2 2H54zM59 49h2',
	},
] as const;
